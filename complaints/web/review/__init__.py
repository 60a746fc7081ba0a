"""The reviewers' desk: the queue, the page of a case, and what is done there."""

from complaints.web.review import cases, decisions, handing, joins, queue, views, voices

PARTS = (queue.pages, views.pages, cases.pages, decisions.pages, joins.pages, voices.pages, handing.pages)

__all__ = ["PARTS"]

"""The reviewers' desk: the queue, the page of a case, and what is done there."""

from complaints.web.review import cases, decisions, joins, queue, views, voices

PARTS = (queue.pages, views.pages, cases.pages, decisions.pages, joins.pages, voices.pages)

__all__ = ["PARTS"]

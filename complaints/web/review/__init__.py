"""The reviewers' desk: the queue, the page of a case, and what is done there."""

from complaints.web.review import cases, decisions, joins, queue

PARTS = (queue.pages, cases.pages, decisions.pages, joins.pages)

__all__ = ["PARTS"]

"""The reviewers' desk: the queue, the page of a case, and what is done there."""

from complaints.web.review import cases, decisions, joins, messages, queue, voices

PARTS = (queue.pages, cases.pages, decisions.pages, joins.pages, messages.pages, voices.pages)

__all__ = ["PARTS"]

"""The reviewers' desk: the queue, the page of a case, and what is done there."""

from complaints.web.review import (
    bundles,
    cases,
    decisions,
    handing,
    holds,
    joins,
    keeping,
    keys,
    messages,
    queue,
    searching,
    views,
    voices,
)

PARTS = (
    queue.pages,
    views.pages,
    searching.pages,
    cases.pages,
    decisions.pages,
    joins.pages,
    voices.pages,
    handing.pages,
    bundles.pages,
    holds.pages,
    keys.pages,
    keeping.pages,
    messages.pages,
)

__all__ = ["PARTS"]

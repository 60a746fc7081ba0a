"""The reviewers' desk: the queue, the page of a case, and what is done there."""

from complaints.web.review import (
    amending,
    appeals,
    cases,
    decisions,
    handing,
    joins,
    messages,
    queue,
    records,
    rereviews,
    views,
    voices,
)

PARTS = (
    queue.pages,
    views.pages,
    cases.pages,
    decisions.pages,
    joins.pages,
    messages.pages,
    voices.pages,
    handing.pages,
    records.pages,
    amending.pages,
    rereviews.pages,
    appeals.pages,
)

__all__ = ["PARTS"]

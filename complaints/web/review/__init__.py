"""The reviewers' desk: the queue, the page of a case, and what is done there."""

from complaints.web.review import (
    amending,
    appeals,
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
    records,
    rereviews,
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
    records.pages,
    amending.pages,
    rereviews.pages,
    appeals.pages,
)

__all__ = ["PARTS"]

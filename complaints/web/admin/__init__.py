"""The administrators' pages: what the rules stand on, and the second persons who answer changes to it."""

from complaints.web.admin import changes, deadlines, grounds, sources, start

PARTS = (start.pages, changes.pages, grounds.pages, sources.pages, deadlines.pages)

__all__ = ["PARTS"]

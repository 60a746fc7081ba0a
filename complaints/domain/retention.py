"""How long evidence is kept, and how it may go (PRODUCT.md, rules 9 and 10)."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

KEPT_AFTER_CLOSURE: Final = timedelta(days=365)  # raw evidence, counted from closure or the end of a restriction
ORPHANS_KEPT: Final = timedelta(days=1)  # bytes that a worker stored and no row names: it was killed in between
LOOK_EVERY: Final = timedelta(days=30)  # each stored object is read and checked once in so long


class Why(StrEnum):
    """Why evidence was removed."""

    EXPIRED = "expired"
    PURGED = "purged"
    NO_CAPTURE = "no_capture"


class ObjectState(StrEnum):
    """Whether bytes are in the evidence store and are what they were."""

    KEPT = "kept"
    DAMAGED = "damaged"
    REMOVING = "removing"
    REMOVED = "removed"

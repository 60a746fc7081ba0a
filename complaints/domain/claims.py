"""How long a claim lasts while somebody works, and what is told about the time that is left of it."""

from datetime import datetime, timedelta
from typing import Final

from complaints.domain.casework import LEASE, Lease

# Work renews a claim once half of it has passed, so that the log says it a few times an hour and not at every key.
RENEWED_BELOW: Final = LEASE / 2
WARNED_BELOW: Final = timedelta(minutes=5)
# Somebody who opened a page, or did something on it, within this is reading it.
READING: Final = timedelta(minutes=3)


def renewed(lease: Lease | None, staff_id: int, now: datetime) -> datetime | None:
    """Give the new end of a claim by whoever works on the case; None where it is not theirs or needs no renewal."""
    if lease is None or lease.holder != staff_id or not lease.live(now) or lease.until - now > RENEWED_BELOW:
        return None
    return now + LEASE

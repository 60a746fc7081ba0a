"""How a site is asked: one request at a time, a pause between two, retries that spread out, a rest when it fails."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

PAUSE: Final = timedelta(seconds=2)
LEASE: Final = timedelta(seconds=90)  # longer than any fetch may take: what a killed worker held is free again then
LOOK_AGAIN: Final = timedelta(milliseconds=250)
SHARED_FOR: Final = timedelta(hours=1)  # one capture of a page serves everybody for so long
# After the first failure, the second, and so on; then only a person asks again.
RETRIES: Final = (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
JITTER: Final = 0.2  # of the wait, either way, so that what failed together does not return together
LONGEST_WISH: Final = timedelta(hours=24)  # that a site's Retry-After is followed (RFC 9110 10.2.3)
FAILURES_TO_REST: Final = 5
FIRST_REST: Final = timedelta(minutes=10)
LONGEST_REST: Final = timedelta(hours=6)
# Failures that say something about the site and not about the link.
SITE_FAULTS: Final = frozenset({"connection", "dns", "timeout", "tls", "protocol"})
# Failures that a later try may mend.
PASSING: Final = SITE_FAULTS | {"evidence_store", "robots_unread", "waiting", "resting"}


class Turn(StrEnum):
    """Whether a site may be asked now."""

    GO = "go"
    WAIT = "wait"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Site:
    """When a site was asked and how it answered, shared by all workers.

    `busy_until` ends the request under way at the latest, `free_at` the pause after the last one, `booked_until` the
    turns promised to those who wait, `resting_until` the rest after many failures in a row.
    """

    name: str
    busy_until: datetime
    free_at: datetime
    booked_until: datetime
    failures: int
    resting_until: datetime


def turn(site: Site, now: datetime) -> tuple[Turn, datetime]:
    """Say whether a site may be asked now, and if not, from when."""
    if site.resting_until > now:
        return Turn.REST, site.resting_until
    if site.busy_until > now:
        return Turn.WAIT, look_again(site.busy_until, now)
    return (Turn.WAIT, site.free_at) if site.free_at > now else (Turn.GO, now)


def look_again(busy_until: datetime, now: datetime) -> datetime:
    """Say when to look again at a request under way: it ends with its lease at the latest, mostly long before."""
    return min(busy_until, now + LOOK_AGAIN)


def taken(site: Site, now: datetime) -> Site:
    """Give the site after somebody began to ask it."""
    return replace(site, busy_until=now + LEASE)


def ended(site: Site, now: datetime, *, failed: bool, pause: timedelta = PAUSE) -> Site:
    """Give the site after a request ended; failures in a row open the circuit for twice as long each time."""
    failures = site.failures + 1 if failed else 0
    resting = now
    if failures >= FAILURES_TO_REST:
        resting = now + min(LONGEST_REST, FIRST_REST * 2 ** min(10, failures - FAILURES_TO_REST))
    return replace(site, busy_until=now, free_at=now + pause, failures=failures, resting_until=resting)


def booked(site: Site, now: datetime, pause: timedelta = PAUSE) -> tuple[Site, datetime]:
    """Promise the next turn that nobody has; give the site and the time of the turn."""
    when = max(now, site.free_at, site.booked_until) + pause
    return replace(site, booked_until=when), when


def still_shared(ended_at: datetime | None, next_at: datetime | None, now: datetime) -> bool:
    """Say whether what came of the last visit still stands: for an hour, or until the next planned try."""
    if ended_at is None:
        return False
    return now < (next_at or ended_at + SHARED_FOR)


def retry_at(tries: int, now: datetime, chance: float, wish: int | None = None) -> datetime | None:
    """Say when to try again after the `tries`-th failure, or None where the schedule has run out.

    `chance` is a random number from 0 to 1; `wish` the seconds a site asked for.
    """
    if tries > len(RETRIES):
        return None
    wait = RETRIES[max(0, tries - 1)] * (1 - JITTER + 2 * JITTER * chance)
    return now + max(wait, min(timedelta(seconds=wish or 0), LONGEST_WISH))

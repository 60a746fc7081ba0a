"""Signing in: what a password must be, how long a session lasts, how often one may try."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from complaints.domain.errors import Refusal

MIN_PASSWORD: Final = 12
MAX_PASSWORD: Final = 200
IDLE: Final = timedelta(minutes=60)
ABSOLUTE: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many tries are allowed in how many seconds."""

    tries: int
    seconds: int


LOGIN_PER_ACCOUNT: Final = Allowance(10, 900)
LOGIN_PER_NETWORK: Final = Allowance(60, 900)
RECEIPT_PER_PREFIX: Final = Allowance(10, 900)
RECEIPT_PER_NETWORK: Final = Allowance(30, 900)
RECEIPT_IN_ALL: Final = Allowance(2_000, 900)
FILING_PER_NETWORK: Final = Allowance(600, 3_600)
OBJECTING_PER_NETWORK: Final = Allowance(30, 3_600)


def check_password(password: str) -> str:
    """Return a password that may be set (NIST SP 800-63B: length counts, composition does not); else raise Refusal."""
    if len(password) < MIN_PASSWORD:
        raise Refusal("password.short", "password", limit=MIN_PASSWORD)
    if len(password) > MAX_PASSWORD:
        raise Refusal("password.long", "password", limit=MAX_PASSWORD)
    return password


def session_live(opened_at: datetime, last_seen_at: datetime, now: datetime) -> bool:
    """Say whether a session opened and last used at these times is still good."""
    return now - last_seen_at < IDLE and now - opened_at < ABSOLUTE

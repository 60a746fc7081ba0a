"""What staff accounts and signing in need from the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from complaints.domain.access import Role


@dataclass(frozen=True, slots=True)
class Account:
    """A staff account with what signing in needs."""

    id: int
    email: str
    role: Role
    active: bool
    password_hash: str


@dataclass(frozen=True, slots=True)
class Session:
    """An open staff session."""

    id: int
    staff_id: int
    email: str
    role: Role
    active: bool
    opened_at: datetime
    seen_at: datetime


class Staff(Protocol):
    """Staff accounts, their sessions, and what they read of people."""

    def add(self, email: str, role: Role, password_hash: str, at: datetime, *, demo: bool = False) -> int: ...
    def by_email(self, email: str) -> Account | None: ...
    def by_id(self, staff_id: int) -> Account | None: ...
    def all(self) -> list[Account]: ...
    def set_active(self, staff_id: int, *, active: bool) -> None: ...
    def set_password(self, staff_id: int, password_hash: str) -> None: ...
    def demo_accounts(self) -> bool: ...
    def open_session(self, staff_id: int, token_hash: str, at: datetime) -> int: ...
    def session(self, token_hash: str) -> Session | None: ...
    def seen(self, session_id: int, at: datetime) -> None: ...
    def close_session(self, session_id: int) -> None: ...
    def close_sessions_of(self, staff_id: int) -> None: ...
    def expire_sessions(self, opened_before: datetime, seen_before: datetime) -> int: ...
    def record_sign_in(self, staff_id: int | None, result: str, at: datetime) -> None: ...
    def record_reads(self, what: str, case_ids: Sequence[int], staff_id: int, at: datetime) -> None: ...
    def record_read(
        self,
        what: str,
        at: datetime,
        *,
        staff_id: int | None = None,
        about_id: int | None = None,
        case_id: int | None = None,
        complaint_id: int | None = None,
        reporter_id: int | None = None,
        reason: str | None = None,
    ) -> None: ...

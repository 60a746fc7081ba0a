"""Stores staff accounts, sessions, sign-ins, and what staff read of people."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from complaints.db.schema import personal_reads, sign_ins, staff, staff_sessions
from complaints.domain.access import Role
from complaints.services.signin_ports import Account, Session


class StaffStore:
    """Staff accounts and sessions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, email: str, role: Role, password_hash: str, at: datetime, *, demo: bool = False) -> int:
        """Store an account; return its id."""
        row = {
            "email": email,
            "role": role.value,
            "password_hash": password_hash,
            "active": True,
            "demo": demo,
            "added_at": at,
        }
        return int(self._connection.execute(insert(staff).values(**row).returning(staff.c.id)).scalar_one())

    def by_email(self, email: str) -> Account | None:
        """Find an account by its folded address."""
        return self._one(staff.c.email == email)

    def by_id(self, staff_id: int) -> Account | None:
        """Find an account by its id."""
        return self._one(staff.c.id == staff_id)

    def _one(self, condition: object) -> Account | None:
        row = self._connection.execute(select(staff).where(condition)).first()  # type: ignore[arg-type]  # a column expression
        return Account(row.id, row.email, Role(row.role), row.active, row.password_hash) if row else None

    def all(self) -> list[Account]:
        """List every account."""
        rows = self._connection.execute(select(staff).order_by(staff.c.id))
        return [Account(row.id, row.email, Role(row.role), row.active, row.password_hash) for row in rows]

    def set_active(self, staff_id: int, *, active: bool) -> None:
        """Switch an account on or off."""
        self._connection.execute(update(staff).where(staff.c.id == staff_id).values(active=active))

    def set_password(self, staff_id: int, password_hash: str) -> None:
        """Replace a password's hash."""
        self._connection.execute(update(staff).where(staff.c.id == staff_id).values(password_hash=password_hash))

    def demo_accounts(self) -> bool:
        """Say whether any demo account is switched on."""
        found = select(staff.c.id).where(staff.c.demo, staff.c.active).limit(1)
        return self._connection.execute(found).first() is not None

    def open_session(self, staff_id: int, token_hash: str, at: datetime) -> int:
        """Store a session; return its id."""
        row = {"staff_id": staff_id, "token_hash": token_hash, "opened_at": at, "seen_at": at}
        made = insert(staff_sessions).values(**row).returning(staff_sessions.c.id)
        return int(self._connection.execute(made).scalar_one())

    def session(self, token_hash: str) -> Session | None:
        """Find a session and whose it is."""
        s = staff_sessions.c
        row = self._connection.execute(
            select(s.id, s.staff_id, staff.c.email, staff.c.role, staff.c.active, s.opened_at, s.seen_at)
            .join(staff, staff.c.id == s.staff_id)
            .where(s.token_hash == token_hash)
        ).first()
        if row is None:
            return None
        return Session(row.id, row.staff_id, row.email, Role(row.role), row.active, row.opened_at, row.seen_at)

    def seen(self, session_id: int, at: datetime) -> None:
        """Note that a session was used."""
        self._connection.execute(update(staff_sessions).where(staff_sessions.c.id == session_id).values(seen_at=at))

    def close_session(self, session_id: int) -> None:
        """End a session."""
        self._connection.execute(delete(staff_sessions).where(staff_sessions.c.id == session_id))

    def close_sessions_of(self, staff_id: int) -> None:
        """End all sessions of an account."""
        self._connection.execute(delete(staff_sessions).where(staff_sessions.c.staff_id == staff_id))

    def expire_sessions(self, opened_before: datetime, seen_before: datetime) -> int:
        """End sessions that are too old or were idle too long; return how many."""
        s = staff_sessions.c
        gone = delete(staff_sessions).where(or_(s.opened_at < opened_before, s.seen_at < seen_before))
        return self._connection.execute(gone).rowcount

    def record_sign_in(self, staff_id: int | None, result: str, at: datetime) -> None:
        """Record that somebody signed in or out, or failed to."""
        self._connection.execute(insert(sign_ins).values(staff_id=staff_id, result=result, made_at=at))

    def record_reads(self, what: str, case_ids: Sequence[int], staff_id: int, at: datetime) -> None:
        """Record that somebody read the same of several cases."""
        rows = [{"what": what, "staff_id": staff_id, "case_id": case_id, "made_at": at} for case_id in case_ids]
        if rows:
            self._connection.execute(insert(personal_reads), rows)

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
    ) -> None:
        """Record that personal data were read, by whom (`staff_id`) and of whom or what (the other ids)."""
        row = {
            "what": what,
            "staff_id": staff_id,
            "about_id": about_id,
            "case_id": case_id,
            "complaint_id": complaint_id,
            "reporter_id": reporter_id,
            "reason": reason,
            "made_at": at,
        }
        self._connection.execute(insert(personal_reads).values(**row))

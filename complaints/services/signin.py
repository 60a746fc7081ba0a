"""Staff accounts: made, signed in, signed out, switched off."""

import secrets
from dataclasses import dataclass
from typing import Protocol

from email_validator import EmailNotValidError, validate_email

from complaints.domain import signin
from complaints.domain.access import Actor, Role, StaffMember, system
from complaints.domain.errors import Refusal
from complaints.domain.keys import Keyring
from complaints.services.ports import Clock, OpenReader, OpenUnitOfWork, Throttle
from complaints.services.signin_ports import Account

SESSION_HASH = "staff session"


class Passwords(Protocol):
    """Hashes passwords slowly, so that a stolen table does not give them away."""

    def hash(self, password: str) -> str: ...
    def verify(self, password_hash: str | None, password: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh session: its token, shown to the browser once, and who it belongs to."""

    token: str
    who: StaffMember


@dataclass(frozen=True)
class SignIn:
    """The use cases around staff accounts and sessions."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock
    keys: Keyring
    passwords: Passwords
    throttle: Throttle

    def enter(self, email: str, password: str, network: str | None, old_token: str | None = None) -> SignedIn:
        """Check a password and open a session under a fresh token; the session of `old_token` ends.

        Raises Refusal `signin.failed` whatever was wrong, `signin.throttled` with `seconds` to wait.
        """
        address = email.strip().casefold()[:254]
        self._slow_down(address, network)
        with self.open_reader() as uow:
            account = uow.staff.by_email(address)
        right = self.passwords.verify(account.password_hash if account else None, password[: signin.MAX_PASSWORD])
        now = self.clock()
        if account is None or not right or not account.active:
            with self.open_uow(system("signin"), "signin.failed") as uow:
                uow.staff.record_sign_in(account.id if account else None, "failed", now)
            raise Refusal("signin.failed", "email")
        token = secrets.token_urlsafe(32)
        who = StaffMember(account.id, account.email, account.role)
        with self.open_uow(who.actor, "signin.enter") as uow:
            if old_token:
                old = uow.staff.session(self.keys.tag(SESSION_HASH, old_token))
                if old is not None:
                    uow.staff.close_session(old.id)
            uow.staff.open_session(account.id, self.keys.tag(SESSION_HASH, token), now)
            uow.staff.record_sign_in(account.id, "in", now)
        # Whoever knows the password is not guessing it, however often they come.
        self.throttle.forget("signin-account", self._account_key(address), signin.LOGIN_PER_ACCOUNT)
        return SignedIn(token, who)

    def who(self, token: str) -> StaffMember | None:
        """Say who holds a session token, or None where it is unknown, idle for too long or too old."""
        now = self.clock()
        with self.open_reader() as uow:
            session = uow.staff.session(self.keys.tag(SESSION_HASH, token))
        if session is None or not session.active:
            return None
        if not signin.session_live(session.opened_at, session.seen_at, now):
            return None
        if (now - session.seen_at).total_seconds() > 60:
            with self.open_uow(system("signin"), "signin.seen") as uow:
                uow.staff.seen(session.id, now)
        return StaffMember(session.staff_id, session.email, session.role)

    def leave(self, token: str) -> None:
        """End the session of a token, if there is one."""
        with self.open_uow(system("signin"), "signin.leave") as uow:
            session = uow.staff.session(self.keys.tag(SESSION_HASH, token))
            if session is not None:
                uow.staff.close_session(session.id)
                uow.staff.record_sign_in(session.staff_id, "out", self.clock())

    def _account_key(self, address: str) -> str:
        return self.keys.tag("throttle", f"account:{address}")

    def _slow_down(self, address: str, network: str | None) -> None:
        account = self._account_key(address)
        place = self.keys.tag("throttle", f"network:{network}")
        wait = max(
            self.throttle.hit("signin-account", account, signin.LOGIN_PER_ACCOUNT),
            self.throttle.hit("signin-network", place, signin.LOGIN_PER_NETWORK),
        )
        if wait:
            raise Refusal("signin.throttled", "email", seconds=wait)

    def add(self, email: str, role: Role, password: str, actor: Actor, *, demo: bool = False) -> int:
        """Make a staff account; raises Refusal `email.wrong`, `staff.exists`, `password.short`, `password.long`."""
        try:
            address = validate_email(
                email.strip(), check_deliverability=False, test_environment=True
            ).normalized.casefold()
        except EmailNotValidError:
            raise Refusal("email.wrong", "email") from None
        hashed = self.passwords.hash(signin.check_password(password))
        with self.open_uow(actor, "staff.add") as uow:
            if uow.staff.by_email(address) is not None:
                raise Refusal("staff.exists", "email", email=address)
            return uow.staff.add(address, role, hashed, self.clock(), demo=demo)

    def ensure_demo(self, email: str, role: Role, password: str) -> None:
        """Make a demo account, or give the one there is this password."""
        actor = system("demo")
        with self.open_uow(actor, "staff.demo") as uow:
            account = uow.staff.by_email(email)
            if account is None:
                uow.staff.add(email, role, self.passwords.hash(password), self.clock(), demo=True)
            elif not self.passwords.verify(account.password_hash, password):
                uow.staff.set_password(account.id, self.passwords.hash(password))

    def accounts(self) -> list[Account]:
        """List all staff accounts."""
        with self.open_reader() as uow:
            return uow.staff.all()

    def disable(self, email: str, actor: Actor) -> None:
        """Switch an account off and end its sessions; raises Refusal `staff.unknown`."""
        with self.open_uow(actor, "staff.disable") as uow:
            account = uow.staff.by_email(email.strip().casefold())
            if account is None:
                raise Refusal("staff.unknown", "email", email=email)
            uow.staff.set_active(account.id, active=False)
            uow.staff.close_sessions_of(account.id)

    def reset_password(self, email: str, password: str, actor: Actor) -> None:
        """Set a new password, end the account's sessions and switch it on; raises Refusal as `add`."""
        hashed = self.passwords.hash(signin.check_password(password))
        with self.open_uow(actor, "staff.reset_password") as uow:
            account = uow.staff.by_email(email.strip().casefold())
            if account is None:
                raise Refusal("staff.unknown", "email", email=email)
            uow.staff.set_password(account.id, hashed)
            uow.staff.set_active(account.id, active=True)
            uow.staff.close_sessions_of(account.id)

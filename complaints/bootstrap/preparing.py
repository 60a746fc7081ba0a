"""Prepares a database to be served, and refuses to serve from one that is not ready."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from complaints.bootstrap.application import Application, running
from complaints.db.engine import make_engine
from complaints.domain.access import Role
from complaints.settings import DEMO_ACCOUNTS, SettingError, Settings


@contextmanager
def _owner(settings: Settings) -> Iterator[Engine]:
    engine = make_engine(settings.migration_url)
    try:
        yield engine
    finally:
        engine.dispose()


def migrate(settings: Settings) -> None:
    """Bring the database to this version's schema, as the account that owns it, and give the service its rights."""
    from complaints.db.upgrade import upgrade

    with _owner(settings) as engine:
        upgrade(engine, settings.service_role, settings.time_zone.key)


def schema_faults(settings: Settings) -> list[str]:
    """Name every difference between the database and this version's schema, triggers and rights."""
    from complaints.db.upgrade import check

    with _owner(settings) as engine:
        return check(engine, settings.service_role)


def prepare(settings: Settings) -> list[str]:
    """Migrate, and in the embedded profile make the demo accounts; return what to tell the operator.

    Raises SettingError where demo accounts would be reachable outside the embedded profile.
    """
    migrate(settings)
    with running(settings) as application:
        if not settings.demo:
            require_no_demo(application)
            return []
        return _demo_accounts(application)


def require_no_demo(application: Application) -> None:
    """Refuse to serve with demo accounts outside the embedded profile; raises SettingError."""
    if application.settings.embedded:
        return
    with application.open_reader() as uow:
        if uow.staff.demo_accounts():
            raise SettingError("this database holds demo accounts: disable them with `aryz users disable EMAIL`")


def require_servable(settings: Settings) -> None:
    """Refuse to serve from a database that cannot be read, has no tables yet or holds demo accounts.

    Raises SettingError with the cure. The embedded whole prepares its database itself.
    """
    if settings.embedded:
        return
    with running(settings) as application:
        try:
            require_no_demo(application)
        except SQLAlchemyError as failure:
            raise SettingError(
                f"the database cannot be read ({type(failure).__name__}): check ARYZ_DATABASE_URL, "
                "and run `aryz db upgrade` on a new one"
            ) from failure


def _demo_accounts(application: Application) -> list[str]:
    kept = application.settings.data_dir / "demo-password"
    password = application.settings.demo_password or (kept.read_text().strip() if kept.exists() else "")
    fresh = not password
    password = password or secrets.token_urlsafe(9)
    if fresh or application.settings.demo_password:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(password + "\n")
    lines = [f"demo accounts (password {password}):"]
    for email, role in DEMO_ACCOUNTS.items():
        application.signin.ensure_demo(email, Role(role), password)
        lines.append(f"  {email}  {role}")
    return lines

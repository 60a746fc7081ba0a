"""Wires settings to adapters and adapters to use cases; the only place that knows concrete classes."""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from complaints.db.engine import make_engine
from complaints.db.uow import Database, SqlUnitOfWork
from complaints.domain.access import Actor, Role, system
from complaints.domain.checks.steps import STEPS
from complaints.domain.errors import Refusal
from complaints.domain.identity import resolve
from complaints.domain.keys import Keyring
from complaints.net.capturing import PageCapturer
from complaints.net.evidence import EvidenceStore, evidence_folder
from complaints.net.fetch import Fetcher
from complaints.net.images import SafeImages
from complaints.net.letters import Letterbox, Mailer, Smtp
from complaints.net.passwords import Argon2Passwords
from complaints.net.seal import Opener, Seal, public_half
from complaints.net.throttle import CountingThrottle
from complaints.services.capturing import Capturing
from complaints.services.casework import Casework
from complaints.services.checks import Checking
from complaints.services.decisions import Deciding
from complaints.services.demonstration import Clock, Demonstration
from complaints.services.evidence import Keeping
from complaints.services.identity import Identity
from complaints.services.importing import Importing
from complaints.services.intake import Intake
from complaints.services.joining import Joining
from complaints.services.networks import NetworkTokens
from complaints.services.publication import Publication
from complaints.services.rekeying import Rekeying
from complaints.services.signin import SignIn
from complaints.services.sources import Sources
from complaints.services.upkeep import Upkeep
from complaints.services.uploads import Uploading
from complaints.settings import DEMO_ACCOUNTS, SettingError, Settings, locate

CONTACT_KEY = "mailer contact"
EVIDENCE_KEY = "evidence"


def now() -> datetime:
    """Tell the time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Application:
    """One process's use cases, wired; every part is made when it is first used."""

    settings: Settings
    clock: Callable[[], datetime] = now

    @cached_property
    def database(self) -> Database:
        """Open the database."""
        return Database(make_engine(self.settings.database_url))

    @cached_property
    def keys(self) -> Keyring:
        """Hold the deployment's secret, to derive keys from."""
        return Keyring(self.settings.secret_key, self.settings.secret_key_previous)

    @cached_property
    def throttle(self) -> CountingThrottle:
        """Count tries in the broker."""
        return CountingThrottle(self.settings.redis_url)

    @cached_property
    def evidence(self) -> EvidenceStore:
        """Keep captured bytes."""
        keys = self.keys.derive(EVIDENCE_KEY), self.keys.derive_previous(EVIDENCE_KEY)
        return EvidenceStore(evidence_folder(self.settings.evidence_url, self.settings.data_dir), *keys)

    @cached_property
    def networks(self) -> NetworkTokens:
        """Hash networks under this month's key."""
        return NetworkTokens(self.open_uow, self.clock, os.urandom)

    @cached_property
    def intake(self) -> Intake:
        """File, add to, withdraw complaints."""
        seal = Seal(public_half(self.keys.derive(CONTACT_KEY)))
        return Intake(
            self.open_uow,
            self.open_reader,
            self.clock,
            os.urandom,
            self.keys,
            self.networks,
            self.throttle,
            seal,
            self.views.catalogue.categories,
        )

    @cached_property
    def identity(self) -> Identity:
        """Attach links to cases."""
        return Identity(self.open_uow, self.clock)

    @cached_property
    def checking(self) -> Checking:
        """Run checks."""
        return Checking(self.open_uow, self.clock, STEPS, self.capturing)

    @cached_property
    def capturing(self) -> Capturing:
        """Capture pages, politely."""
        capture = PageCapturer(self.fetcher.fetch, SafeImages())
        chance = secrets.SystemRandom().random
        networked = self.settings.egress != "none"
        return Capturing(self.open_uow, self.clock, capture, self.evidence, chance, networked=networked)

    @cached_property
    def fetcher(self) -> Fetcher:
        """Fetch pages; what must never be captured is barred on every way to it."""
        contact = f"+{self.settings.base_url}; {self.settings.contact}"
        agent = f"{self.settings.service_name.split()[0]}/1 ({contact})"
        return Fetcher(self.settings.egress, user_agent=agent, barred=self.barred)

    def barred(self, url: str) -> bool:
        """Say whether a link, given or met on the way, names something that must never be captured."""
        try:
            resource = resolve(url)
        except Refusal:
            return False
        with self.open_reader() as uow:
            return uow.checks.barred((resource.key, resource.host, resource.site))

    @cached_property
    def keeping(self) -> Keeping:
        """Verify, let go of, purge and show evidence."""
        return Keeping(self.open_uow, self.open_reader, self.clock, self.evidence, SafeImages())

    @cached_property
    def uploading(self) -> Uploading:
        """File complaints together with the images that came with them."""
        return Uploading(self.open_uow, self.intake, self.evidence, SafeImages(), self.views.catalogue.categories)

    @cached_property
    def sources(self) -> Sources:
        """Keep the list of protected sources."""
        return Sources(self.open_uow, self.clock)

    @cached_property
    def casework(self) -> Casework:
        """Claim, release, note."""
        return Casework(self.open_uow, self.clock)

    @cached_property
    def joining(self) -> Joining:
        """Merge, split, accept and refuse aliases."""
        return Joining(self.open_uow, self.clock)

    @cached_property
    def rekeying(self) -> Rekeying:
        """Bring stored keys to today's rules."""
        return Rekeying(self.open_uow, self.open_reader, self.clock)

    @cached_property
    def deciding(self) -> Deciding:
        """Decide, approve, return."""
        return Deciding(self.open_uow, self.clock)

    @cached_property
    def publication(self) -> Publication:
        """Publish and notify."""
        return Publication(self.open_uow, self.clock, self._mailer())

    def _mailer(self) -> Mailer:
        settings = self.settings
        post = Smtp(settings.smtp_url) if settings.smtp_url else Letterbox(settings.data_dir / "mail")
        return Mailer(
            opener=Opener(self.keys.derive(CONTACT_KEY), self.keys.derive_previous(CONTACT_KEY)),
            post=post,
            templates=locate("templates"),
            translations=locate("translations"),
            decision=self.views.decision,
            service_name=settings.service_name,
            base_url=settings.base_url,
            sender=settings.contact,
        )

    @cached_property
    def views(self) -> Any:
        """Read what pages show."""
        from complaints.db.views import Views

        return Views(self.database.reading)

    @cached_property
    def signin(self) -> SignIn:
        """Sign staff in and out."""
        return SignIn(self.open_uow, self.open_reader, self.clock, self.keys, Argon2Passwords(), self.throttle)

    @cached_property
    def importing(self) -> Importing:
        """Import complaints from files."""
        return Importing(self.open_uow, self.clock, os.urandom, self.keys)

    @cached_property
    def upkeep(self) -> Upkeep:
        """Do the regular work."""
        return Upkeep(self.open_uow, self.clock, self.networks)

    @cached_property
    def handlers(self) -> Mapping[str, Callable[..., Any]]:
        """Map each topic of the outbox to the use case that answers it."""
        return {
            "complaint.attach": self.identity.attach,
            "case.check": self.checking.advance,
            "checks.retry": self.checking.retry,
            "evidence.verify": self.keeping.verify,
            "evidence.expire": self.keeping.expire,
            "decision.publish": self.publication.publish,
            "notice.send": self.publication.notify,
            "upkeep.sweep": self.upkeep.sweep,
            "upkeep.leases": self.casework.return_expired,
            "upkeep.close": self.upkeep.close,
            "upkeep.forget": self.upkeep.forget,
            "log.seal": self.seal_log,
        }

    def open_uow(self, actor: Actor, action: str) -> AbstractContextManager[SqlUnitOfWork]:
        """Open a transaction in somebody's name."""
        return self.database.open_uow(actor, action)

    def open_reader(self) -> AbstractContextManager[SqlUnitOfWork]:
        """Open a transaction that only reads."""
        return self.database.open_reader()

    def seal_log(self) -> int:
        """Fold committed log entries into the tree; return how many."""
        from complaints.db.sequencer import seal

        return seal(self.database.engine)

    def beat(self, part: str) -> None:
        """Leave a sign of life."""
        with self.open_uow(system(part), "beat") as uow:
            uow.schedule.beat(part, self.clock())

    def close(self) -> None:
        """Let go of the database's connections."""
        if "database" in self.__dict__:
            self.database.engine.dispose()


def build(settings: Settings, clock: Callable[[], datetime] = now) -> Application:
    """Wire one process."""
    return Application(settings, clock)


@contextmanager
def running(settings: Settings) -> Iterator[Application]:
    """Wire one process and close it afterwards."""
    application = build(settings)
    try:
        yield application
    finally:
        application.close()


def demonstration(settings: Settings, clock: Clock) -> Demonstration:
    """Wire the use cases of a demonstration on one clock; its people are counted by nobody."""
    application = build(settings, clock)
    capturing = replace(application.checking.capturing, sleep=clock.sleep)
    return Demonstration(
        clock,
        application.open_reader,
        replace(application.intake, throttle=CountingThrottle(None)),
        application.identity,
        replace(application.checking, capturing=capturing),
        application.casework,
        application.deciding,
        application.publication,
    )


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
        upgrade(engine, settings.service_role)


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

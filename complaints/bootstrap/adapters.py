"""Makes the adapters of one process out of its settings, each when it is first used."""

import os
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from complaints.db.engine import make_engine
from complaints.db.uow import Database, SqlUnitOfWork
from complaints.domain.access import Actor, system
from complaints.domain.errors import Refusal
from complaints.domain.identity import resolve
from complaints.domain.keys import Keyring
from complaints.net.evidence import EvidenceStore, evidence_folder
from complaints.net.fetch import Fetcher
from complaints.net.letters import Letterbox, Mailer, Smtp
from complaints.net.seal import Opener
from complaints.net.throttle import CountingThrottle
from complaints.services.networks import NetworkTokens
from complaints.settings import Settings, locate

CONTACT_KEY = "mailer contact"
EVIDENCE_KEY = "evidence"


def now() -> datetime:
    """Tell the time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Adapters:
    """What one process has of the outside world."""

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
    def fetcher(self) -> Fetcher:
        """Fetch pages; what must never be captured is barred on every way to it."""
        contact = f"+{self.settings.base_url}; {self.settings.contact}"
        return Fetcher(self.settings.egress, user_agent=f"{self.agent}/1 ({contact})", barred=self.barred)

    @property
    def agent(self) -> str:
        """Name the service to sites it asks (a product token, RFC 9110 10.1.5), by its own name where that is Latin."""
        named = re.match(r"[A-Za-z][A-Za-z0-9-]*", self.settings.service_name)
        return named[0] if named else "Aryz"

    def barred(self, url: str) -> bool:
        """Say whether a link, given or met on the way, names something that must never be captured."""
        try:
            resource = resolve(url)
        except Refusal:
            return False
        with self.open_reader() as uow:
            return uow.checks.barred((resource.key, resource.host, resource.site))

    def _mailer(self) -> Mailer:
        settings = self.settings
        post = Smtp(settings.smtp_url) if settings.smtp_url else Letterbox(settings.data_dir / "mail")
        return Mailer(
            opener=Opener(self.keys.derive(CONTACT_KEY), self.keys.derive_previous(CONTACT_KEY)),
            post=post,
            templates=locate("templates"),
            translations=locate("translations"),
            decision=self.views.decision,
            version=self.views.versions.version,
            service_name=settings.service_name,
            base_url=settings.base_url,
            sender=settings.contact,
            zone=settings.time_zone,
        )

    @cached_property
    def views(self) -> Any:
        """Read what pages show."""
        from complaints.db.views import Views

        return Views(self.database.reading)

    def open_uow(self, actor: Actor, action: str) -> AbstractContextManager[SqlUnitOfWork]:
        """Open a transaction in somebody's name."""
        return self.database.open_uow(actor, action)

    def open_reader(self) -> AbstractContextManager[SqlUnitOfWork]:
        """Open a transaction that only reads."""
        return self.database.open_reader()

    def beat(self, part: str) -> None:
        """Leave a sign of life."""
        with self.open_uow(system(part), "beat") as uow:
            uow.schedule.beat(part, self.clock())

    def close(self) -> None:
        """Let go of the database's connections."""
        if "database" in self.__dict__:
            self.database.engine.dispose()

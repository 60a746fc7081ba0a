"""Wires one process: everything it can do, and which use case answers which topic of the outbox."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from complaints.bootstrap.adapters import now
from complaints.bootstrap.administering import Administering
from complaints.bootstrap.afterwards import Afterwards
from complaints.bootstrap.checking import Checks
from complaints.bootstrap.filing import Filing
from complaints.net.passwords import Argon2Passwords
from complaints.net.throttle import CountingThrottle
from complaints.services.demonstration import Clock, Demonstration
from complaints.services.signin import SignIn
from complaints.services.upkeep import Upkeep
from complaints.settings import Settings


@dataclass(frozen=True)
class Application(Filing, Checks, Afterwards, Administering):
    """One process's use cases, wired; every part is made when it is first used."""

    @cached_property
    def signin(self) -> SignIn:
        """Sign staff in and out."""
        return SignIn(self.open_uow, self.open_reader, self.clock, self.keys, Argon2Passwords(), self.throttle)

    @cached_property
    def upkeep(self) -> Upkeep:
        """Do the regular work."""
        return Upkeep(self.open_uow, self.clock, self.networks, self.settings.time_zone)

    @cached_property
    def handlers(self) -> Mapping[str, Callable[..., Any]]:
        """Map each topic of the outbox to the use case that answers it."""
        return {
            "complaint.attach": self.identity.attach,
            "case.check": self.checking.advance,
            "checks.retry": self.checking.retry,
            "evidence.verify": self.keeping.verify,
            "evidence.expire": self.keeping.expire,
            "search.index": self.searching.index,
            "source.mark": self.sources.mark,
            "decision.publish": self.publication.publish,
            "version.announce": self.publication.announce,
            "rereviews.bring_back": self.rereviewing.bring_back,
            "restrictions.lapse": self.rereviewing.lapse,
            "notice.send": self.publication.notify,
            "standing.count": self.standing.count,
            "standing.spread": self.standing.spread,
            "message.hand_out": self.corresponding.hand_out,
            "message.send": self.corresponding.send,
            "deadlines.turn": self.deadlines.turn,
            "deadlines.recount": self.deadlines.recount,
            "deadlines.extend": self.deadlines.extend,
            "changes.apply": self.changing.apply_due,
            "upkeep.sweep": self.upkeep.sweep,
            "upkeep.leases": self.end_leases,
            "upkeep.close": self.upkeep.close,
            "upkeep.forget": self.forget,
            "supervision.count": self.supervision.count,
            "second_reviews.tidy": self.second_reviewing.tidy,
            "log.seal": self.seal_log,
        }

    def end_leases(self) -> None:
        """Put back into the queue what nobody holds or has kept for them any longer; forget who was reading."""
        self.casework.return_expired()
        self.handing.end_kept()
        self.claims.forget_presences()

    def forget(self) -> None:
        """Forget whatever is to be forgotten on schedule."""
        self.upkeep.forget()
        self.drafting.forget()

    def seal_log(self) -> int:
        """Fold committed log entries into the tree; return how many."""
        from complaints.db.sequencer import seal

        return seal(self.database.engine)


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

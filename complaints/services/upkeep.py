"""Regular work: re-queue what is unfinished, close what is past appeal, forget what must be forgotten."""

from dataclasses import dataclass
from datetime import timedelta, tzinfo

from complaints.domain.access import system
from complaints.domain.casework import CaseState, move
from complaints.domain.robots import KEPT as ROBOTS_KEPT
from complaints.domain.signin import ABSOLUTE, IDLE
from complaints.services.networks import NetworkTokens
from complaints.services.ports import Clock, OpenUnitOfWork

GRACE = timedelta(seconds=60)
GONE = timedelta(days=1)
BATCH = 500
SITES_KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Upkeep:
    """Keeps promises although queues, workers or mail servers fail."""

    open_uow: OpenUnitOfWork
    clock: Clock
    networks: NetworkTokens
    zone: tzinfo

    def sweep(self) -> int:
        """Put work that is unfinished for over a minute back into the outbox; return how many messages.

        Nothing is queued twice in one sweep, and every step bears being done twice, so the broker may lose everything.
        """
        now = self.clock()
        before = now - GRACE
        queued = 0
        with self.open_uow(system("sweep"), "upkeep.sweep") as uow:
            found = {
                "complaint.attach": ("complaint_id", uow.complaints.stale_pending(before, BATCH)),
                "case.check": (
                    "case_id",
                    sorted(
                        {
                            *uow.cases.unfinished((CaseState.RECEIVED, CaseState.CHECKING), before, BATCH),
                            *uow.checks.awaited(before, BATCH),
                        }
                    ),
                ),
                "decision.publish": ("decision_id", uow.register.unpublished(before, BATCH)),
                "version.announce": ("version_id", uow.versions.unannounced(before, BATCH)),
                "standing.count": ("case_id", uow.standings.unfinished(before, BATCH)),
                "notice.send": ("notice_id", uow.register.stale_notices(before, BATCH)),
                "message.hand_out": ("message_id", uow.correspondence.stale_messages(before, BATCH)),
                "message.send": ("recipient_id", uow.correspondence.stale_letters(before, BATCH)),
            }
            for topic, (name, ids) in found.items():
                if ids and not uow.outbox.has(topic):
                    for row_id in ids:
                        uow.outbox.put(topic, now, **{name: row_id})
                    queued += len(ids)
        return queued

    def close(self) -> int:
        """Close decided cases whose appeal window has passed; return how many."""
        closed = 0
        with self.open_uow(system("upkeep"), "upkeep.close") as uow:
            for case_id in uow.cases.past_appeal(self.clock().astimezone(self.zone).date(), BATCH):
                closed += uow.cases.set_state(case_id, CaseState.DECIDED, move(CaseState.DECIDED, CaseState.CLOSED))
        return closed

    def forget(self) -> None:
        """End staff sessions that ran out, drop what is long gone and destroy the network keys of past periods."""
        now = self.clock()
        with self.open_uow(system("upkeep"), "upkeep.sessions") as uow:
            uow.staff.expire_sessions(now - ABSOLUTE, now - IDLE)
            uow.schedule.forget_beats(now - GONE)
            uow.visits.forget_sites(now - SITES_KEPT)
            uow.visits.forget_robots(now - ROBOTS_KEPT)
        self.networks.forget()

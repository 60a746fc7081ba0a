"""Which task answers which topic of the outbox, and in which queue it waits."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Route:
    """A task's name and its queue."""

    task: str
    queue: str


QUEUES: Final = ("intake", "checks", "notices", "upkeep")
TOPICS: Final[dict[str, Route]] = {
    "complaint.attach": Route("workers.attach", "intake"),
    "case.check": Route("workers.check", "checks"),
    "checks.retry": Route("workers.retry_checks", "upkeep"),
    "evidence.verify": Route("workers.verify_evidence", "upkeep"),
    "evidence.expire": Route("workers.expire_evidence", "upkeep"),
    "search.index": Route("workers.index_words", "upkeep"),
    "source.mark": Route("workers.mark_source", "upkeep"),
    "decision.publish": Route("workers.publish", "notices"),
    "version.announce": Route("workers.announce", "notices"),
    "notice.send": Route("workers.notify", "notices"),
    "rereviews.bring_back": Route("workers.bring_back", "upkeep"),
    "restrictions.lapse": Route("workers.lapse", "upkeep"),
    "standing.count": Route("workers.count_standing", "upkeep"),
    "standing.spread": Route("workers.spread_standing", "upkeep"),
    "message.hand_out": Route("workers.hand_out_message", "notices"),
    "message.send": Route("workers.send_message", "notices"),
    "deadlines.turn": Route("workers.turn_deadlines", "upkeep"),
    "deadlines.recount": Route("workers.recount_deadlines", "upkeep"),
    "deadlines.extend": Route("workers.extend_calendar", "upkeep"),
    "changes.apply": Route("workers.apply_changes", "upkeep"),
    "upkeep.sweep": Route("workers.sweep", "upkeep"),
    "upkeep.leases": Route("workers.leases", "upkeep"),
    "upkeep.close": Route("workers.close", "upkeep"),
    "upkeep.forget": Route("workers.forget", "upkeep"),
    "supervision.count": Route("workers.count_desk", "upkeep"),
    "second_reviews.tidy": Route("workers.tidy_second_reviews", "upkeep"),
    "log.seal": Route("workers.seal", "upkeep"),
}

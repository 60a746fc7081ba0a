"""A demonstration: invented people file, reviewers decide, everything through the real use cases."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from complaints.domain import demonstration as world
from complaints.domain.access import StaffMember
from complaints.domain.decisions import LONGEST_RESTRICTION, Outcome, Written
from complaints.domain.errors import Refusal
from complaints.domain.intake import Filing
from complaints.domain.numbers import CASE, number
from complaints.services.casework import Casework
from complaints.services.checks import Checking
from complaints.services.decisions import Deciding
from complaints.services.identity import Identity
from complaints.services.intake import Intake, Origin
from complaints.services.ports import OpenReader
from complaints.services.publication import Publication

DAYS = 21
SHARE_WITH_ADDRESS = 0.3


class Clock:
    """A clock that the demonstration moves by hand, from some days ago to now."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        """Tell the demonstration's time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let the demonstration's time pass instead of waiting."""
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Demonstration:
    """Fills an empty service with a living one's complaints, cases and decisions."""

    clock: Clock
    open_reader: OpenReader
    intake: Intake
    identity: Identity
    checking: Checking
    casework: Casework
    deciding: Deciding
    publication: Publication

    def load(self, count: int, seed: int, until: datetime) -> Iterator[int]:
        """File `count` complaints spread over the days before `until`, then decide some cases.

        Yields how many complaints were filed so far. The same seed files the same complaints, once.
        """
        chance = random.Random(seed)  # noqa: S311 - a made-up world, the same for the same seed
        step = timedelta(days=DAYS) / max(1, count)
        opened: dict[int, world.Tale] = {}
        for position in range(count):
            self.clock.now = until - timedelta(days=DAYS) + step * position
            tale = chance.choices(world.TALES, [tale.weight for tale in world.TALES])[0]
            opened |= dict.fromkeys(self._file(tale, chance, f"demo:{seed}:{position}"), tale)
            yield position + 1
        for case_id, tale in opened.items():
            self.checking.advance(case_id)
            self.clock.now = min(until, self.clock.now + timedelta(minutes=7))
            self._work(case_id, tale, chance)
        self.clock.now = until

    def _file(self, tale: world.Tale, chance: random.Random, nonce: str) -> list[int]:
        language, words = chance.choice(tale.words)
        address = f"citizen{chance.randrange(10**6)}@mail.example" if chance.random() < SHARE_WITH_ADDRESS else ""
        filing = Filing([chance.choice(tale.links)], tale.category, words, language, address, good_faith=True)
        # 198.18.0.0/15 is for benchmarks (RFC 2544): these networks are nobody's.
        network = f"198.18.{chance.randrange(256)}.0/24"
        lodged = self.intake.lodge(filing, Origin(nonce, f"demo-cookie:{chance.randrange(10**6)}", network))
        self.identity.attach(lodged.complaint_id)
        with self.open_reader() as uow:
            cases = uow.complaints.case_ids(lodged.complaint_id)
        if not lodged.again and chance.random() < 0.1:
            self.intake.add(lodged.complaint_id, world.ADDITION[language])
        elif not lodged.again and chance.random() < 0.05:
            self.intake.withdraw(lodged.complaint_id)
        return cases

    def _work(self, case_id: int, tale: world.Tale, chance: random.Random) -> None:
        with self.open_reader() as uow:
            case = uow.cases.get(case_id)
            staff = {account.email: StaffMember(account.id, account.email, account.role) for account in uow.staff.all()}
        reviewer, senior = staff["reviewer@demo.example"], staff["senior@demo.example"]
        if case is None or tale.ending is None:
            return
        case_number = number(CASE, case.opened_at, case_id)
        steps: list[Callable[[], object]] = [lambda: self.casework.claim(case_number, reviewer)]
        if chance.random() < 0.4:
            steps.append(lambda: self.casework.note(case_number, reviewer, chance.choice(world.NOTES)))
        steps += list(self._ending(case_number, case_id, tale.ending, reviewer, senior))
        for step in steps:
            try:
                step()
            except Refusal:  # the case was worked before, by an earlier load or by a person: it stays as it is
                return

    def _ending(
        self, case_number: str, case_id: int, ending: world.Ending, reviewer: StaffMember, senior: StaffMember
    ) -> Iterator[Callable[[], object]]:
        yield lambda: self._decide(case_number, case_id, ending, reviewer)
        if not Outcome(ending.outcome).restrictive:
            yield lambda: self._publish(case_id)
        elif ending.returned:
            yield lambda: self.deciding.send_back(case_number, senior, None, ending.returned)
        else:
            yield lambda: self.deciding.approve(case_number, senior, None, ending.necessity)
            yield lambda: self._publish(case_id)

    def _decide(self, case_number: str, case_id: int, ending: world.Ending, reviewer: StaffMember) -> None:
        with self.open_reader() as uow:
            case = uow.cases.get(case_id)
        restrictive = Outcome(ending.outcome).restrictive
        ends_on = (self.clock() + LONGEST_RESTRICTION / 2).date().isoformat()
        fields: Mapping[str, Any] = {
            "ground": ending.ground,
            "ground_explanation": ending.ground_explanation,
            "passages": ending.passages,
            "necessity": ending.necessity,
            "scope": "page",
            "territory": world.TERRITORY[ending.language],
            "ends_on": ends_on,
        }
        written = Written(
            outcome=ending.outcome,
            facts=ending.facts,
            explanation=ending.explanation,
            language=ending.language,
            manifestly_unfounded=ending.manifestly_unfounded,
            **(fields if restrictive else {}),
        )
        self.deciding.decide(case_number, reviewer, case.version if case else 0, written)

    def _publish(self, case_id: int) -> None:
        with self.open_reader() as uow:
            decided = uow.decisions.by_case(case_id)
        if decided is not None:
            self.publication.publish(decided[0])

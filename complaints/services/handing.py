"""Handing out work: the next case for somebody, cases given to somebody by a senior, and in what somebody works."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from complaints.domain.access import Act, Actor, Role, StaffMember, system
from complaints.domain.casework import LEASE, CaseState, move
from complaints.domain.errors import Refusal
from complaints.domain.handing import (
    EVERYTHING,
    KEPT_FOR,
    MOST_HELD,
    Kept,
    Nothing,
    Skills,
    Taker,
    reason_given,
    require_more_room,
    skills_named,
    why_nothing,
)
from complaints.domain.numbers import CASE, number
from complaints.domain.recusal import Recused
from complaints.domain.signin import IDLE
from complaints.services.casework import find
from complaints.services.casework_ports import StoredCase
from complaints.services.conflict import keeps_away
from complaints.services.handing_views import Overlooked, Unmanned
from complaints.services.ports import Clock, OpenReader, OpenUnitOfWork, UnitOfWork
from complaints.services.signin_ports import Account

BATCH = 200
# As many of the best are read at once: more than reviewers who ask at the same moment. So often one reads on, where all
# of them were taken meanwhile, or are what somebody keeps away from.
CANDIDATES, LOOKS = 40, 50
FRONT = 200
WORKING = frozenset({Role.REVIEWER, Role.SENIOR})


@dataclass(frozen=True)
class Handing:
    """The use cases by which work finds its people."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock

    def next(self, who: StaffMember) -> str | None:
        """Claim the best waiting case for somebody and give its number; None where there is nothing for them now.

        What was given or returned to them comes first, then the head of the queue in their languages and categories.
        Two people never get the same. Raises Refusal `next.busy` for whoever holds enough, `access.denied`.
        """
        who.require(Act.WORK_CASES)
        now = self.clock()
        with self.open_uow(who.actor, "handing.next") as uow:
            require_more_room(uow.handing.held(who.id, now, MOST_HELD))
            until = now + LEASE
            kept = uow.handing.kept_for(who.id, now, CANDIDATES)
            case_id = uow.handing.take_one(kept, who.id, until) if kept else None
            if case_id is None:
                skills, recused = uow.handing.skills(who.id), uow.recusals.of(who.id)
                tries = (uow.handing.take_one(ids, who.id, until) for ids in _fitting(uow, skills, recused, now))
                case_id = next((taken for taken in tries if taken is not None), None)
            case = uow.cases.get(case_id) if case_id is not None else None
            return number(CASE, case.opened_at, case.id) if case else None

    def require_room(self, who: StaffMember) -> None:
        """Refuse whoever holds enough; raises Refusal `next.busy`."""
        with self.open_reader() as uow:
            require_more_room(uow.handing.held(who.id, self.clock(), MOST_HELD))

    def nothing(self, who: StaffMember) -> Nothing | None:
        """Say why somebody would get no case now; None where they would get one."""
        now = self.clock()
        with self.open_reader() as uow:
            if uow.handing.held(who.id, now, MOST_HELD) >= MOST_HELD:
                return Nothing.BUSY
            skills, recused = uow.handing.skills(who.id), uow.recusals.of(who.id)
            if uow.handing.kept_for(who.id, now, 1) or any(_fitting(uow, skills, recused, now)):
                return None
            return why_nothing(
                waiting=bool(uow.handing.front(EVERYTHING, None, 1, None)),
                fitting=bool(uow.handing.front(skills, None, 1, None)),
                free=bool(uow.handing.front(skills, None, 1, now)),
            )

    def give(self, case_number: str, who: StaffMember, email: str, reason: str) -> None:
        """Give a case to a named reviewer, for whom it is kept; whoever holds it now no longer does.

        Raises Refusal `give.reason`, `give.unknown` (no reviewer has this address), `give.recused`, `give.holds`,
        `case.not_open`, `case.unknown`, `access.denied`.
        """
        who.require(Act.ASSIGN)
        words, now = reason_given(reason), self.clock()
        with self.open_uow(who.actor, "handing.give") as uow:
            case = _on_the_desk(uow, case_number)
            person = _reviewer(uow, email)
            if keeps_away(uow, case, person.id):
                raise Refusal("give.recused", "give_to", who=person.email)
            if case.lease and case.lease.holder == person.id and case.lease.live(now):
                raise Refusal("give.holds", "give_to", who=person.email)
            _let_go(uow, case)
            given = uow.handing.record_assignment(case.id, person.id, who.id, words, now)
            uow.handing.keep(case.id, person.id, Kept.GIVEN, now + KEPT_FOR, given)

    def take_back(self, case_number: str, who: StaffMember, reason: str) -> None:
        """Put a case back into the queue for everybody, whoever holds it or has it kept; raises as `give`.

        Raises Refusal `give.nobody` where nobody has it.
        """
        who.require(Act.ASSIGN)
        words, now = reason_given(reason), self.clock()
        with self.open_uow(who.actor, "handing.take_back") as uow:
            case = _on_the_desk(uow, case_number)
            kept = uow.handing.end_keeping(case.id)
            if not kept and case.state is not CaseState.IN_REVIEW:
                raise Refusal("give.nobody")
            _let_go(uow, case)
            uow.handing.record_assignment(case.id, None, who.id, words, now)

    def set_skills(self, email: str, languages: Sequence[str], categories: Sequence[str], actor: Actor) -> None:
        """Say in which languages and categories somebody works; none named means all.

        Raises Refusal `staff.unknown`, `skills.role`, `skills.language`, `skills.category`.
        """
        with self.open_uow(actor, "staff.skills") as uow:
            account = uow.staff.by_email(email.strip().casefold())
            if account is None:
                raise Refusal("staff.unknown", "email", email=email)
            if account.role not in WORKING:
                raise Refusal("skills.role", "email", email=email)
            skills = skills_named(languages, categories, uow.handing.category_codes())
            uow.handing.set_skills(account.id, skills)

    def skills_of(self, email: str) -> Skills:
        """Load in what somebody works; raises Refusal `staff.unknown`."""
        with self.open_reader() as uow:
            account = uow.staff.by_email(email.strip().casefold())
            if account is None:
                raise Refusal("staff.unknown", "email", email=email)
            return uow.handing.skills(account.id)

    def overlooked(self) -> Overlooked:
        """Find what would come to nobody: skills that nobody here has, and cases at the front that all keep away from.

        Whatever comes to nobody ends up at the front of the queue, so no more than that is looked through.
        """
        now = self.clock()
        with self.open_reader() as uow:
            takers = _takers(uow, now - IDLE)
            front = uow.handing.front(EVERYTHING, None, FRONT, None)
            unmanned = [
                Unmanned(each.category, each.language, number(CASE, each.opened_at, each.id), nobody=not able)
                for each in uow.handing.heads()
                for able in [[who for who in takers if who.skills.fit(each.language, each.category)]]
                if not any(who.here for who in able)
            ]
        avoided = [
            number(CASE, each.opened_at, each.id)
            for each in front
            if any(who.skills.fit(each.language, each.category) for who in takers)
            and not any(who.can_take(each.language, each.category, each.concern) for who in takers)
        ]
        return Overlooked(tuple(unmanned), tuple(avoided))

    def end_kept(self) -> int:
        """Keep no case longer than its time, so that everybody may take it again; return how many that ended."""
        with self.open_uow(system("leases"), "handing.expire") as uow:
            return uow.handing.end_kept_before(self.clock(), BATCH)


def _fitting(uow: UnitOfWork, skills: Skills, recused: Recused, now: datetime) -> Iterator[list[int]]:
    """Give the waiting cases somebody can take, the best first, some at a time, as far as one looks."""
    after: tuple[int, int] | None = None
    for _ in range(LOOKS):
        front = uow.handing.front(skills, after, CANDIDATES, now)
        fitting = [each.id for each in front if not recused.covers(each.concern)]
        if fitting:
            yield fitting
        if len(front) < CANDIDATES:
            return
        after = (front[-1].rank, front[-1].id)


def keep_returned(uow: UnitOfWork, case: StoredCase, proposer_id: int, now: datetime) -> int | None:
    """Keep a returned case for whoever proposed; give their id, or None where they keep away from it since."""
    if keeps_away(uow, case, proposer_id):
        return None
    uow.handing.keep(case.id, proposer_id, Kept.RETURNED, now + KEPT_FOR)
    return proposer_id


def _takers(uow: UnitOfWork, since: datetime) -> list[Taker]:
    skills, here = uow.handing.everybodys_skills(), uow.handing.here(since)
    recused = {each: uow.recusals.of(each) for each in uow.recusals.recused_people()}
    return [
        Taker(skills.get(each.id, EVERYTHING), recused.get(each.id, Recused()), each.id in here)
        for each in uow.staff.all()
        if each.active and each.role in WORKING
    ]


def _on_the_desk(uow: UnitOfWork, case_number: str) -> StoredCase:
    case = find(uow, case_number)
    if case.state not in {CaseState.WAITING, CaseState.IN_REVIEW}:
        raise Refusal("case.not_open")
    return case


def _reviewer(uow: UnitOfWork, email: str) -> Account:
    account = uow.staff.by_email(email.strip().casefold()[:254])
    if account is None or not account.active or account.role not in WORKING:
        raise Refusal("give.unknown", "give_to")
    return account


def _let_go(uow: UnitOfWork, case: StoredCase) -> None:
    if case.state is CaseState.IN_REVIEW:
        uow.cases.set_state(case.id, case.state, move(case.state, CaseState.WAITING))

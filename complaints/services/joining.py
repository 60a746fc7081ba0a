"""Joining and parting cases: a reviewer's act with a reason; complaints move, nothing is lost, numbers lead on."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from complaints.domain.access import Act, StaffMember
from complaints.domain.casework import OPEN_STATES, CaseState, move, require_claim
from complaints.domain.errors import Refusal
from complaints.domain.joining import (
    AliasKind,
    AliasState,
    Deed,
    Side,
    chain,
    home,
    levels_behind,
    reason_given,
    require_mergeable,
    require_no_circle,
    taken_out,
)
from complaints.domain.numbers import CASE, number, row_of
from complaints.services.casework import find, rank
from complaints.services.casework_ports import StoredCase
from complaints.services.conflict import require_no_conflict
from complaints.services.joining_ports import NewRound, StoredAlias
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True)
class Joining:
    """What a reviewer does to two cases at once."""

    open_uow: OpenUnitOfWork
    clock: Clock

    def merge(self, case_number: str, who: StaffMember, version: int, into: str, reason: str) -> None:
        """Merge a case one holds into another open case of the same category.

        Raises Refusal `joining.reason.missing` and its like, `case.unknown`, `merge.unknown`, `merge.itself`,
        `merge.category`, `merge.not_open`, `alias.circle`, and as `decide` for the claim and the version.
        """
        who.require(Act.WORK_CASES)
        words = reason_given(reason)
        now = self.clock()
        with self.open_uow(who.actor, "joining.merge") as uow:
            target_id = row_of(CASE, into)
            source = held_case(uow, case_number, who, version, now, *([target_id] if target_id else []))
            target = uow.cases.get(target_id) if target_id else None
            if target is None or number(CASE, target.opened_at, target.id) != into.strip().upper():
                raise Refusal("merge.unknown", "into")
            _join(uow, source, target, _Link(target.resource_id, AliasKind.MERGED, who.id, words, now))

    def split(self, case_number: str, who: StaffMember, version: int, resource_id: int, reason: str) -> str:
        """Take the complaints about one resource out of a case one holds, into a case of their own; return its number.

        What came into the case by way of that resource goes along. Raises Refusal `split.own`, `split.nothing`, and
        as `merge` for reason, claim and version.
        """
        who.require(Act.WORK_CASES)
        words = reason_given(reason)
        now = self.clock()
        with self.open_uow(who.actor, "joining.split") as uow:
            case = held_case(uow, case_number, who, version, now)
            named = uow.joins.named_in(case.id)
            going = taken_out(case.resource_id, resource_id, named, partial(chain, next_of=uow.joins.next_of))
            uow.joins.end(resource_id, who.id, words, now)
            own_id = _own_case(uow, case, resource_id, now)
            wait_along(uow, own_id, case.waits_since, now)
            moved = uow.joins.move_about(case.id, own_id, going)
            uow.joins.lead_back(case.id, own_id, going)
            uow.joins.record(Deed.SPLIT, case.id, own_id, resource_id, moved, who.id, words, now)
            index_again(uow, case.id, own_id)
            _weigh_again(uow, case.resource_id, resource_id)
            return number(CASE, find_by_id(uow, own_id).opened_at, own_id)

    def accept_alias(self, case_number: str, who: StaffMember, version: int, alias_id: int, reason: str) -> None:
        """Accept that two resources are one thing, and join their open cases of this category.

        Later complaints about the first follow to the second, unless the first has a case of its own. Raises Refusal
        `alias.unknown`, `alias.other_open` (the first resource's open case is another: it is merged from there),
        `alias.circle`, and as `merge`.
        """
        who.require(Act.WORK_CASES)
        words = reason_given(reason)
        now = self.clock()
        with self.open_uow(who.actor, "joining.accept") as uow:
            case, alias = _proposal(uow, case_number, who, version, alias_id, now)
            link = _Link(alias.target_id, alias.kind, who.id, words, now)
            if alias.resource_id != case.resource_id:
                _require_no_open_case(uow, alias.resource_id, case.category)
                _accept(uow, alias.resource_id, link)
                _weigh_again(uow, alias.resource_id)
                return
            onward = chain(alias.target_id, uow.joins.next_of)
            standing = uow.joins.standing(
                home(onward, lambda each: uow.joins.standing(each, case.category)), case.category
            )
            if standing is not None and standing.state in OPEN_STATES and standing.case_id != case.id:
                _join(uow, case, find_by_id(uow, standing.case_id), link)
            else:
                _accept(uow, alias.resource_id, link)
                _weigh_again(uow, alias.resource_id)

    def refuse_alias(self, case_number: str, who: StaffMember, version: int, alias_id: int, reason: str) -> None:
        """Refuse a proposed alias, so that it is not proposed again; raises as `accept_alias`."""
        who.require(Act.WORK_CASES)
        words = reason_given(reason)
        now = self.clock()
        with self.open_uow(who.actor, "joining.refuse") as uow:
            case, alias = _proposal(uow, case_number, who, version, alias_id, now)
            uow.joins.answer(alias.id, AliasState.REFUSED, who.id, words, now)
            uow.cases.touch(case.id)


@dataclass(frozen=True, slots=True)
class _Link:
    """An alias that is about to be accepted: where it leads, why it was proposed, who accepts it and why."""

    target_id: int
    kind: AliasKind
    staff_id: int
    reason: str
    at: datetime


def find_by_id(uow: UnitOfWork, case_id: int) -> StoredCase:
    """Load a case that is known to be there."""
    case = uow.cases.get(case_id)
    assert case is not None  # noqa: S101 - cases are never deleted, and the id was read from the database
    return case


def wait_along(uow: UnitOfWork, case_id: int, since: datetime, now: datetime) -> None:
    """Have a case that complaints come to wait as long as they did: no deadline is won by moving them."""
    case = find_by_id(uow, case_id)
    if since < case.waits_since:
        uow.deadlines.wait_since(case.id, case.category, since, now)


def index_again(uow: UnitOfWork, *case_ids: int) -> None:
    """Let the search find cases by what is in them now, after complaints moved between them."""
    for case_id in sorted(case_ids):
        uow.search.index(case_id)


def held_case(
    uow: UnitOfWork, case_number: str, who: StaffMember, version: int, now: datetime, *others: int
) -> StoredCase:
    """Load a case somebody holds, with the resources of it and of other cases locked before any case's row.

    Whoever attaches complaints takes resources first too, so that nobody waits in a circle.
    """
    row_id = row_of(CASE, case_number)
    about = uow.joins.about([*([row_id] if row_id else []), *others])
    uow.cases.lock_resources(sorted({each for one in about.values() for each in chain(one, uow.joins.next_of)}))
    for case_id in sorted(about):
        uow.cases.get(case_id)
    case = find(uow, case_number)
    require_no_conflict(uow, case, who.id)
    require_claim(case.state, case.lease, who.id, now)
    if case.version != version:
        raise Refusal("case.changed", version=case.version)
    return case


def _proposal(
    uow: UnitOfWork, case_number: str, who: StaffMember, version: int, alias_id: int, now: datetime
) -> tuple[StoredCase, StoredAlias]:
    alias = uow.joins.alias(alias_id)
    if alias is None:
        raise Refusal("alias.unknown")
    uow.cases.lock_resources(sorted({alias.resource_id, *chain(alias.target_id, uow.joins.next_of)}))
    case = held_case(uow, case_number, who, version, now)
    alias = uow.joins.alias(alias_id)
    if alias is None or alias.state is not AliasState.PROPOSED:
        raise Refusal("alias.unknown")
    if case.resource_id not in {alias.resource_id, alias.target_id}:
        raise Refusal("alias.unknown")
    return case, alias


def _accept(uow: UnitOfWork, resource_id: int, link: _Link) -> None:
    onward = chain(link.target_id, uow.joins.next_of)
    require_no_circle(resource_id, onward, len(levels_behind(resource_id, uow.joins.leading_to)))
    uow.joins.end(resource_id, link.staff_id, link.reason, link.at)
    uow.joins.accept(resource_id, link.target_id, link.kind, link.staff_id, link.reason, link.at)


def _join(uow: UnitOfWork, source: StoredCase, target: StoredCase, link: _Link) -> None:
    require_mergeable(_side(source), _side(target))
    _accept(uow, source.resource_id, link)
    wait_along(uow, target.id, source.waits_since, link.at)
    moved = uow.joins.move_all(source.id, target.id)
    uow.joins.lead_on(source.id, target.id)
    if not uow.cases.set_state(source.id, source.state, move(source.state, CaseState.MERGED), merged_into=target.id):
        raise Refusal("case.changed", version=source.version)
    # What must never be captured must not be captured under its other name either (PRODUCT.md, rule 9).
    if not source.capture_allowed or not target.capture_allowed:
        uow.cases.forbid_capture(source.resource_id)
        uow.cases.forbid_capture(target.resource_id)
    uow.joins.record(Deed.MERGE, source.id, target.id, source.resource_id, moved, link.staff_id, link.reason, link.at)
    index_again(uow, source.id, target.id)
    _weigh_again(uow, source.resource_id)


def _weigh_again(uow: UnitOfWork, *resource_ids: int) -> None:
    """Weigh the open cases of some resources anew, and of those they lead to: who reported one reported the others."""
    about = {onward for each in resource_ids for onward in chain(each, uow.joins.next_of)}
    for case_id in sorted({case_id for each in about for case_id in uow.cases.open_on_resource(each)}):
        rank(uow, case_id)


def _side(case: StoredCase) -> Side:
    return Side(case.id, case.resource_id, case.category, case.state)


def _require_no_open_case(uow: UnitOfWork, resource_id: int, category: str) -> None:
    standing = uow.joins.standing(resource_id, category)
    if standing is not None and standing.state in OPEN_STATES:
        other = find_by_id(uow, standing.case_id)
        raise Refusal("alias.other_open", number=number(CASE, other.opened_at, other.id))


def _own_case(uow: UnitOfWork, case: StoredCase, resource_id: int, now: datetime) -> int:
    """Give the open case of a resource under a case's category, or open its next round and have it checked."""
    standing = uow.joins.standing(resource_id, case.category)
    if standing is not None and standing.state in OPEN_STATES:
        return standing.case_id
    last = (standing.round, standing.case_id) if standing else (0, None)
    own_id = uow.joins.open_round(NewRound(resource_id, case.category, case.id, last[0] + 1, last[1]), now)
    uow.outbox.put("case.check", now, case_id=own_id)
    return own_id

"""Keeping what somebody types into a form of a case, for them alone, until they send it or throw it away."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from complaints.domain.access import Act, StaffMember, system
from complaints.domain.drafts import KEPT_FOR, SECOND_THOUGHTS, DraftForm, form_named, kept_fields
from complaints.domain.errors import Refusal
from complaints.services.casework import find
from complaints.services.conflict import require_no_conflict
from complaints.services.keeping_ports import Draft, WordSeal
from complaints.services.ports import Clock, OpenReader, OpenUnitOfWork

Sent = Iterable[tuple[str, Iterable[str]]]


@dataclass(frozen=True)
class Drafting:
    """The use cases of drafts."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock
    seal: WordSeal

    def save(
        self, case_number: str, who: StaffMember, form: str, sent: Iterable[tuple[str, Iterable[str]]]
    ) -> datetime:
        """Keep what stands in a form, whichever fields it has; give the time it was saved.

        It is kept whether the case is held or not: a claim that runs out loses nothing. Raises Refusal `draft.form`,
        `draft.too_long`, `case.unknown`, `case.recused`, `access.denied`.
        """
        who.require(Act.WORK_CASES)
        named, fields, now = form_named(form), kept_fields(sent), self.clock()
        words = json.dumps(fields, ensure_ascii=False)
        with self.open_uow(who.actor, "drafts.save") as uow:
            case = find(uow, case_number)
            require_no_conflict(uow, case, who.id)
            uow.drafts.save(who.id, case.id, named, self.seal.seal(words, _label(who.id, case.id, named)), now)
        return now

    def of(self, case_id: int, who: StaffMember) -> Mapping[DraftForm, Draft]:
        """Load somebody's own drafts on a case; nobody else's can be asked for."""
        with self.open_reader() as uow:
            stored = uow.drafts.of(who.id, case_id)
        opened = ((each, self.seal.open(each.content, _label(who.id, case_id, each.form))) for each in stored)
        return {
            each.form: Draft(
                {name: tuple(values) for name, values in json.loads(words).items()}, each.saved_at, each.discarded_at
            )
            for each, words in opened
            if words is not None and not _gone(each.discarded_at, self.clock())
        }

    def discard(self, case_number: str, who: StaffMember, form: str) -> None:
        """Throw a draft away; for a while it can be brought back."""
        self._mark(case_number, who, form, self.clock())

    def bring_back(self, case_number: str, who: StaffMember, form: str) -> None:
        """Bring back a draft that was thrown away."""
        self._mark(case_number, who, form, None)

    def sent(self, case_number: str, who: StaffMember, form: str) -> None:
        """Delete the draft of a form that was sent."""
        with self.open_uow(who.actor, "drafts.sent") as uow:
            uow.drafts.delete(who.id, find(uow, case_number).id, form_named(form))

    def forget(self) -> int:
        """Delete drafts that nobody came back to; return how many."""
        now = self.clock()
        with self.open_uow(system("upkeep"), "drafts.forget") as uow:
            return uow.drafts.forget_old(now - KEPT_FOR, now - SECOND_THOUGHTS)

    def _mark(self, case_number: str, who: StaffMember, form: str, at: datetime | None) -> None:
        who.require(Act.WORK_CASES)
        named = form_named(form)
        with self.open_uow(who.actor, "drafts.discard") as uow:
            if not uow.drafts.discard(who.id, find(uow, case_number).id, named, at):
                raise Refusal("draft.none")


def _label(staff_id: int, case_id: int, form: DraftForm) -> str:
    return f"draft {staff_id} {case_id} {form.value}"


def _gone(discarded_at: datetime | None, now: datetime) -> bool:
    return discarded_at is not None and now - discarded_at > SECOND_THOUGHTS

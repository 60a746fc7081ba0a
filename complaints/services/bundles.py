"""Deciding related cases: one by one with carried-over words, or refused together as out of scope."""

from collections.abc import Sequence
from dataclasses import dataclass

from complaints.domain.access import Act, StaffMember
from complaints.domain.bundles import chosen, require_refusable
from complaints.domain.decisions import Outcome, Written
from complaints.domain.drafts import DraftForm
from complaints.domain.errors import Refusal
from complaints.services.casework import Casework, find
from complaints.services.conflict import require_no_conflict
from complaints.services.decisions import Deciding
from complaints.services.drafting import Drafting
from complaints.services.ports import OpenReader


@dataclass(frozen=True, slots=True)
class Refused:
    """What became of one case of a bundle: its decision, or why it was left as it was."""

    case_number: str
    decision_number: str | None
    fault: Refusal | None


@dataclass(frozen=True)
class Bundling:
    """The use cases of related cases."""

    open_reader: OpenReader
    casework: Casework
    deciding: Deciding
    drafting: Drafting

    def refuse(
        self, numbers: Sequence[tuple[str, int]], who: StaffMember, facts: str, explanation: str, language: str
    ) -> list[Refused]:
        """Refuse cases as out of scope with one text; each gets a decision of its own, by all the rules.

        No other outcome can be asked for. A case that is protected, in danger, held by somebody else, changed since it
        was read or kept away from is left as it was, and the list says why. Raises Refusal `bundle.none`,
        `bundle.too_many`, `access.denied`; Refusals where the text is incomplete, and then nothing is decided.
        """
        who.require(Act.WORK_CASES)
        words = Written(outcome=Outcome.OUT_OF_SCOPE.value, facts=facts, explanation=explanation, language=language)
        return [self._refuse(number, version, who, words) for number, version in chosen(numbers)]

    def _refuse(self, case_number: str, version: int, who: StaffMember, words: Written) -> Refused:
        try:
            held = self._require_refusable(case_number, who)
            self.casework.claim(case_number, who)
        except Refusal as refusal:
            return Refused(case_number, None, refusal)
        try:
            recorded = self.deciding.decide(case_number, who, version, words)
        except Exception as failure:
            if not held:
                self.casework.release(case_number, who)
            if isinstance(failure, Refusal):
                return Refused(case_number, None, failure)
            raise
        return Refused(case_number, recorded.decision_number, None)

    def _require_refusable(self, case_number: str, who: StaffMember) -> bool:
        """Refuse what must be decided by itself; say whether the person holds the case already."""
        with self.open_reader() as uow:
            case = find(uow, case_number)
            require_no_conflict(uow, case, who.id)
            dangers = {category.code for category in uow.catalogue.categories() if category.danger}
            require_refusable(
                protected=uow.catalogue.protected_kind(case.site) is not None, danger=case.category in dangers
            )
            return case.lease is not None and case.lease.holder == who.id

    def carry(self, case_number: str, who: StaffMember, from_number: str) -> None:
        """Claim a case and begin its decision with the words of one's own last statement on another.

        What speaks of that other page stays there: evidence, passages, outcome and reach are chosen anew. Raises
        Refusal `bundle.words` where one wrote nothing there, `bundle.draft` where a draft waits here already, and as
        `claim`.
        """
        who.require(Act.WORK_CASES)
        with self.open_reader() as uow:
            words = uow.decisions.own_words(find(uow, from_number).id, who.id)
            case_id = find(uow, case_number).id
        if words is None:
            raise Refusal("bundle.words")
        if DraftForm.DECIDE in self.drafting.of(case_id, who):
            raise Refusal("bundle.draft")
        self.casework.claim(case_number, who)
        self.drafting.save(case_number, who, DraftForm.DECIDE, [(name, [text]) for name, text in words.items()])

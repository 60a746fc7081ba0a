"""Appeals by reporters and objections by affected parties: who may, until when, how they are judged."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from complaints.domain.access import Act, StaffMember
from complaints.domain.decisions import Outcome
from complaints.domain.errors import Refusal
from complaints.domain.intake import MAX_DESCRIPTION, email_address
from complaints.domain.versions import VERDICTS, Present, VersionKind, require_no_part
from complaints.domain.wording import clean


class Side(StrEnum):
    """Who asks for a decision to be judged again."""

    REPORTER = "reporter"
    AFFECTED = "affected"


class AppealState(StrEnum):
    """Where an appeal or objection is."""

    OPEN = "open"
    PROPOSED = "proposed"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody affected by a decision wrote, and the address they left."""

    text: str
    email: str | None


def appeal_text(text: str) -> str:
    """Check what an appellant wrote; raises Refusal `appeal.text.missing` or `appeal.text.too_long`."""
    words = clean(text[: MAX_DESCRIPTION * 4])
    if not words:
        raise Refusal("appeal.text.missing", "text")
    if len(words) > MAX_DESCRIPTION:
        raise Refusal("appeal.text.too_long", "text", limit=MAX_DESCRIPTION, length=len(words))
    return words


def objection(text: str, email: str) -> tuple[Objection | None, list[Refusal]]:
    """Check an objection; give it, or every fault in the order of the form."""
    faults: list[Refusal] = []
    words = ""
    try:
        words = appeal_text(text)
    except Refusal as fault:
        faults.append(fault)
    address = email_address(email, faults)
    return (None if faults else Objection(words, address)), faults


def may_appeal(side: Side, until: date, today: date, *, restricts: bool) -> bool:
    """Say whether a decision can be appealed today.

    Whom a restriction hits may object for as long as it lasts: they may hear of it late, from their visitors.
    """
    return today <= until or (side is Side.AFFECTED and restricts)


def require_open(side: Side, present: Present, today: date) -> None:
    """Refuse with `appeal.too_late` once the window has passed."""
    if not may_appeal(side, present.appeal_until, today, restricts=present.restricts):
        raise Refusal("appeal.too_late", until=present.appeal_until)


def require_judge(who: StaffMember, took_part: Set[int]) -> None:
    """Let a senior judge who took no part in the decision; raises Refusal `access.denied` or `appeal.took_part`."""
    who.require(Act.JUDGE)
    require_no_part(who, took_part)


def verdict_of(text: str) -> VersionKind:
    """Read what an appeal ends in; raises Refusal `verdict.missing`."""
    chosen = next((kind for kind in VERDICTS if kind.value == text), None)
    if chosen is None:
        raise Refusal("verdict.missing", "verdict")
    return chosen


def needs_statement(verdict: VersionKind, present: Present) -> bool:
    """Say whether a verdict must come with a new statement of reasons.

    To change a decision takes one. To reverse it does too, unless it restricts something: then that ends, and the
    reasons of the verdict say why.
    """
    return verdict is VersionKind.CHANGED or (verdict is VersionKind.REVERSED and not present.restricts)


def require_other_way(verdict: VersionKind, present: Present, outcome: Outcome) -> None:
    """Refuse with `verdict.same_way` a reversal that decides as before."""
    if verdict is VersionKind.REVERSED and present.restricts == outcome.restrictive and present.outcome is outcome:
        raise Refusal("verdict.same_way", "outcome")

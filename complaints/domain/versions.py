"""What may become of a decision that stands: corrected, renewed, withdrawn, judged on appeal, or lapsed.

The decision itself is never altered. Each of these is a further version of it, linked to the ones before, under the
same number.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from complaints.domain.access import Act, StaffMember
from complaints.domain.decisions import (
    APPEAL_WINDOW,
    LONGEST_RESTRICTION,
    MAX_TEXT,
    Outcome,
    Statement,
    require_second_person,
)
from complaints.domain.errors import Refusal
from complaints.domain.wording import clean

REVIEW_LEAD: Final = timedelta(days=30)  # a restriction comes back to reviewers so long before it ends


class VersionKind(StrEnum):
    """What made a later version of a decision."""

    CORRECTION = "correction"
    RENEWAL = "renewal"
    WITHDRAWAL = "withdrawal"
    LAPSE = "lapse"
    UPHELD = "upheld"
    CHANGED = "changed"
    REVERSED = "reversed"

    @property
    def on_appeal(self) -> bool:
        """Say whether an appeal ended in it."""
        return self in VERDICTS


VERDICTS: Final = frozenset({VersionKind.UPHELD, VersionKind.CHANGED, VersionKind.REVERSED})
# Whoever is concerned may appeal anew once what is decided is another thing than it was.
OPENS_WINDOW: Final = frozenset(VersionKind) - {VersionKind.LAPSE, VersionKind.UPHELD}


class Force(StrEnum):
    """Whether what a decision orders holds now."""

    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"
    REVERSED = "reversed"
    LAPSED = "lapsed"


class RereviewState(StrEnum):
    """What became of a restriction that came back before its end."""

    OPEN = "open"
    RENEWED = "renewed"
    LEFT = "left"
    ENDED = "ended"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Present:
    """What a decision says now: its latest outcome, whether it holds, until when, and how long one may appeal."""

    outcome: Outcome
    force: Force
    ends_on: date | None
    appeal_until: date

    @property
    def restricts(self) -> bool:
        """Say whether access to something is limited by this decision now."""
        return self.outcome.restrictive and self.force is Force.IN_FORCE


def next_present(before: Present, kind: VersionKind, statement: Statement | None, today: date) -> Present:
    """Say what a decision says once a version of some kind was added to it.

    A new statement puts the decision into force with what the statement says. Without one, a withdrawal, a reversal
    or a lapse ends what it ordered, today at the latest. Raises ValueError for a kind that cannot do without.
    """
    until = max(before.appeal_until, today + APPEAL_WINDOW) if kind in OPENS_WINDOW else before.appeal_until
    if statement is not None:
        ends_on = statement.restriction.ends_on if statement.restriction else None
        return Present(statement.outcome, Force.IN_FORCE, ends_on, until)
    if kind is VersionKind.UPHELD:
        return before
    if kind not in ENDS:
        raise ValueError(f"a {kind} needs a statement of reasons")
    ended = min(before.ends_on, today) if before.ends_on else None
    return replace(before, force=ENDS[kind], ends_on=ended, appeal_until=until)


ENDS: Final = {
    VersionKind.WITHDRAWAL: Force.WITHDRAWN,
    VersionKind.REVERSED: Force.REVERSED,
    VersionKind.LAPSE: Force.LAPSED,
}


def require_in_force(present: Present) -> None:
    """Refuse to amend what does not hold any more with `decision.ended`."""
    if present.force is not Force.IN_FORCE:
        raise Refusal("decision.ended")


def corrected(before: Statement, written: Statement) -> Statement:
    """Make the statement of a correction out of what a reviewer wrote over the one that stands.

    A correction cannot lengthen a restriction beyond twelve months from its first day (PRODUCT.md, rule 2). Raises
    Refusal `correction.nothing` where nothing was changed, `decision.ends_on.too_far`.
    """
    if before.restriction and written.restriction:
        first = before.restriction.starts_on
        if written.restriction.ends_on - first > LONGEST_RESTRICTION:
            raise Refusal("decision.ends_on.too_far", "ends_on")
        written = replace(written, restriction=replace(written.restriction, starts_on=first))
    if replace(written, appeal_until=before.appeal_until, automation=before.automation) == before:
        raise Refusal("correction.nothing")
    return written


def renewed(written: Statement) -> Statement:
    """Check the statement of a renewal; raises Refusal `renewal.outcome` for one that restricts nothing."""
    if not written.outcome.restrictive:
        raise Refusal("renewal.outcome", "outcome")
    return written


def reason_for(text: str, name: str = "reason") -> str:
    """Check the reasons for a further version; raises Refusal `version.reason.missing` or `version.reason.too_long`."""
    words = clean(text[: MAX_TEXT * 4])
    if not words:
        raise Refusal("version.reason.missing", name)
    if len(words) > MAX_TEXT:
        raise Refusal("version.reason.too_long", name, limit=MAX_TEXT, length=len(words))
    return words


def needs_second_person(kind: VersionKind, present: Present, outcome: Outcome | None) -> bool:
    """Say whether a version waits for a second person (PRODUCT.md, rule 4).

    Every version that restricts does; so does a correction of one that restricts, whatever it becomes. To end a
    restriction on appeal takes nobody else.
    """
    becomes = outcome is not None and outcome.restrictive
    return becomes or (kind is VersionKind.CORRECTION and present.restricts)


def require_approver(kind: VersionKind, approver: StaffMember, proposer_id: int, took_part: Set[int]) -> None:
    """Hold two people apart for a version that restricts; what an appeal ends in needs two who took no part before.

    Raises Refusal `access.denied`, `approval.own`, `appeal.took_part`.
    """
    require_second_person(approver, proposer_id)
    if kind.on_appeal:
        require_no_part(approver, took_part)


def require_no_part(who: StaffMember, took_part: Set[int]) -> None:
    """Refuse with `appeal.took_part` whoever proposed, approved, returned, corrected or judged the decision before."""
    if who.id in took_part:
        raise Refusal("appeal.took_part")


def require_withdrawal(who: StaffMember, present: Present) -> None:
    """Say who may end a restriction and which decision can be withdrawn at all.

    What two people put on, no single reviewer takes off: a senior does. Raises Refusal `access.denied`,
    `decision.ended`, `withdrawal.nothing` where nothing is restricted.
    """
    who.require(Act.APPROVE)
    require_in_force(present)
    if not present.restricts:
        raise Refusal("withdrawal.nothing")


def due_for_rereview(ends_on: date, today: date, lead: timedelta = REVIEW_LEAD) -> bool:
    """Say whether a restriction is so near its end that reviewers must look at it again."""
    return today >= ends_on - lead


def over(ends_on: date, today: date) -> bool:
    """Say whether a restriction that nobody renewed has ended: on the day it names it does."""
    return today >= ends_on

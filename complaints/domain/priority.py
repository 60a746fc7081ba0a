"""How urgent a case is: a number made of parts that are each bounded, so that nobody can push a case at will."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from complaints.domain.deadlines import Stage
from complaints.domain.standing import STANDING_LIMIT

MOST_URGENT: Final = 1_000
DANGER: Final = 200
# All that reports can do to a case, corroboration and standing together, lies in one step (PRODUCT.md, rule 1).
CORROBORATION: Final = 40
CORROBORATION_FROM: Final = 2
STEP: Final = CORROBORATION + 2 * STANDING_LIMIT
FINDINGS_LIMIT: Final = 40
HARM_LIMIT: Final = 50
DEADLINE: Final[Mapping[Stage, int]] = {
    Stage.EARLY: 0,
    Stage.SOON: 40,
    Stage.OVERDUE: 80,
    Stage.LONG_OVERDUE: 120,
}
STANDS: Final = "check.reachable.yes"
REACH_STATED: Final = "check.reach.stated"


@dataclass(frozen=True, slots=True)
class Part:
    """One reason why a case stands where it stands in the queue: a code for the sentence, and its points."""

    code: str
    points: int


@dataclass(frozen=True, slots=True)
class Priority:
    """How urgent a case is, up to 1,000 points, and the parts that add up to it."""

    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """Add the parts up."""
        return sum(part.points for part in self.parts)


def priority(
    *,
    severity: int,
    danger: bool,
    independent: int,
    standing: int = 0,
    stage: Stage = Stage.EARLY,
    found: Collection[str] = (),
    findings: tuple[Part, ...] = (),
) -> Priority:
    """Weigh a case.

    `severity` is the category's 0 to 500 points; `independent` the effective number of independent reporters of the
    resource over all its categories, `standing` the points of the best of them. However many they are and whoever they
    are, both together move a case within one bounded step. What checks `found` says whether harm is going on now; the
    `findings` that weigh by themselves add or take away at most `FINDINGS_LIMIT` points. A deadline that nears and
    passes adds its `stage`.
    """
    parts = [Part("severity", severity)]
    if danger:
        parts.append(Part("danger", DANGER))
    parts.extend(harm_in_progress(danger=danger, found=found))
    if independent >= CORROBORATION_FROM:
        parts.append(Part("corroborated", CORROBORATION))
    if standing:
        parts.append(Part("standing.good" if standing > 0 else "standing.poor", standing))
    if DEADLINE[stage]:
        parts.append(Part(f"deadline.{stage}", DEADLINE[stage]))
    weighed = sum(part.points for part in findings)
    if abs(weighed) <= FINDINGS_LIMIT:
        parts.extend(findings)
    else:
        parts.append(Part("findings", max(-FINDINGS_LIMIT, min(FINDINGS_LIMIT, weighed))))
    return Priority(tuple(parts))


def harm_in_progress(*, danger: bool, found: Collection[str]) -> list[Part]:
    """Name what makes waiting harmful now: dangerous content that stands, and content that says it is widely read.

    What a page says of its own reach is unchecked, and so weighs little. At most `HARM_LIMIT` points in all.
    """
    if STANDS not in found:
        return []
    parts = [Part("harm", 40)] if danger else []
    return [*parts, Part("reach", 10)] if REACH_STATED in found else parts


def independent_reporters(reporters: int, networks: int) -> int:
    """Estimate how many independent people reported a resource: no more than its reporters, nor than their networks.

    Imported complaints are left out of both counts by the caller (PRODUCT.md, rule 11).
    """
    return min(reporters, networks)

"""What an automated check is and says: a step with a name, a finding, and the sentence a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from complaints.domain.casework import Part


class Result(StrEnum):
    """How a check ended."""

    DONE = "done"
    NOT_ATTEMPTED = "not_attempted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a check step is given: one case's resource, as a frozen value.

    `standing` is the number and outcome of the latest decision about the resource in another case.
    """

    case_id: int
    resource_id: int
    key: str
    url: str
    site: str
    category: str
    capture_allowed: bool
    standing: tuple[str, str] | None = None
    protected: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one step found.

    `code` names the sentence in `complaints.domain.messages` (prefix `check.`), `params` fill it; `confidence` is 0 to
    100 per cent. `evidence` holds what the step captured, to be stored with the finding.
    """

    step: str
    version: int
    result: Result
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    confidence: int = 100
    evidence: tuple["Captured", ...] = ()


@dataclass(frozen=True, slots=True)
class Captured:
    """Something captured: its kind, its bytes and what is known about it."""

    kind: str
    media_type: str
    data: bytes
    url: str
    title: str = ""
    text: str = ""
    language: str | None = None


# How findings move the order of the queue, in points: a page that is gone can wait, one that stands cannot hide.
WEIGHTS: Mapping[str, int] = {
    "check.reachable.yes": 20,
    "check.reachable.gone": -40,
    "check.decided.before": -20,
}


def weigh(codes: list[str]) -> tuple[Part, ...]:
    """Turn finding codes into the parts of a priority they account for."""
    return tuple(Part(code, WEIGHTS[code]) for code in codes if code in WEIGHTS)

"""What a decision is: an outcome with a statement of reasons, complete before it can exist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from complaints.domain.access import Act, StaffMember
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.grounds import Ground
from complaints.domain.identity import Scope
from complaints.domain.intake import LANGUAGES
from complaints.domain.quoting import Quote, quotes
from complaints.domain.templates import require_filled
from complaints.domain.translating import PARTS, Said, translated
from complaints.domain.wording import clean

MAX_TEXT: Final = 10_000
MAX_SHORT: Final = 300
LONGEST_RESTRICTION: Final = timedelta(days=366)
APPEAL_WINDOW: Final = timedelta(days=30)


class Outcome(StrEnum):
    """What was decided about a case."""

    NO_VIOLATION = "no_violation"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_VERIFIABLE = "not_verifiable"
    REFERRED = "referred"
    REMOVAL_REQUESTED = "removal_requested"
    RESTRICTED = "restricted"

    @property
    def restrictive(self) -> bool:
        """Say whether the outcome limits access to what somebody published, and so needs two people."""
        return self in {Outcome.REMOVAL_REQUESTED, Outcome.RESTRICTED}


class ProposalState(StrEnum):
    """What became of a restrictive proposal."""

    OPEN = "open"
    APPROVED = "approved"
    RETURNED = "returned"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Written:
    """What a reviewer wrote into the decision form, as typed; every field is text."""

    outcome: str = ""
    facts: str = ""
    explanation: str = ""
    language: str = ""
    evidence: Sequence[str] = ()
    manifestly_unfounded: bool = False
    ground: str = ""
    ground_explanation: str = ""
    passages: str = ""
    necessity: str = ""
    scope: str = ""
    territory: str = ""
    ends_on: str = ""
    court_reference: str = ""
    # Passages of the capture: evidence and words, as chosen and typed.
    quotes: Sequence[tuple[str, str]] = ()
    site_necessity: str = ""
    # Whether the form put the question that goes with a whole site.
    asked: bool = False
    translation: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Restriction:
    """The part of a statement that only a restrictive outcome has; `ground_version` is the row of the version cited."""

    ground: str
    ground_explanation: str
    passages: str
    necessity: str
    scope: Scope
    territory: str
    starts_on: date
    ends_on: date
    court_reference: str
    ground_version: int = 0
    site_necessity: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """The reasons for one decision: complete by type, and never altered once stored.

    `automation` lists codes of what software did, derived from the workflow and never typed. `appeal_until` is the
    last day of the appeal window.
    """

    outcome: Outcome
    facts: str
    explanation: str
    language: str
    evidence: tuple[int, ...]
    manifestly_unfounded: bool
    restriction: Restriction | None
    automation: tuple[str, ...]
    appeal_until: date
    quotes: tuple[Quote, ...] = ()
    translation: Said | None = None

    @property
    def said(self) -> Said:
        """Give the words of the statement itself."""
        part = self.restriction
        return Said(
            self.language,
            self.facts,
            self.explanation,
            part.ground_explanation if part else "",
            part.passages if part else "",
            part.necessity if part else "",
            part.site_necessity if part else "",
            part.territory if part else "",
        )

    def said_in(self, language: str) -> Said:
        """Give the words for a reader: the translation where it is in the reader's language, else the original."""
        translation = self.translation
        return translation if translation and translation.language == language else self.said


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the rules need to know about a case to judge a statement; `texts` are the captured ones, by evidence."""

    today: date
    category: str
    grounds: Mapping[str, Ground]
    evidence: frozenset[int]
    automation: tuple[str, ...]
    texts: Mapping[int, str] = field(default_factory=dict)


def compose(written: Written, known: Circumstances) -> Statement:
    """Turn what a reviewer wrote into a complete statement of reasons (PRODUCT.md; DSA art. 17).

    Raises Refusals naming every part that is missing or wrong, in the order of the form.
    """
    faults: list[Refusal] = []
    outcome = _outcome(written.outcome, faults)
    facts = _text(written.facts, "facts", faults)
    evidence = _evidence(written.evidence, known.evidence, faults)
    quoted = quotes(written.quotes, known.texts, faults)
    explanation = _text(written.explanation, "explanation", faults)
    if written.language not in LANGUAGES:
        faults.append(Refusal("decision.language", "language"))
    if written.manifestly_unfounded and outcome is not Outcome.NO_VIOLATION:
        faults.append(Refusal("decision.unfounded_with_other", "manifestly_unfounded"))
    restriction = _restriction(written, known, faults) if outcome and outcome.restrictive else None
    require_filled(_words_of(written, outcome), faults)
    if faults or outcome is None:
        raise Refusals(faults)
    statement = Statement(
        outcome,
        facts,
        explanation,
        written.language,
        tuple(dict.fromkeys((*evidence, *(quote.evidence for quote in quoted)))),
        written.manifestly_unfounded,
        restriction,
        known.automation,
        known.today + APPEAL_WINDOW,
        quoted,
    )
    translation = translated(written.translation, statement.said, faults)
    if faults:
        raise Refusals(faults)
    return replace(statement, translation=translation)


def _words_of(written: Written, outcome: Outcome | None) -> dict[str, str]:
    """Give the words that would be stored, by field: what only a restriction has counts only with one."""
    parts = (*PARTS, "court_reference") if outcome and outcome.restrictive else ("facts", "explanation")
    own = {name: getattr(written, name) for name in parts}
    return own | {f"translation_{name}": text for name, text in written.translation.items() if name in parts}


def require_second_person(approver: StaffMember, proposer_id: int) -> None:
    """Hold two people apart for every restriction (PRODUCT.md, rule 4).

    Raises Refusal `access.denied` for anybody but a senior, `approval.own` for the proposer.
    """
    approver.require(Act.APPROVE)
    if approver.id == proposer_id:
        raise Refusal("approval.own")


def return_reason(text: str) -> str:
    """Check the reason for which a senior returns a proposal; raises Refusal where there is none."""
    faults: list[Refusal] = []
    reason = _text(text, "reason", faults)
    if faults:
        raise faults[0]
    return reason


def _outcome(text: str, faults: list[Refusal]) -> Outcome | None:
    try:
        return Outcome(text)
    except ValueError:
        faults.append(Refusal("decision.outcome", "outcome"))
        return None


def _text(text: str, name: str, faults: list[Refusal], limit: int = MAX_TEXT) -> str:
    cleaned = clean(text[: limit * 4])
    if not cleaned:
        faults.append(Refusal(f"decision.{name}.missing", name))
    elif len(cleaned) > limit:
        faults.append(Refusal("decision.too_long", name, limit=limit, length=len(cleaned)))
    return cleaned


def _optional(text: str, name: str, faults: list[Refusal], limit: int) -> str:
    return _text(text, name, faults, limit) if clean(text[: limit * 4]) else ""


def _evidence(ids: Sequence[str], known: frozenset[int], faults: list[Refusal]) -> tuple[int, ...]:
    chosen: list[int] = []
    for text in ids:
        if text.isascii() and text.isdigit() and len(text) < 19 and int(text) in known:
            chosen.append(int(text))
        else:
            faults.append(Refusal("decision.evidence", "evidence"))
            break
    return tuple(dict.fromkeys(chosen))


def _restriction(written: Written, known: Circumstances, faults: list[Refusal]) -> Restriction | None:
    before = len(faults)
    ground = known.grounds.get(written.ground)
    if not written.ground:
        faults.append(Refusal("decision.ground.missing", "ground"))
    elif ground is None or not ground.in_force(known.today):
        faults.append(Refusal("decision.ground.unknown", "ground"))
    elif known.category not in ground.categories:
        faults.append(Refusal("decision.ground.other_category", "ground"))
    ground_explanation = _text(written.ground_explanation, "ground_explanation", faults)
    passages = _optional(written.passages, "passages", faults, MAX_TEXT)
    necessity = _text(written.necessity, "necessity", faults)
    scope = _scope(written.scope, faults)
    site_necessity = _site_necessity(written, faults) if scope is Scope.SITE else ""
    territory = _text(written.territory, "territory", faults, MAX_SHORT)
    ends_on = _end(written.ends_on, known.today, faults)
    court = _optional(written.court_reference, "court_reference", faults, MAX_SHORT)
    if len(faults) > before or ground is None or scope is None or ends_on is None:
        return None
    return Restriction(
        ground.code,
        ground_explanation,
        passages,
        necessity,
        scope,
        territory,
        known.today,
        ends_on,
        court,
        ground.id,
        site_necessity,
    )


def _site_necessity(written: Written, faults: list[Refusal]) -> str:
    """Read why a whole site is needed: it must be answered wherever the form asked."""
    if written.asked:
        return _text(written.site_necessity, "site_necessity", faults)
    return _optional(written.site_necessity, "site_necessity", faults, MAX_TEXT)


def _scope(text: str, faults: list[Refusal]) -> Scope | None:
    try:
        return Scope(text)
    except ValueError:
        faults.append(Refusal("decision.scope", "scope"))
        return None


def _end(text: str, today: date, faults: list[Refusal]) -> date | None:
    try:
        ends_on = date.fromisoformat(text.strip())
    except ValueError:
        faults.append(Refusal("decision.ends_on.missing", "ends_on"))
        return None
    if ends_on <= today:
        faults.append(Refusal("decision.ends_on.past", "ends_on"))
    elif ends_on - today > LONGEST_RESTRICTION:
        faults.append(Refusal("decision.ends_on.too_far", "ends_on"))
    return ends_on

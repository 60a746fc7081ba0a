"""What a check is given and what it says: frozen values, so that no step needs a database or a network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from complaints.domain.priority import Part


class Result(StrEnum):
    """How a check ended."""

    DONE = "done"
    NOT_ATTEMPTED = "not_attempted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of the way to a page: the address that answered and its status."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What was captured of a page: the facts that steps judge, without the bytes.

    `text` is at most the first 20,000 characters of `length`; `facts` are what the page itself states, by name;
    `digest` and `simhash` stand for its main text, None where there is too little of it.
    """

    evidence_id: int
    captured_at: datetime
    url: str
    status: int
    content_type: str
    title: str
    text: str
    language: str | None
    length: int
    size: int
    chain: tuple[Hop, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    digest: str | None = None
    simhash: int | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A case about another link whose captured text differs in `distance` of 64 bits; decided or still open."""

    case_number: str
    distance: int
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """The latest decision about the same thing in another case, and the text that was captured before it."""

    number: str
    outcome: str
    text: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a check step is given: one case's resource, and what is known about it.

    `seen` is the capture to judge; where there is none, `unseen` is the code of the reason. `past_site` and
    `past_account` count earlier decisions by outcome.
    """

    case_id: int
    resource_id: int
    key: str
    url: str
    host: str
    site: str
    category: str
    capture_allowed: bool
    protected: str | None = None
    platform: str | None = None
    seen: Seen | None = None
    unseen: str | None = None
    near: tuple[Near, ...] = ()
    before: Before | None = None
    past_site: Mapping[str, int] = field(default_factory=dict)
    past_account: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one step found.

    `code` names the sentence in `complaints.domain.messages` (prefix `check.`), `params` fill it; `confidence` is 0 to
    100 per cent. `detail` quotes the page, line by line: kept apart, since it goes when the evidence goes.
    """

    step: str
    version: int
    result: Result
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    confidence: int = 100
    detail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes to keep: their kind ("warc", "image") and media type."""

    kind: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was fetched: the bytes to keep and what was read out of them."""

    pieces: tuple[Piece, ...]
    url: str
    status: int
    content_type: str
    title: str = ""
    description: str = ""
    author: str = ""
    published: str = ""
    text: str = ""
    language: str | None = None
    chain: tuple[Hop, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    retry_after: int | None = None


# How findings move the order of the queue, in points: a page that is gone can wait, one that stands cannot hide.
WEIGHTS: Mapping[str, int] = {
    "check.reachable.yes": 20,
    "check.reachable.gone": -40,
    "check.reachable.parked": -30,
    "check.decided.before": -20,
    "check.words.named": 15,
    "check.near.decided": 10,
    "check.changed.unchanged": -20,
}


def weigh(codes: list[str]) -> tuple[Part, ...]:
    """Turn finding codes into the parts of a priority they account for."""
    return tuple(Part(code, WEIGHTS[code]) for code in codes if code in WEIGHTS)

"""What the queue can be narrowed to, how an address says it, and how well a case is corroborated."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qsl, urlencode

from complaints.domain.casework import QUEUE_STATES
from complaints.domain.errors import Refusal
from complaints.domain.identity import resolve
from complaints.domain.intake import LANGUAGES
from complaints.domain.wording import clean

AGES: Final[Mapping[str, timedelta]] = {days: timedelta(days=int(days)) for days in ("1", "3", "7", "30")}
# Deadlines up to which cases are asked for, from now on.
DEADLINES: Final[Mapping[str, timedelta]] = {
    "overdue": timedelta(0),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
}
ME: Final = "me"
# How people write themselves.
MYSELF: Final = frozenset({ME, "я", "мен"})
YES: Final = "1"
MAX_WORDS_TYPED: Final = 200
CODE: Final = re.compile(r"[a-z0-9_.-]{1,40}")


class Corroboration(StrEnum):
    """How many independent people reported a case's resource, as bands: none of their own, one, two to four, more."""

    NONE = "none"
    ONE = "one"
    SOME = "some"
    MANY = "many"


SOME_FROM: Final = 2
MANY_FROM: Final = 5


def band(independent: int) -> Corroboration:
    """Name the band of an effective number of independent reporters."""
    if independent >= MANY_FROM:
        return Corroboration.MANY
    if independent >= SOME_FROM:
        return Corroboration.SOME
    return Corroboration.ONE if independent == 1 else Corroboration.NONE


def age_beyond(waited: timedelta) -> str:
    """Name the longest of the ages that can be asked for which a wait is beyond; empty where it is beyond none."""
    return next((days for days, age in reversed(tuple(AGES.items())) if waited > age), "")


def _one_of(*allowed: str) -> Callable[[str], str]:
    return lambda text: text if text in allowed else ""


def _code(text: str) -> str:
    return text if CODE.fullmatch(text) else ""


def _site(text: str) -> str:
    """Take a site, a host or a whole link for its site; what is none of them stays and matches nothing."""
    try:
        return resolve(text).site or text.casefold()
    except Refusal:
        return text.casefold()


def _assignee(text: str) -> str:
    return ME if text.casefold() in MYSELF else text.casefold()


# What an address may ask for, in the order in which it is said, and how what stands there is read: to nothing where
# it cannot be meant. Addresses are typed, kept and sent around, so that none of them is ever a mistake.
READERS: Final[Mapping[str, Callable[[str], str]]] = {
    "category": _code,
    "status": _one_of(*QUEUE_STATES),
    "age": _one_of(*AGES),
    "deadline": _one_of(*DEADLINES),
    "language": _one_of(*LANGUAGES),
    "platform": _code,
    "site": _site,
    "protected": _one_of(YES),
    "corroboration": _one_of(*Corroboration),
    "assignee": _assignee,
    "approval": _one_of(YES),
    "returned": _one_of(YES),
    "text": lambda text: text,
}


def read(given: Mapping[str, str]) -> dict[str, str]:
    """Read the parts of a filter out of an address; what is empty or cannot be meant is left out."""
    found = {name: _typed(reader(_typed(given[name]))) for name, reader in READERS.items() if given.get(name)}
    return {name: value for name, value in found.items() if value}


def read_address(text: str) -> dict[str, str]:
    """Read the parts of a filter out of the query of an address, as `address` writes it."""
    return read(dict(parse_qsl(text)))


def _typed(text: str) -> str:
    return " ".join(clean(text[:MAX_WORDS_TYPED]).split())


def address(asked: Mapping[str, str]) -> str:
    """Write a filter as the query of an address, always in one order, so that equal filters have one address."""
    return urlencode([(name, asked[name]) for name in READERS if asked.get(name)])


def without(asked: Mapping[str, str], name: str) -> dict[str, str]:
    """Leave one part of a filter out."""
    return {part: value for part, value in asked.items() if part != name}

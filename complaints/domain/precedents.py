"""Which earlier decisions are worth reading before this one, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SHOWN: Final = 8
SHARED_FROM: Final = 3  # words that cases of one category must share
SHARED_SHOWN: Final = 5
ASKED: Final = 12  # words of a case that are looked for elsewhere
SHORT: Final = 5  # letters; shorter words say little


class Because(StrEnum):
    """Why a decision is a precedent."""

    LINK = "link"
    TEXT = "text"
    ACCOUNT = "account"
    WORDS = "words"
    SUBJECT = "subject"
    SITE = "site"


WEIGHT: Final[Mapping[Because, int]] = {
    Because.LINK: 100,
    Because.TEXT: 60,
    Because.ACCOUNT: 40,
    Because.WORDS: 25,
    Because.SUBJECT: 15,
    Because.SITE: 10,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: `percent` is how like the texts are, `shared` the words that both cases have."""

    because: Because
    percent: int = 0
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A decided case that may be a precedent, for one reason."""

    case_id: int
    reason: Reason


def ranked(found: Iterable[Found], limit: int = SHOWN) -> tuple[tuple[int, tuple[Reason, ...]], ...]:
    """Put the decided cases that say most first, each with all its reasons, the weightiest first.

    Of two reasons of one kind the stronger stays; one account says more than one site, so that the site is left out.
    """
    cases: dict[int, dict[Because, Reason]] = {}
    for each in found:
        reasons = cases.setdefault(each.case_id, {})
        known = reasons.get(each.reason.because)
        if known is None or _strength(each.reason) > _strength(known):
            reasons[each.reason.because] = each.reason
    for reasons in cases.values():
        if Because.LINK in reasons or Because.ACCOUNT in reasons:
            reasons.pop(Because.SITE, None)
        if Because.LINK in reasons:
            reasons.pop(Because.ACCOUNT, None)
    order = sorted(cases, key=lambda case_id: (-sum(map(_weight, cases[case_id].values())), -case_id))
    return tuple(
        (case_id, tuple(sorted(cases[case_id].values(), key=lambda reason: -_weight(reason))))
        for case_id in order[:limit]
    )


def _strength(reason: Reason) -> tuple[int, int]:
    return reason.percent, len(reason.shared)


def _weight(reason: Reason) -> int:
    return WEIGHT[reason.because] + len(reason.shared)


def telling(words: Iterable[str], limit: int = ASKED) -> tuple[str, ...]:
    """Choose the words of a case by which like cases are looked for: the longest, since long words are rare."""
    long = {word for word in words if len(word) >= SHORT and not word.isdigit()}
    return tuple(sorted(long, key=lambda word: (-len(word), word))[:limit])


def by_subject(shared: Mapping[int, Iterable[str]]) -> tuple[Found, ...]:
    """Take the cases of one category that share enough words."""
    found = []
    for case_id, words in shared.items():
        both = sorted(set(words))
        if len(both) >= SHARED_FROM:
            found.append(Found(case_id, Reason(Because.SUBJECT, shared=tuple(both[:SHARED_SHOWN]))))
    return tuple(found)

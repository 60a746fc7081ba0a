"""Handing out work: who can take which case, for whom a case is kept, and why there is nothing just now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from complaints.domain.errors import Refusal
from complaints.domain.intake import LANGUAGES
from complaints.domain.recusal import Concern, Recused
from complaints.domain.wording import clean

# A case that was given or returned to somebody waits for them alone for so long, and is everybody's again after it.
KEPT_FOR: Final = timedelta(hours=48)
# Whoever holds so many cases gets no further one handed out: what they hold nobody else can take.
MOST_HELD: Final = 5
MAX_REASON: Final = 2_000


class Kept(StrEnum):
    """Why a case is kept for one person."""

    RETURNED = "returned"
    GIVEN = "given"


class Nothing(StrEnum):
    """Why nothing is handed out to somebody."""

    BUSY = "busy"
    EMPTY = "empty"
    SKILLS = "skills"
    KEPT = "kept"
    RECUSED = "recused"


@dataclass(frozen=True, slots=True)
class Skills:
    """In which languages and categories somebody works; an empty set means all of them."""

    languages: frozenset[str] = field(default_factory=frozenset)
    categories: frozenset[str] = field(default_factory=frozenset)

    @property
    def everything(self) -> bool:
        """Say whether every case fits."""
        return not self.languages and not self.categories

    def fit(self, language: str, category: str) -> bool:
        """Say whether a case in a language and a category fits."""
        return (not self.languages or language in self.languages) and (
            not self.categories or category in self.categories
        )


EVERYTHING: Final = Skills()


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who decides cases: in what they work, what they keep away from, whether they are at the desk now."""

    skills: Skills
    recused: Recused
    here: bool

    def can_take(self, language: str, category: str, concern: Concern) -> bool:
        """Say whether a case could be handed to this person."""
        return self.skills.fit(language, category) and not self.recused.covers(concern)


@dataclass(frozen=True, slots=True)
class Reservation:
    """For whom a case is kept, by name, and until when."""

    staff_id: int
    name: str
    kind: Kept
    until: datetime


def require_not_kept(reservation: Reservation | None, staff_id: int, now: datetime) -> None:
    """Refuse a case that is kept for somebody else; raises Refusal `case.kept`."""
    if reservation is not None and reservation.staff_id != staff_id and now < reservation.until:
        raise Refusal("case.kept", who=reservation.name)


def require_more_room(held: int) -> None:
    """Refuse a further case to whoever holds enough; raises Refusal `next.busy`."""
    if held >= MOST_HELD:
        raise Refusal("next.busy", limit=MOST_HELD)


def skills_named(languages: Iterable[str], categories: Iterable[str], known: Iterable[str]) -> Skills:
    """Read the languages and categories somebody is to work in; none at all means every one.

    Raises Refusal `skills.language`, `skills.category` for one that does not exist.
    """
    spoken, listed, existing = frozenset(languages), frozenset(categories), frozenset(known)
    if wrong := sorted(spoken - set(LANGUAGES)):
        raise Refusal("skills.language", "languages", language=wrong[0], known=", ".join(LANGUAGES))
    if wrong := sorted(listed - existing):
        raise Refusal("skills.category", "categories", category=wrong[0], known=", ".join(sorted(existing)))
    return Skills(spoken, listed)


def reason_given(text: str) -> str:
    """Clean the reason for which a case changes hands; raises Refusal `give.reason`, `give.too_long`."""
    words = clean(text[: MAX_REASON * 4])
    if not words:
        raise Refusal("give.reason", "give_reason")
    if len(words) > MAX_REASON:
        raise Refusal("give.too_long", "give_reason", limit=MAX_REASON, length=len(words))
    return words


def why_nothing(*, waiting: bool, fitting: bool, free: bool) -> Nothing:
    """Say why somebody gets no case: is any waiting at all, does any fit them, is any that fits kept for nobody else.

    What remains is what they keep away from themselves.
    """
    if not waiting:
        return Nothing.EMPTY
    if not fitting:
        return Nothing.SKILLS
    return Nothing.RECUSED if free else Nothing.KEPT

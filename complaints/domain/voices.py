"""Many complaints about one thing: which say the same, and how far they speak for themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from complaints.domain.checks.likeness import NEAR, distance
from complaints.domain.wording import fold

SHOWN: Final = 20  # wordings on a page
WINDOW: Final = 400  # complaints that are compared for a page, so that its cost stays the same


@dataclass(frozen=True, slots=True)
class Voice:
    """One complaint as far as it is compared: `place` is its place in the case's list.

    `simhash` is the hash of its words; where they are too few for one, `words` holds them. Who filed it and over which
    network are opaque; a network of None is not known. A complaint that something was `added` to speaks for itself.
    """

    place: int
    complaint_id: int
    reporter: int
    network: str | None
    simhash: int | None = None
    words: str = ""
    added: bool = False

    def like(self, other: "Voice") -> bool:
        """Say whether two complaints have the same or nearly the same wording."""
        if self.simhash is None or other.simhash is None:
            return self.simhash is other.simhash and folded(self.words) == folded(other.words)
        return distance(self.simhash, other.simhash) <= NEAR


@dataclass(frozen=True, slots=True)
class Choir:
    """Complaints with one wording: the first stands for them all."""

    first: Voice
    others: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """How far a complaint speaks for itself: how many its reporter filed, and how many came over its network."""

    by_reporter: int
    over_network: int

    @property
    def alone(self) -> bool:
        """Say whether no other complaint shares its reporter or its network."""
        return self.by_reporter < 2 and self.over_network < 2


def fold_alike(voices: Iterable[Voice], shown: int = SHOWN) -> tuple[tuple[Choir, ...], int | None]:
    """Put complaints of one wording together, in the order of their first; at most `shown` wordings.

    Return them with the place of the last complaint that was taken in where a further wording had to be left out: the
    next page begins behind it.
    """
    choirs: list[tuple[Voice, list[Voice]]] = []
    last = 0
    for voice in voices:
        same = None if voice.added else next((each for each in choirs if _joins(each[0], voice)), None)
        if same is not None:
            same[1].append(voice)
        elif len(choirs) == shown:
            return _sealed(choirs), last
        else:
            choirs.append((voice, []))
        last = voice.place
    return _sealed(choirs), None


def _joins(first: Voice, voice: Voice) -> bool:
    return not first.added and first.like(voice)


def _sealed(choirs: Sequence[tuple[Voice, list[Voice]]]) -> tuple[Choir, ...]:
    return tuple(Choir(first, tuple(others)) for first, others in choirs)


def sharing(voice: Voice, among: Iterable[Voice]) -> Sharing:
    """Count the complaints that share a complaint's reporter or network, itself among them."""
    others = list(among)
    by_reporter = {other.complaint_id for other in others if other.reporter == voice.reporter}
    over_network = {other.complaint_id for other in others if voice.network and other.network == voice.network}
    return Sharing(len(by_reporter), len(over_network))


def folded(words: str) -> str:
    """Give words as they are compared: without regard to letters' case, marks and spacing."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(words)).split())

"""How like two texts are: a 64-bit SimHash, found again among millions through four indexed bands."""

import re
from collections.abc import Sequence
from hashlib import blake2b, sha256
from typing import Final

from complaints.domain.wording import fold

BITS: Final = 64
BANDS: Final = 4
BAND_BITS: Final = BITS // BANDS
# Two hashes that differ in fewer bits than there are bands agree in one band at least (pigeonhole), so the search
# misses none of them. Charikar, "Similarity estimation techniques from rounding algorithms" (STOC 2002); Manku et al.,
# "Detecting near-duplicates for web crawling" (WWW 2007), where 3 of 64 bits is the measure of a near-copy.
NEAR: Final = 3
SHINGLE: Final = 3  # words
ENOUGH_WORDS: Final = 40
ENOUGH_OWN_WORDS: Final = 8
MAX_WORDS: Final = 5_000
PROSE: Final = 5  # words in a line that is a sentence rather than a menu's entry
WORD: Final = re.compile(r"\w+")
LANE: Final = 16  # bits of a counter; MAX_WORDS fits
SPREAD: Final = tuple(sum((byte >> bit & 1) << LANE * bit for bit in range(8)) for byte in range(256))


def main_text(text: str) -> str:
    """Give the lines that read like prose, so that menus and counters do not hide what two pages share.

    Where a page has little prose, all its lines are taken.
    """
    lines = [line for line in text.split("\n") if len(WORD.findall(line)) >= PROSE]
    prose = "\n".join(lines)
    return prose if len(prose) * 3 >= len(text) or len(prose) >= 600 else text


def digest_of(text: str) -> str | None:
    """Give the SHA-256 of a page's main text, folded and without spacing; None where there is no text."""
    words = WORD.findall(fold(main_text(text)))
    return sha256(" ".join(words).encode()).hexdigest() if words else None


def simhash(text: str) -> int | None:
    """Hash a page's main text so that like texts have like hashes; None below ENOUGH_WORDS words."""
    words = WORD.findall(fold(main_text(text)))[:MAX_WORDS]
    return hash_of(words) if len(words) >= ENOUGH_WORDS else None


def wording_hash(text: str) -> int | None:
    """Hash what a person wrote; None below ENOUGH_OWN_WORDS words, since people say short things alike."""
    words = WORD.findall(fold(text))[:MAX_WORDS]
    return hash_of(words) if len(words) >= ENOUGH_OWN_WORDS else None


def hash_of(words: Sequence[str]) -> int:
    """Hash words so that like sequences have like hashes; needs as many words as a shingle has."""
    shingles = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    # Eight counters at once in the lanes of one whole number: as many additions as bytes instead of bits.
    counts = [0] * (BITS // 8)
    for shingle in shingles:
        for place, byte in enumerate(blake2b(shingle.encode(), digest_size=8).digest()):
            counts[place] += SPREAD[byte]
    found = 0
    for place, lanes in enumerate(counts):
        for bit in range(8):
            if (lanes >> LANE * bit & (1 << LANE) - 1) * 2 > len(shingles):
                found |= 1 << (8 * place + bit)
    return found


def bands(value: int) -> tuple[int, ...]:
    """Cut a hash into its bands, lowest bits first."""
    return tuple(value >> (BAND_BITS * band) & (1 << BAND_BITS) - 1 for band in range(BANDS))


def distance(one: int, other: int) -> int:
    """Count the bits in which two hashes differ."""
    return (one ^ other).bit_count()


def percent(bits: int) -> int:
    """Say how like two texts are whose hashes differ in some bits, in per cent."""
    return round(100 * (BITS - bits) / BITS)


def signed(value: int) -> int:
    """Write a hash as the signed 64-bit integer that databases keep."""
    return value - (1 << BITS) if value >> (BITS - 1) else value


def unsigned(value: int) -> int:
    """Read a hash back from a signed 64-bit integer."""
    return value & (1 << BITS) - 1

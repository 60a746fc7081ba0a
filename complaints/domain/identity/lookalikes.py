"""Host names that can be taken for others: written out in their own letters, and flagged."""

import unicodedata
from typing import Final

import can_ada

# Alphabets with letters that are drawn alike; a word in two of them is made to deceive (UTS #39, mixed scripts).
ALIKE: Final = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
# Letters that are drawn like a Latin one (after the confusables of UTS #39).
CONFUSABLE: Final = frozenset("асԁеһіјӏոорԛгѕтυνԝхуүьΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανкмп")


def unicode_host(host: str) -> str:
    """Write a Punycode host in its own letters; where that cannot be, leave it."""
    if "xn--" not in host:
        return host
    try:
        return str(can_ada.idna_decode(host.encode("ascii"))) or host  # type: ignore[arg-type] # it takes bytes
    except (ValueError, UnicodeError):
        return host


def host_warnings(host: str) -> tuple[str, ...]:
    """Say what makes a host easy to mistake: `punycode`, `mixed_script`, `look_alike`, in this order."""
    if "xn--" not in host:
        return ()
    labels = unicode_host(host).split(".")
    found = ["punycode"]
    if any(mixes_scripts(label) for label in labels):
        found.append("mixed_script")
    elif any(_reads_as_latin(label) for label in labels[:-1]):
        found.append("look_alike")
    return tuple(found)


def mixes_scripts(word: str) -> bool:
    """Say whether letters of several alphabets that look alike stand in one word."""
    if word.isascii():
        return False
    return len({script for letter in word if (script := _script(letter))}) > 1


def _script(letter: str) -> str | None:
    name = unicodedata.name(letter, "")
    return next((script for script in ALIKE if name.startswith(script)), None)


def _reads_as_latin(label: str) -> bool:
    """Say whether every letter beyond ASCII is drawn like a Latin one, or is one with a mark (ḷ, ı, ò)."""
    foreign = [letter for letter in label if not letter.isascii()]
    if not foreign:
        return False
    return all(letter in CONFUSABLE for letter in foreign) or all(
        unicodedata.name(letter, "").startswith("LATIN SMALL LETTER DOTLESS")
        or unicodedata.decomposition(letter).endswith(("0323", "0307", "0331"))
        for letter in foreign
    )

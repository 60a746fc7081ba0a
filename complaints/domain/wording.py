"""What people type: made safe to store and to show, without changing what they said."""

import re
import unicodedata

# Controls but for line feed and tab, explicit directional formatting (UAX #9: it can make text read other than it is
# stored), and lone surrogates.
REMOVED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?=[\w.-]{3,255})(?:[\w-]{1,63}\.){1,8}[\w-]{2,24}(?![\w-])")
PHONE = re.compile(r"(?<![\w+])\+?\d(?:[ \u00a0().-]{0,2}\d){9,14}(?!\w)")
# Our own numbers and dates are no telephone numbers, though they have as many digits.
KEPT = re.compile(
    r"(\b[ACDP]-20\d\d-\d{6,12}\b"
    r"|(?<![\d-])(?:19|20)\d\d[-./]\d\d[-./]\d\d(?![\d-])"
    r"|(?<![\d-])\d\d[./]\d\d[./](?:19|20)\d\d(?![\d-]))"
)
MASK_EMAIL = "[…@…]"
MASK_PHONE = "[+…]"


def clean(text: str) -> str:
    """Normalise typed text: NFC, one kind of line end, no control, bidirectional-override or lone surrogate characters.

    Zero-width joiners stay, since some languages spell with them. Everything a reader sees stays as typed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", REMOVED.sub("", text)).strip()


def mask_contacts(text: str) -> str:
    """Hide e-mail addresses and telephone numbers (PRODUCT.md, rule 5), and leave all else as it is."""
    if not _may_hold_contacts(text):
        return text
    parts = KEPT.split(EMAIL.sub(MASK_EMAIL, text))
    return "".join(part if place % 2 else PHONE.sub(MASK_PHONE, part) for place, part in enumerate(parts))


def _may_hold_contacts(text: str) -> bool:
    return "@" in text or any(letter.isdigit() for letter in text)


def fold(text: str) -> str:
    """Fold text for comparison: case, compatibility forms, and ё to е."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")


TERM = re.compile(r"\w{2,40}")


def terms(text: str, limit: int = 200) -> list[str]:
    """List the distinct folded words of a text in the order they come, at most `limit`."""
    return list(dict.fromkeys(TERM.findall(fold(text))))[:limit]

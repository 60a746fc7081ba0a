"""Numbers that people read out: cases, decisions, complaints, receipts and pseudonyms."""

import re
from datetime import datetime
from typing import Final

from complaints.domain.keys import keyed_hash

CASE: Final = "C"
DECISION: Final = "D"
COMPLAINT: Final = "A"
APPEAL: Final = "P"
_NUMBER: Final = re.compile(r"([ACDP])-(20\d\d)-(\d{6,12})")
RECEIPT_DIGITS: Final = 16
# Crockford's base 32 without the letters people mistake for digits.
_PSEUDONYM_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def number(kind: str, made_at: datetime, row_id: int) -> str:
    """Write the number of a case, decision, complaint or appeal, such as C-2026-000123."""
    return f"{kind}-{made_at.year:04d}-{row_id:06d}"


def row_of(kind: str, text: str) -> int | None:
    """Read the row id out of a number of the kind asked for, or None where the text is no such number."""
    found = _NUMBER.fullmatch(text.strip().upper())
    if not found or found.group(1) != kind:
        return None
    row_id = int(found.group(3))
    return row_id if row_id < 2**63 else None


def receipt_from(key: bytes, nonce: str) -> str:
    """Derive the 16-digit receipt code of a form's nonce, so that a second submission gives the same code.

    The 256-bit keyed hash is reduced modulo 10**16; the bias is below 2**-200.
    """
    return f"{int(keyed_hash(key, nonce), 16) % 10**RECEIPT_DIGITS:016d}"


def grouped(receipt: str) -> str:
    """Write a receipt code in groups of four digits."""
    return " ".join(receipt[start : start + 4] for start in range(0, RECEIPT_DIGITS, 4))


def receipt_digits(text: str) -> str | None:
    """Read a receipt code as people type it (spaces, hyphens, any Unicode digits), or None."""
    digits = "".join(str(int(letter)) for letter in text[:200] if letter.isdecimal())
    rest = [letter for letter in text[:200] if not letter.isdecimal() and letter not in " \u00a0\t\r\n-–—"]
    return digits if len(digits) == RECEIPT_DIGITS and not rest and len(text) <= 200 else None


def pseudonym_from(random_bytes: bytes) -> str:
    """Make a reporter's pseudonym, such as R-7KQ2M9XD4T, out of at least ten random bytes."""
    return "R-" + "".join(_PSEUDONYM_LETTERS[byte % 32] for byte in random_bytes[:10])

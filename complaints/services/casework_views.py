"""What the page of a case shows to be read before deciding: frozen values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CapturedText:
    """The text of one capture of the page; `length` is how long it was before it was cut to what is kept."""

    evidence_id: int
    captured_at: datetime
    title: str
    text: str
    language: str | None
    length: int

"""What a citizen may send beside a complaint: images only, few and bounded, and none where content must not be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from complaints.domain.errors import Refusal
from complaints.domain.wording import clean

FIELD: Final = "evidence"
MAX_FILES: Final = 5  # at a time
MAX_IN_ALL: Final = 20  # of one complaint, with all that was added to it
MAX_MEGABYTES: Final = 10
MAX_BYTES: Final = MAX_MEGABYTES * 1024 * 1024
SHOWN_NAME: Final = 60  # characters of a file's name in a sentence; the name itself is never stored


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it was sent; `data` may be one byte longer than is taken, never more."""

    name: str
    data: bytes

    @property
    def shown(self) -> str:
        """Give the name as a sentence may show it."""
        return clean(self.name)[:SHOWN_NAME] or "?"


def examine_files(files: Sequence[GivenFile]) -> list[Refusal]:
    """Name what is wrong with files before any of them is looked into."""
    if len(files) > MAX_FILES:
        return [Refusal("uploads.too_many", FIELD, count=len(files), limit=MAX_FILES)]
    return [
        Refusal("uploads.too_large", FIELD, name=file.shown, limit=MAX_MEGABYTES)
        for file in files
        if len(file.data) > MAX_BYTES
    ]


def unreadable(file: GivenFile, code: str) -> Refusal:
    """Say why a file that looked right could not be drawn anew; `code` is "not_an_image" or "too_large"."""
    if code == "too_large":
        return Refusal("uploads.too_large", FIELD, name=file.shown, limit=MAX_MEGABYTES)
    return Refusal("uploads.not_an_image", FIELD, name=file.shown)

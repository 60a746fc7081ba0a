"""What changed between two captures of a page, line by line, in bounded time."""

import difflib
from collections.abc import Iterator
from typing import Final

MAX_LINES: Final = 400
MAX_SHOWN: Final = 60
MAX_LINE: Final = 300


def changes(before: str, after: str) -> tuple[str, ...]:
    """List the lines that went ("- …") and came ("+ …"), at most MAX_SHOWN, in the order of the page."""
    return tuple(_shown(_lines(before), _lines(after)))


def share_kept(before: str, after: str) -> int:
    """Say how much of the earlier text still stands, in per cent of its lines."""
    old = _lines(before)
    if not old:
        return 0
    standing = set(_lines(after))
    return round(100 * sum(line in standing for line in old) / len(old))


def _lines(text: str) -> list[str]:
    return [line[:MAX_LINE] for line in text.split("\n") if line][:MAX_LINES]


def _shown(old: list[str], new: list[str]) -> Iterator[str]:
    shown = 0
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            continue
        lines = [f"- {line}" for line in old[old_from:old_to]] + [f"+ {line}" for line in new[new_from:new_to]]
        for line in lines:
            if shown >= MAX_SHOWN:
                yield "…"
                return
            shown += 1
            yield line

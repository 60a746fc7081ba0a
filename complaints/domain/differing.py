"""What differs between two versions of a text, word by word."""

import difflib
import re
from dataclasses import dataclass
from typing import Final

TOKEN: Final = re.compile(r"\s+|\w+|[^\w\s]")
MAX_TOKENS: Final = 4_000


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: `same`, or taken out (`gone`), or put in (`new`)."""

    kind: str
    text: str


def differences(before: str, after: str) -> tuple[Run, ...]:
    """Compare two texts word by word; texts of very many words are shown as taken out and put in whole."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if before == after:
        return (Run("same", after),) if after else ()
    if max(len(old), len(new)) > MAX_TOKENS:
        return (Run("gone", before), Run("new", after))
    runs: list[Run] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(old[a:b])))
            continue
        runs += [Run(kind, "".join(part)) for kind, part in (("gone", old[a:b]), ("new", new[c:d])) if part]
    return tuple(runs)

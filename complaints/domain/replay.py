"""Playing the log back: what a row must be by its entries, each of which must follow from those before it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from complaints.domain.audit import Entry


@dataclass(slots=True)
class Row:
    """One row as its entries tell it, oldest first.

    `closed` are its closed values, None where there is no row; `words` names, by column, the entry that holds the
    commitment to the present words and the commitment itself.
    """

    closed: dict[str, object] | None = None
    words: dict[str, tuple[int, str]] = field(default_factory=dict)

    def play(self, entry: Entry, commitments: Mapping[str, str]) -> Iterator[str]:
        """Apply the next entry; give a sentence for everything in it that does not follow from those before."""
        before, after = values_of(entry.before), values_of(entry.after)
        if before is None or after is None:
            yield f"entry {entry.id} cannot be read"
            before, after = before or {}, after or {}
        if entry.op == "insert":
            if self.closed is not None:
                yield f"entry {entry.id} writes the row a second time"
            self.closed, self.words = after, {}
        elif self.closed is None:
            yield f"entry {entry.id} speaks of a row that was not there"
            self.closed = after
        else:
            told = {name for name, value in before.items() if self.closed.get(name) != value}
            if told:
                yield f"entry {entry.id} tells another story of what was before: {', '.join(sorted(told))}"
            self.closed.update(after)
        for name in commitments:
            side, _, column = name.partition(".")
            if side == "before":
                self.words.pop(column, None)
        for name, value in commitments.items():
            side, _, column = name.partition(".")
            if side == "after":
                self.words[column] = (entry.id, value)
        if entry.op == "delete":
            self.closed, self.words = None, {}


def values_of(text: str | None) -> dict[str, Any] | None:
    """Read the JSON object of an entry's values, empty where there is no text; None where it is no such object."""
    if not text:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, TypeError):
        return None
    return found if isinstance(found, dict) else None

"""What changes to the catalogue need from the world."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from complaints.domain.changes import ChangeKind, ChangeState, Standing


@dataclass(frozen=True, slots=True)
class NewChange:
    """A change to be stored: what it is about, what shall be, and why; nobody else is asked where it is `alone`."""

    kind: ChangeKind
    about: str
    payload: Mapping[str, Any]
    reason: str
    proposed_by: int | None
    alone: bool


@dataclass(frozen=True, slots=True)
class StoredChange:
    """A change with what it shall lead to."""

    id: int
    kind: ChangeKind
    payload: Mapping[str, Any]
    state: ChangeState
    proposed_by: int | None

    @property
    def sites(self) -> tuple[str, ...]:
        """Name the sites that are put on the list of protected sources, or taken off it."""
        if "site" in self.payload:
            return (str(self.payload["site"]),)
        return tuple(str(site) for site, _kind in self.payload.get("sites", ()))

    @property
    def standing(self) -> Standing:
        """Give the change as the rules see it."""
        return Standing(self.state, self.proposed_by)


class Changes(Protocol):
    """Proposed, approved and made changes."""

    def add(self, change: NewChange, at: datetime) -> int | None: ...
    def get(self, change_id: int) -> StoredChange | None: ...
    def set_state(self, change_id: int, present: ChangeState, to: ChangeState, **columns: Any) -> bool: ...
    def due(self, now: datetime, limit: int) -> list[int]: ...

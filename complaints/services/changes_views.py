"""What pages show of changes to the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change with who proposed and who answered it; no proposer where the operator of the machine did."""

    id: int
    kind: str
    state: str
    payload: Mapping[str, Any]
    reason: str
    alone: bool
    proposer: str | None
    proposer_id: int | None
    proposed_at: datetime
    answerer: str | None
    answered_at: datetime | None
    answer: str | None
    effective_at: datetime | None

    @property
    def code(self) -> str:
        """Name the ground that is concerned, empty where it is about sources."""
        return str(self.payload.get("code", ""))

    @property
    def sites(self) -> tuple[tuple[str, str], ...]:
        """List the sites that are concerned, with their kinds; a site that is taken off has none."""
        if "site" in self.payload:
            return ((str(self.payload["site"]), ""),)
        return tuple((str(site), str(kind)) for site, kind in self.payload.get("sites", ()))


@dataclass(frozen=True, slots=True)
class ChangePage:
    """A page of changes, newest first; `after` is the cursor of the next one."""

    rows: tuple[ChangeView, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A site on the list of protected sources."""

    id: int
    site: str
    kind: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of protected sources, by name; `after` is the cursor of the next one."""

    rows: tuple[SourceView, ...]
    after: str | None

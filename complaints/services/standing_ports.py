"""What standing needs from the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from complaints.domain.decisions import Outcome
from complaints.domain.standing import Record, Worth


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands about a decided case: the outcome, whether it was manifestly unfounded, and when it was decided.

    `undone` says that the decision was withdrawn or reversed, so that it makes nothing of the complaints any more.
    """

    outcome: Outcome
    manifestly_unfounded: bool
    decided_at: datetime
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """A complaint on a case, as far as standing needs it: its place among them, and who filed it.

    `counts` is false for imported and for withdrawn complaints, and for those filed after the decision.
    """

    place: int
    reporter_id: int
    counts: bool


class Standings(Protocol):
    """Records of reporters, and what is still to be counted."""

    def ask(self, case_id: int, at: datetime) -> None: ...
    def asked(self, case_id: int) -> int | None: ...
    def came_to(self, case_id: int, after_id: int | None) -> None: ...
    def unfinished(self, before: datetime, limit: int) -> list[int]: ...
    def verdict(self, case_id: int) -> Verdict | None: ...
    def joined(self, case_id: int, verdict: Verdict, after: int, limit: int) -> list[Joined]: ...
    def mark(self, case_id: int, reporter_ids: Sequence[int], worth: Worth | None) -> list[int]: ...
    def leftover(self, case_id: int, worth: Worth | None, limit: int) -> list[int]: ...
    def records(self, reporter_ids: Sequence[int]) -> dict[int, Record]: ...
    def of_resources(self, resource_ids: Sequence[int], limit: int) -> tuple[list[Record], bool]: ...
    def cases_of(self, reporter_id: int, after: int, limit: int) -> tuple[list[int], int | None]: ...

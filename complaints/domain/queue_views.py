"""Views of the queue: filters under a name, those everybody has and those people save for themselves or for all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from complaints.domain.access import Act, StaffMember
from complaints.domain.errors import Refusal
from complaints.domain.queue import ME, YES
from complaints.domain.wording import clean

MAX_NAME: Final = 60
MAX_OWN: Final = 20


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A view that everybody has who may do `act`; its code stands for its name."""

    code: str
    asked: Mapping[str, str]
    act: Act


BUILT_IN: Final = (
    BuiltIn("all", {}, Act.READ_CASES),
    BuiltIn("unclaimed", {"status": "waiting"}, Act.READ_CASES),
    BuiltIn("mine", {"assignee": ME}, Act.WORK_CASES),
    BuiltIn("returned", {"returned": YES}, Act.WORK_CASES),
    BuiltIn("approval", {"approval": YES}, Act.APPROVE),
    BuiltIn("overdue", {"deadline": "overdue"}, Act.READ_CASES),
    BuiltIn("protected", {"protected": YES}, Act.READ_CASES),
)


def built_in(who: StaffMember) -> tuple[BuiltIn, ...]:
    """List the views that a person has without saving any."""
    return tuple(view for view in BUILT_IN if who.may(view.act))


@dataclass(frozen=True, slots=True)
class SavedView:
    """A filter that somebody saved under a name; `shared` says that everybody at the desk sees it."""

    id: int
    owner_id: int
    owner: str
    name: str
    asked: str
    shared: bool


def view_name(text: str) -> str:
    """Check the name of a view; raises Refusal `view.name.missing` or `view.name.too_long`."""
    words = " ".join(clean(text[: MAX_NAME * 8]).split())
    if not words:
        raise Refusal("view.name.missing", "name")
    if len(words) > MAX_NAME:
        raise Refusal("view.name.too_long", "name", limit=MAX_NAME, length=len(words))
    return words


def require_seen(view: SavedView | None, who: StaffMember) -> SavedView:
    """Refuse with `view.unknown` a view that is not there, or is somebody else's and not shared."""
    if view is None or (view.owner_id != who.id and not view.shared):
        raise Refusal("view.unknown")
    return view


def require_own(view: SavedView | None, who: StaffMember) -> SavedView:
    """Refuse with `view.not_own` to change what somebody else saved."""
    if require_seen(view, who).owner_id != who.id:
        raise Refusal("view.not_own")
    return require_seen(view, who)


def require_room(own: int) -> None:
    """Refuse with `view.too_many` to save more views than a page can list and count."""
    if own >= MAX_OWN:
        raise Refusal("view.too_many", limit=MAX_OWN)


def copied_name(name: str, taken: frozenset[str]) -> str:
    """Name a copy: as the view it was made of, with a number where that name is taken."""
    number = 1
    found = name
    while found in taken:
        number += 1
        ending = f" {number}"
        found = name[: MAX_NAME - len(ending)] + ending
    return found

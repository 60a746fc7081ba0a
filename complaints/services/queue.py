"""Saving views of the queue: under a name, for oneself or for everybody at the desk."""

from collections.abc import Mapping
from dataclasses import dataclass

from complaints.domain.access import Act, StaffMember
from complaints.domain.errors import Refusal
from complaints.domain.queue import address, read
from complaints.domain.queue_views import (
    SavedView,
    copied_name,
    require_own,
    require_room,
    require_seen,
    view_name,
)
from complaints.services.ports import Clock, OpenReader, OpenUnitOfWork


@dataclass(frozen=True)
class SavingViews:
    """The use cases of saved views."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock

    def of(self, who: StaffMember) -> tuple[list[SavedView], list[SavedView]]:
        """List a person's own views, and what others share."""
        with self.open_reader() as uow:
            return uow.saved_views.own(who.id), uow.saved_views.shared(who.id)

    def find(self, view_id: int, who: StaffMember) -> SavedView:
        """Load a view that a person may see; raises Refusal `view.unknown`."""
        with self.open_reader() as uow:
            return require_seen(uow.saved_views.get(view_id), who)

    def save(self, who: StaffMember, name: str, asked: Mapping[str, str], *, shared: bool) -> int:
        """Save a filter under a name; return the view's id.

        Raises Refusal `view.name.missing`, `view.name.too_long`, `view.name.taken`, `view.empty` (everything open is a
        view already), `view.too_many`, `access.denied`.
        """
        who.require(Act.READ_CASES)
        words = view_name(name)
        wanted = address(read(asked))
        if not wanted:
            raise Refusal("view.empty")
        with self.open_uow(who.actor, "queue.save_view") as uow:
            uow.saved_views.lock(who.id)
            require_room(uow.saved_views.count(who.id))
            made = uow.saved_views.add(who.id, words, wanted, self.clock(), shared=shared)
            if made is None:
                raise Refusal("view.name.taken", "name")
            return made

    def change(self, view_id: int, who: StaffMember, name: str, *, shared: bool) -> None:
        """Rename an own view, share it or share it no longer; raises as `save`, and `view.unknown`, `view.not_own`."""
        who.require(Act.READ_CASES)
        with self.open_uow(who.actor, "queue.change_view") as uow:
            require_own(uow.saved_views.get(view_id), who)
            if not uow.saved_views.change(view_id, view_name(name), shared=shared):
                raise Refusal("view.name.taken", "name")

    def delete(self, view_id: int, who: StaffMember) -> None:
        """Delete an own view; raises Refusal `view.unknown`, `view.not_own`."""
        who.require(Act.READ_CASES)
        with self.open_uow(who.actor, "queue.delete_view") as uow:
            require_own(uow.saved_views.get(view_id), who)
            uow.saved_views.delete(view_id)

    def copy(self, view_id: int, who: StaffMember) -> int:
        """Make an own view of one that somebody shares; return its id. Raises `view.unknown`, `view.too_many`."""
        who.require(Act.READ_CASES)
        with self.open_uow(who.actor, "queue.copy_view") as uow:
            uow.saved_views.lock(who.id)
            view = require_seen(uow.saved_views.get(view_id), who)
            own = uow.saved_views.own(who.id)
            require_room(len(own))
            name = copied_name(view.name, frozenset(each.name for each in own))
            made = uow.saved_views.add(who.id, name, view.asked, self.clock(), shared=False)
            if made is None:
                raise Refusal("view.name.taken", "name")
            return made

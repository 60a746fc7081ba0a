"""Wires what administrators do, and the second persons who answer it."""

from dataclasses import dataclass
from functools import cached_property

from complaints.bootstrap.adapters import Adapters
from complaints.services.changes import Changing
from complaints.services.deadlines import Deadlines
from complaints.services.grounds import Grounds
from complaints.services.sources import Sources


@dataclass(frozen=True)
class Administering(Adapters):
    """The use cases of administrators."""

    @cached_property
    def changing(self) -> Changing:
        """Propose, approve, refuse and make changes; on one machine that one person runs nobody else is asked."""
        return Changing(self.open_uow, self.clock, alone=self.settings.embedded)

    @cached_property
    def deadlines(self) -> Deadlines:
        """Set deadlines, and move cases as theirs come nearer."""
        return Deadlines(self.open_uow, self.clock)

    @cached_property
    def grounds(self) -> Grounds:
        """Keep the catalogue of legal grounds."""
        return Grounds(self.open_uow, self.changing)

    @cached_property
    def sources(self) -> Sources:
        """Keep the list of protected sources."""
        return Sources(self.open_uow, self.changing)

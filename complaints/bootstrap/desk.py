"""Wires what reviewers and seniors do, and what follows from it."""

from dataclasses import dataclass
from functools import cached_property

from complaints.bootstrap.adapters import Adapters
from complaints.services.casework import Casework
from complaints.services.decisions import Deciding
from complaints.services.joining import Joining
from complaints.services.publication import Publication


@dataclass(frozen=True)
class Desk(Adapters):
    """The use cases of the desk."""

    @cached_property
    def casework(self) -> Casework:
        """Claim, release, note."""
        return Casework(self.open_uow, self.clock)

    @cached_property
    def joining(self) -> Joining:
        """Merge, split, accept and refuse aliases."""
        return Joining(self.open_uow, self.clock)

    @cached_property
    def deciding(self) -> Deciding:
        """Decide, approve, return."""
        return Deciding(self.open_uow, self.clock)

    @cached_property
    def publication(self) -> Publication:
        """Publish and notify."""
        return Publication(self.open_uow, self.clock, self._mailer())

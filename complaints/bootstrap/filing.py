"""Wires what happens to a complaint until it has its cases."""

import os
from dataclasses import dataclass
from functools import cached_property

from complaints.bootstrap.adapters import CONTACT_KEY, Adapters
from complaints.net.images import SafeImages
from complaints.net.seal import Seal, public_half
from complaints.services.identity import Identity
from complaints.services.importing import Importing
from complaints.services.intake import Intake
from complaints.services.rekeying import Rekeying
from complaints.services.uploads import Uploading


@dataclass(frozen=True)
class Filing(Adapters):
    """The use cases of filing and of what links name."""

    @cached_property
    def intake(self) -> Intake:
        """File, add to, withdraw complaints."""
        seal = Seal(public_half(self.keys.derive(CONTACT_KEY)))
        return Intake(
            self.open_uow,
            self.open_reader,
            self.clock,
            os.urandom,
            self.keys,
            self.networks,
            self.throttle,
            seal,
            self.views.catalogue.categories,
        )

    @cached_property
    def uploading(self) -> Uploading:
        """File complaints together with the images that came with them."""
        categories = self.views.catalogue.categories
        return Uploading(self.open_uow, self.open_reader, self.intake, self.evidence, SafeImages(), categories)

    @cached_property
    def importing(self) -> Importing:
        """Import complaints from files."""
        return Importing(self.open_uow, self.clock, os.urandom, self.keys)

    @cached_property
    def identity(self) -> Identity:
        """Attach links to cases."""
        return Identity(self.open_uow, self.clock)

    @cached_property
    def rekeying(self) -> Rekeying:
        """Bring stored keys to today's rules."""
        return Rekeying(self.open_uow, self.open_reader, self.clock)

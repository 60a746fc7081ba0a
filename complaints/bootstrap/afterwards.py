"""Wires what becomes of a decision that stands."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from complaints.bootstrap.adapters import CONTACT_KEY
from complaints.bootstrap.desk import Desk
from complaints.domain.deadlines import Term, Unit
from complaints.net.seal import Seal, public_half
from complaints.services.amending import Amending
from complaints.services.appeals import Appealing
from complaints.services.rereviews import Rereviewing


@dataclass(frozen=True)
class Afterwards(Desk):
    """The use cases after a decision."""

    @cached_property
    def amending(self) -> Amending:
        """Correct, renew, withdraw."""
        return Amending(self.open_uow, self.clock, self.deciding.circumstances)

    @cached_property
    def appealing(self) -> Appealing:
        """Appeal, object, judge."""
        return Appealing(
            self.open_uow,
            self.open_reader,
            self.clock,
            self.keys,
            self.throttle,
            Seal(public_half(self.keys.derive(CONTACT_KEY))),
            self.deciding.circumstances,
            Term(self.settings.appeal_days, Unit.DAYS),
        )

    @cached_property
    def rereviewing(self) -> Rereviewing:
        """Bring restrictions back before they end, and end them."""
        lead = timedelta(days=self.settings.rereview_days)
        return Rereviewing(self.open_uow, self.open_reader, self.clock, lead)

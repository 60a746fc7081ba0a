"""Wires what reviewers and seniors do, and what follows from it."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from complaints.bootstrap.adapters import Adapters
from complaints.net.words import SealedWords
from complaints.services.advising import Advising
from complaints.services.approving import Sampling
from complaints.services.bundles import Bundling
from complaints.services.casework import Casework
from complaints.services.claims import Claims
from complaints.services.correspondence import Corresponding
from complaints.services.decisions import Deciding
from complaints.services.drafting import Drafting
from complaints.services.handing import Handing
from complaints.services.joining import Joining
from complaints.services.publication import Publication
from complaints.services.queue import SavingViews
from complaints.services.recategorising import Recategorising
from complaints.services.recusal import Recusing
from complaints.services.searching import Searching
from complaints.services.second_reviews import SecondReviewing
from complaints.services.standing import Standing
from complaints.services.supervision import Supervision

DRAFT_KEY = "draft"


@dataclass(frozen=True)
class Desk(Adapters):
    """The use cases of the desk."""

    @cached_property
    def casework(self) -> Casework:
        """Claim, release, note."""
        return Casework(self.open_uow, self.clock)

    @cached_property
    def handing(self) -> Handing:
        """Hand out, give, keep cases; say in what somebody works."""
        return Handing(self.open_uow, self.open_reader, self.clock)

    @cached_property
    def claims(self) -> Claims:
        """Prolong claims while somebody works, and know who is reading."""
        return Claims(self.open_uow, self.open_reader, self.clock, self.second_reviewing)

    @cached_property
    def drafting(self) -> Drafting:
        """Keep what is typed and not sent."""
        words = SealedWords(self.keys.derive(DRAFT_KEY), self.keys.derive_previous(DRAFT_KEY))
        return Drafting(self.open_uow, self.open_reader, self.clock, words)

    @cached_property
    def bundling(self) -> Bundling:
        """Decide related cases."""
        return Bundling(self.open_reader, self.casework, self.deciding, self.drafting)

    @cached_property
    def recusing(self) -> Recusing:
        """Declare and end conflicts of interest."""
        return Recusing(self.open_uow, self.open_reader, self.clock)

    @cached_property
    def saving_views(self) -> SavingViews:
        """Save, share, copy views of the queue."""
        return SavingViews(self.open_uow, self.open_reader, self.clock)

    @cached_property
    def searching(self) -> Searching:
        """Keep the words by which cases are found."""
        return Searching(self.open_uow, self.clock)

    @cached_property
    def joining(self) -> Joining:
        """Merge, split, accept and refuse aliases."""
        return Joining(self.open_uow, self.clock)

    @cached_property
    def recategorising(self) -> Recategorising:
        """Give a case another category."""
        return Recategorising(self.open_uow, self.clock)

    @cached_property
    def standing(self) -> Standing:
        """Count how often reporters were right."""
        return Standing(self.open_uow, self.clock)

    @cached_property
    def corresponding(self) -> Corresponding:
        """Write to reporters, read what they answer."""
        return Corresponding(self.open_uow, self.clock, self._mailer())

    @cached_property
    def deciding(self) -> Deciding:
        """Decide, approve, return."""
        return Deciding(self.open_uow, self.clock, self.settings.time_zone)

    @cached_property
    def sampling(self) -> Sampling:
        """Look at every restriction of a protected source."""
        return Sampling(self.open_uow, self.clock)

    @cached_property
    def advising(self) -> Advising:
        """Look a statement through before it is sent."""
        return Advising(self.open_uow, self.deciding.circumstances)

    @cached_property
    def publication(self) -> Publication:
        """Publish and notify."""
        return Publication(self.open_uow, self.clock, self._mailer(), self.second_reviewing)

    @cached_property
    def second_reviewing(self) -> SecondReviewing:
        """Draw, hand out and keep blind second reviews."""
        return SecondReviewing(
            self.open_uow,
            self.open_reader,
            self.clock,
            self.keys.derive("second review"),
            self.settings.second_review_percent,
            secrets.SystemRandom().random,
            self.deciding.circumstances,
        )

    @cached_property
    def supervision(self) -> Supervision:
        """Count the desk's work."""
        return Supervision(self.open_uow, self.clock, datetime.date)

"""Wires what happens to a case until a reviewer sees it."""

import secrets
from dataclasses import dataclass
from functools import cached_property

from complaints.bootstrap.adapters import Adapters
from complaints.domain.checks.steps import STEPS
from complaints.domain.robots import MAX_SIZE
from complaints.net.capturing import PageCapturer
from complaints.net.images import SafeImages
from complaints.net.robots import SECONDS, RobotsReader
from complaints.services.capturing import Capturing
from complaints.services.checks import Checking
from complaints.services.evidence import Keeping
from complaints.services.holds import Holding
from complaints.services.robots import Robots


@dataclass(frozen=True)
class Checks(Adapters):
    """The use cases of checks, captures and evidence."""

    @cached_property
    def capturing(self) -> Capturing:
        """Capture pages, politely."""
        capture = PageCapturer(self.fetcher.fetch, SafeImages())
        chance = secrets.SystemRandom().random
        networked = self.settings.egress != "none"
        return Capturing(self.open_uow, self.clock, capture, self.evidence, chance, self.robots, networked=networked)

    @cached_property
    def robots(self) -> Robots:
        """Know what sites ask of automatic readers."""
        fetcher = self.fetcher.bounded(seconds=SECONDS, size=MAX_SIZE)
        ask = RobotsReader(fetcher.fetch, self.agent)
        return Robots(self.open_uow, self.open_reader, self.clock, ask, self.agent, self.settings.robots)

    @cached_property
    def checking(self) -> Checking:
        """Run checks."""
        return Checking(self.open_uow, self.clock, STEPS, self.capturing)

    @cached_property
    def holding(self) -> Holding:
        """Place and lift legal holds."""
        return Holding(self.open_uow, self.clock)

    @cached_property
    def keeping(self) -> Keeping:
        """Verify, let go of, purge and show evidence."""
        return Keeping(self.open_uow, self.open_reader, self.clock, self.evidence, SafeImages())

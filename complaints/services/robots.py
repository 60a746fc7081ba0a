"""Asking what a site's robots.txt says: once a day for everybody, in the turn in which the page itself is asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field

from complaints.domain.access import system
from complaints.domain.robots import OBEYED, Answer, Policy, RobotsFile, Wish, authority_of, place_of
from complaints.services.ports import Clock, OpenReader, OpenUnitOfWork

AskRobots = Callable[[str], tuple[Answer, str]]


@dataclass(frozen=True)
class Robots:
    """Knows what sites ask of automatic readers; the files are kept in the database, for all workers together.

    `ask` reads the file at an address and never fails: what cannot be read is an answer, too.
    """

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock
    ask: AskRobots
    agent: str
    policy: Policy = Policy.NOTE

    def wish(self, url: str, pause: Callable[[], None]) -> Wish:
        """Say what the site of a page asks for it; `pause` is called where the site had to be asked."""
        return self._file(url, pause).wish(url, self.agent)

    def _file(self, url: str, pause: Callable[[], None]) -> RobotsFile:
        authority = authority_of(url)
        with self.open_reader() as uow:
            known = uow.visits.robots(authority)
        if known and known.fresh(self.clock()):
            return known
        asked = RobotsFile(authority, self.clock(), *self.ask(place_of(url)))
        with self.open_uow(system("checks"), "checks.start") as uow:
            uow.visits.keep_robots(asked)
        pause()
        return asked


@dataclass(frozen=True)
class Listening:
    """Hears, on the way to one page, what each site passed asks; under `obey` it says where to stop."""

    robots: Robots
    pause: Callable[[], None]
    heard: dict[str, Wish] = field(default_factory=dict)

    def __call__(self, url: str) -> str | None:
        """Give the code of the reason why a link is not to be opened, or None."""
        wish = self.robots.wish(url, self.pause)
        authority = authority_of(url)
        if self.heard.get(authority) is not Wish.KEEP_OUT:
            self.heard[authority] = wish
        return OBEYED.get(wish) if self.robots.policy is Policy.OBEY else None

    def facts(self) -> dict[str, str]:
        """Give what was heard as facts of the capture, the strictest wish of all."""
        for wish in (Wish.KEEP_OUT, Wish.UNREAD, Wish.FREE):
            places = [authority for authority, heard in self.heard.items() if heard is wish]
            if places:
                return {"robots_txt": wish.value, "robots_at": ", ".join(places)}
        return {}

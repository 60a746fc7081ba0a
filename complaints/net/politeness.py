"""Politeness towards a site: one request at a time, and a pause between two."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Final, Protocol

MAX_SITES: Final = 10_000


class SiteBusy(Exception):
    """The site's turn did not come in time; ask again later."""


class SiteGate(Protocol):
    """Gives requests to a site their turn."""

    def turn(self, site: str) -> AbstractContextManager[None]:
        """Wait for the site's turn and hold it while the block runs; raises SiteBusy."""
        ...


@dataclass(slots=True)
class _Site:
    lock: threading.Lock = field(default_factory=threading.Lock)
    users: int = 0
    free_at: float = 0.0


class InProcessGate:
    """Gives turns among the threads of one process; sites out of use are forgotten, the longest unused first."""

    def __init__(
        self,
        *,
        pause: float = 2.0,
        patience: float = 30.0,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take the pause between two requests to one site and the longest wait for a turn, both in seconds."""
        self._pause, self._patience = pause, patience
        self._monotonic, self._sleep = monotonic, sleep
        self._guard = threading.Lock()
        self._sites: OrderedDict[str, _Site] = OrderedDict()

    @contextmanager
    def turn(self, site: str) -> Iterator[None]:
        """Wait for the site's turn and hold it while the block runs; raises SiteBusy."""
        entry = self._enter(site)
        until = self._monotonic() + self._patience
        try:
            if not entry.lock.acquire(timeout=self._patience):
                raise SiteBusy(site)
            try:
                wait = entry.free_at - self._monotonic()
                if self._monotonic() + wait > until:
                    raise SiteBusy(site)
                if wait > 0:
                    self._sleep(wait)
                try:
                    yield
                finally:
                    entry.free_at = self._monotonic() + self._pause
            finally:
                entry.lock.release()
        finally:
            self._leave(entry)

    def _enter(self, site: str) -> _Site:
        with self._guard:
            entry = self._sites.setdefault(site, _Site())
            entry.users += 1
            self._sites.move_to_end(site)
            if len(self._sites) > MAX_SITES:
                now = self._monotonic()
                idle = next((name for name, it in self._sites.items() if not it.users and it.free_at <= now), None)
                if idle is not None:
                    del self._sites[idle]
            return entry

    def _leave(self, entry: _Site) -> None:
        with self._guard:
            entry.users -= 1

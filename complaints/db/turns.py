"""Writers of one SQLite file take turns: they wait in line, where the database alone has them ask again later."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from complaints.db.engine import BUSY_MILLISECONDS


class Turns:
    """A line in front of one database file, for all threads of all processes; on PostgreSQL there is none.

    SQLite lets one writer in and tells the others to sleep and try again, up to a tenth of a second each time, so that
    some wait long beside a free database. The line only orders: whoever waits too long in it goes on, and the database
    decides. It is a lock on a file beside the database (flock(2)), which ends with whoever holds it.
    """

    def __init__(self, engine: Engine) -> None:
        path = engine.url.database if engine.dialect.name == "sqlite" else None
        self._path = f"{path}-turn" if path and path != ":memory:" else None
        self._own = threading.Lock()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for a turn and have it until the block ends."""
        if self._path is None:
            yield
            return
        first = self._own.acquire(timeout=BUSY_MILLISECONDS / 1_000)
        try:
            if first:
                # Only one thread of a process stands in the line between processes, so no more than one can be stuck.
                with _locked(self._path):
                    yield
            else:
                yield
        finally:
            if first:
                self._own.release()


@contextmanager
def _locked(path: str) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)

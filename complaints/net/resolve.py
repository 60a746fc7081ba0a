"""Asking for the addresses of a name, within a time of our own."""

import os
import socket
import threading
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import Final

Resolver = Callable[[str], Sequence[str]]

# The system's resolver cannot be interrupted: a question that takes too long is left behind in its thread, and this
# many may be left behind at once.
MAX_WAITING: Final = 32
_waiting = threading.BoundedSemaphore(MAX_WAITING)


def system_resolver(host: str) -> list[str]:
    """Ask the system for all addresses of a name, IPv4 first; none where it has none."""
    try:
        # Bytes, so that Python's own IDNA 2003 codec does not rewrite the name that was judged.
        found = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    families = {str(entry[4][0]): entry[0] for entry in found}
    return sorted(families, key=lambda address: (families[address] != socket.AF_INET, address))


def within(resolver: Resolver, seconds: float) -> Resolver:
    """Bound a resolver: a name that takes longer than `seconds` has no addresses.

    A name is looked up twice at once, and the second answer kept for whoever asks again: handing a question to a thread
    costs more than most answers do.
    """
    later: dict[str, Sequence[str]] = {}

    def ask(host: str) -> Sequence[str]:
        if host in later:
            return later.pop(host)
        if seconds <= 0 or not _waiting.acquire(timeout=seconds):
            return ()
        question = _Question(resolver, host)
        _askers.put(question)
        if not question.answered.acquire(timeout=seconds):
            return ()
        answer, later[host] = question.answers
        return answer

    return ask


class _Question:
    """A name to look up; `answered` is locked until that is done."""

    __slots__ = ("answered", "answers", "host", "resolver")

    def __init__(self, resolver: Resolver, host: str) -> None:
        self.resolver, self.host = resolver, host
        self.answers: tuple[Sequence[str], Sequence[str]] = ((), ())
        self.answered = threading.Lock()
        self.answered.acquire()

    def settle(self) -> None:
        """Look the name up, twice where it has addresses."""
        try:
            first = self.resolver(self.host)
            self.answers = first, self.resolver(self.host) if first else ()
        except OSError:
            self.answers = (), ()
        finally:
            _waiting.release()
            self.answered.release()


class _Askers:
    """Threads that look names up, kept for the next name since starting one takes longer than most answers.

    There are never more of them than questions that may wait at once.
    """

    def __init__(self) -> None:
        self._questions: SimpleQueue[_Question] = SimpleQueue()
        self._idle = threading.Semaphore(0)

    def put(self, question: _Question) -> None:
        """Give a question to a thread that has none, or to a new one."""
        if not self._idle.acquire(blocking=False):
            threading.Thread(target=self._work, name="resolve", daemon=True).start()
        self._questions.put(question)

    def _work(self) -> None:
        while True:
            self._questions.get().settle()
            self._idle.release()


_askers = _Askers()


def _begin_anew() -> None:
    # A forked process has none of its parent's threads, but what they held.
    global _askers, _waiting
    _askers, _waiting = _Askers(), threading.BoundedSemaphore(MAX_WAITING)


os.register_at_fork(after_in_child=_begin_anew)

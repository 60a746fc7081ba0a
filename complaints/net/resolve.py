"""Asking for the addresses of a name, within a time of our own."""

import socket
import threading
from collections.abc import Callable, Sequence
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
    """Bound a resolver: a name that takes longer than `seconds` has no addresses."""

    def ask(host: str) -> Sequence[str]:
        if seconds <= 0 or not _waiting.acquire(timeout=seconds):
            return ()
        answers: list[Sequence[str]] = []

        def look() -> None:
            try:
                answers.append(resolver(host))
            except OSError:
                answers.append(())
            finally:
                _waiting.release()

        thread = threading.Thread(target=look, name="resolve", daemon=True)
        thread.start()
        thread.join(seconds)
        return answers[0] if answers else ()

    return ask

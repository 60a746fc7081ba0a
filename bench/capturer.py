"""A worker process of the capturing bench: does what standard input asks for, in as many threads as a worker has.

A line "plain SECONDS" or "capture SECONDS" is answered with how often it was done; the end of input ends the process.
"""

import ssl
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import httpcore

from complaints.net.capturing import PageCapturer
from complaints.net.evidence import EvidenceStore
from complaints.net.fetch import Fetcher
from complaints.net.memory import settle_garbage, share_one_arena

ADDRESS = "93.184.215.14"
THREADS = 4  # of one worker process as it is deployed


def local(port: int, address: str, _port: int, seconds: float) -> httpcore.NetworkStream:
    """Connect to a port of this machine, whatever address was judged."""
    assert address == ADDRESS
    return httpcore.SyncBackend().connect_tcp("127.0.0.1", port, timeout=seconds)


def _plain(url: str, tls: ssl.SSLContext) -> None:
    with httpcore.ConnectionPool(ssl_context=tls) as pool:
        assert pool.request("GET", url).status == 200


def _capture(scheme: str, port: int, tls: ssl.SSLContext, folder: Path, name: str) -> Callable[[], None]:
    fetcher = Fetcher("direct", "Aryz/1 (bench)", lambda host: [ADDRESS], partial(local, port), tls=tls)
    capturer, store, number = PageCapturer(fetcher.fetch), EvidenceStore(folder, bytes(32)), count()

    def one() -> None:
        made = capturer(f"{scheme}://127-0-0-1.bench.kz/page/{name}/{next(number)}")
        assert made.text
        for piece in made.pieces:
            store.put(piece.data)

    return one


def _made(work: Callable[[], object], seconds: float) -> int:
    """Do something in THREADS threads for a time; give how often."""
    made, until = [0] * THREADS, time.monotonic() + seconds

    def one(place: int) -> None:
        while time.monotonic() < until:
            work()
            made[place] += 1

    threads = [threading.Thread(target=one, args=(place,)) for place in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(made)


def main(scheme: str, port: int, folder: Path, name: str) -> None:
    """Answer one line after another."""
    share_one_arena()
    settle_garbage()
    # The plain fetch goes to the address itself, so neither side looks at the name; the handshake is the whole one.
    tls = ssl.create_default_context()
    tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
    works: dict[str, Callable[[], object]] = {
        "plain": partial(_plain, f"{scheme}://127.0.0.1:{port}/", tls),
        "capture": _capture(scheme, port, tls, folder, name),
    }
    print("ready", flush=True)
    for line in sys.stdin:
        what, seconds = line.split()
        print(_made(works[what], float(seconds)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])

"""Capturing pages beside plain fetching of the same pages, and the memory a worker needs on a hostile site.

A capture is the whole of what becomes evidence: the address judged, the page fetched over the pinned and recorded
connection, read, written down as WARC, sealed and synced to disk. The floor is httpcore alone: connect, ask, read all.
"""

import resource
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import httpcore
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bench.ground import CHECKOUT, SCALE, figure
from complaints.domain.checks import Capture
from complaints.net.capturing import PageCapturer
from complaints.net.evidence import EvidenceStore
from complaints.net.fetch import Fetcher, Limits
from complaints.net.images import SafeImages
from complaints.net.memory import share_one_arena
from complaints.services.evidence_ports import CaptureFailed

ADDRESS = "93.184.215.14"
WORKERS = 8
ROUNDS = 5
SECONDS = max(0.5, 3 * SCALE)
WORKER_THREADS = 4  # of one worker process as it is deployed
MEMORY_LIMIT = 200  # MB
HOSTILE_SECONDS = 3.0


def figures() -> Iterator[dict[str, Any]]:
    """Measure over TLS and in the clear, the floor and the capture in turn, then a worker's memory."""
    for scheme in ("https", "http"):
        yield from _compared(scheme)
    yield _memory()


def _compared(scheme: str) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="aryz-bench-") as folder, ExitStack() as stack:
        certificate, trusting = _certificate(Path(folder)) if scheme == "https" else (None, None)
        port = stack.enter_context(_site("bench.site", *([str(certificate)] if certificate else [])))
        floor = partial(_plain, f"{scheme}://127.0.0.1:{port}/", trusting)
        capture = _capture(Path(folder), scheme, port, trusting)
        for work in (floor, capture):
            _rate(work, SECONDS / 3)
        pairs = [(_rate(floor, SECONDS), _rate(capture, SECONDS)) for _ in range(ROUNDS)]
    done = sum(made for _, (_, made) in pairs)
    base = sum(made for (_, made), _ in pairs)
    ratio = median(rate / plain for (plain, _), (rate, _) in pairs)
    yield figure(f"capturing_{scheme}_floor_rate", median(plain for (plain, _), _ in pairs), "1/s", n=base)
    yield figure(f"capturing_{scheme}_rate", median(rate for _, (rate, _) in pairs), "1/s", n=done, of_limit=ratio)


def _rate(work: Callable[[], object], seconds: float) -> tuple[float, int]:
    """Do something in WORKERS threads for a time; give how often per second and how often."""
    made, stop = [0] * WORKERS, threading.Event()

    def one(place: int) -> None:
        while not stop.is_set():
            work()
            made[place] += 1

    threads = [threading.Thread(target=one, args=(place,)) for place in range(WORKERS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    return sum(made) / (time.perf_counter() - began), sum(made)


def _plain(url: str, tls: ssl.SSLContext | None) -> None:
    with httpcore.ConnectionPool(ssl_context=tls) as pool:
        assert pool.request("GET", url).status == 200


def _capture(folder: Path, scheme: str, port: int, tls: ssl.SSLContext | None) -> Callable[[], None]:
    fetcher = Fetcher("direct", "Aryz/1 (bench)", lambda host: [ADDRESS], partial(_local, port), tls=tls)
    capturer, store, number = PageCapturer(fetcher.fetch), EvidenceStore(folder / "evidence", bytes(32)), count()

    def one() -> None:
        made: Capture = capturer(f"{scheme}://127-0-0-1.bench.kz/page/{next(number)}")
        assert made.text
        for piece in made.pieces:
            store.put(piece.data)

    return one


def _local(port: int, address: str, _port: int, seconds: float) -> httpcore.NetworkStream:
    assert address == ADDRESS
    return httpcore.SyncBackend().connect_tcp("127.0.0.1", port, timeout=seconds)


@contextmanager
def _site(module: str, *arguments: str) -> Iterator[int]:
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.communicate()


def _certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bench.kz")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("*.bench.kz"), x509.DNSName("bench.kz")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    place = folder / "bench.pem"
    place.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    # The floor goes to the address itself, so neither side looks at the name; the handshake is the whole one.
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    return place, trusting


def _memory() -> dict[str, Any]:
    with _site("bench.hostile") as port:
        command = [sys.executable, "-m", "bench.capturing", str(port)]
        told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=True, timeout=600).stdout.split()
    peak, captures = float(told[-2]), int(told[-1])
    return figure("capturing_hostile_peak_memory", peak, "MB", n=captures, of_limit=peak / MEMORY_LIMIT)


def _worker(port: int) -> None:
    """Go through the whole hostile site in as many threads as a worker has, all that a worker loads being loaded."""
    from bench.hostile import PATHS
    from workers import app as _app
    from workers import parts as _parts

    assert _app
    assert _parts
    share_one_arena()
    fetcher = Fetcher(
        "direct",
        "Aryz/1 (bench)",
        lambda host: [ADDRESS],
        partial(_local, port),
        Limits(seconds=HOSTILE_SECONDS),
    )
    captures = count()
    with tempfile.TemporaryDirectory(prefix="aryz-bench-") as folder:
        capturer, store = PageCapturer(fetcher.fetch, SafeImages()), EvidenceStore(Path(folder), bytes(32))

        def one(start: int) -> None:
            for path in PATHS[start:] + PATHS[:start]:
                with suppress(CaptureFailed):
                    for piece in capturer(f"http://hostile.kz{path}").pieces:
                        store.put(piece.data)
                next(captures)

        threads = [threading.Thread(target=one, args=(5 * place,)) for place in range(WORKER_THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    # Linux counts in kilobytes.
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024, next(captures))


if __name__ == "__main__":
    _worker(int(sys.argv[1]))

"""Capturing pages beside plain fetching of the same pages, and the memory a worker needs on a hostile site.

A capture is the whole of what becomes evidence: the address judged, the page fetched over the pinned and recorded
connection, read, written down as WARC, sealed and synced to disk. The floor is httpcore alone: connect, ask, read all.
Both are done by the same worker processes, in turn, with the site on the same machine.
"""

import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bench import CHECKOUT
from bench.capturer import ADDRESS, THREADS, local
from bench.ground import SCALE, figure
from complaints.net.capturing import PageCapturer
from complaints.net.evidence import EvidenceStore
from complaints.net.fetch import Fetcher, Limits
from complaints.net.images import SafeImages
from complaints.net.memory import settle_garbage, share_one_arena
from complaints.services.evidence_ports import CaptureFailed

WORKERS = 2  # processes of THREADS threads: eight captures at a time
ROUNDS = 5
SECONDS = max(0.5, 3 * SCALE)
MEMORY_LIMIT = 200  # MB
HOSTILE_SECONDS = 3.0


def figures() -> Iterator[dict[str, Any]]:
    """Measure over TLS and in the clear, the floor and the capture in turn, then a worker's memory."""
    for scheme in ("https", "http"):
        yield from _compared(scheme)
    yield _memory()


def _compared(scheme: str) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="aryz-bench-") as folder, ExitStack() as stack:
        certificate = [str(_certificate(Path(folder)))] if scheme == "https" else []
        port = stack.enter_context(_site("bench.site", *certificate))
        place = f"{folder}/evidence"
        workers = [stack.enter_context(_worker(scheme, str(port), place, str(name))) for name in range(WORKERS)]
        for work in ("plain", "capture"):
            _made(workers, work, SECONDS / 3)
        pairs = [(_made(workers, "plain", SECONDS), _made(workers, "capture", SECONDS)) for _ in range(ROUNDS)]
    for name, made in (("floor_rate", [plain for plain, _ in pairs]), ("rate", [captured for _, captured in pairs])):
        ratio = median(captured / plain for plain, captured in pairs) if name == "rate" else None
        yield figure(f"capturing_{scheme}_{name}", median(made) / SECONDS, "1/s", n=sum(made), of_limit=ratio)


Worker = subprocess.Popen[str]


@contextmanager
def _worker(*arguments: str) -> Iterator[Worker]:
    command = [sys.executable, "-m", "bench.capturer", *arguments]
    process = subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.communicate()


def _made(workers: Sequence[Worker], work: str, seconds: float) -> int:
    """Have all workers do something for a time; give how often they did."""
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(f"{work} {seconds}\n")
        worker.stdin.flush()
    return sum(int(worker.stdout.readline()) for worker in workers if worker.stdout is not None)


@contextmanager
def _site(module: str, *arguments: str) -> Iterator[int]:
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.communicate()


def _certificate(folder: Path) -> Path:
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
    return place


def _memory() -> dict[str, Any]:
    with _site("bench.hostile") as port:
        command = [sys.executable, "-m", "bench.capturing", str(port)]
        told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=True, timeout=600).stdout.split()
    peak, captures = float(told[-2]), int(told[-1])
    return figure("capturing_hostile_peak_memory", peak, "MB", n=captures, of_limit=peak / MEMORY_LIMIT)


def _hostile(port: int) -> None:
    """Go through the whole hostile site in as many threads as a worker has, all that a worker loads being loaded."""
    from bench.hostile import PATHS
    from workers import app as _app
    from workers import parts as _parts

    assert _app
    assert _parts
    share_one_arena()
    settle_garbage()
    fetcher = Fetcher(
        "direct",
        "Aryz/1 (bench)",
        lambda host: [ADDRESS],
        partial(local, port),
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

        threads = [threading.Thread(target=one, args=(5 * place,)) for place in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    # Linux counts in kilobytes.
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024, next(captures))


if __name__ == "__main__":
    _hostile(int(sys.argv[1]))

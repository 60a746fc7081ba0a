"""Serves an application in a process of its own, by the product's own web server and settings."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from bench.ground import CHECKOUT
from complaints import web_server
from complaints.net import broker
from complaints.settings import Settings


@contextmanager
def served(pages: str, environ: dict[str, str]) -> Iterator[int]:
    """Serve the application at an import path; yields its port once it answers, and ends it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bench.server", pages]
    process = subprocess.Popen(command, cwd=CHECKOUT, env={**environ, "PORT": str(port)}, stdout=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def broker_of(environ: dict[str, str]) -> Iterator[None]:
    """Run the broker that tries are counted in, where it runs on this machine."""
    kept = {name: environ[name] for name in ("ARYZ_DATA_DIR", "ARYZ_SECRET_KEY")}
    settings = Settings.from_environment(kept)
    if not broker.available():
        yield
        return
    process = subprocess.Popen(broker.command(settings), stdout=subprocess.DEVNULL)
    try:
        assert broker.wait_until_up(settings.redis_url, 10), "the broker does not answer"
        yield
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        assert process.poll() is None, "the server ended at its start"
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("the server does not answer")


if __name__ == "__main__":
    web_server.run(Settings.from_environment(), sys.argv[1])

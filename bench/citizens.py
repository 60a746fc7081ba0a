"""The load: concurrent citizens over bare sockets in a process of their own, so that they cost the server little."""

import json
import re
import resource
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bench.ground import CHECKOUT

# The token and the nonce; a search for all that is hidden reads the page much slower.
HIDDEN = re.compile(rb'name="(csrf_token|nonce)"[^>]*? value="([^"]*)"')
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
COOKIE = re.compile(rb"\r\nset-cookie: *([^;\r]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Round:
    """What a round of load showed: forms filed, in how many seconds, each POST's time, and the load's own CPU time."""

    filed: int
    seconds: float
    posts: tuple[float, ...]
    own_cpu: float

    @property
    def rate(self) -> float:
        """Give the forms filed a second."""
        return self.filed / self.seconds


def load(port: int, path: str, fields: dict[str, str], *, seconds: float, clients: int = 8) -> Round:
    """Fetch and send the form at `path` from `clients` citizens at once, for a number of seconds."""
    work = {"port": port, "path": path, "fields": fields, "seconds": seconds, "clients": clients}
    command = [sys.executable, "-m", "bench.citizens", json.dumps(work)]
    answer = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True)
    told = json.loads(answer.stdout)
    return Round(told["filed"], told["seconds"], tuple(told["posts"]), told["own_cpu"])


class Citizen:
    """One after another, people who open the form in a browser of their own, send it and are gone."""

    def __init__(self, work: dict[str, Any], number: int, until: float) -> None:
        self._work = work
        self._number = number
        self._until = until
        self.posts: list[float] = []
        self.fault: Exception | None = None

    def run(self) -> None:
        """File until the time is over; a fault ends it and is kept."""
        try:
            while time.perf_counter() < self._until:
                self._file()
        except Exception as fault:
            self.fault = fault

    def _file(self) -> None:
        count = len(self.posts)
        # Each person comes from a network of their own, as the proxy in front would tell.
        place = (self._number * 7_919 + count * 8) & 0xFFFF
        always = f"Host: 127.0.0.1\r\nX-Forwarded-For: 10.{place >> 8}.{place & 255}.9\r\n"
        path = self._work["path"]
        with socket.create_connection(("127.0.0.1", self._work["port"])) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.sendall(f"GET {path} HTTP/1.1\r\n{always}\r\n".encode())
            head, page = _answer(connection)
            _expect(head, b"200")
            fields = {key.decode(): value.decode() for key, value in HIDDEN.findall(page)}
            marks = f"{self._number}-{count}-{time.time_ns()}"
            fields |= {key: value.replace("{}", marks) for key, value in self._work["fields"].items()}
            body = urlencode(fields).encode()
            cookies = b"; ".join(COOKIE.findall(head)).decode()
            request = (
                f"POST {path} HTTP/1.1\r\n{always}Cookie: {cookies}\r\nContent-Length: {len(body)}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
            )
            started = time.perf_counter()
            connection.sendall(request.encode() + body)
            head, _ = _answer(connection)
            self.posts.append(time.perf_counter() - started)
            _expect(head, b"303")


def _answer(connection: socket.socket) -> tuple[bytes, bytes]:
    received = b""
    while (end := received.find(b"\r\n\r\n")) < 0:
        received += _more(connection)
    head = received[: end + 2]
    length = LENGTH.search(head)
    assert length, head
    whole = end + 4 + int(length.group(1))
    while len(received) < whole:
        received += _more(connection)
    return head, received[end + 4 :]


def _more(connection: socket.socket) -> bytes:
    chunk = connection.recv(65_536)
    if not chunk:
        raise ConnectionError("the server closed the connection in the middle of an answer")
    return chunk


def _expect(head: bytes, status: bytes) -> None:
    if head.split(b" ", 2)[1] != status:
        raise ValueError(f"expected {status.decode()}, got {head.splitlines()[0].decode()}")


def main() -> None:
    """Do the work described in the first argument and print what it showed."""
    work = json.loads(sys.argv[1])
    started = time.perf_counter()
    citizens = [Citizen(work, number, started + work["seconds"]) for number in range(work["clients"])]
    threads = [threading.Thread(target=citizen.run) for citizen in citizens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    faults = [citizen.fault for citizen in citizens if citizen.fault]
    if faults:
        raise faults[0]
    used = resource.getrusage(resource.RUSAGE_SELF)
    posts = [each for citizen in citizens for each in citizen.posts]
    told = {"filed": len(posts), "seconds": seconds, "posts": posts, "own_cpu": used.ru_utime + used.ru_stime}
    print(json.dumps(told))


if __name__ == "__main__":
    main()

"""Fetching a stranger's page: resolve once, check every address, connect to the checked one, again at each redirect."""

import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import httpcore

from complaints.domain.admissibility import Verdict, judge

Resolver = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: seconds, bytes, redirects."""

    seconds: float = 20.0
    connect: float = 5.0
    body: int = 5_000_000
    redirects: int = 5


class FetchFailed(Exception):
    """A page could not be fetched; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response, with its body inflated and bounded; `chain` holds every address asked, in order."""

    final_url: str
    host: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    chain: tuple[str, ...]
    started_at: datetime
    user_agent: str

    def header(self, name: str) -> str:
        """Give a header's first value, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def system_resolver(host: str) -> list[str]:
    """Ask the system for all addresses of a name."""
    try:
        return sorted({str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)})
    except OSError:
        return []


class _Pinned(httpcore.NetworkBackend):
    """Connects to the one address that was checked, whatever name the request carries, and keeps one deadline."""

    def __init__(self, address: str, deadline: float, connect: float) -> None:
        self._address, self._deadline, self._connect = address, deadline, connect
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Open the connection."""
        left = min(self._connect, self._deadline - time.monotonic())
        if left <= 0:
            raise httpcore.ConnectTimeout
        return self._backend.connect_tcp(self._address, port, timeout=left)


class Fetcher:
    """Fetches pages within bounds; with egress "none" it attempts nothing."""

    def __init__(
        self,
        egress: str,
        *,
        user_agent: str,
        resolver: Resolver = system_resolver,
        policy: Callable[[str, Resolver], Verdict] = judge,
        limits: Limits | None = None,
    ) -> None:
        self._egress = egress
        self._user_agent = user_agent
        self._resolver = resolver
        self._policy = policy
        self._limits = limits or Limits()

    def fetch(self, url: str) -> Fetched:
        """Fetch a page and follow at most five redirects, judging each; raises FetchFailed with the reason."""
        if self._egress == "none":
            raise FetchFailed("not_attempted")
        started = datetime.now(UTC)
        deadline = time.monotonic() + self._limits.seconds
        chain: list[str] = []
        while True:
            chain.append(url)
            verdict = self._policy(url, self._resolver)
            if not verdict.allow:
                raise FetchFailed("unresolvable" if verdict.reason == "unresolvable" else "refused_by_policy")
            status, headers, body = self._exchange(url, verdict, deadline)
            location = next((value for key, value in headers if key.lower() == "location"), "")
            if status not in {301, 302, 303, 307, 308} or not location:
                chain_ = tuple(chain)
                return Fetched(url, verdict.host, status, headers, body, chain_, started, self._user_agent)
            if len(chain) > self._limits.redirects:
                raise FetchFailed("too_many_redirects")
            url = urljoin(url, location)

    def _exchange(self, url: str, verdict: Verdict, deadline: float) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
        agent = [("User-Agent", self._user_agent), ("Accept", "*/*"), ("Accept-Encoding", "gzip, deflate")]
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), max(0.1, deadline - time.monotonic()))
        try:
            with (
                self._pool(verdict, deadline) as pool,
                pool.stream("GET", url, headers=agent, extensions={"timeout": timeouts}) as response,
            ):
                headers = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers)
                encoding = next((value for key, value in headers if key.lower() == "content-encoding"), "")
                return response.status, headers, self._read(response.iter_stream(), encoding.lower(), deadline)
        except httpcore.TimeoutException as failure:
            raise FetchFailed("timeout") from failure
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, UnicodeError) as failure:
            raise FetchFailed("protocol") from failure
        except (httpcore.NetworkError, OSError) as failure:
            raise FetchFailed("tls" if isinstance(failure.__cause__, ssl.SSLError) else "connection") from failure

    def _pool(self, verdict: Verdict, deadline: float) -> httpcore.ConnectionPool:
        context = ssl.create_default_context()
        if self._egress != "direct":
            return httpcore.HTTPProxy(self._egress, ssl_context=context, retries=0)
        backend = _Pinned(verdict.addresses[0], deadline, self._limits.connect)
        return httpcore.ConnectionPool(ssl_context=context, network_backend=backend, retries=0, max_connections=1)

    def _read(self, chunks: Iterable[bytes], encoding: str, deadline: float) -> bytes:
        # 32 + 15: zlib reads gzip and zlib framing alike, and never gives out more than it is asked for.
        inflate = zlib.decompressobj(47) if encoding in {"gzip", "x-gzip", "deflate"} else None
        body, raw = bytearray(), 0
        for chunk in chunks:
            if time.monotonic() > deadline:
                raise FetchFailed("timeout")
            raw += len(chunk)
            try:
                room = self._limits.body - len(body) + 1
                body += inflate.decompress(chunk, room) if inflate else chunk
            except zlib.error as failure:
                raise FetchFailed("protocol") from failure
            if len(body) > self._limits.body or raw > self._limits.body:
                raise FetchFailed("too_large")
        return bytes(body)

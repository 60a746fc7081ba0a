"""Connections for the fetcher: pinned to checked addresses, under one deadline, bounded and recorded as they run."""

import base64
import re
import ssl
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import httpcore

Connect = Callable[[str, int, float], httpcore.NetworkStream]

MAX_ADDRESSES: Final = 3  # tried one after another
PROXY_HEAD: Final = 16 * 1024  # bytes of a proxy's answer to CONNECT
HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
INTERIM: Final = re.compile(rb"HTTP/1\.[01] 1\d\d(?!\d)")


class LimitPassed(Exception):
    """The other side sent more bytes than allowed."""


def open_connection(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """Open a TCP connection within `seconds`; raises httpcore.ConnectError, httpcore.ConnectTimeout."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment, on a monotonic clock in seconds, at which an exchange is over."""

    at: float
    monotonic: Callable[[], float]

    def left(self, at_most: float | None = None) -> float:
        """Give the seconds left, at most `at_most`; raises httpcore.ReadTimeout where there are none."""
        seconds = self.at - self.monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout
        return seconds if at_most is None else min(seconds, at_most)


@dataclass(slots=True)
class Recorder:
    """Keeps what went over one connection, below TLS, byte for byte, and stops it where it grows too large."""

    head_limit: int
    wire_limit: int
    request: bytearray = field(default_factory=bytearray)
    response: bytearray = field(default_factory=bytearray)
    address: str = ""
    _head_from: int = 0
    _in_head: bool = True

    def room(self, wanted: int) -> int:
        """Give how many bytes may be read next: in the head, only up to its limit."""
        limit = self.head_limit if self._in_head else self.wire_limit
        return max(1, min(wanted, limit + 1 - len(self.response)))

    def received(self, data: bytes) -> None:
        """Add what was read; raises LimitPassed."""
        scan_from = max(self._head_from, len(self.response) - 3)
        self.response += data
        while self._in_head and (end := HEAD_END.search(self.response, scan_from)):
            # An interim answer (RFC 9110 15.2) has a head of its own; all heads share one limit.
            self._in_head = bool(INTERIM.match(self.response, self._head_from))
            self._head_from = scan_from = end.end()
        if len(self.response) > (self.head_limit if self._in_head else self.wire_limit):
            raise LimitPassed


class RecordedStream(httpcore.NetworkStream):
    """A connection whose every read and write ends by the deadline and is recorded."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline, recorder: Recorder) -> None:
        self._stream, self._deadline, self._recorder = stream, deadline, recorder

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come, at most `max_bytes`; raises httpcore.ReadTimeout, LimitPassed."""
        data = self._stream.read(self._recorder.room(max_bytes), self._deadline.left(timeout))
        self._recorder.received(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of `buffer`; raises httpcore.ReadTimeout past the deadline."""
        self._recorder.request += buffer
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Begin TLS; what is recorded is then the text inside."""
        inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return RecordedStream(inner, self._deadline, self._recorder)

    def get_extra_info(self, info: str) -> Any:
        """Tell about the connection."""
        return self._stream.get_extra_info(info)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, whatever name the request carries; through a proxy where one is set.

    The proxy is asked for a tunnel (CONNECT, RFC 9110 9.3.6) to the checked address, for plain HTTP too: a proxy that
    looked the name up again could be led elsewhere.
    """

    def __init__(
        self,
        addresses: Sequence[str],
        deadline: Deadline,
        recorder: Recorder,
        *,
        connect: Connect,
        connect_seconds: float,
        proxy: str | None = None,
    ) -> None:
        self._addresses = tuple(addresses)[:MAX_ADDRESSES]
        self._deadline, self._recorder = deadline, recorder
        self._connect, self._connect_seconds = connect, connect_seconds
        self._proxy = proxy

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Open the connection; `host` is ignored. Raises httpcore.ConnectError, httpcore.ConnectTimeout."""
        failure: httpcore.ConnectError | httpcore.ConnectTimeout = httpcore.ConnectError("no address")
        for address in self._addresses:
            try:
                stream = self._tunnel(address, port) if self._proxy else self._open(address, port)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as refused:
                failure = refused
                continue
            self._recorder.address = address
            return RecordedStream(stream, self._deadline, self._recorder)
        raise failure

    def _open(self, address: str, port: int) -> httpcore.NetworkStream:
        return self._connect(address, port, self._deadline.left(self._connect_seconds))

    def _tunnel(self, address: str, port: int) -> httpcore.NetworkStream:
        assert self._proxy is not None  # noqa: S101 - for the type checker: asked by connect_tcp
        parts = urlsplit(self._proxy)
        secure = parts.scheme == "https"
        stream = self._open(parts.hostname or "", parts.port or (443 if secure else 80))
        try:
            if secure:
                context = ssl.create_default_context()
                stream = stream.start_tls(context, parts.hostname, self._deadline.left(self._connect_seconds))
            target = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
            lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
            if parts.username:
                pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
                lines.append(f"Proxy-Authorization: Basic {base64.b64encode(pair.encode()).decode()}")
            stream.write("\r\n".join([*lines, "", ""]).encode(), self._deadline.left())
            self._await_tunnel(stream)
        except BaseException:
            stream.close()
            raise
        return stream

    def _await_tunnel(self, stream: httpcore.NetworkStream) -> None:
        head = bytearray()
        while not head.endswith(b"\r\n\r\n"):
            # One byte at a time: what follows the head belongs to the tunnel, and the head is short.
            byte = stream.read(1, self._deadline.left())
            head += byte
            if not byte or len(head) > PROXY_HEAD:
                raise httpcore.ConnectError("the proxy gave no answer")
        if not re.match(rb"HTTP/1\.[01] 2\d\d", head):
            raise httpcore.ConnectError(f"the proxy refused: {bytes(head[:60])!r}")

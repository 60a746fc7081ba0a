"""Fetching a stranger's page: resolve once, check every address, connect to the checked one, again at each redirect."""

import copy
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

import can_ada
import httpcore

from complaints.domain.admissibility import Resolve, Verdict, follow, judge
from complaints.domain.admissibility.secrets import Secret, secret_in
from complaints.net.backend import Connect, Deadline, LimitPassed, PinnedBackend, Recorder, open_connection
from complaints.net.exchanges import CODES, Fetched, FetchFailed, Hop, Limits, header
from complaints.net.inflate import Inflater, Overflow, UnreadableEncoding
from complaints.net.resolve import Resolver, system_resolver, within

__all__ = ["CODES", "FetchFailed", "Fetched", "Fetcher", "Hop", "Limits"]

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class _Answer:
    hop: Hop
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Fetcher:
    """Fetches pages within bounds; keeps no cookies, sends no credentials and no referrer, reads no environment.

    `egress` is "direct", "none" (nothing is attempted) or the URL of a proxy. `judge`, `resolver`, `connect` and the
    clocks are handed in so that a test can bring its own; the policy is asked anew for every link of a chain, and so is
    `barred`: a link of which it is true is never opened, wherever it turns up.
    """

    def __init__(
        self,
        egress: str,
        user_agent: str,
        resolver: Resolver = system_resolver,
        connect: Connect = open_connection,
        limits: Limits | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        judge: Callable[[str, Resolve], Verdict] = judge,
        monotonic: Callable[[], float] = time.monotonic,
        tls: ssl.SSLContext | None = None,
        barred: Callable[[str], bool] = lambda url: False,
    ) -> None:
        self._egress = egress
        self._user_agent = " ".join(user_agent.encode("ascii", "ignore").decode().split())
        self._resolver, self._connect, self._judge = resolver, connect, judge
        self._limits = limits or Limits()
        self._clock, self._monotonic = clock, monotonic
        self._given_tls, self._barred = tls, barred

    def bounded(self, *, seconds: float, size: int) -> "Fetcher":
        """Give a fetcher like this one whose every exchange ends sooner and whose pages are smaller."""
        made, limits = copy.copy(self), self._limits
        made._limits = replace(
            limits,
            seconds=min(seconds, limits.seconds),
            raw_body=min(size, limits.raw_body),
            body=min(size, limits.body),
        )
        return made

    def fetch(self, url: str, unwanted: Callable[[str], str | None] = lambda url: None) -> Fetched:
        """Fetch a page and follow its redirects, judging each; raises FetchFailed.

        `unwanted` is asked about each link that was judged well, and may give the code for which it is not opened; the
        time it takes is not counted.
        """
        if self._egress == "none":
            raise FetchFailed("not_attempted")
        asked = url
        started_at, began = self._clock(), self._monotonic()
        deadline = Deadline(began + self._limits.seconds, self._monotonic)
        chain: tuple[Hop, ...] = ()
        while True:
            try:
                self._look(asked, url)
                verdict = self._admit(url, deadline)
                deadline = self._ask_leave(unwanted, url, deadline)
                answer = self._exchange(url, verdict, deadline)
            except FetchFailed as failed:
                raise FetchFailed(failed.code, failed.detail, chain) from failed
            chain = (*chain, answer.hop)
            location = _location(answer)
            if location is None:
                elapsed = self._monotonic() - began
                status, headers = answer.hop.status, answer.headers
                return Fetched(
                    asked, answer.hop.url, verdict.host, status, headers, answer.body, chain, started_at, elapsed
                )
            if len(chain) > self._limits.redirects:
                raise FetchFailed("too_many_redirects", chain=chain)
            url = follow(url, location)

    def _look(self, asked: str, url: str) -> None:
        """Refuse a link that carries a secret, or that must never be opened.

        On the way a site may give a session of its own making to whoever keeps no cookies; that one is nobody's.
        """
        secret = secret_in(url)
        if secret and not (url != asked and secret is Secret.SESSION and _site(url) == _site(asked)):
            raise FetchFailed("carries_secret", secret.value)
        if self._barred(url):
            raise FetchFailed("no_capture")

    def _admit(self, url: str, deadline: Deadline) -> Verdict:
        left = deadline.at - self._monotonic()
        if left <= 0:
            raise FetchFailed("timeout")
        verdict = self._judge(url, within(self._resolver, min(self._limits.dns, left)))
        if not verdict.allow:
            raise FetchFailed("dns" if verdict.reason == "unresolvable" else "refused_by_policy", verdict.reason)
        return verdict

    def _ask_leave(self, unwanted: Callable[[str], str | None], url: str, deadline: Deadline) -> Deadline:
        began = self._monotonic()
        code = unwanted(url)
        if code:
            raise FetchFailed(code)
        return replace(deadline, at=deadline.at + self._monotonic() - began)

    def _exchange(self, url: str, verdict: Verdict, deadline: Deadline) -> _Answer:
        try:
            return self._ask(url, verdict, deadline)
        except httpcore.TimeoutException as failure:
            raise FetchFailed("timeout", type(failure).__name__) from failure
        except (LimitPassed, Overflow) as failure:
            raise FetchFailed("too_large") from failure
        except UnreadableEncoding as failure:
            raise FetchFailed("protocol", "encoding") from failure
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as failure:
            raise FetchFailed("protocol", str(failure)[:200]) from failure
        except (httpcore.NetworkError, ssl.SSLError, OSError) as failure:
            code = "tls" if isinstance(failure, ssl.SSLError) or _by_tls(failure) else "connection"
            raise FetchFailed(code, str(failure)[:200]) from failure

    def _ask(self, url: str, verdict: Verdict, deadline: Deadline) -> _Answer:
        parsed = can_ada.parse(url)
        secure = parsed.protocol == "https:"
        target = httpcore.URL(
            scheme=parsed.protocol.removesuffix(":"),
            host=verdict.host,
            port=verdict.port,
            target=(parsed.pathname + parsed.search) or "/",
        )
        recorder = Recorder(self._limits.header, self._limits.wire)
        started_at, began = self._clock(), self._monotonic()
        connection = httpcore.HTTPConnection(
            target.origin,
            ssl_context=self._tls if secure else None,
            network_backend=self._backend(verdict, deadline, recorder),
        )
        with connection, connection.stream("GET", target, headers=self._headers(parsed.host)) as response:
            headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers)
            moved = response.status in REDIRECTS and bool(header(headers, "location"))
            body = b"" if moved else self._body(response, headers, deadline)
        hop = Hop(
            parsed.href.partition("#")[0],
            recorder.address,
            response.status,
            bytes(recorder.request),
            bytes(recorder.response),
            started_at,
            self._monotonic() - began,
            not moved,
        )
        return _Answer(hop, headers, body)

    def _backend(self, verdict: Verdict, deadline: Deadline, recorder: Recorder) -> PinnedBackend:
        return PinnedBackend(
            verdict.addresses,
            deadline,
            recorder,
            connect=self._connect,
            connect_seconds=self._limits.connect,
            proxy=None if self._egress == "direct" else self._egress,
        )

    def _headers(self, host: str) -> list[tuple[str, str]]:
        return [
            ("Host", host),
            ("User-Agent", self._user_agent),
            ("Accept", "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"),
            ("Accept-Encoding", "gzip, deflate"),
            ("Connection", "close"),
        ]

    def _body(self, response: httpcore.Response, headers: tuple[tuple[str, str], ...], deadline: Deadline) -> bytes:
        stated = ",".join(value for name, value in headers if name.lower() == "content-encoding")
        encodings = [token.strip().lower() for token in stated.split(",") if token.strip()]
        inflater = Inflater(encodings, limit=self._limits.body, layers=self._limits.encodings)
        body, raw = bytearray(), 0
        for chunk in response.iter_stream():
            deadline.left()
            raw += len(chunk)
            if raw > self._limits.raw_body:
                raise LimitPassed
            for piece in inflater.feed(chunk):
                body += piece
        return bytes(body)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        # Made once: reading the system's certificates takes longer than most pages.
        return self._given_tls or ssl.create_default_context()


def _location(answer: _Answer) -> str | None:
    location = header(answer.headers, "location") if answer.hop.status in REDIRECTS else ""
    if not location:
        return None
    raw = location.encode("latin-1")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return location


def _by_tls(failure: BaseException) -> bool:
    cause: BaseException | None = failure
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    return cause is not None


def _site(url: str) -> str:
    try:
        return str(can_ada.parse(url).hostname)
    except (ValueError, UnicodeError):
        return ""

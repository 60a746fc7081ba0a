"""What a fetch is bounded by, what it gives, and why it fails."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from complaints.domain.admissibility import MAX_REDIRECTS

WIRE_FACTOR: Final = 2  # chunked framing may cost as much as what it frames; more is an attack

# Why a page could not be fetched; the codes are stored with findings and never change their meaning.
CODES: Final = frozenset(
    {
        "carries_secret",
        "connection",
        "dns",
        "no_capture",
        "not_attempted",
        "protocol",
        "refused_by_policy",
        "robots_txt",
        "robots_unread",
        "timeout",
        "tls",
        "too_large",
        "too_many_redirects",
    }
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: seconds (`seconds` for the whole of it, redirects and all), bytes, counts."""

    seconds: float = 20.0
    dns: float = 5.0
    connect: float = 5.0
    header: int = 64 * 1024
    raw_body: int = 5_000_000
    body: int = 10_000_000
    redirects: int = MAX_REDIRECTS
    encodings: int = 2

    @property
    def wire(self) -> int:
        """Give the most bytes read from one connection."""
        return self.header + WIRE_FACTOR * self.raw_body


@dataclass(frozen=True, slots=True)
class Hop:
    """One exchange on the way: what was sent and received below TLS, byte for byte, and with which address.

    `complete` is false where the rest of the answer was not read: the body of a redirect is not.
    """

    url: str
    address: str
    status: int
    request: bytes
    response: bytes
    started_at: datetime
    elapsed: float
    complete: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response with its body inflated and bounded; `chain` holds every exchange in order, this one last.

    `elapsed` is in seconds and spans the chain; header values are text in Latin-1, as received.
    """

    url: str
    final_url: str
    host: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    chain: tuple[Hop, ...]
    started_at: datetime
    elapsed: float

    def header(self, name: str) -> str:
        """Give a header's first value, or nothing."""
        return header(self.headers, name)


class FetchFailed(Exception):
    """A page could not be fetched; `code` is one of CODES, `detail` the policy's reason or the technical cause.

    `chain` holds the exchanges that ended before the failure.
    """

    def __init__(self, code: str, detail: str = "", chain: tuple[Hop, ...] = ()) -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail, self.chain = code, detail, chain


def header(headers: tuple[tuple[str, str], ...], name: str) -> str:
    """Give a header's first value, or nothing."""
    return next((value for key, value in headers if key.lower() == name.lower()), "")

"""Capturing a page: fetched, read, written down as WARC, and where it is an image, made safe to look at."""

import threading
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from complaints.domain.checks import Capture, Hop, Piece
from complaints.net.capture import Page, extract
from complaints.net.facts import header_facts
from complaints.net.fetch import Fetched, FetchFailed
from complaints.net.warc import to_warc
from complaints.services.evidence_ports import CaptureFailed, Images, UnsafeImage, Unwanted

WARC: Final = "application/warc"
IMAGE_TYPES: Final = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
SECONDS: Final = 10  # digits of a Retry-After that are read
# Reading takes several times a page's size and all of the interpreter: one large page at a time in a process is no
# slower, and bounds what hostile ones can take together. (Images are drawn one at a time anyway.)
SMALL: Final = 200_000  # bytes
_reading_large = threading.Lock()


@dataclass(frozen=True)
class PageCapturer:
    """Captures pages through a fetcher."""

    fetch: Callable[[str, Unwanted], Fetched]
    images: Images | None = None

    def __call__(self, url: str, unwanted: Unwanted = lambda url: None) -> Capture:
        """Fetch a page and read it; raises CaptureFailed with the code of the cause, or of what `unwanted` says."""
        try:
            fetched = self.fetch(url, unwanted)
        except FetchFailed as failed:
            raise CaptureFailed(failed.code, failed.detail) from failed
        with _reading_large if len(fetched.body) > SMALL else nullcontext():
            page = extract(fetched)
            pieces = (Piece("warc", WARC, to_warc(fetched)), *self._image(fetched, page))
        return Capture(
            pieces=pieces,
            url=fetched.final_url,
            status=fetched.status,
            content_type=page.content_type,
            title=page.title,
            description=page.description,
            author=page.author or "",
            published=page.published or "",
            text=page.text,
            language=page.language,
            chain=tuple(Hop(hop.url, hop.status) for hop in fetched.chain),
            facts={**page.facts, **header_facts(fetched.headers), **_refresh(page), **_canonical(page, fetched)},
            retry_after=_seconds(fetched.header("retry-after")),
        )

    def _image(self, fetched: Fetched, page: Page) -> tuple[Piece, ...]:
        if self.images is None or page.content_type not in IMAGE_TYPES:
            return ()
        try:
            picture = self.images.reencode(fetched.body)
        except UnsafeImage:
            return ()
        return (Piece("image", picture.media_type, picture.data, picture.look),)


def _canonical(page: Page, fetched: Fetched) -> dict[str, str]:
    stated = page.facts.get("canonical")
    try:
        return {"canonical": urljoin(fetched.final_url, stated)} if stated else {}
    except ValueError:
        return {"canonical": ""}


def _refresh(page: Page) -> dict[str, str]:
    return {"refresh": page.refresh[:200]} if page.refresh else {}


def _seconds(value: str) -> int | None:
    # RFC 9110 10.2.3 also allows a date, which few servers send and none needs: the schedule stands then.
    text = value.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < SECONDS else None

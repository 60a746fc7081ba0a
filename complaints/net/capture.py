"""What a captured page says: title, text, author, date, language; and its exchanges as a WARC file."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from complaints.net.charset import decode
from complaints.net.facts import stated_facts
from complaints.net.fetch import Fetched
from complaints.net.language import language_of
from complaints.net.markup import Sober, sober
from complaints.net.warc import to_warc

__all__ = ["Page", "extract", "language_of", "to_warc"]

MAX_DATA: Final = 2_000_000  # bytes of a body that are read
MAX_TEXT: Final = 200_000  # characters
MAX_TITLE: Final = 300
MAX_ADDRESS: Final = 2_048
MAX_DESCRIPTION: Final = 1_000
MAX_NAME: Final = 200
HTML: Final = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
PLAIN: Final = frozenset({"application/json", "application/ld+json", "application/xml", "application/rss+xml"})
LOOKS_LIKE_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p)\b", re.IGNORECASE)
REFRESH: Final = re.compile(r"^\s*\d{0,6}[.\d]{0,6}\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"']{1,2048})", re.IGNORECASE)
AUTHOR: Final = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "twitter:creator")
PUBLISHED: Final = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "date",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "pubdate",
    "publish-date",
)
ENTITY_DEPTH: Final = 4


@dataclass(frozen=True, slots=True)
class Page:
    """What was read out of a response; empty where it says nothing or is not a page of text.

    Author and date are the page's own words, unchecked. `language` is an ISO 639-1 code found from the text, None
    where there is too little; `stated_language` what the page claims. `refresh` is where the page would send a browser
    by itself: noted, never followed. `cut` is true where the page was longer than what is read. `facts` are what the
    page or its headers state about account, platform, robots and reach, by name.
    """

    title: str = ""
    description: str = ""
    author: str | None = None
    published: str | None = None
    text: str = ""
    language: str | None = None
    stated_language: str | None = None
    content_type: str = ""
    charset: str | None = None
    refresh: str | None = None
    cut: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)


def extract(fetched: Fetched) -> Page:
    """Read a response, whatever its markup tries: in bounded time and memory, and never raising on content."""
    stated = fetched.header("content-type")
    content_type = stated.partition(";")[0].strip().lower()[:100]
    data = fetched.body[:MAX_DATA]
    cut = len(fetched.body) > MAX_DATA
    if content_type in HTML or (
        content_type in {"", "application/octet-stream"} and LOOKS_LIKE_HTML.search(data[:1_024])
    ):
        markup, charset = decode(data, stated)
        return _read(sober(markup.replace("\0", "")), content_type, charset, cut)
    if content_type.startswith("text/") or content_type in PLAIN:
        text, charset = decode(data, stated)
        cut = cut or len(text) > MAX_TEXT
        text = _lines(text.replace("\0", ""))
        return Page(text=text, language=language_of(text), content_type=content_type, charset=charset, cut=cut)
    return Page(content_type=content_type, cut=cut)


def _read(page: Sober, content_type: str, charset: str, cut: bool) -> Page:
    tree = LexborHTMLParser(page.head)
    metas = dict(_metas(tree))
    text = _lines(page.text)
    title = tree.css_first("title")
    data = list(_entities(page.data))
    time = tree.css_first("time[datetime]")
    published = _first(metas, PUBLISHED) or _stated(data, "datePublished")
    if published is None and time is not None:
        published = _words(time.attributes.get("datetime") or "", MAX_NAME) or None
    return Page(
        title=_words(title.text() if title else "", MAX_TITLE) or metas.get("og:title", "")[:MAX_TITLE],
        description=(metas.get("description") or metas.get("og:description", ""))[:MAX_DESCRIPTION],
        author=_first(metas, AUTHOR) or _stated(data, "author"),
        published=published,
        text=text,
        language=language_of(text),
        stated_language=page.stated_language,
        content_type=content_type,
        charset=charset,
        refresh=_refresh(metas.get("refresh", "")),
        cut=cut or page.cut or len(text) >= MAX_TEXT,
        facts={**stated_facts(metas, data, password_field=page.password_field), **_canonical(tree)},
    )


def _canonical(tree: LexborHTMLParser) -> dict[str, str]:
    """Read which address the page says is its own (RFC 6596)."""
    link = tree.css_first("link[rel~=canonical][href]")
    address = (link.attributes.get("href") or "").strip() if link else ""
    return {"canonical": address} if 0 < len(address) <= MAX_ADDRESS else {}


def _metas(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    # Reversed, so that of several metas with one name the first stays.
    for node in reversed(tree.css("meta[content]")):
        given = node.attributes
        name = given.get("name") or given.get("property") or given.get("itemprop") or given.get("http-equiv")
        content = _words(given.get("content") or "", 2_048)
        if name and content:
            yield name.strip().lower(), content


def _entities(blocks: list[str]) -> Iterator[dict[str, Any]]:
    """List the objects at the top of JSON-LD blocks; a block that is no JSON says nothing."""
    for block in blocks:
        try:
            data = json.loads(block)
        except (ValueError, RecursionError):
            continue
        top = data if isinstance(data, list) else [data]
        graphs = [entity.get("@graph") for entity in top if isinstance(entity, dict)]
        for entity in (*top, *(inner for graph in graphs if isinstance(graph, list) for inner in graph)):
            if isinstance(entity, dict):
                yield entity


def _stated(entities: list[dict[str, Any]], key: str) -> str | None:
    for entity in entities:
        value = entity.get(key)
        for _ in range(ENTITY_DEPTH):
            if isinstance(value, list):
                value = value[0] if value else None
            elif isinstance(value, dict):
                value = value.get("name")
        if isinstance(value, str) and _words(value, MAX_NAME):
            return _words(value, MAX_NAME)
    return None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name][:MAX_NAME] for name in names if metas.get(name)), None)


def _refresh(content: str) -> str | None:
    found = REFRESH.match(content)
    return found[1].strip() or None if found else None


def _words(text: str, limit: int) -> str:
    return " ".join(text[: limit * 10].split())[:limit]


def _lines(text: str) -> str:
    lines = map(_one_spaced, text[: MAX_TEXT * 4].split("\n"))
    return "\n".join(line for line in lines if line)[:MAX_TEXT]


def _one_spaced(line: str) -> str:
    # Of all that separates words, the plain space alone is printable: most lines are what they should be already.
    if line.isprintable() and "  " not in line and not line.startswith(" ") and not line.endswith(" "):
        return line
    return " ".join(line.split())

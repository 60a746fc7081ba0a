"""What a captured page says: title, text, language; and its exchange as a WARC record."""

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from selectolax.lexbor import LexborHTMLParser
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from complaints.net.fetch import Fetched

MAX_HTML = 2_000_000
MAX_TEXT = 200_000
ENOUGH_LETTERS = 40
KAZAKH = frozenset("әғқңөұүһі")
_langid_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Page:
    """What was read out of a response; empty where it says nothing or is not a page of text."""

    title: str
    description: str
    text: str
    language: str | None
    content_type: str


def extract(fetched: Fetched) -> Page:
    """Read title, description, text and language out of a response, whatever its markup tries."""
    content_type = fetched.header("content-type").partition(";")[0].strip().lower()
    if content_type not in {"text/html", "application/xhtml+xml", "text/plain", ""}:
        return Page("", "", "", None, content_type)
    if content_type == "text/plain":
        text = fetched.body[:MAX_HTML].decode(_charset(fetched), "replace")[:MAX_TEXT]
        return Page("", "", text, language_of(text), content_type)
    markup = fetched.body[:MAX_HTML].decode(_charset(fetched), "replace")
    tree = LexborHTMLParser(markup.replace("\0", ""))
    title = tree.css_first("title")
    described = tree.css_first('meta[name="description"]')
    for node in tree.css("script, style, noscript, template, iframe"):
        node.decompose()
    body = tree.body
    text = " ".join((body.text(separator=" ") if body else "").split())[:MAX_TEXT]
    return Page(
        " ".join(title.text().split())[:300] if title else "",
        ((described.attributes.get("content") or "") if described else "")[:1_000],
        text,
        language_of(text),
        content_type,
    )


def _charset(fetched: Fetched) -> str:
    name = fetched.header("content-type").partition("charset=")[2].split(";")[0].strip(" \"'")
    if not name:
        head = fetched.body[:2_048].lower()
        name = head.partition(b"charset=")[2].strip(b"\"' ")[:20].split(b'"')[0].decode("ascii", "ignore")
    try:
        b"".decode(name or "utf-8")
    except (LookupError, ValueError):
        return "utf-8"
    return name or "utf-8"


def language_of(text: str) -> str | None:
    """Tell the language of a text: kk, ru, en or another ISO 639-1 code; None where there is too little."""
    sample = text[:5_000].casefold()
    letters = sum(letter.isalpha() for letter in sample)
    if letters < ENOUGH_LETTERS:
        return None
    # Letters that Kazakh has and Russian lacks decide; the statistical model confuses the two on short texts.
    if sum(letter in KAZAKH for letter in sample) > letters / 50:
        return "kk"
    with _langid_lock:
        code, _ = _classify()(sample)
    return str(code)


@cache
def _classify() -> Callable[[str], tuple[str, float]]:
    # The model takes a second and tens of megabytes: loaded when the first page needs it.
    import py3langid

    classify: Callable[[str], tuple[str, float]] = py3langid.classify
    return classify


def to_warc(fetched: Fetched) -> bytes:
    """Write the exchange as a WARC file (ISO 28500) with a request and a response record per hop that answered."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    lines = [("Host", fetched.host)]
    request = StatusAndHeaders("GET / HTTP/1.1", lines, is_http_request=True)
    response = StatusAndHeaders(f"{fetched.status} ", list(fetched.headers), protocol="HTTP/1.1")
    date = fetched.started_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    for kind, headers, payload in (("request", request, b""), ("response", response, fetched.body)):
        record = writer.create_warc_record(
            fetched.final_url,
            kind,
            payload=io.BytesIO(payload),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": date},
        )
        writer.write_record(record)
    return buffer.getvalue()

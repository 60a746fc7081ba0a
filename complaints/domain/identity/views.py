"""Other views of the same page: AMP and print versions, index files, session segments in paths."""

from typing import Final, NamedTuple

from complaints.domain.identity.spelling import path_spelling

INDEX_FILES: Final = frozenset(
    f"{name}.{kind}"
    for name in ("index", "default")
    for kind in "html htm php asp aspx jsp shtml phtml xhtml php3 php5 cgi pl cfm".split()  # noqa: SIM905 - a column
)
AMP_ENDS: Final = (".amp.html", ".amp.htm", ".amp")
PRINT_SEGMENTS: Final = frozenset({"print", "printable", "print-version", "printversion"})
# `;jsessionid=…` (Java servlets) and `(S(…))` (ASP.NET) in a path carry a session, never content.
SESSION_PARTS: Final = (";jsessionid=", ";phpsessid=", ";sid=")
# Names of a last segment that say that it may be a view.
_VIEWS: Final = INDEX_FILES | PRINT_SEGMENTS | {"amp", "1"}


class View(NamedTuple):
    """Two paths that show one page."""

    what: str
    same: tuple[str, str]


EXAMPLES: Final = (
    View("index file", ("https://site.example.org/forum/index.php", "https://site.example.org/forum/")),
    View("index file of IIS", ("https://site.example.org/Default.aspx", "https://site.example.org/")),
    View("index file with a query", ("https://site.example.org/index.php?id=5", "https://site.example.org/?id=5")),
    View("AMP at the end", ("https://site.example.org/2016/08/slovo/amp/", "https://site.example.org/2016/08/slovo")),
    View("AMP at the end, numbered", ("https://site.example.org/news/slovo-123/amp/1", "https://site.example.org/news/slovo-123")),
    View("AMP at the start", ("https://site.example.org/amp/news/slovo-123", "https://site.example.org/news/slovo-123")),
    View("AMP file", ("https://site.example.org/news/slovo-123.amp.html", "https://site.example.org/news/slovo-123.html")),
    View("AMP ending", ("https://site.example.org/news/slovo.amp", "https://site.example.org/news/slovo")),
    View("print version", ("https://site.example.org/news/12345/print/", "https://site.example.org/news/12345")),
    View("servlet session", ("https://site.example.org/a/1;jsessionid=0A1B2C3D4E5F", "https://site.example.org/a/1")),
    View("ASP.NET session", ("https://site.example.org/(S(lit3py55t21z5v55vlm25s55))/a/1", "https://site.example.org/a/1")),
)  # fmt: skip


def page_path(path: str) -> str:
    """Give the path of the page itself for the path of one of its views, in the one spelling of keys."""
    while True:
        low = path.lower()
        if low[low.rfind("/") + 1 :] not in _VIEWS and "amp" not in low:
            return path
        plain = _plain(path)
        if plain == path:
            return path
        path = plain


def _plain(path: str) -> str:
    head, _, last = path.rpartition("/")
    low = last.lower()
    if low in INDEX_FILES:
        path = head
    elif low == "1" and head.endswith("/amp"):
        return _plain(head)
    elif (low == "amp" and _is_article(head, hyphens=1)) or (low in PRINT_SEGMENTS and _is_article(head, hyphens=3)):
        path = head
    elif low.endswith(AMP_ENDS):
        path = _without_amp_end(f"{head}/", last)
    if path.startswith("/amp/") and _is_article(path[4:], hyphens=1):
        path = path[4:]
    return path.rstrip("/")


def _without_amp_end(head: str, last: str) -> str:
    name, _, kind = last.rpartition(".")
    if kind.lower() == "amp":
        return head + (name or last)
    stem = name[: -len(".amp")]
    if stem.lower() == "index":
        return head
    return head + (f"{stem}.{kind}" if stem else last)


def _is_article(path: str, hyphens: int) -> bool:
    """Say whether a path looks like one article: a number, a file, or a name of several words in it."""
    return path.count("-") >= hyphens or path.endswith((".html", ".htm", ".php")) or any(map(str.isdigit, path))


def spelled(path: str) -> str:
    """Spell a parsed path as keys do, without the session that some servers write into it."""
    path = path_spelling(path)
    return _without_session(path) if ";" in path or "/(" in path else path


def _without_session(path: str) -> str:
    low = path.lower()
    for part in SESSION_PARTS:
        start = low.find(part)
        if start > 0:
            end = low.find("/", start)
            path, low = path[:start] + (path[end:] if end > 0 else ""), low[:start] + (low[end:] if end > 0 else "")
    if path.startswith("/(S("):
        end = path.find("))/")
        path = path[end + 2 :] if end > 0 else path
    return path.rstrip("/")

"""Links that open an app: written as the web link that shows the same."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from complaints.domain.identity.decoding import one_link
from complaints.domain.identity.rules import DEEP_LINKS

APP_SCHEME: Final = re.compile(
    f"(?:{'|'.join(sorted({re.escape(rule.scheme) for rule in DEEP_LINKS}))}):", re.IGNORECASE
)
_READY: Final = tuple((rule, re.compile(rule.path)) for rule in DEEP_LINKS)


def web_link(link: str) -> str:
    """Give the web link for an app link, or "" where no rule knows its form."""
    return next(_web_links(link), "")


def _web_links(link: str) -> Iterator[str]:
    scheme, _, rest = link.partition(":")
    rest = rest.removeprefix("//")
    path, _, search = rest.partition("?")
    words = {name: value for name, _, value in (part.partition("=") for part in search.split("&"))}
    for rule, pattern in _READY:
        if rule.scheme != scheme.lower() or not all(words.get(name) for name in rule.words):
            continue
        found = pattern.fullmatch(path.rstrip("/") if rule.words else rest)
        if found:
            given = {name: words[name] for name in rule.words}
            if rule.words == ("text",):
                given["link"] = one_link(unquote(given["text"]))  # it stands among words
            web = rule.web.format(**found.groupdict(), **given)
            if not web:
                continue
            yield _with_scheme(unquote(web) if rule.web.startswith("{") and "%3A" in web[:12] else web)


def _with_scheme(link: str) -> str:
    return link if link.lower().startswith(("http:", "https:")) else f"https://{link.lstrip('/')}"

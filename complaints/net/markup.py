"""Making a stranger's markup sober: a flat page of text and stated facts that no parser can be hurt by.

A tree builder can be made to work for minutes by two megabytes of markup: elements nested 100,000 deep, a tag of
100,000 attributes, thousands of open formatting elements copied into every paragraph. What is read here needs no tree.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import Final

MAX_TAGS: Final = 200_000
MAX_FACTS: Final = 300  # tags kept with their attributes
MAX_TAG: Final = 4_000  # characters of such a tag
MAX_DATA: Final = 5  # blocks of JSON-LD
MAX_DATA_SIZE: Final = 100_000

NAME: Final = re.compile(r"[A-Za-z][^\s/>]{0,40}")
FACTS: Final = frozenset({"meta", "time"})
CANONICAL: Final = re.compile(r"\bcanonical\b", re.IGNORECASE)
WHOLE: Final = re.compile(r"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")  # a tag with all its quotes closed
INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
        "wbr",
        "time",
    ]
)
# Elements whose content is not text of the page.
SKIPPED: Final = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "svg",
        "math",
        "textarea",
        "xmp",
        "noembed",
        "noframes",
        "select",
    ]
)


def _any(names: Iterable[str]) -> str:
    """Write a pattern that matches any of some names, their first letter tried once."""
    ends: dict[str, list[str]] = {}
    for name in sorted(names, reverse=True):
        ends.setdefault(name[0], []).append(name[1:])
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in ends.items()) + ")"


# Elements that are looked at one by one; all others only break the text into paragraphs, or not even that.
LOOKED_AT: Final = (*SKIPPED, *FACTS, "title", "link", "input", "html")
# A stretch of text and of tags that need no look, every one whole and without a "<" or ">" in its values. All
# quantifiers are possessive: what was matched is never gone back over, so a stretch costs its length.
QUIET_TAG: Final = (
    rf"</?+(?!{_any(LOOKED_AT)}[\s/>])[A-Za-z][^\s/<>\"']{{0,40}}+(?=[\s/>])"
    r"(?:[^<>\"']++|\"[^<>\"]*+\"|'[^<>']*+')*+>"
)
QUIET: Final = re.compile(rf"(?:[^<]++|{QUIET_TAG})++", re.IGNORECASE)
QUIET_INLINE: Final = re.compile(rf"</?+{_any(INLINE)}(?=[\s/>])[^>]*+>", re.IGNORECASE)
ANY_TAG: Final = re.compile(r"<[^>]*+>")
ENDLESS: Final = re.compile(r"&#(?:\d{8}\d*+|[xX][\da-fA-F]{7}[\da-fA-F]*+);?")  # no character has such a number
ENDS: Final = {name: re.compile(rf"</{name}(?=[\s/>]|$)", re.IGNORECASE) for name in (*SKIPPED, "title")}
LANG: Final = re.compile(r"\blang\s{0,5}=\s{0,5}[\"']?([A-Za-z-]{2,20})", re.IGNORECASE)
PASSWORD: Final = re.compile(r"\btype\s{0,5}=\s{0,5}[\"']?password\b", re.IGNORECASE)
JSON_LD: Final = re.compile(r"application/ld\+json", re.IGNORECASE)


@dataclass(slots=True)
class Sober:
    """What is left of a page: its text as flat paragraphs, and the tags that state facts; entities are still entities.

    `tags` counts all tags seen; `cut` is true where the page had more than are read; `password_field` where it asks for
    a password.
    """

    paragraphs: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    canonical: str = ""
    title: str = ""
    data: list[str] = field(default_factory=list)
    stated_language: str | None = None
    tags: int = 0
    cut: bool = False
    password_field: bool = False

    @property
    def head(self) -> str:
        """Write what the page states about itself as a page of its own: flat, no attributes but those of facts."""
        return f"<title>{self.title}</title>{self.canonical}{''.join(self.facts)}"

    @property
    def text(self) -> str:
        """Write the paragraphs as plain text, their character references resolved."""
        text = "\n".join(self.paragraphs)
        return unescape(ENDLESS.sub("\ufffd", text)) if "&" in text else text


def sober(markup: str) -> Sober:
    """Read markup in one pass, in time and memory proportional to its length; never raises."""
    page = Sober()
    text: list[str] = []
    at = 0
    while at < len(markup) and not page.cut:
        quiet = QUIET.match(markup, at)
        at = _read_quiet(quiet, page, text) if quiet else _read_tag(markup, at, page, text)
        page.cut = page.tags > MAX_TAGS
    _break(page, text)
    return page


def _read_quiet(quiet: re.Match[str], page: Sober, text: list[str]) -> int:
    """Read a stretch of text and tags that state nothing; returns where to go on."""
    stretch = quiet[0]
    page.tags += stretch.count("<")
    first, *paragraphs = ANY_TAG.split(QUIET_INLINE.sub("", stretch), MAX_TAGS)
    text.append(first)
    if paragraphs:
        _break(page, text)
        text.append(paragraphs.pop())
        page.paragraphs.extend(paragraph for paragraph in paragraphs if paragraph and not paragraph.isspace())
    return quiet.end()


def _read_tag(markup: str, opens: int, page: Sober, text: list[str]) -> int:
    """Read what begins with "<" at `opens`; returns where to go on."""
    follows = markup[opens + 1 : opens + 2]
    if markup.startswith("<!--", opens):
        return _after(markup, "-->", opens + 4)
    if follows and follows in "!?":
        return _after(markup, ">", opens)
    name = NAME.match(markup, opens + (2 if follows == "/" else 1))
    if name is None:
        if follows == "/":
            return _after(markup, ">", opens)
        text.append("&lt;")
        return opens + 1
    page.tags += 1
    element = name[0].lower()
    if element not in INLINE:
        _break(page, text)
    end = _tag_end(markup, opens)
    if follows == "/":
        return end
    tag = markup[opens : min(end, opens + MAX_TAG)]
    if element == "title" or element in SKIPPED:
        return _read_content(markup, element, tag, end, page)
    if element in FACTS and len(page.facts) < MAX_FACTS and WHOLE.fullmatch(tag):
        page.facts.append(tag if element == "meta" else f"{tag}</{element}>")
    elif element == "link" and not page.canonical and CANONICAL.search(tag) and WHOLE.fullmatch(tag):
        page.canonical = tag
    elif element == "input" and PASSWORD.search(tag):
        page.password_field = True
    elif element == "html" and page.stated_language is None and (lang := LANG.search(tag)):
        page.stated_language = lang[1].lower()
    return end


def _read_content(markup: str, element: str, tag: str, start: int, page: Sober) -> int:
    closes = ENDS[element].search(markup, start)
    end = closes.start() if closes else len(markup)
    content = markup[start:end]
    if element == "title" and not page.title:
        page.title = content[:2_000].replace("<", "&lt;")
    if element == "script" and JSON_LD.search(tag) and len(page.data) < MAX_DATA and len(content) <= MAX_DATA_SIZE:
        page.data.append(content)
    return _after(markup, ">", end) if closes else end


def _break(page: Sober, text: list[str]) -> None:
    paragraph = "".join(text)
    text.clear()
    if paragraph and not paragraph.isspace():
        page.paragraphs.append(paragraph)


def _after(markup: str, mark: str, start: int) -> int:
    found = markup.find(mark, start)
    return len(markup) if found < 0 else found + len(mark)


def _tag_end(markup: str, opens: int) -> int:
    """Find the end of a tag; a ">" inside a quoted value does not end it, as far as a look of MAX_TAG tells."""
    end = _after(markup, ">", opens)
    window = opens + MAX_TAG
    for quote in "\"'":
        if end < window and markup.count(quote, opens, end) % 2:
            closing = markup.find(quote, end, window)
            further = markup.find(">", closing, window) if closing >= 0 else -1
            if further >= 0 and markup.find("<", end, closing) < 0:
                end = further + 1
    return end

"""What people paste: the links in a text, freed of quotes, words, disguises and letters that nobody sees."""

import re
from typing import Final
from unicodedata import category

from complaints.domain.identity.decoding import percent
from complaints.domain.identity.deeplinks import APP_SCHEME, web_link
from complaints.domain.identity.hosts import host_facts
from complaints.domain.identity.parsing import AROUND, NotALink, parse_link
from complaints.domain.identity.scopes import LinkRefused

MAX_LINK: Final = 2_048  # characters
MAX_TEXT: Final = 16_384  # characters around it
# What a link consists of when nothing has to be done to it; Cyrillic letters stand in many.
PLAIN: Final = re.compile(
    "https?://[A-Za-z0-9\u0400-\u0481\u048a-\u04ff._~:/?#@!$&*+,=%-]*[A-Za-z0-9\u0400-\u0481\u048a-\u04ff/_=-]"
)
# What stands before a link within a link; before one that runs into another, there is anything else.
_JOINS: Final = frozenset("/=?&:#+%_~@*-")

_JOINERS: Final = "\u200c\u200d"
_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c"
    "\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2065\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\u3164"
    "\ufe00\ufe01\ufe0e\ufe0f\ufeff\uffa0"
)
_SPACES: Final = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_CLEANED: Final = {
    **dict.fromkeys(map(ord, _INVISIBLE)),
    **dict.fromkeys(range(0xE0000, 0xE0080)),  # tags
    **dict.fromkeys(map(ord, _SPACES), " "),
}
# A joiner between letters that join (Arabic, Syriac, the scripts of India) is spelling; elsewhere nobody can see it.
_JOINER: Final = re.compile(
    "(?<![\u0600-\u07ff\u08a0-\u0dff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0600-\u07ff\u08a0-\u0dff])"
)
_WIDE: Final = {0xFF00 + code: chr(0x20 + code) for code in range(1, 0x5F)}
_WIDE_START: Final = re.compile("[\uff41-\uff5a]{4,5}[:\uff1a][/\uff0f]{2}")
_DISGUISES: Final = (
    (re.compile(r"\[://\]|\(://\)|\{://\}"), "://"),
    (re.compile(r"[\[({](?:\.|dot|точка|нүкте)[\])}]", re.IGNORECASE), "."),
    (re.compile(r"\[:\]"), ":"),
    (re.compile(r"\[/\]"), "/"),
    (re.compile(r"&(?:amp|#38|#x26);", re.IGNORECASE), "&"),
    (re.compile(r"&(?:quot|lt|gt|apos|#34|#39|#60|#62);", re.IGNORECASE), " "),
    (re.compile(r"\?(?:amp;)+", re.IGNORECASE), "?"),
)
_DISGUISED: Final = re.compile(r"[\[({&;]")
# Letters of other alphabets in a scheme that is meant to read http.
_SCHEME_LETTERS: Final = str.maketrans("һнтрсхХТРСНђ*_", "hhtpsxxtpshhxx")
_SCHEME_SLIP: Final = re.compile(r"([a-zA-Zһнтрсх*_]{1,6}?)([sSс]?)([:;.]?)(/{2,3}|\\\\)", re.IGNORECASE)
_HTTP_LIKE: Final = re.compile(r"h?[tx]{1,3}p?", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")
_HTTP: Final = re.compile(r"https?:", re.IGNORECASE)
_FULL: Final = re.compile(r"https?://", re.IGNORECASE)
_DOUBLED: Final = re.compile(r"(?:https?:?//)+(?=https?:?//)", re.IGNORECASE)
_ENCODED: Final = re.compile(r"https?%3A%2F%2F", re.IGNORECASE)
_BARE: Final = re.compile(
    r"(?:[^\s/\\?#:@\"'<>()\[\]{},;!.]{1,63}\.){1,20}[^\s/\\?#:@\"'<>()\[\]{},;!.]{1,63}\.?(?::[0-9]{1,5})?(?:[/\\?#].*)?"
)
_BREAKS: Final = re.compile('[\\s<>"«»“”„‟″`]+')
ENDS: Final = frozenset(' <>"«»“”„‟″`')
_GLUED: Final = re.compile(r"[^/=?&:#+%_~@*(\[{-]")
_EMAIL: Final = re.compile(r"(?:mailto:)?[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,10}[\w-]{2,63}", re.IGNORECASE)
_HANDLE: Final = re.compile(r"@[\w.]{2,64}")
_CUT_SHORT: Final = "…"
_BEFORE: Final = "'’‘‚‹›([{*_~|•·–—-=>,.;:!?"
_AFTER: Final = "'’‘‚‹›.,;:|•·–—…"
_AROUND_ONE: Final = " «»“”„\"'<>()[],;"
_MARKS: Final = "*_~"
_SIGNS: Final = frozenset({"So", "Sk"})  # emoji
_SURROUNDED: Final = _AFTER + "!?"
_CLOSERS: Final = {")": "(", "]": "[", "}": "{"}


def is_plain(text: str) -> bool:
    """Say whether a text is a link with nothing around it and no other link running into it."""
    if len(text) > MAX_LINK or PLAIN.fullmatch(text) is None:
        return False
    return text.find("://", 8) < 0 or not runs_on(text)


def runs_on(link: str) -> bool:
    """Say whether another link runs into a link, instead of standing in its path or in a parameter."""
    at = link.find("://", 8)
    while at > 0:
        start = at - 5 if link[at - 5 : at].lower() == "https" else at - 4
        if link[start - 1] not in _JOINS or link[start - 2 : start] == "//":
            return True
        at = link.find("://", at + 3)
    return False


def one_link(text: str) -> str:
    """Take the one link out of a pasted text; raises LinkRefused where there is none, or several, or half of one."""
    text = text.strip()
    if len(text) > MAX_TEXT:
        raise LinkRefused("link.too_long")
    bare = _likely(text).strip(_AROUND_ONE)
    if is_plain(bare):
        return bare
    shown = _visible(text)
    if not shown:
        raise LinkRefused("link.empty")
    found = _links(shown)
    if len(found) > 1:
        raise LinkRefused("link.several")
    if not found:
        raise LinkRefused(_why_none(shown))
    link = found[0]
    if link.endswith(_CUT_SHORT):
        raise LinkRefused("link.cut_short")
    if len(link) > MAX_LINK:
        raise LinkRefused("link.too_long")
    return link


def _likely(text: str) -> str:
    """Take the only word of a text that can be a link, else the text: a look before the long one."""
    words = text.split()
    links = [word for word in words if "://" in word]
    if len(links) != 1 or any("." in word or ":" in word for word in words if word is not links[0]):
        return text
    return links[0]


def split_links(text: str) -> list[str]:
    """Split what a person pasted into links, in order; a line without any stays as it is, to be refused by its number.

    Several links on a line, run together or between words, become several.
    """
    lines = (line.strip() for line in text.replace("\r", "\n").split("\n"))
    return [link for line in lines if line for link in _of_line(line)]


def _of_line(line: str) -> list[str]:
    if is_plain(line):
        return [line]
    if len(line) > MAX_TEXT:
        return [line]
    shown = _visible(line)
    found = _links(shown) if shown else []
    return found if len(found) > 1 else [line] if shown else []


def _visible(text: str) -> str:
    """Write a text as it is seen: nothing invisible, one kind of space, no disguise."""
    if not text.isascii() or not text.isprintable():
        text = text.translate(_CLEANED)
        if any(joiner in text for joiner in _JOINERS):
            text = _JOINER.sub("", text)
        if _WIDE_START.search(text):
            text = text.translate(_WIDE)
    if _DISGUISED.search(text):
        for disguise, meant in _DISGUISES:
            text = disguise.sub(meant, text)
    return text.strip(AROUND)


def _links(text: str) -> list[str]:
    """List the links of a text: written out ones, and bare names where nothing is written out or a path follows."""
    full: list[str] = []
    bare: list[str] = []
    order: list[str] = []
    words = _BREAKS.split(text.replace("](", "] ("))  # Markdown: [words](link)
    ends = _AFTER if sum(1 for word in words if word) == 1 else _SURROUNDED
    for word in words:
        for piece in _pieces(word):
            link, is_full = _link(piece, ends + word[:1] if word[:1] in _MARKS else ends)
            if link and link not in order:
                order.append(link)
                (full if is_full else bare).append(link)
    if not full:
        return order
    return [link for link in order if link in full or "/" in link[len("https://") :]]


def _pieces(word: str) -> list[str]:
    """Cut a word where one link runs into the next; a link that holds another (…/https://…, …=https://…) stays one."""
    cuts = [0]
    for found in _FULL.finditer(word):
        start = found.start()
        begins = len(cuts) == 1 and not _FULL.match(word) and not _is_bare(word[:start])
        if start and (begins or _GLUED.match(word[start - 1])):
            cuts.append(start)
    return [word[a:b] for a, b in zip(cuts, [*cuts[1:], len(word)], strict=True) if word[a:b]]


def _is_bare(word: str) -> bool:
    """Say whether a word begins with a host and a path, without a scheme."""
    host = re.split(r"[/?#]", word, maxsplit=1)[0]
    return len(host) < len(word) and _BARE.fullmatch(host) is not None


def _link(piece: str, ends: str) -> tuple[str, bool]:
    """Make a link of a piece of text: the link or "", and whether it was written out with a scheme."""
    piece = _trimmed(_unslipped(piece.lstrip(_BEFORE)), ends)
    if _HTTP.match(piece):
        return (piece, True) if len(piece) > len("https://") else ("", False)
    if APP_SCHEME.match(piece):
        web = web_link(piece)
        return (web, True) if web else ("", False)
    if piece.startswith(("//", "\\\\")) and _known(piece[2:]):
        return f"https:{piece}", True
    if "@" in piece and _EMAIL.fullmatch(piece):
        return "", False
    name = piece.rpartition("@")[2] if _SCHEME.match(piece) is None else piece
    if (_BARE.fullmatch(piece) or _BARE.fullmatch(name)) and _known(name):
        return f"https://{piece}", False
    return "", False


def _unslipped(piece: str) -> str:
    """Mend a scheme: hxxp, h**p, htp, ttps, http//, http;//, https://http://, letters of another alphabet."""
    if _ENCODED.match(piece):
        piece = percent(piece)
    if not _FULL.match(piece):
        found = _SCHEME_SLIP.match(piece)
        if found:
            meant = found[1].lower().translate(_SCHEME_LETTERS)
            secure = found[2] or (meant.endswith("s") and "s") or ""
            if _HTTP_LIKE.fullmatch(meant.rstrip("s")) and (found[3] or len(meant) > 2):
                piece = f"http{'s' if secure else ''}://{piece[found.end() :]}"
    return _DOUBLED.sub("", piece) if _DOUBLED.match(piece) else piece


def _trimmed(piece: str, ends: str) -> str:
    """Cut quotes, stops and closing brackets that belong to the text around a link; an ellipsis that cuts it stays."""
    open_ones = {closer: piece.count(opener) - piece.count(closer) for closer, opener in _CLOSERS.items()}
    end = len(piece)
    while end:
        last = piece[end - 1]
        if (last == _CUT_SHORT and end == len(piece)) or piece.endswith(("/.", "/.."), 0, end):
            break
        if last in open_ones and open_ones[last] < 0:
            open_ones[last] += 1
        elif last not in ends and (last.isascii() or category(last) not in _SIGNS):
            break
        end -= 1
    return piece[:end]


def _known(piece: str) -> bool:
    """Say whether a text without a scheme begins with a host whose end is on the suffix list."""
    try:
        return host_facts(parse_link(f"https://{piece}").hostname).listed
    except NotALink:
        return False


def _why_none(text: str) -> str:
    """Say why a text holds no link, as a code of `messages`."""
    word = _BREAKS.split(text.strip(_BEFORE + _AFTER))[0]
    if _EMAIL.search(text):
        return "link.email"
    if _HANDLE.match(text.strip()):
        return "link.handle"
    if _BARE.fullmatch(word) or word.startswith("//"):
        return "link.host"
    if _SCHEME.match(word) and not _HTTP.match(word):
        return "link.scheme"
    return "link.not_a_link"

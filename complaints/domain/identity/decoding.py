"""How links hide in other links: the encodings that redirects, caches and mail filters use."""

import re
from base64 import urlsafe_b64decode
from binascii import Error
from collections.abc import Callable
from typing import Final
from urllib.parse import quote, unquote, unquote_to_bytes

_ASCII_ESCAPE: Final = re.compile(r"%[0-7][0-9A-Fa-f]")
# What would end a link in a text: it is written as an escape again, so that a link within a link stays whole.
_ENDS_LINK: Final = re.compile('[\\s"<>`«»“”„‟″…\x00-\x1f]')
_WHOLE: Final = re.compile("[!#-;=?-_a-~]*")
_LINK: Final = re.compile(r"https?://", re.IGNORECASE)
_CACHE_ID: Final = re.compile(r"[A-Za-z0-9_-]{12}:")
_LOWER_HEX: Final = re.compile(r"(?:[0-9a-f]{2}){8,1024}")


def percent(text: str) -> str:
    """Undo percent-encoding once; escapes that are no UTF-8 stay, and what would end a link is escaped again."""
    if "%" in text:
        try:
            text = unquote_to_bytes(text).decode()
        except UnicodeDecodeError:
            text = _ASCII_ESCAPE.sub(lambda found: unquote(found.group()), text)
    return text if _WHOLE.fullmatch(text) else _ENDS_LINK.sub(lambda found: quote(found.group()), text)


def base64(text: str) -> str:
    """Undo base64, plain or URL-safe; nothing where it is none."""
    text = text.replace("+", "-").replace("/", "_").rstrip("=")
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (Error, ValueError):
        return ""


def bing(text: str) -> str:
    """Undo Bing's click links: `a1` and base64."""
    return base64(text[2:]) if text.startswith("a1") else ""


def vk_login(text: str) -> str:
    """Undo VK's way to remember where a visitor was going: base64 with - for =."""
    found = base64(text.rstrip("-"))
    return found if not found or found.startswith(("/", "http")) else f"/{found}"


def proofpoint2(text: str) -> str:
    """Undo URL Defense version 2: - for %, _ for /."""
    return percent(text.replace("-", "%").replace("_", "/"))


def proofpoint3(text: str) -> str:
    """Undo URL Defense version 3: `https://host/path*here__;JQ!!…`, stars stand for the characters after the `;`."""
    link, _, rest = text.rpartition("__;")
    if "*" not in link:
        return link
    hidden = list(base64(rest.partition("!")[0]))
    out = []
    parts = link.split("*")
    for position, part in enumerate(parts[:-1]):
        out.append(part)
        if part.endswith("*") or not hidden:
            return ""
        following = parts[position + 1]
        if following == "" and position + 2 < len(parts):
            return ""  # a run of several characters: its length code is not decoded here
        out.append(hidden.pop(0))
    return "".join((*out, parts[-1]))


def disqus(text: str) -> str:
    """Cut the checksum off a Disqus redirect: `https://host/path:checksum`."""
    link, colon, _ = text.rpartition(":")
    return link if colon and "//" in link else text


def search_cache(text: str) -> str:
    """Read a search engine's cache query: `cache:ID:host/path words`."""
    if not text.startswith("cache:"):
        return ""
    text = text[len("cache:") :]
    if _CACHE_ID.match(text) and not text.lower().startswith(("http:", "https:")):
        text = text[13:]
    return re.split("[ +]|%20", text, maxsplit=1)[0]


def one_link(text: str) -> str:
    """Find the one link in a text that shares it; nothing where there are several."""
    found = list(_LINK.finditer(text))
    if len(found) != 1:
        return ""
    return re.split("[\\s+]|%20|%0A", text[found[0].start() :], maxsplit=1)[0]


def hexadecimal(text: str) -> str:
    """Undo hexadecimal (GitHub's image proxy)."""
    if not _LOWER_HEX.fullmatch(text):
        return ""
    try:
        return bytes.fromhex(text).decode()
    except ValueError:
        return ""


def yandex_data(text: str) -> str:
    """Read the link in the data of an old Yandex click: `url=…`."""
    for part in unquote_to_bytes(text).decode("utf-8", "replace").split("&"):
        name, _, value = part.partition("=")
        if name == "url":
            return value
    return ""


def translated_host(text: str) -> str:
    """Undo the host of Google's translator: `www-example-org` is www.example.org, `my--site-org` my-site.org."""
    return "https://" + text.replace("--", "\x00").replace("-", ".").replace("\x00", "-")


def onion_host(text: str) -> str:
    """Undo the host of a gateway to the Tor network, which puts its own domain in place of .onion."""
    return f"http://{text}.onion"


def slashed_scheme(text: str) -> str:
    """Read a link whose scheme is a segment of a path: `https/host/path`."""
    scheme, _, rest = text.partition("/")
    return f"{scheme}://{rest}" if rest else ""


def youtube_id(text: str) -> str:
    """Write out the link of a video that stands by its id."""
    return f"https://www.youtube.com/watch?v={text}"


def telegram_address(text: str) -> str:
    """Read the app link that a web client of Telegram is opened with: `?tgaddr=…`, behind a route or not."""
    for part in text.partition("?")[2].split("&"):
        name, _, value = part.partition("=")
        if name == "tgaddr":
            return percent(value)
    return ""


def google_news(text: str) -> str:
    """Read the address in the name of an article of Google News: a message with the length before the text."""
    try:
        message = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (Error, ValueError):
        return ""
    if not message.startswith(b"\x08\x13\x22") or len(message) < 5:
        return ""
    length, start = message[3], 4
    if length >= 0x80:
        length, start = (length & 0x7F) | message[4] << 7, 5
    link = message[start : start + length]
    return link.decode() if len(link) == length and link.startswith(b"http") and link.isascii() else ""


def turbo(text: str) -> str:
    """Read a Turbo page's path: `host/s/path`."""
    host, _, rest = text.partition("/s")
    return f"https://{host}{rest}"


HOSTS: Final[dict[str, Callable[[str], str]]] = {"translator": translated_host, "onion": onion_host}
DECODERS: Final[dict[str, Callable[[str], str]]] = {
    "base64": base64,
    "bing": bing,
    "vk login": vk_login,
    "proofpoint2": proofpoint2,
    "proofpoint3": proofpoint3,
    "disqus": disqus,
    "search cache": search_cache,
    "one link": one_link,
    "hexadecimal": hexadecimal,
    "yandex data": yandex_data,
    "slashed scheme": slashed_scheme,
    "youtube id": youtube_id,
    "turbo": turbo,
    "google news": google_news,
    "telegram address": telegram_address,
}

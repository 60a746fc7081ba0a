"""From the text a person pasted to what it names: unwrap, recognise, or spell in the one way of the web at large."""

from typing import Final
from urllib.parse import quote

from complaints.domain.identity.forms import Matcher
from complaints.domain.identity.hosts import ANYWHERE, HostFacts, host_facts
from complaints.domain.identity.lookalikes import mixes_scripts
from complaints.domain.identity.ordinary import Parts, ordinary
from complaints.domain.identity.parsing import NotALink, parse_link
from complaints.domain.identity.pasted import ENDS, MAX_LINK, PLAIN, one_link
from complaints.domain.identity.pasted import is_plain as is_plain_link
from complaints.domain.identity.query import Words, meaningful, written
from complaints.domain.identity.resource import LinkRefused, Resource, Scope
from complaints.domain.identity.spelling import path_spelling, readable
from complaints.domain.identity.views import page_path
from complaints.domain.identity.wrapping import Unwrapper

REMEMBERED: Final = 2_048  # links
LONGEST_REMEMBERED: Final = 256  # characters
MAX_NESTING: Final = 8  # a link in a link in a link…
ESCAPED_ROUTE: Final = "_escaped_fragment_"  # how crawlers were asked to write #! (Google, 2009)
_SEEN: Final[dict[str, Resource]] = {}
NOTHING: Final[Words] = []
_ROUTES: Final = frozenset({"#!", "#/"})
_new: Final = tuple.__new__  # what a NamedTuple's own constructor does, at half the price
_plain: Final = PLAIN.fullmatch
PAGE: Final = Scope.PAGE  # read from the class, a member costs as much as a parse
SITE: Final = Scope.SITE


def resolve(link: str) -> Resource:
    """Say what a link names; raises LinkRefused with a code of `messages` where the text names nothing.

    Pure: the same text gives the same answer everywhere and always. Time grows with the length of the text, and the
    text that is looked at is bounded.
    """
    found = _SEEN.get(link) or _remembered(link)
    if not host_facts(found.host).exists:
        raise LinkRefused("link.host")
    return found


def key_of(link: str) -> str:
    """Give the key of a link, whether or not its host can exist, or the text itself where it is no link."""
    try:
        return (_SEEN.get(link) or _remembered(link)).key
    except LinkRefused:
        return link.strip()


def _remembered(link: str) -> Resource:
    """Remember the last links, since complaints about a page come in bursts; forgets all at once, which is cheap."""
    found = _resolve(link, 0)
    if len(link) <= LONGEST_REMEMBERED:
        if len(_SEEN) >= REMEMBERED:
            _SEEN.clear()
        _SEEN[link] = found
    return found


def _resolve(link: str, depth: int) -> Resource:
    parts = ordinary(link) if len(link) <= MAX_LINK else None
    is_plain = True
    if parts is None:
        parts, is_plain = _parsed(link)
    facts, _, _, _, path, search, fragment = parts
    rows = facts.any_wrappers if facts.wrappers is None else facts.wrappers.get(path, facts.any_wrappers)
    if ":/" in path or "wp-login" in path:
        rows = (*rows, *ANYWHERE)
    if rows and depth < MAX_NESTING:
        inner = _unwrapped(rows, facts, path, search, fragment, depth)
        if inner is not None:
            return inner
    spelled = "" if path == "/" else page_path(path)
    words, search = meaningful(search) if search else (NOTHING, "")
    if facts.forms is not None:
        found = _recognised(facts, spelled, words, fragment)
        if found is not None:
            return found
    return _page(parts, spelled, words, search, is_plain)


def _parsed(link: str) -> tuple[Parts, bool]:
    """Take the one link out of a text and parse it; say whether it was a link and nothing else."""
    is_plain = is_plain_link(link)
    if not is_plain:
        link = one_link(link)
        parts = ordinary(link)
        if parts is not None:
            return parts, True
    try:
        read = parse_link(link)
    except NotALink:
        raise LinkRefused("link.not_a_link") from None
    facts = host_facts(read.hostname)
    parts = (facts, read.protocol, read.username, read.port, read.pathname, read.search, read.hash)
    return parts, is_plain


def _unwrapped(
    rows: tuple[Unwrapper, ...], facts: HostFacts, path: str, search: str, fragment: str, depth: int
) -> Resource | None:
    """Resolve what a link leads to, where it only leads to another that can be read and whose host can exist."""
    for unwrapper in rows:
        target = unwrapper.target(path, search, fragment)
        if target is None:
            continue
        try:
            inner = _resolve(target, depth + 1)
        except LinkRefused:
            continue
        own = inner.site == facts.site or (facts.platform is not None and inner.platform == facts.platform)
        if (own or not unwrapper.wrapper.own) and host_facts(inner.host).listed:
            return inner
    return None


def _recognised(facts: HostFacts, path: str, words: Words, fragment: str) -> Resource | None:
    """Recognise a platform's link; old ones put the path behind # or #!."""
    if facts.routes and not path and fragment[:2] in _ROUTES:
        path, _, search = fragment[1:].lstrip("!").partition("?")
        path = path_spelling(f"/{path.lstrip('/')}")
        words, _ = meaningful(f"?{search}")
        fragment = ""
    is_route = fragment != "" and _route(fragment, NOTHING) != ""
    matchers = facts.any_forms
    if facts.forms:
        end = path.find("/", 1)
        matchers = facts.forms.get(path[1:end] if end > 0 else path[1:], matchers)
    for matcher in matchers:
        if (matcher.query and not words) or (is_route and matcher.fragment is None):
            continue
        found = None
        if matcher.path is not None:
            found = matcher.path.fullmatch(path)
            if found is None:
                continue
        if found is not None and matcher.is_path_alone and (not words or matcher.form.loose):
            return _of_platform(matcher, found.groupdict(""), words)
        groups = matcher.rest(words, fragment)
        if groups is not None:
            if found is not None:
                groups.update(found.groupdict(""))
            return _of_platform(matcher, groups, words)
    return None


def _of_platform(matcher: Matcher, groups: dict[str, str], words: Words) -> Resource:
    """Name what a platform's form names, by the form's templates."""
    url = matcher.url % groups
    for name, fold in matcher.folds:
        groups[name] = fold(groups[name])
    key = matcher.key % groups
    keep = matcher.form.keep
    if keep and words:
        kept = written([word for word in words if word[0] in keep])
        if kept:
            key += f"?{kept}"
            url += ("&" if "?" in url else "?") + kept
    if not (url[-1].isalnum() or url[-1] == "/"):
        url = _still_whole(url)
    host, site = matcher.host, matcher.site
    if not host:
        host = url[8:].partition("/")[0]
        site = host_facts(host).site
    shown = (url[12:] if url[8:12] == "www." else url[8:]).rstrip("/")
    if "%" in shown:
        shown = readable(shown)
    return _new(Resource, (key, url, matcher.scope, matcher.name, site, shown, host, ()))


def _page(parts: Parts, spelled: str, words: Words, search: str, is_plain: bool) -> Resource:
    """Name a page of the web at large by host, path, parameters and route."""
    facts, protocol, username, port, path, _, fragment = parts
    tail = f"{spelled}?{written(words)}" if words else spelled
    if port:
        port = f":{port}"
        tail = port + tail
    url = f"{protocol}//{facts.host}{port}{path}{search}"
    is_page = spelled or words
    if fragment or "_escaped" in search:
        route = _route(fragment, words)
        if route:
            is_page = route
            url += fragment
            words = [word for word in words if word[0] != ESCAPED_ROUTE]
            tail = f"{port}{spelled}?{written(words)}#{route}" if words else f"{port}{spelled}#{route}"
    if not (url[-1].isalnum() or url[-1] == "/" if is_plain else _plain(url)):
        url = _still_whole(url)
    shown = facts.shown + (readable(tail) if "%" in tail else tail)
    warnings = facts.warnings
    if warnings or username or not shown.isascii():
        shown, warnings = _flagged(shown, warnings, username, facts)
    return _new(
        Resource,
        (facts.bare + tail, url, PAGE if is_page else SITE, facts.platform, facts.site, shown, facts.host, warnings),
    )


def _route(fragment: str, words: Words) -> str:
    """Spell the route of a page that keeps its address behind #; "" where the fragment is only a place on the page."""
    if fragment[:2] not in _ROUTES:
        fragment = next((f"#!{value}" for name, value in words if name == ESCAPED_ROUTE), "")
    if not fragment:
        return ""
    bang = "!" if fragment[1] == "!" else ""
    path, _, search = fragment[1 + len(bang) :].partition("?")
    path = path_spelling(f"/{path.lstrip('/')}")
    words, _ = meaningful(f"?{search}")
    if not path and not words:
        return ""
    return f"{bang}{path}?{written(words)}" if words else bang + path


def _still_whole(url: str) -> str:
    """Escape what a reader of the address would take for the end of it, so that it names the same when pasted."""
    try:
        if one_link(url) == url:
            return url
    except LinkRefused:
        pass
    head, body = url[:8], url[8:].replace("://", "%3A//")
    body = "".join(quote(letter) if letter in ENDS else letter for letter in body)
    if body and not body[-1].isalnum() and body[-1] not in "/-_=&?#":
        body = body[:-1] + f"%{ord(body[-1]):02X}"
    return head + body


def _flagged(shown: str, warnings: tuple[str, ...], username: str, facts: HostFacts) -> tuple[str, tuple[str, ...]]:
    """Add what makes a link easy to mistake, and the real host where the shown one deceives."""
    if username:
        warnings += ("credentials",)
    if facts.platform and "mixed_script" not in warnings and mixes_scripts(shown.partition("/")[2].partition("/")[0]):
        warnings += ("mixed_script",)
    if "mixed_script" in warnings or "look_alike" in warnings:
        shown = f"{shown} [{facts.host}]" if facts.host not in shown else shown
    return shown, warnings

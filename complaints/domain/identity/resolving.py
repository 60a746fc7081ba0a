"""From the text a person pasted to what it names: unwrap, recognise, or spell in the one way of the web at large."""

import re
from typing import Final
from urllib.parse import quote

from complaints.domain.identity.host_rules import ANYWHERE, HostRules
from complaints.domain.identity.hosts import HostFacts, host_facts
from complaints.domain.identity.lookalikes import mixes_scripts
from complaints.domain.identity.matching import Groups, Matcher
from complaints.domain.identity.ordinary import WHOLE_ENDS, Parts, ordinary
from complaints.domain.identity.parsing import NotALink, parse_link
from complaints.domain.identity.pasted import ENDS, MAX_LINK, PLAIN, one_link
from complaints.domain.identity.pasted import is_plain as is_plain_link
from complaints.domain.identity.query import Words, meaningful, selected, written
from complaints.domain.identity.resource import Resource
from complaints.domain.identity.scopes import LinkRefused, NoSuchHost, Scope
from complaints.domain.identity.spelling import path_spelling, readable
from complaints.domain.identity.views import page_path, spelled
from complaints.domain.identity.wrapping import Unwrapper

REMEMBERED: Final = 2_048  # links
LONGEST_REMEMBERED: Final = 256  # characters
MAX_NESTING: Final = 8  # a link in a link in a link…
ESCAPED_ROUTE: Final = "_escaped_fragment_"  # how crawlers were asked to write #! (Google, 2009)
_SEEN: Final[dict[str, Resource]] = {}
NOTHING: Final[Words] = []
NO_NOISE: Final[dict[str, re.Pattern[str]]] = {}
_ROUTES: Final = frozenset({"#!", "#/"})
_NO_ROUTE: Final = re.compile(r"#(?::~:|utm_|xtor|[^/]*=)", re.IGNORECASE)
_new: Final = tuple.__new__  # what a NamedTuple's own constructor does, at half the price
_plain: Final = PLAIN.fullmatch
PAGE: Final = Scope.PAGE  # read from the class, a member costs as much as a parse
SITE: Final = Scope.SITE


def resolve(link: str) -> Resource:
    """Say what a link names; raises LinkRefused with a code of `messages` where the text names nothing.

    Pure: the same text gives the same answer everywhere and always. Time grows with the length of the text, and the
    text that is looked at is bounded. The last links are remembered, since complaints about a page come in bursts;
    they are forgotten all at once, which is cheap.
    """
    found = _SEEN.get(link)
    if found is None:
        found = _resolve(link, 0)
        if len(link) <= LONGEST_REMEMBERED:
            if len(_SEEN) >= REMEMBERED:
                _SEEN.clear()
            _SEEN[link] = found
    return found


def key_of(link: str) -> str:
    """Give the key of a link, whether or not its host can exist, or the text itself where it is no link."""
    try:
        return resolve(link).key
    except NoSuchHost as refused:
        return refused.key
    except LinkRefused:
        return link.strip()


def _resolve(link: str, depth: int) -> Resource:
    parts = ordinary(link) if len(link) <= MAX_LINK else None
    is_plain = True
    if parts is None:
        parts, is_plain = _parsed(link)
    facts, _, _, port, path, search, fragment, page, url = parts
    rules = facts.rules
    rows: tuple[Unwrapper, ...] = ()
    if rules is not None and not port:
        rows = rules.wrappers.get(path, rules.any_wrappers) if search else rules.bare_wrappers
    if "wp-login" in path:
        rows = (*rows, *ANYWHERE)
    if rows and depth < MAX_NESTING:
        inner = _unwrapped(rows, facts, path, search, fragment, depth)
        if inner is not None:
            return inner
    if page:
        page = page_path(_viewed(rules, page) if rules is not None and rules.views else page)
    if url and facts.is_simple and not (search or fragment):
        # Most links are nothing but the path of a page on a site that no rule is about.
        return _new(Resource, (facts.bare + page, url, PAGE if page else SITE, None, facts.site, facts.host, ()))
    words, search = meaningful(search, rules.noise if rules is not None else NO_NOISE) if search else (NOTHING, "")
    if rules is not None and rules.forms is not None and not port:
        found = _recognised(rules, page, words, fragment)
        if found is not None:
            return found
    return _page(parts, page, words, search, is_plain)


def _viewed(rules: HostRules, path: str) -> str:
    """Give the path of a page for another path that the site shows it under."""
    for pattern, page in rules.views:
        found = pattern.fullmatch(path)
        if found is not None:
            return page.format(**found.groupdict())
    return path


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
    path = read.pathname
    parts = (facts, read.protocol, read.username, read.port, path, read.search, read.hash, spelled(path), "")
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


def _recognised(rules: HostRules, path: str, words: Words, fragment: str) -> Resource | None:
    """Recognise a platform's link; old ones put the path behind # or #!."""
    if rules.routes and not path and fragment[:2] in _ROUTES:
        path, _, search = fragment[1:].lstrip("!").partition("?")
        path = path_spelling(f"/{path.lstrip('/')}")
        words, _ = meaningful(f"?{search}", NO_NOISE)
        fragment = ""
    if rules.forms is None or rules.bare_forms is None:
        return None
    end = path.find("/", 1)
    first = path[1:end] if end > 0 else path[1:]
    if not (words or fragment):
        by_segment, others = rules.bare_forms
        for matcher in by_segment.get(first, others):
            found = matcher.path(path)
            if found is not None:
                return _of_platform(matcher, found.groups(""), words)
        return None
    is_route = fragment[:2] in _ROUTES and _route(fragment, NOTHING) != ""
    by_segment, others = rules.forms
    given = dict(words)
    for matcher in by_segment.get(first, others):
        if (is_route and matcher.fragment is None) or (matcher.query and not matcher.asked <= given.keys()):
            continue
        found = matcher.path(path)
        if found is None:
            continue
        groups = found.groups("")
        if not matcher.is_path_alone or (words and not matcher.is_loose):
            rest = matcher.rest(words, given, fragment)
            if rest is None:
                continue
            groups += rest
        return _of_platform(matcher, groups, words)
    return None


def _of_platform(matcher: Matcher, groups: Groups, words: Words) -> Resource:
    """Name what a platform's form names, by the form's templates."""
    text, pick = matcher.url
    url = text % (groups if pick is None else pick(groups))
    if matcher.folds:
        folded = list(groups)
        for place, fold in matcher.folds:
            folded[place] = fold(folded[place])
        groups = tuple(folded)
    text, pick = matcher.key
    key = text % (groups if pick is None else pick(groups))
    if words and matcher.form.keep:
        kept = written([word for word in words if word[0] in matcher.form.keep])
        if kept:
            key += f"?{kept}"
            url += ("&" if "?" in url else "?") + kept
    if url[-1] not in WHOLE_ENDS:
        url = _still_whole(url)
    host, site = matcher.host, matcher.site
    if not host:
        host, slash, path = url[8:].partition("/")
        host = host.lower()
        url = f"https://{host}{slash}{path}"
        site = host_facts(host).site
    return _new(Resource, (key, url, matcher.scope, matcher.name, site, host, ()))


def _page(parts: Parts, page: str, words: Words, search: str, is_plain: bool) -> Resource:
    """Name a page of the web at large by host, path, parameters and route."""
    facts, protocol, username, port, path, given, fragment, _, url = parts
    tail = f"{page}?{written(words)}" if words else page
    is_page = tail
    if port:
        port = f":{port}"
        tail = port + tail
    if not url or fragment or search != given or "_escaped" in search:
        url = f"{protocol}//{facts.host}{port}{path}{search}"
        if fragment or "_escaped" in search:
            route = _route(fragment, words) or ("" if page[-4:].lower() == ".pdf" else selected(fragment))
            if route:
                is_page = route
                url += fragment
                words = [word for word in words if word[0] != ESCAPED_ROUTE]
                tail = f"{port}{page}?{written(words)}#{route}" if words else f"{port}{page}#{route}"
        if not (url[-1] in WHOLE_ENDS if is_plain else _plain(url)):
            url = _still_whole(url)
    warnings = facts.warnings
    if username or (facts.platform and "%" in tail):
        warnings = _warnings(warnings, username, tail if facts.platform else "")
    if not facts.exists:
        raise NoSuchHost(facts.bare + tail)
    return _new(
        Resource, (facts.bare + tail, url, PAGE if is_page else SITE, facts.platform, facts.site, facts.host, warnings)
    )


def _route(fragment: str, words: Words) -> str:
    """Spell the route of a page that keeps its address behind #; "" where the fragment is only a place on the page."""
    if fragment[:2] not in _ROUTES:
        escaped = next((f"#!{value}" for name, value in words if name == ESCAPED_ROUTE), "")
        if not escaped:
            # `#news/5` is a route all the same; no name of a place on a page has a slash.
            return path_spelling(fragment[1:]) if "/" in fragment and not _NO_ROUTE.match(fragment) else ""
        fragment = escaped
    bang = "!" if fragment[1] == "!" else ""
    path, _, search = fragment[1 + len(bang) :].partition("?")
    path = path_spelling(f"/{path.lstrip('/')}")
    words, _ = meaningful(f"?{search}", NO_NOISE)
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


def _warnings(warnings: tuple[str, ...], username: str, tail: str) -> tuple[str, ...]:
    """Add what makes a link easy to mistake: what stands before the host, letters of two alphabets in a name."""
    if username:
        warnings += ("credentials",)
    if "mixed_script" not in warnings and mixes_scripts(readable(tail).partition("/")[2].partition("/")[0]):
        warnings += ("mixed_script",)
    return warnings

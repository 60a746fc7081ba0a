"""What a page states about itself: account, platform, robots, reach; its own words, unchecked and bounded."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

MAX_VALUE: Final = 200
MAX_FACTS: Final = 40
METAS: Final[Mapping[str, str]] = {
    "og:site_name": "site_name",
    "application-name": "site_name",
    "profile:username": "account",
    "twitter:creator": "account",
    "twitter:site": "account",
    "article:author": "author",
    "og:type": "page_type",
    "generator": "generator",
    "robots": "robots",
    "interactioncount": "reach_interactions",
    "video:views": "reach_views",
}
# schema.org's names of what an interaction is (https://schema.org/InteractionCounter).
INTERACTIONS: Final[Mapping[str, str]] = {
    "watchaction": "reach_views",
    "viewaction": "reach_views",
    "readaction": "reach_views",
    "likeaction": "reach_likes",
    "commentaction": "reach_comments",
    "shareaction": "reach_shares",
    "followaction": "reach_followers",
    "subscribeaction": "reach_followers",
}
NAMED_READER: Final = re.compile(r"\s*([A-Za-z][\w-]{0,60})\s*:")
# Words of an X-Robots-Tag that take a value after a colon.
ROBOTS_VALUES: Final = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
# Headers and marks of walls that keep automatic readers out.
WALL_HEADERS: Final = ("cf-mitigated", "x-datadome", "x-sucuri-block")


def stated_facts(
    metas: Mapping[str, str], entities: Sequence[Mapping[str, Any]], *, password_field: bool
) -> dict[str, str]:
    """List a page's facts by name; the first statement of each stays."""
    found: dict[str, str] = {}
    for name, value in (*_from_metas(metas), *_from_entities(entities)):
        if len(found) < MAX_FACTS:
            found.setdefault(name, value[:MAX_VALUE])
    if password_field:
        found["password_field"] = "yes"  # noqa: S105 - that there is one
    return found


def header_facts(headers: Sequence[tuple[str, str]]) -> dict[str, str]:
    """List what the headers of an answer state about robots."""
    given = {name.lower() for name, _ in headers}
    found = {}
    if wish := ", ".join(filter(None, map(_for_everybody, headers))):
        found["x-robots-tag"] = wish[:MAX_VALUE]
    wall = next((name for name in WALL_HEADERS if name in given), None)
    if wall:
        found["bot_wall"] = wall
    return found


def _for_everybody(header: tuple[str, str]) -> str:
    """Give what an X-Robots-Tag asks of all readers; one that begins with a reader's name is for that one alone."""
    name, value = header
    named = NAMED_READER.match(value)
    if name.lower() != "x-robots-tag" or (named and named[1].lower() not in ROBOTS_VALUES):
        return ""
    return value.strip()


def _from_metas(metas: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for meta, name in METAS.items():
        if metas.get(meta):
            yield name, metas[meta]


def _from_entities(entities: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for entity in entities[:20]:
        kind = entity.get("@type")
        if isinstance(kind, str):
            yield "page_type", kind
        author = entity.get("author")
        if isinstance(author, Mapping) and isinstance(author.get("url"), str):
            yield "account", author["url"]
        statistics = entity.get("interactionStatistic")
        for each in statistics if isinstance(statistics, list) else [statistics]:
            yield from _reach(each)


def _reach(counter: object) -> Iterator[tuple[str, str]]:
    if not isinstance(counter, Mapping):
        return
    action = counter.get("interactionType")
    if isinstance(action, Mapping):
        action = action.get("@type")
    count = counter.get("userInteractionCount")
    if isinstance(action, str) and isinstance(count, int | str) and not isinstance(count, bool):
        name = INTERACTIONS.get(action.rpartition("/")[2].lower())
        if name:
            yield name, str(count)

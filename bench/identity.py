"""How fast links are named, beside the bare parser on the same links in the same run, on one core.

`of_limit` is the ratio of the two rates; at least 1/15 is owed.
"""

import csv
import json
import math
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import quote

import can_ada

from complaints.domain.identity import resolve
from complaints.domain.identity.resolving import REMEMBERED

ROUNDS = 12
PIECE = 512  # links named between two looks at the clock: a neighbour's burst spoils a piece, not the run
LINKS = 8 * REMEMBERED  # more than are remembered, so that each is named anew
REPEATED = 0.6  # of the links that complaints bring were brought before (three in four, in a simulated stream)
SEED = 2016
LISTS = ("kz_urls.csv", "ru_urls.csv", "global_urls.csv")
DATA = Path(os.environ.get("ARYZ_TEST_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
ID = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNOPQRSTUVWXYZ0123456789_-"
# Shares as in a simulated stream of complaints: four of ten a platform's, one of five with parameters.
ENDINGS = (
    "/",
    "/{word}/{n}",
    "/news/{n}",
    "/{n}-{word}.html",
    "/a/{word}/{n}.html",
    "/2016/08/12/{word}?utm_source=vk",
    "/view?id={n}",
)
PLATFORMS = (
    "https://t.me/{word}/{n}",
    "https://t.me/{word}",
    "https://t.me/s/{word}/{n}",
    "https://telegram.me/{word}/{n}?single",
    "https://vk.com/wall-{n}_{n}",
    "https://vk.com/club{n}",
    "https://m.vk.com/{word}?w=wall-{n}_{n}",
    "https://www.youtube.com/watch?v={id}&t=5s",
    "https://www.instagram.com/p/{id}/",
    "https://www.tiktok.com/@{word}/video/7{n}123456",
    "https://www.facebook.com/{word}/posts/{n}",
    "https://x.com/{word}/status/{n}",
)
HIDDEN = (
    "«{link}»",
    "вот {link} тут",
    "https://vk.com/away.php?to={quoted}",
    "https://web.archive.org/web/2016/{link}",
)


def figures() -> Iterator[dict[str, Any]]:
    """Measure naming links as complaints bring them, links each seen once, and links of hosts never seen."""
    shuffler = random.Random(SEED)
    links = [_link(shuffler, host, n) for n, host in zip(range(LINKS), _forever(_hosts()), strict=False)]
    stream = [
        links[int(shuffler.paretovariate(0.5)) % LINKS] if shuffler.random() < REPEATED else link for link in links
    ]
    strangers = [f"https://{_word(shuffler, 9)}.kz/news/{n}" for n in range(LINKS)]
    bare, named = _rates(stream, can_ada.parse, resolve)
    yield _figure("identity.parse", bare, None)
    yield _figure("identity.resolve", named, named / bare)
    bare, named = _rates(links, can_ada.parse, resolve)
    yield _figure("identity.resolve.each_once", named, named / bare)
    bare, named = _rates(strangers, can_ada.parse, resolve)
    yield _figure("identity.resolve.new_hosts", named, named / bare)


def _rates(links: list[str], bare: Callable[[str], object], naming: Callable[[str], object]) -> tuple[float, float]:
    """Take the best time of each piece out of some rounds of both in turn: A B A B."""
    pieces = [links[start : start + PIECE] for start in range(0, len(links), PIECE)]
    runs = (
        (bare, [[link for link in piece if can_ada.can_parse(link)] for piece in pieces]),
        (naming, pieces),
    )
    best = [[math.inf] * len(pieces) for _ in runs]
    for _ in range(ROUNDS):
        for times, (function, given) in zip(best, runs, strict=True):
            for place, piece in enumerate(given):
                started = perf_counter()
                for link in piece:
                    function(link)
                times[place] = min(times[place], perf_counter() - started)
    first, second = (sum(map(len, given)) / sum(times) for times, (_, given) in zip(best, runs, strict=True))
    return first, second


def _hosts() -> list[str]:
    rows = [
        row for name in LISTS if (DATA / name).is_file() for row in csv.DictReader((DATA / name).open(encoding="utf-8"))
    ]
    found = {can_ada.parse(row["url"]).hostname for row in rows if can_ada.can_parse(row["url"])}
    return sorted(found) or [f"site{n}.example.kz" for n in range(1_000)]


def _forever(hosts: list[str]) -> Iterator[str]:
    while True:
        yield from hosts


def _link(shuffler: random.Random, host: str, n: int) -> str:
    """Make a link like those that people report; a few are wrapped or stand between words."""
    form = shuffler.choice(PLATFORMS) if shuffler.random() < 0.4 else f"https://{host}{shuffler.choice(ENDINGS)}"
    link = form.format(n=n + 100_000, word=_word(shuffler, 8), id="".join(shuffler.choices(ID, k=11)))
    if shuffler.random() < 0.03:
        return shuffler.choice(HIDDEN).format(link=link, quoted=quote(link, safe=""))
    return link


def _word(shuffler: random.Random, length: int) -> str:
    return "".join(shuffler.choices(ID[:25], k=length))


def _figure(name: str, value: float, of_limit: float | None) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value),
        "unit": "links/s",
        "of_limit": of_limit and round(of_limit, 4),
        "n": LINKS,
    }


if __name__ == "__main__":
    for figure in figures():
        print(json.dumps(figure), flush=True)

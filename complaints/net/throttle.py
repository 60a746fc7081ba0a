"""Counting tries: in the broker, so that all web processes count together; in memory while the broker is away."""

import logging
import math
import time

import redis
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from complaints.domain.signin import Allowance

log = logging.getLogger(__name__)
RETRY_SECONDS = 30.0


class CountingThrottle:
    """A moving window per name and key; keys are keyed hashes, so the broker learns no address."""

    def __init__(self, redis_url: str | None) -> None:
        self._shared = _storage(redis_url) if redis_url else None
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._limiter = MovingWindowRateLimiter(self._shared) if self._shared else self._own
        self._away_until = 0.0

    def hit(self, name: str, key: str, allowance: Allowance) -> int:
        """Count a try; return the seconds to wait, 0 where it is allowed."""
        if self._shared and time.monotonic() >= self._away_until:
            try:
                return _hit(self._limiter, name, key, allowance)
            except (redis.RedisError, OSError) as failure:
                self._away_until = time.monotonic() + RETRY_SECONDS
                log.warning("the broker is away, tries are counted in this process for now: %s", type(failure).__name__)
        return _hit(self._own, name, key, allowance)


def _hit(limiter: MovingWindowRateLimiter, name: str, key: str, allowance: Allowance) -> int:
    item = RateLimitItemPerSecond(allowance.tries, allowance.seconds, namespace="aryz")
    if limiter.hit(item, name, key):
        return 0
    window = limiter.get_window_stats(item, name, key)
    return max(1, math.ceil(window.reset_time - time.time()))


def _storage(redis_url: str) -> Storage:
    url = redis_url.replace("redis+socket://", "redis+unix://", 1)
    storage = storage_from_string(url, socket_connect_timeout=1, socket_timeout=2)
    assert isinstance(storage, Storage)  # noqa: S101 - only async+ addresses give the other kind
    return storage

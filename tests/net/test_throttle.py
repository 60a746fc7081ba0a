"""Counting tries: exact where few are allowed, nearly exact and without a journey to the broker where many are."""

from complaints.domain.signin import Allowance
from complaints.net import broker
from complaints.net.throttle import PARTS, CountingThrottle
from tests.servers import RedisServer

WIDE = Allowance(10 * PARTS, 3_600)
NARROW = Allowance(5, 3_600)


def admitted(throttle: CountingThrottle, key: str, allowance: Allowance, tries: int) -> int:
    return sum(throttle.hit("filing", key, allowance) == 0 for _ in range(tries))


def test_a_process_alone_admits_exactly_what_is_allowed() -> None:
    for allowance in (WIDE, NARROW):
        throttle = CountingThrottle(None)
        assert admitted(throttle, "a", allowance, allowance.tries) == allowance.tries
        assert 0 < throttle.hit("filing", "a", allowance) <= allowance.seconds
        assert throttle.hit("filing", "b", allowance) == 0


def test_processes_count_together_in_the_broker(redis_server: RedisServer) -> None:
    one, other = CountingThrottle(redis_server.url), CountingThrottle(redis_server.url)
    assert admitted(one, "narrow", NARROW, 3) + admitted(other, "narrow", NARROW, 10) == NARROW.tries
    assert admitted(one, "wide", WIDE, WIDE.tries) == WIDE.tries
    assert admitted(other, "wide", WIDE, WIDE.tries) <= WIDE.tries // PARTS


def test_who_comes_rarely_is_not_told_to_the_broker(redis_server: RedisServer) -> None:
    client = broker.connect(redis_server.url)
    before = client.dbsize()
    throttle = CountingThrottle(redis_server.url)
    assert admitted(throttle, "rare", WIDE, WIDE.tries // PARTS) == WIDE.tries // PARTS
    assert client.dbsize() == before
    assert throttle.hit("filing", "rare", WIDE) == 0
    assert client.dbsize() == before + 1
    client.close()

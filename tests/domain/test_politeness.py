"""Turns at a site: one request at a time, a pause, retries with jitter, and a circuit breaker."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain import politeness
from tests.domain.subjects import NOW


def idle() -> politeness.Site:
    long_ago = NOW - timedelta(days=1)
    return politeness.Site("site.kz", long_ago, long_ago, long_ago, 0, long_ago)


def test_one_request_at_a_time_then_a_pause():
    assert politeness.turn(idle(), NOW) == (politeness.Turn.GO, NOW)
    busy = politeness.taken(idle(), NOW)
    assert politeness.turn(busy, NOW)[0] is politeness.Turn.WAIT
    done = politeness.ended(busy, NOW, failed=False)
    assert politeness.turn(done, NOW) == (politeness.Turn.WAIT, NOW + politeness.PAUSE)
    assert politeness.turn(done, NOW + politeness.PAUSE)[0] is politeness.Turn.GO


def test_what_a_killed_worker_held_is_free_again():
    assert politeness.turn(politeness.taken(idle(), NOW), NOW + politeness.LEASE)[0] is politeness.Turn.GO


def test_failures_in_a_row_open_the_circuit_and_one_success_closes_it():
    site = idle()
    rests = []
    for _ in range(9):
        site = politeness.ended(site, NOW, failed=True)
        rests.append(site.resting_until - NOW)
    assert rests[:4] == [timedelta()] * 4
    assert rests[4:7] == [timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=40)]
    assert politeness.turn(site, NOW)[0] is politeness.Turn.REST
    for _ in range(40):
        site = politeness.ended(site, NOW, failed=True)
    assert site.resting_until - NOW == politeness.LONGEST_REST
    assert politeness.turn(politeness.ended(site, NOW, failed=False), NOW + politeness.PAUSE)[0] is politeness.Turn.GO


def test_booked_turns_do_not_meet():
    site, times = idle(), []
    for _ in range(5):
        site, when = politeness.booked(site, NOW)
        times.append(when)
    assert times == [NOW + politeness.PAUSE * number for number in range(1, 6)]


@given(st.integers(1, 4), st.floats(0, 1))
def test_retries_follow_the_schedule_with_jitter(tries, chance):
    when = politeness.retry_at(tries, NOW, chance)
    wait = politeness.RETRIES[tries - 1]
    assert when is not None
    assert wait * 0.79 <= when - NOW <= wait * 1.21


def test_a_site_may_ask_for_more_time_but_not_for_ever():
    assert politeness.retry_at(1, NOW, 0.5, wish=900) == NOW + timedelta(seconds=900)
    assert politeness.retry_at(1, NOW, 0.5, wish=10**9) == NOW + politeness.LONGEST_WISH
    assert politeness.retry_at(5, NOW, 0.5) is None

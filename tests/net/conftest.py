"""A site on a small Internet, and a fetcher that knows no other."""

from collections.abc import Callable, Iterator

import pytest

from complaints.net.fetch import Fetcher, Limits
from tests.net.hostile import ADDRESS, Internet, Site

LIMITS = Limits(seconds=5.0, dns=1.0, connect=1.0, header=16_384, raw_body=1_000_000, body=1_000_000)


@pytest.fixture
def internet() -> Internet:
    """Names and routes of this test's Internet."""
    internet = Internet()
    internet.names["site.kz"] = [(ADDRESS,)]
    return internet


@pytest.fixture
def site(internet: Internet) -> Iterator[Site]:
    """The plain site at http://site.kz/."""
    site = Site()
    internet.routes[ADDRESS, 80] = site
    yield site
    site.close()


@pytest.fixture
def fetcher(internet: Internet) -> Callable[..., Fetcher]:
    """Make a fetcher on this Internet; the policy is the real one."""

    def make(egress: str = "direct", **changes: object) -> Fetcher:
        given = {"resolver": internet.resolve, "connect": internet.connect, "limits": LIMITS} | changes
        return Fetcher(egress, "Aryz/1 (+https://aryz.example; operator@aryz.example)", **given)

    return make

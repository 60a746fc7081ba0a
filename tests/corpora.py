"""The yardsticks that tests read from outside the project: where they lie, and a visible skip where they do not."""

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
PLACES = (CHECKOUT.parent / "shared" / "data", CHECKOUT.parent / "data")


def corpus(name: str) -> Path:
    """Give the path of a yardstick under ARYZ_TEST_DATA (or beside the checkout); skips the test without it."""
    given = os.environ.get("ARYZ_TEST_DATA")
    places = (Path(given),) if given else PLACES
    for place in places:
        if (place / name).is_file():
            return place / name
    pytest.skip(f"{name} is not under {' or '.join(map(str, places))}: set ARYZ_TEST_DATA to run this test")

"""Views of the queue: who has which, how they are named, whose they are."""

import pytest

from complaints.domain.access import Role, StaffMember
from complaints.domain.errors import Refusal
from complaints.domain.queue import read
from complaints.domain.queue_views import (
    BUILT_IN,
    MAX_NAME,
    MAX_OWN,
    SavedView,
    built_in,
    copied_name,
    require_own,
    require_room,
    require_seen,
    view_name,
)

REVIEWER = StaffMember(1, "reviewer@demo.example", Role.REVIEWER)
OTHER = StaffMember(2, "other@demo.example", Role.REVIEWER)
SENIOR = StaffMember(3, "senior@demo.example", Role.SENIOR)
AUDITOR = StaffMember(4, "auditor@demo.example", Role.AUDITOR)
OWN = SavedView(7, 1, REVIEWER.email, "Mine", "language=kk", shared=False)
SHARED = SavedView(8, 1, REVIEWER.email, "Ours", "language=kk", shared=True)


def refused(code: str, act: object, *args: object) -> None:
    with pytest.raises(Refusal) as caught:
        act(*args)  # type: ignore[operator]  # a rule
    assert caught.value.code == code


def codes(who: StaffMember) -> set[str]:
    return {view.code for view in built_in(who)}


def test_everybody_has_the_views_of_what_they_may_do() -> None:
    assert {"all", "unclaimed", "protected"} <= codes(AUDITOR)
    assert codes(REVIEWER) - codes(AUDITOR) == {"mine", "returned"}
    assert codes(SENIOR) - codes(REVIEWER) == {"approval"}


@pytest.mark.parametrize("view", BUILT_IN, ids=lambda view: view.code)
def test_a_view_that_everybody_has_can_be_asked_for_by_its_address(view: object) -> None:
    assert read(view.asked) == view.asked  # type: ignore[attr-defined]  # a built-in view


def test_a_view_needs_a_name_of_some_length() -> None:
    assert view_name("  Kazakh \n gambling ") == "Kazakh gambling"
    assert view_name("і" * MAX_NAME) == "і" * MAX_NAME
    refused("view.name.missing", view_name, " \u202e ")
    refused("view.name.too_long", view_name, "і" * (MAX_NAME + 1))


def test_what_others_keep_to_themselves_is_not_there_and_what_they_share_is_read_only() -> None:
    assert require_seen(OWN, REVIEWER) is OWN
    assert require_seen(SHARED, OTHER) is SHARED
    assert require_own(SHARED, REVIEWER) is SHARED
    refused("view.unknown", require_seen, OWN, OTHER)
    refused("view.unknown", require_seen, None, OTHER)
    refused("view.unknown", require_own, OWN, OTHER)
    refused("view.not_own", require_own, SHARED, OTHER)


def test_there_is_room_for_so_many() -> None:
    require_room(MAX_OWN - 1)
    refused("view.too_many", require_room, MAX_OWN)


def test_a_copy_takes_the_next_name_that_is_free() -> None:
    assert copied_name("Ours", frozenset()) == "Ours"
    assert copied_name("Ours", frozenset({"Ours", "Ours 2"})) == "Ours 3"
    long = "n" * MAX_NAME
    assert copied_name(long, frozenset({long})) == "n" * (MAX_NAME - 2) + " 2"

"""Complaints of one wording are put together; nothing is lost, and nobody hides in the crowd."""

from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.domain.checks.likeness import wording_hash
from complaints.domain.voices import SHOWN, Sharing, Voice, fold_alike, sharing

COPIED = "This page calls for violence against people and must be blocked at once by the authorities of the city"


def voice(place: int, words: str = COPIED, **more: object) -> Voice:
    simhash = wording_hash(words)
    given = {"reporter": place, "network": f"net {place}", **more}
    return Voice(place, 1_000 + place, simhash=simhash, words="" if simhash is not None else words, **given)  # type: ignore[arg-type]


def test_copies_stand_behind_the_first_of_them() -> None:
    choirs, left = fold_alike([voice(1), voice(2, "Short."), voice(3, COPIED.upper() + "!"), voice(4, "short")])
    assert [(each.first.place, [other.place for other in each.others]) for each in choirs] == [(1, [3]), (2, [4])]
    assert left is None


def test_different_words_stand_by_themselves() -> None:
    other = "My neighbour writes there about the price of bread and it is not what you have been told at all"
    choirs, _ = fold_alike([voice(1), voice(2, other), voice(3, "Short."), voice(4, "Shorter.")])
    assert [each.others for each in choirs] == [(), (), (), ()]


def test_a_complaint_that_something_was_added_to_is_never_hidden_behind_another() -> None:
    choirs, _ = fold_alike([voice(1), voice(2, added=True), voice(3)])
    assert [(each.first.place, len(each.others)) for each in choirs] == [(1, 1), (2, 0)]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a b", "A  b.", "c", "d", COPIED, COPIED + "."]), max_size=40), st.integers(1, 5))
def test_every_complaint_is_on_exactly_one_page(words: list[str], shown: int) -> None:
    voices = [voice(place, each) for place, each in enumerate(words, start=1)]
    seen: list[int] = []
    rest, pages = voices, 0
    while True:
        choirs, after = fold_alike(rest, shown)
        assert len(choirs) <= shown
        seen += [each.place for choir in choirs for each in (choir.first, *choir.others)]
        if after is None:
            break
        rest = [each for each in voices if each.place > after]
        pages += 1
        assert pages <= len(voices)
    assert sorted(seen) == [each.place for each in voices]


def test_a_thousand_copies_are_one_wording() -> None:
    choirs, left = fold_alike([voice(place) for place in range(1, 1_001)])
    assert len(choirs) == 1
    assert len(choirs[0].others) == 999
    assert left is None
    assert len(fold_alike([voice(place, f"word{place}") for place in range(1, 60)])[0]) == SHOWN


def test_shared_reporters_and_networks_are_counted_and_unknown_networks_are_nobodys() -> None:
    among = [voice(1), voice(2, reporter=1), voice(3, network="net 1"), voice(4, network=None), voice(5, network=None)]
    assert sharing(among[0], among) == Sharing(2, 2)
    assert sharing(among[3], among) == Sharing(1, 0)
    assert sharing(among[3], among).alone
    assert not sharing(among[1], among).alone

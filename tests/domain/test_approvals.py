"""Who may stand behind the restriction of a protected source; and what differs between two versions of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.approvals import Pair, require_new_pair, seniors_suffice
from complaints.domain.differing import Way, pieces
from complaints.domain.errors import Refusal
from complaints.domain.identity import Scope


def test_the_same_two_do_not_follow_themselves_where_another_senior_is_on_duty() -> None:
    with pytest.raises(Refusal, match=r"approval\.same_pair"):
        require_new_pair(Pair(1, 2), Pair(1, 2), [2, 3])
    require_new_pair(Pair(1, 2), Pair(1, 2), [1, 2])
    require_new_pair(Pair(1, 3), Pair(1, 2), [2, 3])
    require_new_pair(Pair(2, 1), Pair(1, 2), [1, 2, 3])
    require_new_pair(Pair(1, 2), None, [2, 3])


def test_a_whole_site_takes_two_seniors() -> None:
    assert seniors_suffice(Scope.PAGE, [2])
    assert seniors_suffice(Scope.ACCOUNT, [2])
    assert not seniors_suffice(Scope.SITE, [2, 2])
    assert seniors_suffice(Scope.SITE, [2, 3])


@given(st.text(max_size=80), st.text(max_size=80))
def test_both_versions_can_be_read_out_of_what_differs(before: str, after: str) -> None:
    runs = pieces(before, after)
    if all(letter.isprintable() for letter in before + after):
        assert "".join(run.text for run in runs if run.way is not Way.CAME) == before
        assert "".join(run.text for run in runs if run.way is not Way.GONE) == after


def test_words_are_compared_and_not_letters() -> None:
    runs = [(run.way, run.text) for run in pieces("The second page calls.", "The third page calls.")]
    assert runs == [("same", "The "), ("gone", "second"), ("came", "third"), ("same", " page calls.")]

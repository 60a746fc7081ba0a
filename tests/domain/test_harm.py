"""What disturbs is folded; the list names categories that there are, and each has its warning."""

from complaints.domain.categories import AT_START
from complaints.domain.harm import DISTURBING
from complaints.domain.messages import MESSAGES


def test_each_category_of_the_list_exists_and_has_a_warning() -> None:
    assert {category.code for category in AT_START} >= DISTURBING
    assert all(f"harm.{code}" in MESSAGES for code in DISTURBING)


def test_whatever_must_never_be_shown_or_is_an_immediate_danger_is_on_the_list() -> None:
    assert {category.code for category in AT_START if category.danger or not category.capture} <= DISTURBING

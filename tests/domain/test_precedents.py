"""What comes first among earlier decisions, and the reasons that are given."""

from complaints.domain.precedents import SHOWN, Because, Found, Reason, by_subject, ranked, telling


def found(case_id: int, because: Because, **more: object) -> Found:
    return Found(case_id, Reason(because, **more))  # type: ignore[arg-type]  # fields of Reason


def test_the_same_link_comes_before_a_copy_and_a_copy_before_the_same_site() -> None:
    order = ranked([found(1, Because.SITE), found(2, Because.TEXT, percent=97), found(3, Because.LINK)])
    assert [case_id for case_id, _ in order] == [3, 2, 1]


def test_several_reasons_add_up_and_all_are_given() -> None:
    everything = [found(1, Because.SITE), found(1, Because.TEXT, percent=95), found(2, Because.TEXT, percent=99)]
    order = ranked(everything)
    assert [case_id for case_id, _ in order] == [1, 2]
    assert [reason.because for reason in order[0][1]] == [Because.TEXT, Because.SITE]


def test_of_two_reasons_of_one_kind_the_stronger_stays() -> None:
    ((_, (reason,)),) = ranked([found(1, Because.TEXT, percent=95), found(1, Because.TEXT, percent=100)])
    assert reason.percent == 100


def test_what_is_said_already_is_not_said_again() -> None:
    ((_, reasons),) = ranked([found(1, Because.LINK), found(1, Because.ACCOUNT), found(1, Because.SITE)])
    assert [reason.because for reason in reasons] == [Because.LINK]


def test_of_equals_the_newer_comes_first_and_the_list_ends() -> None:
    order = ranked([found(case_id, Because.SITE) for case_id in range(50)])
    assert [case_id for case_id, _ in order] == list(range(49, 49 - SHOWN, -1))


def test_a_case_is_looked_for_by_its_long_words() -> None:
    assert telling(["на", "насилие", "соседей", "12345678", "же", "ненависть"], 2) == ("ненависть", "насилие")


def test_two_shared_words_are_too_few() -> None:
    assert by_subject({1: ["насилие", "соседей"]}) == ()
    (only,) = by_subject({1: ["насилие", "соседей", "угроза", "угроза"]})
    assert only.reason.shared == ("насилие", "соседей", "угроза")

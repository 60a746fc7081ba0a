"""Related cases: read side by side, decided with carried-over words, refused together only where that is safe."""

from collections.abc import Callable

import pytest
from flask import Flask

from complaints.bootstrap import Application
from complaints.domain.bundles import MOST, chosen, require_refusable
from complaints.domain.errors import Refusal
from tests.builders import REFUSAL, email_of, lodge, member, work
from tests.pages import Page, Person

Staff = Callable[..., Person]
WORDS = {
    "facts": "The link leads to a shop's own page.",
    "explanation": "The service does not decide it.",
    "language": "en",
}


@pytest.fixture
def cases(application: Application) -> list[str]:
    """Three cases of one site, one of which is of immediate danger, and one of another site."""
    for link, category in (("a.kz/1", "other"), ("a.kz/2", "other"), ("a.kz/3", "suicide"), ("b.kz/1", "other")):
        lodge(application, f"https://{link}", category=category)
    work(application)
    return [f"C-{application.clock().year}-{each:06d}" for each in range(1, 5)]


def post(who: Person, path: str, **fields: object) -> Page:
    token = who.open("/staff/queue").value("csrf_token")
    return who._met(who.client.post(path, data={"csrf_token": token, **fields}))


def together(who: Person, case: str, *picked: str, **words: str) -> Page:
    return post(who, f"/staff/cases/{case}/refuse-together", by="site", chosen=list(picked), **{**WORDS, **words})


def decided(application: Application) -> list[tuple[int, str]]:
    with application.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT case_id, outcome FROM decisions ORDER BY case_id")
        return [tuple(row) for row in rows]


def test_nothing_and_too_much_are_refused_and_each_case_counts_once() -> None:
    assert chosen([("C-1", 1), ("C-1", 1), ("C-2", 4)]) == [("C-1", 1), ("C-2", 4)]
    for numbers, code in (([], "bundle.none"), ([(f"C-{n}", 1) for n in range(MOST + 1)], "bundle.too_many")):
        with pytest.raises(Refusal) as refused:
            chosen(numbers)
        assert refused.value.code == code
    require_refusable(protected=False, danger=False)
    for marks, code in (
        ({"protected": True, "danger": False}, "protected"),
        ({"protected": False, "danger": True}, "danger"),
    ):
        with pytest.raises(Refusal, match=rf"bundle\.{code}"):
            require_refusable(**marks)


def test_cases_of_one_site_are_read_side_by_side_and_the_reading_is_logged(
    staff: Staff, application: Application, cases: list[str]
) -> None:
    page = staff("reviewer").open(f"/staff/cases/{cases[0]}/bundle?by=site")
    for number in cases[:3]:
        assert number in page.words
    assert cases[3] not in page.words
    with application.database.reading() as connection:
        read = connection.exec_driver_sql("SELECT count(DISTINCT case_id) FROM personal_reads").scalar_one()
    assert read == 3
    assert staff("reviewer").open(f"/staff/cases/{cases[0]}/bundle?by=nonsense").status == 404


def picked(application: Application, case: str) -> str:
    seen = application.views.cases.get(case)
    assert seen is not None
    return f"{case}:{seen.version}"


def test_each_refused_case_gets_a_decision_of_its_own(staff: Staff, application: Application, cases: list[str]) -> None:
    page = together(staff("reviewer"), cases[0], picked(application, cases[0]), picked(application, cases[1]))
    assert page.status == 200
    assert decided(application) == [(1, "out_of_scope"), (2, "out_of_scope")]
    assert page.words.count("Decision D-") == 2


def test_nobody_cheats_a_case_into_a_bundle(staff: Staff, application: Application, cases: list[str]) -> None:
    reviewer = staff("reviewer")
    with application.open_uow(member(application, "admin").actor, "test.protect") as uow:
        uow.catalogue.protect("b.kz", "news", application.clock())
    application.casework.claim(cases[1], member(application, "reviewer2"))
    everything = [picked(application, each) for each in cases]
    page = together(reviewer, cases[0], *everything, outcome="restricted", ground="x")
    assert page.status == 200
    assert decided(application) == [(1, "out_of_scope")], page.words
    assert "Somebody may be in immediate danger" in page.words
    assert "This is a protected source" in page.words
    assert email_of("reviewer2") in page.words
    with application.database.reading() as connection:
        held = connection.exec_driver_sql("SELECT id, holder_id FROM cases WHERE holder_id IS NOT NULL").all()
    assert [tuple(row) for row in held] == [(2, member(application, "reviewer2").id)]


def test_a_case_that_changed_or_is_kept_away_from_is_left_alone(
    staff: Staff, application: Application, cases: list[str]
) -> None:
    stale = picked(application, cases[0])
    lodge(application, "https://a.kz/1", category="other", description="Another one.")
    work(application)
    application.recusing.recuse(cases[1], member(application, "reviewer"), "resource", "A friend.")
    together(staff("reviewer"), cases[0], stale, picked(application, cases[1]))
    assert decided(application) == []
    together(staff("reviewer"), cases[0], picked(application, cases[0]))
    assert decided(application) == [(1, "out_of_scope")]


def test_without_reasons_nothing_is_decided_and_what_was_typed_stays(
    staff: Staff, application: Application, cases: list[str]
) -> None:
    reviewer = staff("reviewer")
    page = together(reviewer, cases[0], picked(application, cases[0]), facts="")
    assert page.status == 422
    assert WORDS["explanation"] in page.text
    assert decided(application) == []
    assert together(reviewer, cases[0]).status == 422
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cases WHERE holder_id IS NOT NULL").scalar_one() == 0


def test_only_those_who_decide_refuse_together(app: Flask, staff: Staff, cases: list[str]) -> None:
    assert together(staff("auditor"), cases[0], f"{cases[0]}:2").status == 403


def test_ones_own_words_are_carried_over_and_what_speaks_of_the_other_page_is_not(
    staff: Staff, application: Application, cases: list[str]
) -> None:
    reviewer = staff("reviewer")
    reviewer.send(f"/staff/cases/{cases[0]}/claim", onto=f"/staff/cases/{cases[0]}")
    reviewer.follow()
    assert reviewer.send(f"/staff/cases/{cases[0]}/decide", dict(REFUSAL)).status == 303
    assert post(reviewer, f"/staff/cases/{cases[1]}/carry", **{"from": cases[0]}).status == 303
    page = reviewer.open(f"/staff/cases/{cases[1]}")
    assert page.value("facts") == REFUSAL["facts"]
    assert page.value("outcome") == ""
    assert post(reviewer, f"/staff/cases/{cases[1]}/carry", **{"from": cases[0]}).status == 422
    assert post(staff("reviewer2"), f"/staff/cases/{cases[2]}/carry", **{"from": cases[0]}).status == 422

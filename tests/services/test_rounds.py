"""Complaints about a decided page: answered, and a fresh round only when the page says something else."""

from datetime import timedelta

import pytest

from complaints.domain.decisions import Written
from complaints.services.rounds import RECHECK_EVERY
from complaints.web.factory import create_app
from tests.builders import PASSWORD, REFUSAL, email_of
from tests.pages import Person
from tests.services.conftest import PROSE, page

OTHER = "\n".join(
    f"Paragraph {number} of an entirely different text that stands where the first one stood, word after word."
    for number in range(9)
)
LINK = "http://site.kz/page"


@pytest.fixture
def decided(service, site, reviewer):
    """A case that was decided while the page said `PROSE`."""
    site.paths["/page"] = page(PROSE)
    service.file(LINK)
    service.work()
    service.casework.claim(service.number(), reviewer)
    version = service.rows("SELECT version FROM cases")[0][0]
    service.deciding.decide(service.number(), reviewer, version, Written(**REFUSAL))
    service.work()
    service.clock.move(days=2)
    return service.number()


def rounds(service):
    return service.rows("SELECT id, round, state, complaints, previous_id FROM cases ORDER BY id")


def test_while_the_page_is_unchanged_complaints_get_the_standing_decision(service, site, decided):
    again = service.file(LINK, words="It is still there.", email="citizen@mail.example")
    service.work()
    assert rounds(service) == [(1, 1, "decided", 2, None)]
    assert service.codes(1)["changed"] == "check.changed.unchanged"
    assert service.views.complaints.get(again).links[0].decision is not None
    assert service.rows(f"SELECT kind FROM notices WHERE complaint_id = {again}") == [("decision",)]


def test_a_changed_page_opens_the_next_round_with_the_complaints_since(service, site, decided):
    site.paths["/page"] = page(OTHER)
    service.file(LINK, words="Now it says something else.")
    service.work()
    assert rounds(service) == [(1, 1, "decided", 1, None), (2, 2, "waiting", 1, 1)]
    assert service.rows("SELECT case_id FROM attachments ORDER BY id") == [(1,), (2,)]
    first, second = (service.views.joins.of(number) for number in (1, 2))
    assert [(each.round, each.state) for each in first.rounds] == [(2, "waiting")]
    assert [(each.round, each.outcome) for each in second.rounds] == [(1, "no_violation")]
    assert service.codes(2)["decided"] == "check.decided.before"
    assert "check.decided.before" in service.rows("SELECT priority_parts FROM cases WHERE id = 2")[0][0]
    service.clock.move(minutes=5)
    service.file(LINK, words="I saw it too.")
    service.work()
    assert rounds(service) == [(1, 1, "decided", 1, None), (2, 2, "waiting", 2, 1)]


def test_the_page_is_looked_at_again_at_most_once_an_hour(service, site, decided):
    def looks():
        return service.rows("SELECT count(*) FROM checks WHERE code = 'check.complained'")[0][0]

    for minute in range(5):
        service.file(LINK, words=f"Again, {minute}.")
        service.work()
        service.clock.move(minutes=10)
    assert looks() == 1
    service.clock.move(seconds=(RECHECK_EVERY - timedelta(minutes=50)).total_seconds())
    site.paths["/page"] = page(OTHER)
    service.file(LINK, words="After an hour.")
    service.work()
    assert looks() == 2
    assert [row[3] for row in rounds(service)] == [1, 6]


def test_a_closed_case_gets_its_next_round_too(service, site, decided):
    service.clock.move(days=400)
    service.upkeep.close()
    assert rounds(service)[0][2] == "closed"
    site.paths["/page"] = page(OTHER)
    service.file(LINK, words="It came back.")
    service.work()
    assert [row[2] for row in rounds(service)] == ["closed", "waiting"]


def test_a_change_that_nobody_complained_about_opens_nothing(service, site, decided, reviewer):
    site.paths["/page"] = page(OTHER)
    service.checking.again(decided, reviewer)
    service.work()
    assert service.codes(1)["changed"] == "check.changed.changed"
    assert len(rounds(service)) == 1
    service.file(LINK, words="Now I complain.")
    service.work()
    assert [row[3] for row in rounds(service)] == [1, 1]


def test_what_changed_is_told_line_by_line_on_the_page_of_the_fresh_case(service, site, decided):
    lines = PROSE.split("\n")
    fresh = "Now it names a day and a place, which it did not before."
    site.paths["/page"] = page("\n".join([lines[0], fresh, lines[2]]))
    service.file(LINK, words="They changed it.")
    service.work()
    reviewer = Person(create_app(service))
    reviewer.sign_in(email_of("reviewer"), PASSWORD)
    for number in (1, 2):
        shown = reviewer.open(f"/staff/cases/{service.number(number)}")
        quoted = [" ".join(node.text().split()) for node in shown.tree.css(".app-quote li")]
        assert f"- {lines[1]}" in quoted
        assert f"+ {fresh}" in quoted
        assert not any(line.endswith((lines[0], lines[2])) for line in quoted), "what stayed is not quoted"
    assert service.codes(2)["changed"] == "check.changed.changed"


def test_an_unchanged_page_is_said_to_be_unchanged_and_quotes_nothing(service, site, decided):
    service.file(LINK, words="Still there.")
    service.work()
    assert service.codes(1)["changed"] == "check.changed.unchanged"
    assert service.rows(
        "SELECT count(*) FROM check_details d JOIN checks c ON c.id = d.check_id WHERE c.step = 'changed'"
    ) == [(0,)]
    assert service.rows("SELECT count(*) FROM evidence") == [(2,)], "two captures, two days apart"

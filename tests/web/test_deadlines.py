"""The administrators' page of deadlines: what it shows, refuses and keeps, and whom it lets in."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from complaints.bootstrap import Application
from tests.builders import Ticking, lodge, work
from tests.pages import Page, Person, numbers
from tests.sentences import sentence

LANGUAGES = ("kk", "ru", "en")
PLACE = "/admin/deadlines"
Staff = Callable[..., Person]


@pytest.fixture
def calendar(application: Application) -> Application:
    """A service whose calendar knows its public holidays."""
    application.deadlines.extend()
    work(application)
    return application


def save(admin: Person, part: str, **typed: object) -> Page:
    """Send one of the page's forms."""
    return admin.send(f"{PLACE}/{part}", dict(typed), onto=PLACE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_counts_now(calendar: Application, staff: Staff, language: str) -> None:
    page = staff("admin", language).open(PLACE)
    assert page.value("amount-suicide") == "24"
    assert page.value("unit-suicide") == "clock_hours"
    assert (page.value("opens"), page.value("closes"), page.value("zone")) == ("09:00", "18:00", "Asia/Almaty")
    assert page.value("country") == "KZ"
    assert "Тәуелсіздік күні" in page.words
    assert len(page.tree.css("td time")) == 11


def test_an_administrator_changes_terms_and_the_desk_is_told(calendar: Application, staff: Staff) -> None:
    lodge(calendar)
    work(calendar)
    admin = staff("admin")
    assert save(admin, "terms", **{"amount-other": "2", "unit-other": "hours"}).status == 303
    assert "being counted anew" in admin.follow().words
    work(calendar)
    page = admin.open(PLACE)
    assert "being counted anew" not in page.words
    assert (page.value("amount-other"), page.value("unit-other")) == ("2", "hours")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistake_is_said_where_it_is_and_what_was_typed_stays(staff: Staff, language: str) -> None:
    admin = staff("admin", language)
    page = save(admin, "terms", **{"amount-other": "many", "amount-cruelty": "7"})
    assert page.status == 422
    assert page.faults == [sentence(language, "deadline.amount", limit=120)]
    assert (page.value("amount-other"), page.value("amount-cruelty")) == ("many", "7")
    page = save(admin, "week", opens="18:00", closes="9", zone="Almaty", country="Kazakhstan", weekdays=None)
    assert page.status == 422
    assert page.faults == [
        sentence(language, code)
        for code in ("calendar.weekdays", "calendar.clock", "calendar.zone", "calendar.country")
    ]
    assert (page.value("zone"), page.value("country")) == ("Almaty", "Kazakhstan")
    page = save(admin, "days", day="soon", kind="off", name="A day")
    assert page.faults == [sentence(language, "calendar.day")]
    assert page.value("name") == "A day"


def test_special_days_are_added_and_taken_off(calendar: Application, staff: Staff) -> None:
    admin = staff("admin")
    assert save(admin, "days", day="2099-02-03", kind="working", name="Moved from Friday").status == 303
    assert "Moved from Friday" in admin.follow().words
    assert save(admin, "days", day="2099-02-03", kind="off", name="").faults == [sentence("en", "calendar.known")]
    forms = [form for form in admin.open(PLACE).forms(f"{PLACE}/days/remove") if "2099-02-03" in (form.html or "")]
    token = admin.last.value("csrf_token")
    assert len(forms) == 1
    gone = admin.client.post(f"{PLACE}/days/remove", data={"csrf_token": token, "day": "2099-02-03"})
    assert gone.status_code == 303
    assert "Moved from Friday" not in admin.open(PLACE).words
    assert admin.client.post(f"{PLACE}/days/remove", data={"csrf_token": token, "day": "x"}).status_code == 422


def test_the_working_week_is_changed_and_its_history_kept(calendar: Application, staff: Staff) -> None:
    admin = staff("admin")
    changed = {"weekdays": ["1", "6"], "opens": "08:00", "closes": "20:00", "zone": "Europe/Berlin", "country": ""}
    assert save(admin, "week", **changed).status == 303
    page = admin.follow()
    assert (page.value("zone"), page.value("country")) == ("Europe/Berlin", "")
    assert len(page.tree.css("input[name=weekdays][checked]")) == 2
    with calendar.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT zone FROM working_weeks ORDER BY id").scalars().all() == [
            "Asia/Almaty",
            "Europe/Berlin",
        ]


@pytest.mark.parametrize("name", ["reviewer", "senior", "auditor", "custodian"])
def test_nobody_else_comes_in(staff: Staff, name: str) -> None:
    who = staff(name)
    token = who.open("/complaints/new").value("csrf_token")
    assert who.client.get(PLACE).status_code == 403
    for part in ("terms", "week", "days", "days/remove"):
        assert who.client.post(f"{PLACE}/{part}", data={"csrf_token": token}).status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_is_warned_before_a_deadline_and_told_after_it(
    calendar: Application, staff: Staff, clock: Ticking, language: str
) -> None:
    lodge(calendar, category="suicide")
    work(calendar)
    reviewer = staff("reviewer", language)
    page = reviewer.open("/staff/queue")
    assert page.tree.css_first(".app-due--early") is not None
    assert page.tree.css_first("p.app-due--overdue") is None
    assert "(UTC+5)" in page.words
    (number,) = numbers(page, "C")
    clock.ahead = timedelta(hours=20)
    calendar.deadlines.turn()
    reviewer = staff("reviewer", language)
    reviewer.send(f"/staff/cases/{number}/claim", onto=f"/staff/cases/{number}")
    assert reviewer.follow().tree.css_first(".app-due--soon") is not None
    notice = reviewer.open("/staff/queue").tree.css_first(".govuk-inset-text")
    assert notice is not None
    assert number in notice.text()
    clock.ahead = timedelta(hours=25)
    calendar.deadlines.turn()
    page = staff("senior", language).open("/staff/queue")
    assert page.tree.css_first("p.app-due--overdue") is not None
    assert "aryz_cases_overdue 1" in reviewer.client.get("/metrics").get_data(as_text=True)


def test_the_parts_of_a_priority_are_a_bar_with_words(calendar: Application, staff: Staff) -> None:
    lodge(calendar, category="suicide")
    work(calendar)
    reviewer = staff("reviewer")
    page = reviewer.open("/staff/queue")
    widths = [int(each.attributes["width"] or 0) + 6 for each in page.tree.css(".app-weight__part")]
    assert widths == [450, 200]
    assert "+450 how grave the category is" in page.words
    (number,) = numbers(page, "C")
    assert len(reviewer.open(f"/staff/cases/{number}").tree.css(".app-weight__part")) == 2

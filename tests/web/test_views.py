"""Views of the queue: built in, saved, shared, copied; each with its count."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from complaints.bootstrap import Application
from complaints.domain.queue_views import MAX_OWN
from tests.builders import Ticking, email_of, lodge, member, work
from tests.pages import Page, Person, numbers
from tests.sentences import sentence

Staff = Callable[..., Person]
LANGUAGES = ("kk", "ru", "en")
VIEWS = "/staff/views"


def listed(page: Page) -> dict[str, tuple[str, str]]:
    """Give the views of a page: the address and the count of each, by name."""
    found = {}
    for link in page.tree.css(".app-views a"):
        count = link.css_first(".app-views__count")
        said = count.text().strip() if count else ""
        name = " ".join(link.text().split()).removesuffix(said).strip()
        found[name] = (link.attributes["href"] or "", said)
    return found


def save(who: Person, name: str, asked: str = "language=kk", **fields: str) -> Page:
    """Save a view with the form of the queue."""
    return who.send(VIEWS, {"name": name, "asked": asked, **fields}, onto=f"/staff/queue?{asked}")


def ids(application: Application) -> list[int]:
    with application.database.reading() as connection:
        return list(connection.exec_driver_sql("SELECT id FROM saved_views ORDER BY id").scalars())


def open_cases(application: Application, count: int) -> None:
    for number in range(count):
        lodge(application, f"https://page.example/{number}")
    work(application)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_has_views_with_their_counts(staff: Staff, application: Application, language: str) -> None:
    open_cases(application, 3)
    reviewer = staff("reviewer", language)
    (first, *_) = sorted(numbers(reviewer.open("/staff/queue"), "C"))
    application.casework.claim(first, member(application, "reviewer"))
    views = listed(reviewer.open("/staff/queue"))
    told = {code: views[sentence(language, f"view.{code}")] for code in ("all", "unclaimed", "mine", "returned")}
    assert told == {
        "all": ("/staff/queue", "3"),
        "unclaimed": ("/staff/queue?status=waiting", "2"),
        "mine": ("/staff/queue?assignee=me", "1"),
        "returned": ("/staff/queue?returned=1", "0"),
    }
    for code, place in (("mine", "/staff/queue?assignee=me"), ("nonsense", "/staff/queue"), ("999", "/staff/queue")):
        assert reviewer.open(f"/staff/queue?view={code}").headers["Location"] == place
    assert views[sentence(language, "view.rereview")] == ("/staff/rereviews", "0")
    assert reviewer.open("/staff/queue?view=rereview").headers["Location"] == "/staff/rereviews"
    page = reviewer.open("/staff/queue?returned=1")
    assert sentence(language, "empty.returned") in page.words
    (current,) = page.tree.css(".app-views [aria-current]")
    assert sentence(language, "view.returned") in " ".join(current.text().split())


def test_more_than_can_be_told_is_told_as_more(staff: Staff, application: Application) -> None:
    open_cases(application, 101)
    assert listed(staff("reviewer").open("/staff/queue"))["All open"] == ("/staff/queue", "99+")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_view_is_saved_renamed_and_deleted(staff: Staff, application: Application, language: str) -> None:
    reviewer = staff("reviewer", language)
    answer = save(reviewer, "Қазақша істер", "category=other&language=kk&sort=x")
    assert answer.status == 303
    assert answer.headers["Location"] == "/staff/queue?category=other&language=kk"
    assert listed(reviewer.follow())["Қазақша істер"] == ("/staff/queue?category=other&language=kk", "0")
    (view,) = ids(application)
    assert reviewer.open(f"/staff/queue?view={view}").headers["Location"] == "/staff/queue?category=other&language=kk"
    page = reviewer.open(VIEWS)
    assert "Қазақша істер" in page.words
    assert sentence(language, "language.kk") in page.words
    reviewer.send(f"{VIEWS}/{view}/change", {"name": "Казахские"}, onto=VIEWS)
    assert "Казахские" in listed(reviewer.open("/staff/queue"))
    reviewer.send(f"{VIEWS}/{view}/delete", onto=VIEWS)
    assert "Казахские" not in listed(reviewer.open("/staff/queue"))
    history = staff("auditor").open(f"/audit/?subject={email_of('reviewer')}&after=0")
    assert history.status == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "code", "params"),
    [
        (" ", "view.name.missing", {}),
        ("n" * 61, "view.name.too_long", {"length": 61, "limit": 60}),
        ("Taken", "view.name.taken", {}),
    ],
)
def test_a_name_that_will_not_do_is_refused_with_what_was_typed(
    staff: Staff, application: Application, language: str, name: str, code: str, params: dict[str, int]
) -> None:
    reviewer = staff("reviewer", language)
    save(reviewer, "Taken", "status=in_review")
    page = save(reviewer, name, shared="1")
    assert page.status == 422
    assert sentence(language, code, **params) in page.faults
    assert page.value("asked") == "language=kk"
    assert page.value("name") == name
    assert page.value("shared") == "1"
    save(reviewer, "Another", "status=proposed")
    view = ids(application)[-1]
    page = reviewer.send(f"{VIEWS}/{view}/change", {"name": name}, onto=VIEWS)
    assert page.status == 422
    assert sentence(language, code, **params) in page.faults


def test_a_shared_view_is_everybodys_to_see_and_to_copy_but_its_owners_to_change(
    staff: Staff, application: Application
) -> None:
    owner, other = staff("reviewer"), staff("reviewer2")
    save(owner, "Kept", "language=ru")
    save(owner, "Ours", "language=kk", shared="1")
    kept, ours = ids(application)
    names = listed(other.open("/staff/queue"))
    assert "Ours" in names
    assert "Kept" not in names
    page = other.open(VIEWS)
    assert not page.forms(f"{VIEWS}/{ours}/change")
    token = page.value("csrf_token")
    for act in ("change", "delete"):
        refused = other._met(
            other.client.post(f"{VIEWS}/{ours}/{act}", data={"csrf_token": token, "name": "Stolen", "shared": "1"})
        )
        assert refused.status == 403
        assert sentence("en", "view.not_own") in refused.words
    for view, act in ((kept, "change"), (kept, "copy"), (999, "delete"), ("x", "copy")):
        assert other.client.post(f"{VIEWS}/{view}/{act}", data={"csrf_token": token}).status_code == 404
    assert other.open(f"/staff/queue?view={kept}").headers["Location"] == "/staff/queue"
    for _ in range(2):
        other.send(f"{VIEWS}/{ours}/copy", onto=VIEWS)
    own = [name for name in listed(other.open("/staff/queue")) if name.startswith("Ours")]
    assert own == ["Ours", "Ours 2"]
    owner.send(f"{VIEWS}/{ours}/delete", onto=VIEWS)
    assert listed(other.open("/staff/queue"))["Ours 2"][0] == "/staff/queue?language=kk"


def test_there_is_a_limit_that_says_what_to_do(staff: Staff) -> None:
    reviewer = staff("reviewer")
    for number in range(MAX_OWN):
        assert save(reviewer, f"View {number}", f"text=word{number}").status == 303
    page = save(reviewer, "One more")
    assert page.status == 422
    assert sentence("en", "view.too_many", limit=MAX_OWN) in page.faults


def test_everything_open_is_no_view_to_save(staff: Staff) -> None:
    reviewer = staff("reviewer")
    assert not reviewer.open("/staff/queue").forms(VIEWS)
    page = reviewer.send(VIEWS, {"name": "All", "asked": "sort=x&category="}, onto="/staff/queue?language=kk")
    assert page.status == 422
    assert sentence("en", "view.empty") in page.faults


def test_how_long_the_oldest_case_is_open_is_told(staff: Staff, application: Application, clock: Ticking) -> None:
    assert "Open the longest" not in staff("reviewer").open("/staff/queue").words
    open_cases(application, 2)
    reviewer = staff("reviewer")
    assert "Open the longest" in reviewer.open("/staff/queue").words
    assert "Show the oldest" not in reviewer.last.words
    clock.ahead = timedelta(days=4)
    reviewer = staff("reviewer")
    page = reviewer.open("/staff/queue")
    (oldest,) = [link for link in page.tree.css("a") if "Show the oldest" in link.text()]
    assert len(set(numbers(reviewer.open(oldest.attributes["href"] or ""), "C"))) == 2

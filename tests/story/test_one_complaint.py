"""One complaint from the form to the register, told in one go on a real SQLite database."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from complaints.bootstrap import Application, build
from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.upgrade import check, upgrade
from complaints.db.verification import verify
from complaints.domain.access import Role, system
from complaints.settings import Settings
from complaints.web.factory import create_app

PASSWORD = "a long password"
STATEMENT = {
    "outcome": "restricted",
    "facts": "The page calls for violence in its second paragraph.",
    "explanation": "A call for violence is prohibited.",
    "language": "en",
    "ground": "communications-41-1-1-1",
    "ground_explanation": "The call meets the article.",
    "necessity": "The owner does not answer.",
    "scope": "page",
    "territory": "Kazakhstan",
}


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    settings = Settings.from_environment({"ARYZ_DATA_DIR": str(tmp_path), "ARYZ_EGRESS": "none"})
    made = build(settings)
    upgrade(made.database.engine)
    for name, role in (("reviewer", Role.REVIEWER), ("senior", Role.SENIOR), ("auditor", Role.AUDITOR)):
        made.signin.add(f"{name}@demo.example", role, PASSWORD, system("test"))
    yield made
    made.close()


def work(application: Application) -> None:
    """Do what relay and workers do, until nothing is left."""
    while True:
        with application.open_uow(system("relay"), "relay") as uow:
            messages = uow.outbox.take(50)
            uow.outbox.mark_published([message.id for message in messages])
        if not messages:
            return
        for message in messages:
            application.handlers[message.topic](**message.payload)


class Person:
    """Somebody at a browser, who sends forms with the hidden fields the page gave."""

    def __init__(self, application: Application) -> None:
        self.client: FlaskClient = create_app(application).test_client()

    def read(self, path: str) -> str:
        return self.client.get(path).text

    def send(self, page: str, path: str, **fields: str) -> tuple[int, str]:
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.read(page)))
        answer = self.client.post(path, data={**hidden, **fields})
        return answer.status_code, answer.text

    def sign_in(self, name: str) -> None:
        status, _ = self.send("/staff/login", "/staff/login", email=f"{name}@demo.example", password=PASSWORD)
        assert status == 303


def file(person: Person, link: str, words: str, email: str = "") -> str:
    page = "/complaints/new?lang=en"
    fields = {"links": link, "category": "extremism", "description": words, "email": email, "good_faith": "1"}
    status, _ = person.send(page, "/complaints/new", **fields)
    assert status == 303
    found = re.search(r'id="code"[^>]*>([\d ]{19})<', person.read("/complaints/receipt"))
    assert found
    return found.group(1)


def test_a_complaint_travels_from_the_form_to_a_public_explained_decision(
    application: Application, tmp_path: Path
) -> None:
    first, second = Person(application), Person(application)
    codes = [
        file(first, "https://www.example.kz/page/?utm_source=mail", "It calls for violence.", "citizen@demo.example"),
        file(second, "HTTP://example.kz/page", "Second paragraph, see there."),
    ]
    work(application)

    reviewer = Person(application)
    reviewer.sign_in("reviewer")
    numbers = set(re.findall(r"C-\d{4}-\d{6}", reviewer.read("/staff/queue?lang=en")))
    assert len(numbers) == 1
    case = f"/staff/cases/{numbers.pop()}"
    page = reviewer.read(case)
    assert "It calls for violence." in page
    assert "Second paragraph" in page
    assert reviewer.send(case, f"{case}/claim")[0] == 303
    ends_on = application.clock().date().replace(day=1)
    fields = {**STATEMENT, "ends_on": ends_on.replace(year=ends_on.year + 1).isoformat()}
    assert reviewer.send(case, f"{case}/decide", **{**fields, "ground": ""})[0] == 422
    assert reviewer.send(case, f"{case}/decide", **fields)[0] == 303
    assert reviewer.send(case, f"{case}/approve")[0] == 403

    senior = Person(application)
    senior.sign_in("senior")
    assert senior.send(case, f"{case}/approve")[0] == 303
    work(application)

    for code in codes:
        status, text = Person(application).send("/complaints/status?lang=en", "/complaints/status", receipt=code)
        assert status == 200
        assert STATEMENT["facts"] in text
        assert STATEMENT["necessity"] in text
    public = Person(application)
    (number,) = set(re.findall(r"D-\d{4}-\d{6}", public.read("/register")))
    assert STATEMENT["ground_explanation"] in public.read(f"/register/{number}")
    assert STATEMENT["facts"] in public.read("/lookup?url=example.kz/page")
    letters = list((tmp_path / "mail").glob("*.eml"))
    assert len(letters) == 1

    auditor = Person(application)
    auditor.sign_in("auditor")
    history = auditor.read(f"/audit/?subject={case.rpartition('/')[2]}")
    assert history.index("intake.lodge") < history.index("decisions.decide") < history.index("decisions.approve")
    assert seal_all(application.database.engine) > 0
    with application.database.reading() as connection:
        assert list(verify(connection, metadata)) == []
    assert check(application.database.engine) == []


def test_a_double_click_files_one_complaint(application: Application) -> None:
    person = Person(application)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', person.read("/complaints/new")))
    fields = {**hidden, "links": "https://example.kz/", "category": "other", "description": "x", "good_faith": "1"}
    codes = []
    for _ in range(2):
        assert person.client.post("/complaints/new", data=fields).status_code == 303
        codes.append(re.findall(r'id="code"[^>]*>([\d ]{19})<', person.read("/complaints/receipt")))
    assert codes[0] == codes[1]
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM complaints").scalar() == 1


def test_a_changed_row_is_found_by_verification(application: Application) -> None:
    seal_all(application.database.engine)
    with application.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER aryz_audit_categories_update")
        connection.exec_driver_sql("UPDATE categories SET severity = 1 WHERE code = 'other'")
    with application.database.reading() as connection:
        found = list(verify(connection, metadata))
    assert [each.where for each in found] == ["categories other"]
    assert check(application.database.engine) == ["trigger aryz_audit_categories_update is missing"]

"""The form: what it takes, what it says to bad input in each language, and that nothing typed is lost."""

import gzip
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest
from flask import Flask

from complaints.bootstrap import Application
from complaints.domain.signin import FILING_PER_NETWORK
from tests.builders import Ticking, file, receipt_code, work
from tests.pages import Page, Person
from tests.sentences import sentence

LANGUAGES = ("kk", "ru", "en")
RIGHT = {
    "links": "https://page.example/a",
    "category": "extremism",
    "description": "Ұлтаралық араздыққа шақырады — «вот так».",
    "email": "citizen@mail.example",
    "good_faith": "1",
}
LONG = "https://page.example/" + "a" * 2_979  # 3,000 characters

# What is wrong, what is sent instead, the code of the sentence and what fills it, and the field at fault.
FAULTS: dict[str, tuple[dict[str, object], str, dict[str, object], str]] = {
    "no link": ({"links": ""}, "links.missing", {}, "links"),
    "only blanks for links": ({"links": " \n \t"}, "links.missing", {}, "links"),
    "21 links": (
        {"links": "\n".join(f"https://page.example/{n}" for n in range(21))},
        "links.too_many",
        {"count": 21, "limit": 20},
        "links",
    ),
    "a link that is not one": (
        {"links": "https://page.example/a\nhello there"},
        "link.not_a_link",
        {"line": 2, "link": "hello there"},
        "links",
    ),
    "3,000 characters of link": (
        {"links": LONG},
        "links.too_long",
        {"line": 1, "limit": 2_048, "length": 3_000},
        "links",
    ),
    "no category": ({"category": None}, "category.missing", {}, "category"),
    "an unknown category": ({"category": "treason"}, "category.unknown", {}, "category"),
    "no description": ({"description": ""}, "description.missing", {}, "description"),
    "a description of 1 MB": (
        {"description": "я" * 1_000_000},
        "description.too_long",
        {"limit": 10_000, "length": 1_000_000},
        "description",
    ),
    "only control characters": ({"description": "\x00\x07\u202e\u2066"}, "description.missing", {}, "description"),
    "no address": ({"email": "citizen at mail"}, "email.wrong", {}, "email"),
    "no good faith": ({"good_faith": None}, "good_faith.missing", {}, "good_faith"),
}


def filled(person: Person, **changes: object) -> Page:
    """Fill the form in and send it."""
    return person.send("/complaints/new", {**RIGHT, **changes}, onto="/complaints/new")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FAULTS)
def test_a_mistake_gets_a_clear_sentence_and_loses_nothing(app: Flask, name: str, language: str) -> None:
    changes, code, params, field = FAULTS[name]
    page = filled(Person(app, language), **changes)
    assert page.status == 422
    assert sentence(language, code, **params) in page.faults
    (first, *_) = page.tree.css(".govuk-error-summary a")
    assert first.attributes["href"] == f"#{field}"
    assert page.tree.css_first(".govuk-error-summary[tabindex='-1'][data-module=govuk-error-summary]")
    for kept, value in {**RIGHT, **changes}.items():
        if kept not in {"description", "category"} or (kept == "category" and name != "an unknown category"):
            assert page.value(kept) == (value or ""), kept
    description = {**RIGHT, **changes}["description"]
    if "control" not in name:
        assert page.value("description") == description


def test_every_mistake_is_told_at_once(person: Person) -> None:
    page = person.send("/complaints/new", {}, onto="/complaints/new")
    assert [link.attributes["href"] for link in page.tree.css(".govuk-error-summary a")] == [
        "#links",
        "#category",
        "#description",
        "#good_faith",
    ]
    assert page.tree.css_first("title").text().startswith("Error:")


def test_a_right_form_leads_to_a_receipt_shown_once(person: Person, application: Application, clock: Ticking) -> None:
    page = filled(person)
    assert (page.status, page.headers["Location"]) == (303, "/complaints/receipt")
    code = receipt_code(person.follow())
    with application.database.reading() as connection:
        row = connection.exec_driver_sql("SELECT * FROM complaints").mappings().one()
        log = connection.exec_driver_sql('SELECT "after" FROM audit_log').scalars().all()
    digits = code.replace(" ", "")
    assert digits not in str(dict(row))
    assert not any(digits in (text or "") or row["receipt_hash"] in (text or "") for text in log)
    for name, value in person.client._cookies.items():
        assert digits not in str(value), name
    assert Person(person.client.application).open("/complaints/receipt").status == 303  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_control_and_direction_characters_change_nothing_that_is_seen(
    app: Flask, application: Application, language: str
) -> None:
    person = Person(app, language)
    assert (
        filled(
            person, description="плохо\u202eкод\x00\x1b[31m, «күй»", links="\u200bhttps://page.example/b\u2069"
        ).status
        == 303
    )
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT description FROM complaints").scalar() == "плохокод[31m, «күй»"
        assert connection.exec_driver_sql("SELECT language FROM complaints").scalar() == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["percent", "raw", "multipart"])
def test_another_encoding_is_refused_with_the_cure(app: Flask, language: str, kind: str) -> None:
    person = Person(app, language)
    token = person.open("/complaints/new").value("csrf_token")
    words = "Это плохо".encode("cp1251")
    fields = {"csrf_token": token, "links": "https://page.example/", "category": "other", "good_faith": "1"}
    if kind == "multipart":
        part = b'--x\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n'
        parts = [part % (name.encode(), value.encode()) for name, value in fields.items()]
        body = b"".join([*parts, part % (b"description", words), b"--x--\r\n"])
        sort = "multipart/form-data; boundary=x"
    else:
        sent = words.replace(b" ", b"+") if kind == "raw" else quote(words).encode()
        body, sort = urlencode(fields).encode() + b"&description=" + sent, "application/x-www-form-urlencoded"
    page = person._met(person.client.post("/complaints/new", data=body, content_type=sort))
    assert page.status == 422
    assert sentence(language, "encoding.wrong") in page.faults
    assert page.value("links") == "https://page.example/"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("token", ["", "not a token", None])
def test_a_bad_token_answers_400_with_everything_still_typed(app: Flask, language: str, token: str | None) -> None:
    person = Person(app, language)
    page = filled(person, csrf_token=token)
    assert page.status == 400
    assert sentence(language, "csrf.expired") in page.faults
    for name, value in RIGHT.items():
        assert page.value(name) == value
    assert person.send("/complaints/new").status == 303


def test_a_double_click_files_one_complaint(person: Person, application: Application) -> None:
    page = person.open("/complaints/new")
    codes = []
    for _ in range(2):
        person.last = page
        person.send("/complaints/new", dict(RIGHT))
        codes.append(receipt_code(person.follow()))
    assert codes[0] == codes[1]
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM complaints").scalar() == 1


def test_two_clicks_at_the_same_moment_file_one_complaint(app: Flask, application: Application) -> None:
    person = Person(app)
    page = person.open("/complaints/new")
    hidden = {name: page.value(name) for name in ("csrf_token", "nonce")}
    cookie = "; ".join(f"{each.key}={each.value}" for each in person.client._cookies.values())
    answers: list[int] = []

    def click() -> None:
        sent = app.test_client(use_cookies=False).post(
            "/complaints/new", data={**RIGHT, **hidden}, headers={"Cookie": cookie}
        )
        answers.append(sent.status_code)

    threads = [threading.Thread(target=click) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 6
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM complaints").scalar() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_flood_from_one_network_waits_but_immediate_danger_never_does(app: Flask, language: str) -> None:
    person = Person(app, language, network="203.0.113.9")
    application: Application = app.extensions["aryz"]
    for _ in range(FILING_PER_NETWORK.tries):
        application.intake._crowd("203.0.113.0/24")
    page = filled(person)
    assert page.status == 429
    wait = int(page.headers["Retry-After"])
    assert 0 < wait <= FILING_PER_NETWORK.seconds
    assert sentence(language, "filing.throttled", seconds=wait) in page.faults
    assert page.value("description") == RIGHT["description"]
    assert filled(person, category="suicide").status == 303
    assert filled(Person(app, language, network="198.51.100.1")).status == 303


def test_a_request_over_25_mb_is_refused_with_413(person: Person) -> None:
    page = filled(person, description="x" * (26 * 1024 * 1024))
    assert page.status == 413
    assert sentence("en", "request.too_large") in page.words


def test_the_form_page_is_small_enough_for_a_slow_phone(person: Person) -> None:
    page = person.open("/complaints/new")
    weight = len(gzip.compress(page.text.encode()))
    for node in page.tree.css("link[rel=stylesheet], script[src], link[rel=icon]"):
        weight += _weight(person, node.attributes.get("href") or node.attributes.get("src") or "")
    weight += _weight(person, "/static/kit.js")
    assert weight < 60_000


def _weight(person: Person, path: str) -> int:
    with person.client.get(path) as asset:
        assert asset.status_code == 200
        return len(gzip.compress(asset.data))


def test_a_receipt_is_gone_after_fifteen_minutes(
    person: Person, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(person, "https://page.example/")
    assert person.open("/complaints/receipt").status == 200
    later = time.time() + timedelta(minutes=16).total_seconds()
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: later)
    assert person.open("/complaints/receipt").status == 303


def test_pages_come_in_the_language_chosen_and_remember_it(app: Flask, staff: Callable[..., Person]) -> None:
    person = Person(app, "en")
    for language in LANGUAGES:
        page = person.open(f"/?lang={language}")
        assert page.tree.css_first("html").attributes["lang"] == language
        assert person.open("/complaints/new").tree.css_first("html").attributes["lang"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_danger_beyond_the_limit_waits_in_the_slower_lane_and_its_page_says_so(
    app: Flask, clock: Ticking, language: str
) -> None:
    person = Person(app, language, network="203.0.113.9")
    application: Application = app.extensions["aryz"]
    assert filled(person, category="suicide").status == 303
    assert person.follow().tree.css_first("#slow") is None
    work(application)
    for _ in range(FILING_PER_NETWORK.tries):
        application.intake._crowd("203.0.113.0/24")
    assert filled(person, category="suicide", links="https://other.example/").status == 303
    told = person.follow().tree.css_first("#slow")
    assert told is not None
    assert len(told.text()) > 80
    assert work(application) == 0, "it is not queued like all others"
    clock.ahead = timedelta(minutes=2)
    assert application.upkeep.sweep() == 1
    work(application)
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cases").scalar() == 2

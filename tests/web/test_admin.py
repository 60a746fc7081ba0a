"""The administration: who reaches it, what its forms refuse, and what the public sees of a change."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from complaints.bootstrap import Application
from complaints.domain.changes import WAIT
from complaints.web.factory import create_app
from tests.builders import PASSWORD, Ticking, email_of
from tests.pages import Page, Person
from tests.sentences import sentence

LANGUAGES = ("kk", "ru", "en")
Staff = Callable[..., Person]
FIELDS = {
    "code": "act-7",
    "article": "7",
    "valid_from": "2020-01-01",
    "categories": "other",
    "reason": "The law was passed.",
    **{f"{part}_{language}": f"{part} in {language}" for part in ("act", "text") for language in LANGUAGES},
}


@pytest.fixture
def together(application: Application) -> Flask:
    """The pages of a service that several people run."""
    application.__dict__["changing"] = replace(application.changing, alone=False)
    return create_app(application)


def signed_in(app: Flask, name: str, language: str = "en") -> Person:
    person = Person(app, language)
    person.sign_in(email_of(name), PASSWORD)
    return person


def propose(admin: Person, **changed: str) -> Page:
    return admin.send("/admin/grounds/new", {**FIELDS, **changed}, onto="/admin/grounds/new")


def test_signing_in_leads_an_administrator_to_the_administration(staff: Staff) -> None:
    admin = staff("admin")
    assert admin.last.status == 303
    page = admin.follow()
    assert "Nothing waits for a second person" in page.words
    names = ["Changes", "Legal grounds", "Protected sources", "Deadlines"]
    assert [link.text() for link in page.tree.css(".app-subnav a")] == names


def test_a_senior_sees_changes_only(staff: Staff) -> None:
    senior = staff("senior")
    page = senior.open("/admin/changes")
    assert [link.text() for link in page.tree.css(".app-subnav a")] == ["Changes"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "code"),
    [("code", "ground.code"), ("act_kk", "ground.missing"), ("valid_from", "ground.day")],
)
def test_an_incomplete_ground_is_refused_and_the_text_kept(staff: Staff, language: str, field: str, code: str) -> None:
    page = propose(staff("admin", language), **{field: ""})
    assert page.status == 422
    assert sentence(language, code, limit=60) in page.faults
    for name, value in FIELDS.items():
        if name not in {field, "categories"}:
            assert page.value(name) == value, name


def test_a_ground_is_added_versioned_and_ended_where_one_person_runs_the_service(staff: Staff) -> None:
    admin = staff("admin")
    assert propose(admin).status == 303
    page = admin.follow()
    assert "no second person was asked" in page.words
    assert "act in en" in admin.open("/admin/grounds").words
    assert "There is a ground with this code" in propose(admin).words
    page = admin.open("/admin/grounds/act-7/revise")
    assert page.value("text_en") == "text in en"
    admin.send("/admin/grounds/act-7/revise", {"text_en": "other text", "reason": "Amended."})
    words = admin.open("/admin/grounds/act-7").words
    assert "other text" in words
    assert "text in en" in words
    assert "Version 2" in words
    assert admin.send("/admin/grounds/act-7/end", {"valid_to": "x", "reason": "."}).status == 422
    assert admin.send("/admin/grounds/act-7/end", {"valid_to": "2021-01-01", "reason": "Repealed."}).status == 303
    assert "ended" in admin.open("/admin/grounds").words
    assert admin.client.get("/admin/grounds/none").status_code == 404


def test_two_people_change_a_ground_and_everybody_can_read_that(
    together: Flask, application: Application, clock: Ticking
) -> None:
    admin, senior, public = signed_in(together, "admin"), signed_in(together, "senior"), Person(together)
    propose(admin)
    page = admin.follow()
    assert "Another administrator or a senior reviewer must answer it" in page.words
    assert not page.forms("/admin/changes/1/approve")
    assert "Nothing was changed yet" in public.open("/changes").words
    token = {"csrf_token": page.value("csrf_token")}
    assert admin.client.post("/admin/changes/1/approve", data=token).status_code == 403
    page = senior.open("/admin/changes/1")
    assert "text in ru" in page.words
    assert senior.send("/admin/changes/1/refuse", {"reason": ""}).status == 422
    senior.send("/admin/changes/1/approve")
    assert "Approved, takes effect" in senior.follow().words
    words = public.open("/changes").words
    assert "act-7" in words
    assert "The law was passed." in words
    assert "admin@" not in words
    assert "act-7" not in admin.open("/admin/grounds").words
    clock.ahead = WAIT * 2
    application.changing.apply_due()
    assert "In effect since" in public.open("/changes").words
    assert "act-7" in signed_in(together, "admin").open("/admin/grounds").words


def test_a_refused_change_says_why_and_a_withdrawn_one_is_closed(together: Flask) -> None:
    admin, senior = signed_in(together, "admin"), signed_in(together, "senior")
    propose(admin)
    senior.send("/admin/changes/1/refuse", {"reason": "No such act."}, onto="/admin/changes/1")
    assert "No such act." in admin.open("/admin/changes/1").words
    propose(admin)
    admin.follow()
    assert admin.send("/admin/changes/2/withdraw").status == 303
    page = senior.open("/admin/changes/2")
    assert not page.forms("/admin/changes/2/approve")
    refused = senior._met(
        senior.client.post(
            "/admin/changes/2/approve", data={"csrf_token": senior.open("/staff/login").value("csrf_token")}
        )
    )
    assert refused.status == 409


def test_sources_are_looked_through_added_and_taken_off(staff: Staff) -> None:
    admin = staff("admin")
    assert "No protected source" in admin.open("/admin/sources").words
    for site, kind in (("habar.kz", "news"), ("bureau.kz", "human_rights")):
        fields = {"site": site, "kind": kind, "reason": "Yes."}
        assert admin.send("/admin/sources/add", fields, onto="/admin/sources").status == 303
    words = admin.open("/admin/sources").words
    assert "habar.kz" in words
    assert "bureau.kz" in words
    assert "bureau.kz" not in admin.open("/admin/sources?begins=ha").words
    page = admin.send("/admin/sources/add", {"site": "https://t.me/x", "kind": "news", "reason": "Yes."})
    assert page.status == 422
    assert page.value("reason") == "Yes."
    page = admin.send("/admin/sources/remove", {"site": "none.kz", "reason": "No."})
    assert page.status == 422
    assert "none.kz" in page.text
    assert admin.send("/admin/sources/remove", {"site": "habar.kz", "reason": "It moved."}).status == 303
    assert "bureau.kz" in admin.open("/admin/sources").words
    assert "habar.kz news" not in admin.last.words

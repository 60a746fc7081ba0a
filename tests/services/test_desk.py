"""The desk's pages about evidence: text as text, images in a page that can do nothing, purging, and who may."""

import re

import pytest

from complaints.web.factory import create_app
from tests.builders import PASSWORD, email_of
from tests.net.hostile import http
from tests.pages import Person
from tests.services.conftest import page
from tests.services.pictures import png

HOSTILE = "<script>alert(1)</script> and <img src=x onerror=alert(2)> in words"


@pytest.fixture
def desk(service, site):
    escaped = HOSTILE.replace("<", "&lt;")
    site.paths["/page"] = page(
        f"{escaped}\nterror and terrorist words stand here", title=f"T {escaped}", author=escaped
    )
    site.paths["/image"] = http(png(), "Content-Type: image/png")
    service.file("http://site.kz/page", "terrorism")
    service.file("http://site.kz/image", "other")
    service.work()
    person = Person(create_app(service))
    person.sign_in(email_of("reviewer"), PASSWORD)
    return person


def case(service, number: int) -> str:
    return f"/staff/cases/{service.number(number)}?lang=en"


def test_what_a_page_said_is_shown_as_text_and_does_nothing(desk, service):
    shown = desk.open(case(service, 1))
    assert "<script>alert" not in shown.text
    assert "<img src=x" not in shown.text
    assert "<script>alert(1)</script>" in shown.words
    assert "terrorist" in shown.words
    assert "confidence" in shown.words


def test_an_image_is_shown_in_a_page_that_can_do_nothing(desk, service):
    assert "Look at it blurred" in desk.open(case(service, 2)).words
    ((exhibit,),) = service.rows("SELECT id FROM evidence WHERE kind = 'image'")
    answer = desk.client.get(f"/staff/evidence/{exhibit}?lang=en")
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "img-src data:" in policy
    assert "allow-" not in policy
    assert "script" not in answer.text
    veiled = re.search(r'src="data:image/jpeg;base64,([^"]+)"', answer.text)
    assert veiled
    assert answer.headers["Cache-Control"] == "no-store"
    token = {"csrf_token": desk.last.value("csrf_token")}
    clear = desk.client.post(f"/staff/evidence/{exhibit}/clear", data=token)
    assert clear.status_code == 200
    assert veiled[1] not in clear.text
    handed = desk.client.post(f"/staff/evidence/{exhibit}/file", data=token)
    assert handed.headers["Content-Disposition"].startswith("attachment;")
    assert handed.headers["X-Content-Type-Options"] == "nosniff"
    assert handed.headers["Content-Security-Policy"].startswith("sandbox;")
    looks = service.rows("SELECT what FROM personal_reads WHERE what LIKE 'evidence %' ORDER BY id")
    assert [what for (what,) in looks] == [
        f"evidence {exhibit}, blurred",
        f"evidence {exhibit}, clear",
        f"evidence {exhibit}, clear",
    ]


def test_nobody_looks_without_signing_in_or_asking(desk, service):
    ((exhibit,),) = service.rows("SELECT id FROM evidence WHERE kind = 'image'")
    stranger = Person(create_app(service))
    assert stranger.client.get(f"/staff/evidence/{exhibit}").status_code == 302
    assert stranger.client.post(f"/staff/evidence/{exhibit}/clear").status_code in {400, 401}
    assert desk.client.get(f"/staff/evidence/{exhibit}/clear").status_code == 405
    assert desk.client.get("/staff/evidence/999").status_code == 404


def test_a_case_is_stopped_and_purged_from_its_page(desk, service):
    purge = f"/staff/cases/{service.number(1)}/purge"
    assert "Stop and purge" in desk.open(case(service, 1)).words
    assert desk.send(purge).status == 303
    words = desk.open(case(service, 1)).words
    assert "alert(1)" not in words
    assert "Stopped and purged" in words
    assert "What this check quoted from the page was removed" in words
    token = {"csrf_token": desk.last.value("csrf_token")}
    assert desk.client.post("/staff/cases/C-2026-999999/purge", data=token).status_code == 404


def test_an_auditor_reads_but_does_not_purge(desk, service):
    auditor = Person(create_app(service))
    auditor.sign_in(email_of("auditor"), PASSWORD)
    token = {"csrf_token": auditor.open("/complaints/new").value("csrf_token")}
    assert auditor.client.post(f"/staff/cases/{service.number(1)}/purge", data=token).status_code == 403

"""Signs of life, and pages that go on while a dependency is away."""

import json

from flask import Flask

from complaints.bootstrap import Application
from tests.builders import file, work
from tests.pages import Person


def test_the_process_says_that_it_is_up(person: Person) -> None:
    assert person.open("/healthz").text == "ok\n"


def test_readiness_names_each_dependency(person: Person, application: Application) -> None:
    page = person.open("/readyz")
    found = json.loads(page.text)
    assert page.status == 200
    assert (found["database"], found["broker"], found["worker"]) == ("ok", "away", "late")
    application.beat("worker-1")
    assert json.loads(person.open("/readyz").text)["worker"] == "ok"


def test_metrics_are_for_loopback_only(app: Flask, application: Application) -> None:
    application.beat("relay")
    assert 'aryz_part_seen_seconds{part="relay"}' in Person(app).open("/metrics").text
    assert Person(app, network="203.0.113.1").open("/metrics").status == 404


def test_a_complaint_is_safe_while_the_broker_is_away(app: Flask, person: Person, application: Application) -> None:
    code = file(person, "https://page.example/")
    page = person.send("/complaints/status", {"receipt": code}, onto="/complaints/status")
    assert page.status == 200
    assert work(application) > 0
    elsewhere = Person(app)
    assert elsewhere.send("/complaints/status", {"receipt": code}, onto="/complaints/status").status == 200


def test_pages_that_do_not_exist_lead_back(person: Person) -> None:
    for path in ("/nothing", "/staff/nothing", "/register/", "/complaints/new/x", "/%00", "/static/../settings.py"):
        page = person.open(path)
        assert page.status in {404, 308}, path
    assert person.client.put("/complaints/new").status_code == 405

"""One complaint from the form to the register and the log, told in one go."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from flask import Flask

from complaints.bootstrap import Application
from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.upgrade import check
from complaints.db.verification import verify
from tests.builders import RESTRICTION, file, work
from tests.pages import Person, numbers


def test_a_complaint_travels_from_the_form_to_a_public_explained_decision(
    app: Flask, application: Application, staff: Callable[..., Person], tmp_path: Path
) -> None:
    first, second = Person(app, network="203.0.113.7"), Person(app, network="198.51.100.9")
    codes = [
        file(first, "https://www.page.example/kz/?utm_source=mail", email="citizen@mail.example"),
        file(second, "HTTP://page.example/kz", description="Second paragraph, see there."),
    ]
    work(application)

    reviewer = staff("reviewer")
    (case,) = numbers(reviewer.open("/staff/queue"), "C")
    place = f"/staff/cases/{case}"
    page = reviewer.open(place)
    assert "It calls for violence." in page.words
    assert "Second paragraph, see there." in page.words
    assert "citizen@mail.example" not in page.text
    reviewer.send(f"{place}/claim")
    reviewer.follow()
    ends_on = (application.clock() + timedelta(days=180)).date().isoformat()
    refused = reviewer.send(f"{place}/decide", {**RESTRICTION, "ends_on": ends_on, "ground": ""})
    assert refused.status == 422
    assert refused.value("facts") == RESTRICTION["facts"]
    assert reviewer.send(f"{place}/decide", {**RESTRICTION, "ends_on": ends_on}).status == 303

    senior = staff("senior")
    assert RESTRICTION["necessity"] in senior.open(place).words
    assert senior.send(f"{place}/approve").status == 303
    work(application)

    for code in codes:
        page = Person(app).send("/complaints/status", {"receipt": code}, onto="/complaints/status")
        assert page.status == 200
        for field in ("facts", "explanation", "ground_explanation", "necessity", "passages", "territory"):
            assert RESTRICTION[field] in page.words
    public = Person(app)
    (decision,) = numbers(public.open("/register"), "D")
    assert RESTRICTION["ground_explanation"] in public.open(f"/register/{decision}").words
    assert RESTRICTION["facts"] in public.open("/lookup?url=https%3A%2F%2Fpage.example%2Fkz").words
    (letter,) = (tmp_path / "mail").glob("*.eml")
    assert decision in letter.read_text()

    auditor = staff("auditor")
    history = auditor.open(f"/audit/?subject={case}").text
    assert history.index("intake.lodge") < history.index("decisions.decide") < history.index("decisions.approve")
    assert seal_all(application.database.engine) > 0
    with application.database.reading() as connection:
        assert list(verify(connection, metadata)) == []
    assert check(application.database.engine) == []

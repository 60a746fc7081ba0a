"""Bringing a database with decisions in it to the schema in which decisions have versions."""

import json

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from complaints.db import triggers
from complaints.db.stores.catalogue import CatalogueStore
from complaints.db.upgrade import check, migrate, upgrade

BEFORE = "0021"
VERSION = (
    "INSERT INTO decision_versions"
    " (id, decision_id, case_id, version, kind, outcome, reason, language, made_by, made_at) VALUES"
)
DECIDED = (
    "INSERT INTO staff (id, email, role, active, demo, password_hash, added_at)"
    " VALUES (1, 'one@demo.example', 'reviewer', {yes}, {no}, 'x', 0)",
    "INSERT INTO reporters (id, pseudonym, kind, made_at) VALUES (1, 'R-1', 'single', 0)",
    "INSERT INTO complaints (id, reporter_id, category, description, language, source, state, receipt_hash, filed_at)"
    " VALUES (1, 1, 'other', 'It breaks the law.', 'en', 'web', 'filed', 'hash', 0)",
    "INSERT INTO resources (id, key, url, display, host, site, scope, rules_version, capture_allowed, first_seen_at)"
    " VALUES (7, 'page.kz', 'https://page.kz/', 'page.kz', 'page.kz', 'page.kz', 'site', 1, {yes}, 0)",
    "INSERT INTO cases (id, resource_id, category, round, state, language, complaints, priority, rank, priority_parts,"
    " version, opened_at, site, corroboration, waits_since) VALUES"
    " (3, 7, 'other', 1, 'decided', 'en', 1, 0, 0, '', 1, 0, 'page.kz', 'none', 0)",
    "INSERT INTO statements (id, case_id, author_id, outcome, facts, explanation, language, manifestly_unfounded,"
    " automation, appeal_until, written_at) VALUES"
    " (5, 3, 1, 'no_violation', 'Facts.', 'Why.', 'en', {no}, '', '2026-03-01', 0)",
    "INSERT INTO decisions (id, case_id, statement_id, outcome, decided_by, decided_at)"
    " VALUES (9, 3, 5, 'no_violation', 1, 0)",
    "INSERT INTO register_entries (decision_id, resource_id, category, outcome, link_shown, published_at)"
    " VALUES (9, 7, 'other', 'no_violation', {yes}, 0)",
    "INSERT INTO notices (id, complaint_id, kind, decision_id, state, tries, made_at)"
    " VALUES (2, 1, 'decision', 9, 'sent', 0, 0)",
)


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """A database of the version before, with a published decision and a letter about it."""
    with empty.begin() as connection:
        migrate(connection, BEFORE)
        CatalogueStore(connection).seed()
        for statement in DECIDED:
            connection.exec_driver_sql(statement.format(yes="true", no="false"))
    return empty


def test_each_decision_learns_what_it_says_and_the_log_says_so(engine: Engine) -> None:
    upgrade(engine)
    assert check(engine) == []
    with engine.connect() as connection:
        entry = connection.exec_driver_sql(
            "SELECT version, window_version, statement_id, force, appeal_until, ends_on FROM register_entries"
        ).one()
        letter = connection.exec_driver_sql("SELECT version, complaint_id, appeal_id FROM notices").one()
        logged = connection.exec_driver_sql(
            "SELECT table_name, row_id, before, after, subject_case, subject_complaint FROM audit_log"
            " WHERE action = 'migrate.versions' ORDER BY id"
        ).all()
    assert [str(each) for each in entry] == ["1", "1", "5", "in_force", "2026-03-01", "None"]
    assert tuple(letter) == (1, 1, None)
    (of_entry, of_letter) = [tuple(row) for row in logged]
    assert json.loads(of_entry[3]) == {
        "version": 1,
        "window_version": 1,
        "statement_id": 5,
        "force": "in_force",
        "appeal_until": "2026-03-01",
    }
    assert set(json.loads(of_entry[2]).values()) == {None}
    assert (of_entry[0], of_entry[1], of_entry[4]) == ("register_entries", "9", 3)
    assert (of_letter[0], of_letter[1], of_letter[5]) == ("notices", "2", 1)
    assert json.loads(of_letter[3]) == {"version": 1}


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE register_entries SET force = 'gone'", "force"),
        ("UPDATE register_entries SET window_version = 2", "window"),
        ("UPDATE register_entries SET outcome = 'restricted'", "ends"),
        ("UPDATE notices SET complaint_id = NULL", "one_recipient"),
        (f"{VERSION} (1, 9, 3, 2, 'correction', 'no_violation', 'Why.', 'en', 1, 0)", "statement"),
        (f"{VERSION} (1, 9, 3, 2, 'withdrawal', 'no_violation', '', 'en', 1, 0)", "reasoned"),
        (f"{VERSION} (1, 9, 3, 2, 'withdrawal', 'no_violation', 'Why.', 'en', NULL, 0)", "person"),
        (f"{VERSION} (1, 9, 3, 2, 'upheld', 'no_violation', 'Why.', 'en', 1, 0)", "on_appeal"),
        (f"{VERSION} (1, 9, 3, 1, 'withdrawal', 'no_violation', 'Why.', 'en', 1, 0)", "later"),
        (
            "INSERT INTO decision_versions (id, decision_id, case_id, version, kind, outcome, statement_id, reason,"
            " language, made_by, approved_by, made_at) VALUES"
            " (1, 9, 3, 2, 'correction', 'restricted', 5, 'Why.', 'en', 1, 1, 0)",
            "two_people",
        ),
        (
            "INSERT INTO appeals (decision_id, case_id, version, side, text, language, state, filed_at, due_at)"
            " VALUES (9, 3, 1, 'reporter', 'Wrong.', 'en', 'open', 0, 0)",
            "reporter",
        ),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(engine: Engine, statement: str, constraint: str) -> None:
    upgrade(engine)
    with engine.connect() as connection, connection.begin():
        triggers.bind(connection, "system:test", "test")
        with pytest.raises(IntegrityError, match=constraint):
            connection.exec_driver_sql(statement)

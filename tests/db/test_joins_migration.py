"""Bringing a database with cases in it to the schema that knows joins, rounds and the resource of each link."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from complaints.db import triggers
from complaints.db.upgrade import check, migrate, upgrade
from tests.db.first_catalogue import seed

ROWS = (
    "INSERT INTO reporters (id, pseudonym, kind, made_at) VALUES (1, 'R-1', 'single', 0)",
    "INSERT INTO complaints (id, reporter_id, category, description, language, source, state, receipt_hash, filed_at)"
    " VALUES (1, 1, 'other', 'It breaks the law.', 'en', 'web', 'filed', 'hash', 0)",
    "INSERT INTO complaint_links (id, complaint_id, position, pasted, state)"
    " VALUES (1, 1, 1, 'https://page.kz/', 'attached'), (2, 1, 2, 'https://other.kz/', 'attached')",
    "INSERT INTO resources (id, key, url, display, host, site, scope, rules_version, capture_allowed, first_seen_at)"
    " VALUES (7, 'page.kz', 'https://page.kz/', 'page.kz', 'page.kz', 'page.kz', 'site', 1, {yes}, 0),"
    " (8, 'other.kz', 'https://other.kz/', 'other.kz', 'other.kz', 'other.kz', 'site', 1, {yes}, 0)",
    "INSERT INTO cases (id, resource_id, category, round, state, language, complaints, priority, rank, priority_parts,"
    " version, opened_at) VALUES (3, 7, 'other', 1, 'waiting', 'en', 1, 0, 0, '', 1, 0),"
    " (4, 8, 'other', 1, 'decided', 'en', 1, 0, 0, '', 1, 0)",
    "INSERT INTO attachments (id, link_id, complaint_id, case_id, attached_at) VALUES (5, 1, 1, 3, 0), (6, 2, 1, 4, 0)",
)
BEFORE = "0003"


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """A database of the version before, with a complaint about two links in it."""
    with empty.begin() as connection:
        migrate(connection, BEFORE)
        seed(connection)
        for statement in ROWS:
            connection.exec_driver_sql(statement.format(yes="true"))
    return empty


def test_each_attachment_learns_its_resource_and_the_log_says_so(engine: Engine) -> None:
    upgrade(engine)
    assert check(engine) == []
    with engine.connect() as connection:
        named = connection.exec_driver_sql("SELECT id, case_id, resource_id FROM attachments ORDER BY id").all()
        logged = connection.exec_driver_sql(
            "SELECT row_id, before, after, subject_case, subject_complaint FROM audit_log"
            " WHERE action = 'migrate.attachments' ORDER BY id"
        ).all()
        rounds = connection.exec_driver_sql("SELECT id, round, previous_id, merged_into FROM cases ORDER BY id").all()
    assert [tuple(row) for row in named] == [(5, 3, 7), (6, 4, 8)]
    assert [tuple(row) for row in logged] == [
        ("5", '{"resource_id":null}', '{"resource_id":7}', 3, 1),
        ("6", '{"resource_id":null}', '{"resource_id":8}', 4, 1),
    ]
    assert [tuple(row) for row in rounds] == [(3, 1, None, None), (4, 1, None, None)]


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE cases SET state = 'merged' WHERE id = 3", "merged_whole"),
        ("UPDATE cases SET merged_into = 4 WHERE id = 3", "merged_whole"),
        ("UPDATE cases SET state = 'merged', merged_into = 3 WHERE id = 3", "another_case"),
        ("UPDATE cases SET state = 'gone' WHERE id = 3", "state"),
        ("UPDATE cases SET round = 2 WHERE id = 3", "round_linked"),
        ("UPDATE cases SET previous_id = 4 WHERE id = 3", "round_linked"),
        ("UPDATE attachments SET resource_id = NULL WHERE id = 5", "resource_id"),
        (
            "INSERT INTO aliases (resource_id, target_id, kind, evidence, state, made_at)"
            " VALUES (7, 7, 'merged', '', 'proposed', 0)",
            "two_resources",
        ),
        (
            "INSERT INTO aliases (resource_id, target_id, kind, evidence, state, made_at)"
            " VALUES (7, 8, 'merged', '', 'accepted', 0)",
            "answered",
        ),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(engine: Engine, statement: str, constraint: str) -> None:
    upgrade(engine)
    with engine.connect() as connection, connection.begin():
        triggers.bind(connection, "system:test", "test")
        with pytest.raises(IntegrityError, match=constraint):
            connection.exec_driver_sql(statement)

"""Bringing a database with cases in it to the schema whose cases say by themselves what the queue is narrowed by."""

import json

import pytest
from sqlalchemy import Engine

from complaints.db.upgrade import check, migrate, upgrade
from tests.db.first_catalogue import seed

ROWS = (
    "INSERT INTO protected_sources (id, site, kind, added_at) VALUES (1, 'news.kz', 'news', 0)",
    "INSERT INTO resources (id, key, url, display, host, site, scope, platform, rules_version, capture_allowed,"
    " first_seen_at) VALUES"
    " (7, 'news.kz', 'https://news.kz/', 'news.kz', 'news.kz', 'news.kz', 'site', NULL, 1, true, 0),"
    " (8, 't.me/a', 'https://t.me/a', 't.me/a', 't.me', 't.me', 'account', 'telegram', 1, true, 0)",
    "INSERT INTO reporters (id, pseudonym, kind, made_at) VALUES (1, 'R-1', 'single', 0), (2, 'R-2', 'single', 0)",
    "INSERT INTO resource_reporters (resource_id, reporter_id) VALUES (8, 1), (8, 2)",
    "INSERT INTO resource_networks (resource_id, token) VALUES (8, 'one'), (8, 'two'), (8, 'three')",
    "INSERT INTO cases (id, resource_id, category, round, state, language, complaints, priority, rank, priority_parts,"
    " version, opened_at) VALUES (3, 7, 'other', 1, 'waiting', 'en', 1, 0, 0, '', 1, 0),"
    " (10, 8, 'other', 1, 'decided', 'en', 1, 0, 0, '', 1, 0)",
)
EXPECTED = [(3, "news.kz", None, "news", "none"), (10, "t.me", "telegram", None, "some")]


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """A database of the version before, with two cases in it."""
    with empty.begin() as connection:
        migrate(connection, "0004")
        seed(connection)
        for statement in ROWS:
            connection.exec_driver_sql(statement)
    return empty


def test_each_case_says_what_the_queue_is_narrowed_by_and_the_log_says_so(engine: Engine) -> None:
    upgrade(engine)
    assert check(engine) == []
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id, site, platform, protected, corroboration FROM cases ORDER BY id"
        ).all()
        logged = connection.exec_driver_sql(
            "SELECT row_id, before, after, subject_case FROM audit_log WHERE action = 'migrate.cases' ORDER BY id"
        ).all()
    assert [tuple(row) for row in rows] == EXPECTED
    names = ("site", "platform", "protected", "corroboration")
    assert [(row.row_id, json.loads(row.after), row.subject_case) for row in logged] == [
        (str(case_id), dict(zip(names, values, strict=True)), case_id) for case_id, *values in EXPECTED
    ]
    assert all(set(json.loads(row.before).values()) == {None} for row in logged)

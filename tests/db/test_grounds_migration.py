"""Bringing a database with a restriction in it to the schema in which grounds have versions."""

import pytest
from sqlalchemy import Engine

from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.stores.catalogue import CatalogueStore
from complaints.db.upgrade import check, migrate, upgrade
from complaints.db.verification import verify
from complaints.domain.grounds import AT_START
from tests.db.first_catalogue import seed

ROWS = (
    "INSERT INTO staff (id, email, role, active, demo, password_hash, added_at)"
    " VALUES (1, 'r@demo.example', 'reviewer', {yes}, {yes}, 'x', 0)",
    "INSERT INTO resources (id, key, url, display, host, site, scope, rules_version, capture_allowed, first_seen_at)"
    " VALUES (7, 'page.kz', 'https://page.kz/', 'page.kz', 'page.kz', 'page.kz', 'site', 1, {yes}, 0)",
    "INSERT INTO cases (id, resource_id, category, round, state, language, complaints, priority, rank, priority_parts,"
    " version, opened_at) VALUES (3, 7, 'extremism', 1, 'decided', 'en', 0, 0, 0, '', 1, 0)",
    "INSERT INTO statements (id, case_id, author_id, outcome, facts, explanation, language, manifestly_unfounded,"
    " automation, appeal_until, ground, ground_explanation, necessity, scope, territory, starts_on, ends_on,"
    " written_at) VALUES"
    " (5, 3, 1, 'restricted', 'F', 'E', 'en', {no}, '', '2030-01-01', 'criminal-174', 'G', 'N', 'page', 'T',"
    " '2026-01-01', '2026-06-01', 0), (6, 3, 1, 'no_violation', 'F', 'E', 'en', {no}, '', '2030-01-01', NULL, NULL,"
    " NULL, NULL, NULL, NULL, NULL, 0)",
)


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """A database of the version before, with a restriction and a refusal in it."""
    with empty.begin() as connection:
        migrate(connection, "0004")
        seed(connection)
        for statement in ROWS:
            connection.exec_driver_sql(statement.format(yes="true", no="false"))
    return empty


def test_each_ground_gets_a_first_version_and_each_restriction_cites_it(engine: Engine) -> None:
    upgrade(engine)
    assert check(engine) == []
    with engine.connect() as connection:
        versions = {each.code: each for each in CatalogueStore(connection).ground_versions()}
        cited = connection.exec_driver_sql("SELECT id, ground_version FROM statements ORDER BY id").all()
        logged = connection.exec_driver_sql(
            "SELECT row_id, after FROM audit_log WHERE action = 'migrate.grounds' AND table_name = 'statements'"
        ).all()
    assert set(versions) == {ground.code for ground in AT_START}
    for ground in AT_START:
        found = versions[ground.code]
        assert (found.act, found.text, found.version) == (ground.act, ground.text, 1)
        assert sorted(found.categories) == sorted(ground.categories)
    assert [tuple(row) for row in cited] == [(5, versions["criminal-174"].id), (6, None)]
    assert [tuple(row) for row in logged] == [("5", f'{{"ground_version":{versions["criminal-174"].id}}}')]


def test_the_log_tells_of_every_version_that_was_made(engine: Engine) -> None:
    upgrade(engine)
    seal_all(engine)
    with engine.connect() as connection:
        named = [each.where for each in verify(connection, metadata) if each.where.startswith("ground_version")]
    assert named == []

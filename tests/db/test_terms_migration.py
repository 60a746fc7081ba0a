"""Bringing a database with words of cases in it to the schema that keeps them by case and source."""

from typing import Any

import pytest
from sqlalchemy import Engine, inspect

from complaints.db.upgrade import check, migrate, upgrade
from tests.db.first_catalogue import seed
from tests.db.test_queue_migration import ROWS

TERMS = [(3, "news", 1, None), (3, "news", 2, None), (3, "words", 1, None), (10, "telegram", 1, True)]


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """A database of the version before, with the words of two cases in it."""
    with empty.begin() as connection:
        migrate(connection, "0004")
        seed(connection)
        for statement in ROWS:
            connection.exec_driver_sql(statement)
    with empty.connect() as connection:
        if connection.dialect.name == "sqlite":
            # Tables that rows point to are written anew on the way.
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            migrate(connection, "0024")
    with empty.begin() as connection:
        for case_id, term, source, ended in TERMS:
            row = f"{case_id}, '{term}', {source}, {'true' if ended else 'NULL'}"
            connection.exec_driver_sql(f"INSERT INTO case_terms (case_id, term, source, ended) VALUES ({row})")
    return empty


def test_the_words_stay_and_are_kept_by_case_and_source(engine: Engine) -> None:
    upgrade(engine)
    assert check(engine) == []
    assert inspect(engine).get_pk_constraint("case_terms")["constrained_columns"] == ["case_id", "source", "term"]
    assert {index["name"] for index in inspect(engine).get_indexes("case_terms")} == {
        "ix_case_terms_term",
        "ix_case_terms_open",
    }
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT case_id, term, source, ended FROM case_terms ORDER BY 1, 2, 3")
        assert [(*row[:3], None if row[3] is None else bool(row[3])) for row in rows] == TERMS

"""Writing a row at most once, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table

from complaints.db.engine import make_engine
from complaints.db.writing import insert_once, insert_or_find
from tests.servers import fresh_database

metadata = MetaData()
generated = Table(
    "generated",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("word", String(20), nullable=False, unique=True),
)
given = Table("given", metadata, Column("job", String(20), primary_key=True), Column("slot", Integer, primary_key=True))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'writing.sqlite3'}"
    else:
        url = fresh_database(request.getfixturevalue("postgres"))
    engine = make_engine(url)
    with engine.begin() as opened:
        metadata.create_all(opened)
        yield opened
    engine.dispose()


@pytest.mark.parametrize(
    ("table", "row"), [(generated, {"word": "once"}), (given, {"job": "sweep", "slot": 7})], ids=["generated", "given"]
)
def test_a_row_is_written_once_and_only_the_writer_is_told_so(
    connection: Connection, table: Table, row: dict[str, Any]
) -> None:
    assert [insert_once(connection, table, row) for _ in range(3)] == [True, False, False]


def test_the_second_writer_finds_the_row_of_the_first(connection: Connection) -> None:
    made = insert_or_find(connection, generated, {"word": "once"}, word="once")
    assert made[1]
    assert insert_or_find(connection, generated, {"word": "once"}, word="once") == (made[0], False)

"""A snapshot sees one moment of the database, on both kinds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import InternalError

from complaints.bootstrap import now
from complaints.db.engine import make_engine
from complaints.db.metadata import metadata
from complaints.db.schema import outbox
from complaints.db.sequencer import seal_all
from complaints.db.uow import Database
from complaints.db.upgrade import upgrade
from complaints.db.verification import verify
from complaints.domain.access import system
from tests.servers import PostgresServer, fresh_database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'snapshot.sqlite3'}"
    else:
        url = fresh_database(request.getfixturevalue("postgres"))
    engine = make_engine(url)
    upgrade(engine)
    yield Database(engine)
    engine.dispose()


def put(database: Database) -> None:
    with database.open_uow(system("test"), "put") as uow:
        uow.outbox.put("log.seal", now())


def waiting(connection: Connection) -> int | None:
    return connection.execute(select(func.count()).select_from(outbox)).scalar()


def test_what_is_committed_meanwhile_is_not_seen(database: Database) -> None:
    with database.snapshot() as connection:
        assert waiting(connection) == 0
        put(database)
        assert waiting(connection) == 0
    with database.snapshot() as connection:
        assert waiting(connection) == 1


def test_the_log_is_verified_in_one(database: Database) -> None:
    seal_all(database.engine)
    with database.snapshot() as connection:
        assert list(verify(connection, metadata)) == []


@pytest.mark.postgres
def test_it_refuses_every_write_on_postgresql(postgres: PostgresServer) -> None:
    engine = make_engine(fresh_database(postgres))
    upgrade(engine)
    with Database(engine).snapshot() as connection, pytest.raises(InternalError, match="read-only transaction"):
        connection.execute(insert(outbox).values(topic="log.seal", payload="{}", made_at=now()))
    engine.dispose()

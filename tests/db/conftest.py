"""Real databases for tests: SQLite, and PostgreSQL with an owner of the tables and a service that owns nothing."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import Connection, Engine, delete, event, text, update

from complaints.db import triggers
from complaints.db.engine import make_engine
from complaints.db.metadata import metadata
from complaints.db.schema import proposals, resources, staff
from complaints.db.sequencer import seal, seal_all
from complaints.db.uow import Database
from complaints.db.upgrade import upgrade
from complaints.db.verification import verify
from complaints.domain.audit import Break, Remark
from tests.db.rows import add_staff, fill
from tests.servers import OWNER, SERVICE, SUPERUSER, PostgresServer, fresh_database

N = 90


@dataclass
class Store:
    """One migrated database: `engine` is the service's, `holder` that of whoever holds the database itself."""

    kind: str
    engine: Engine
    holder: Engine
    path: Path | None = None

    @property
    def sqlite(self) -> bool:
        return self.kind == "sqlite"

    @property
    def database(self) -> Database:
        return Database(self.engine)

    @contextmanager
    def acting(
        self, actor: str = "system:test", action: str = "test.write", engine: Engine | None = None
    ) -> Iterator[Connection]:
        """Open a transaction in somebody's name, of the service unless another account's engine is given."""
        with (engine or self.engine).begin() as connection, triggers.acting(connection, actor, action):
            yield connection

    @contextmanager
    def tampering(self) -> Iterator[Connection]:
        """Open a transaction as whoever holds the database itself: no trigger fires, and none is missing afterwards."""
        with self.holder.begin() as connection:
            if self.sqlite:
                kept = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
                for row in kept:
                    connection.exec_driver_sql(f"DROP TRIGGER {row.name}")
                yield connection
                for row in kept:
                    connection.exec_driver_sql(row.sql)
                return
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")  # foreign keys, too
            for table in metadata.sorted_tables:
                connection.exec_driver_sql(f'ALTER TABLE "{table.name}" DISABLE TRIGGER ALL')
            yield connection
            for table in metadata.sorted_tables:
                connection.exec_driver_sql(f'ALTER TABLE "{table.name}" ENABLE TRIGGER ALL')
                for name in _triggers_of(connection, table.name):
                    connection.exec_driver_sql(f'ALTER TABLE "{table.name}" ENABLE ALWAYS TRIGGER "{name}"')

    def tamper(self, sql: str, **values: Any) -> None:
        """Change something behind the triggers' back."""
        with self.tampering() as connection:
            assert connection.execute(text(sql), values).rowcount != 0, "the tampering changed nothing"

    def found(self) -> list[Break | Remark]:
        """Verify; give what was found."""
        with self.database.snapshot() as connection:
            return list(verify(connection, metadata))

    def breaks(self) -> list[str]:
        """Verify; give the breaks, one line each."""
        return [f"{each.where}: {each.sentence}" for each in self.found() if isinstance(each, Break)]

    def seal(self) -> int:
        return seal_all(self.engine)

    def all(self, sql: str, **values: Any) -> list[Any]:
        with self.holder.connect() as connection:
            return list(connection.execute(text(sql), values))

    def entry(self, table: str, op: str = "insert") -> int:
        """Give the id of the last entry of a kind."""
        found = self.all("SELECT max(id) AS id FROM audit_log WHERE table_name = :t AND op = :o", t=table, o=op)
        return int(found[0].id)

    def leaf(self, entry_id: int) -> int:
        """Give the place of an entry in the tree."""
        return int(self.all("SELECT leaf_index FROM audit_leaves WHERE audit_id = :i", i=entry_id)[0].leaf_index)

    def raw(self) -> sqlite3.Connection:
        """Open the file with another program than ours."""
        assert self.path is not None
        return sqlite3.connect(self.path)

    def close(self) -> None:
        for engine in (self.engine, self.holder):
            engine.dispose()


def _triggers_of(connection: Connection, table: str) -> list[str]:
    found = "SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(:name AS regclass) AND NOT tgisinternal"
    return list(connection.execute(text(found), {"name": table}).scalars())


@dataclass
class Models:
    """The session's PostgreSQL, with the databases that tests copy."""

    server: PostgresServer
    migrated: str
    living: str = ""

    def url(self, name: str, role: str = SUPERUSER) -> str:
        if role != SUPERUSER:
            return self.server.url_for(name, role)
        return f"postgresql+psycopg://{SUPERUSER}@/{name}?host={quote(str(self.server.socket))}&port={self.server.port}"


@pytest.fixture(scope="session")
def models(postgres: PostgresServer) -> Models:
    """Migrate one PostgreSQL database as its owner, to copy from."""
    made = Models(postgres, postgres.create())
    engine = make_engine(made.url(made.migrated, OWNER))
    upgrade(engine, SERVICE)
    engine.dispose()
    return made


def live(store: Store) -> None:
    """Let things be written, changed and deleted, and be sealed in many small steps."""
    with store.acting("staff:7", "test.make") as connection:
        fill(connection, N)
    with store.acting("staff:8", "test.change") as connection:
        connection.execute(update(staff).values(active=False, password_hash="another"))
        connection.execute(update(resources).values(display="other words"))
        connection.execute(update(proposals).values(reason=None))
        add_staff(connection, N + 1)
    with store.acting("staff:9", "test.delete") as connection:
        connection.execute(delete(staff).where(staff.c.id == N + 1))
        connection.execute(delete(metadata.tables["contacts"]))
        add_staff(connection, N + 1)
    while seal(store.engine, 7):
        pass


def _sqlite(path: Path) -> Store:
    made = Store("sqlite", make_engine(f"sqlite:///{path}"), make_engine(f"sqlite:///{path}"), path)
    event.listen(made.holder, "connect", lambda connection, _record: connection.execute("PRAGMA foreign_keys = OFF"))
    return made


def _postgresql(models: Models, name: str) -> Store:
    return Store("postgresql", make_engine(models.url(name, SERVICE)), make_engine(models.url(name)))


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make two SQLite files to copy: one only migrated, one with a life in it."""
    folder = tmp_path_factory.mktemp("models")
    made = {name: folder / f"{name}.sqlite3" for name in ("model", "living")}
    engine = make_engine(f"sqlite:///{made['model']}")
    upgrade(engine)
    engine.dispose()  # the last connection folds the write-ahead log into the file
    shutil.copy(made["model"], made["living"])
    store = _sqlite(made["living"])
    live(store)
    store.close()
    return made


@pytest.fixture
def sqlite_store(files: dict[str, Path], tmp_path: Path) -> Iterator[Store]:
    """Give a fresh migrated SQLite database."""
    made = _sqlite(shutil.copy(files["model"], tmp_path / "aryz.sqlite3"))
    yield made
    made.close()


@pytest.fixture
def sqlite_living(files: dict[str, Path], tmp_path: Path) -> Iterator[Store]:
    """Give a SQLite database with a life in it."""
    made = _sqlite(shutil.copy(files["living"], tmp_path / "aryz.sqlite3"))
    yield made
    made.close()


@pytest.fixture
def postgresql_store(models: Models) -> Iterator[Store]:
    """Give a fresh migrated PostgreSQL database."""
    yield from _copy(models, models.migrated)


@pytest.fixture
def postgresql_living(models: Models) -> Iterator[Store]:
    """Give a PostgreSQL database with a life in it."""
    if not models.living:
        models.living = models.server.create(models.migrated)
        store = _postgresql(models, models.living)
        live(store)
        store.close()
    yield from _copy(models, models.living)


def _copy(models: Models, template: str) -> Iterator[Store]:
    name = models.server.create(template)
    made = _postgresql(models, name)
    yield made
    made.close()
    models.server.drop(name)


def filled(
    request: pytest.FixtureRequest, factory: pytest.TempPathFactory, fill_it: Callable[[Store], None]
) -> Iterator[Store]:
    """Give a database of the kind that `request` asks for, filled once for a whole module."""
    if request.param == "sqlite":
        made = _sqlite(
            shutil.copy(request.getfixturevalue("files")["model"], factory.mktemp("filled") / "aryz.sqlite3")
        )
        fill_it(made)
        yield made
        made.close()
        return
    models: Models = request.getfixturevalue("models")
    for made in _copy(models, models.migrated):
        fill_it(made)
        yield made


KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Store:
    """Give a fresh migrated database of either kind."""
    made: Store = request.getfixturevalue(f"{request.param}_store")
    return made


@pytest.fixture(params=KINDS)
def living(request: pytest.FixtureRequest) -> Store:
    """Give a database of either kind in which things were written, changed and deleted, all sealed."""
    made: Store = request.getfixturevalue(f"{request.param}_living")
    return made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without a schema, of each kind that the service runs on."""
    url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    if request.param == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres"))
    made = make_engine(url)
    yield made
    made.dispose()

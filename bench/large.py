"""A desk as large as the service is made for beside one a hundredth of it, on PostgreSQL, filled once for all who ask.

Filling takes minutes. Where ARYZ_BENCH_KEEP names a folder the databases are kept there and used again, for as long as
the schema and what they are filled with stay the same; else they go with the process.
"""

import atexit
import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from statistics import quantiles
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

import bench.seeding
from bench.ground import SCALE, postgres_in, service
from complaints.bootstrap import Application
from complaints.db.metadata import metadata
from complaints.domain.access import Role, system
from complaints.web.factory import create_app

FEWER = 10_000
MORE = max(2 * FEWER, int(1_000_000 * SCALE))
EACH = 5  # complaints a case
OVER = 0.8  # of the cases are decided
PASSWORD = "a password of the benchmarks"
EMAIL = "reviewer@demo.example"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@contextmanager
def desks() -> Iterator[dict[int, Application]]:
    """Wire a service on each of the two databases, by its number of cases; they are filled where they are not yet."""
    with ExitStack() as stack:
        yield {count: stack.enter_context(service(_filled(count))) for count in (FEWER, MORE)}


def reviewer(application: Application) -> FlaskClient:
    """Sign a reviewer in, at a browser."""
    client = create_app(application).test_client()
    page = client.get("/staff/login", base_url="https://localhost")
    token = TOKEN.search(page.text)
    assert token, "the sign-in form has no token"
    fields = {"csrf_token": token.group(1), "email": EMAIL, "password": PASSWORD}
    answer = client.post("/staff/login", data=fields, base_url="https://localhost")
    assert answer.status_code == 303, answer.status
    return client


def seconds(client: FlaskClient, path: str) -> float:
    """Measure one page."""
    started = time.perf_counter()
    answer = client.get(path, base_url="https://localhost")
    spent = time.perf_counter() - started
    assert answer.status_code == 200, answer.status
    return spent


def p95(times: list[float]) -> float:
    """Give the value that 95 of 100 stay under."""
    return quantiles(times, n=20, method="inclusive")[18]


@cache
def _server() -> Any:
    kept = os.environ.get("ARYZ_BENCH_KEEP")
    folder = Path(kept) if kept else Path(tempfile.mkdtemp(prefix="aryz-bench-large-"))
    folder.mkdir(parents=True, exist_ok=True)
    made = postgres_in(folder / "postgresql")
    # Registered last, run first: the server stops before its folder goes.
    if not kept:
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(made.cleanup)
    return made


@cache
def _filled(count: int) -> str:
    name = f"desk_{count}_{_fingerprint()}"
    server = _server()
    url = str(server.get_uri(database=name, driver="psycopg"))
    if f" {name}_whole " in server.psql("SELECT ' ' || datname || ' ' FROM pg_database"):
        return str(server.get_uri(database=f"{name}_whole", driver="psycopg"))
    server.psql(f"DROP DATABASE IF EXISTS {name}")
    server.psql(f"CREATE DATABASE {name}")
    with service(url) as application:
        application.signin.add(EMAIL, Role.REVIEWER, PASSWORD, system("bench"))
        with application.open_reader() as uow:
            account = uow.staff.by_email(EMAIL)
        assert account is not None
        bench.seeding.fill_desk(
            application.database.engine,
            count,
            complaints=(EACH - 1) * count,
            decided=int(OVER * count),
            staff_id=account.id,
        )
    # Only a name that says so is taken for filled: a run that was stopped midway leaves another.
    server.psql(f"ALTER DATABASE {name} RENAME TO {name}_whole")
    return str(server.get_uri(database=f"{name}_whole", driver="psycopg"))


def _fingerprint() -> str:
    """Tell one schema and filling from another."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy ships no types for it
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables]
    indexes = [index for table in metadata.sorted_tables for index in table.indexes]
    made += [
        str(CreateIndex(index).compile(dialect=dialect)) for index in sorted(indexes, key=lambda one: str(one.name))
    ]
    filling = Path(bench.seeding.__file__).read_text(encoding="utf-8")
    return hashlib.sha256("\n".join([*made, filling, f"{EACH} {OVER}"]).encode()).hexdigest()[:10]

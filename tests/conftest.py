"""The ground under every test: a prepared service in a folder of its own, closed afterwards."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from complaints.bootstrap import Application, build
from complaints.web.factory import create_app
from tests.builders import PASSWORD, Ticking, copy_of, email_of, prepared, settings_for
from tests.pages import Person
from tests.servers import postgres, redis_server  # noqa: F401 - fixtures of every test


@pytest.fixture(scope="session")
def prepared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with schema and staff, made once and copied for each test."""
    return prepared(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def clock() -> Ticking:
    """The test's clock."""
    return Ticking()


@pytest.fixture
def application(prepared_folder: Path, tmp_path: Path, clock: Ticking) -> Iterator[Application]:
    """A service on SQLite with one account of each role."""
    made = build(settings_for(copy_of(prepared_folder, tmp_path)), clock)
    yield made
    made.close()


@pytest.fixture
def app(application: Application) -> Flask:
    """The pages."""
    return create_app(application)


@pytest.fixture
def person(app: Flask) -> Person:
    """A citizen at a browser."""
    return Person(app)


@pytest.fixture
def staff(app: Flask) -> Callable[..., Person]:
    """Sign a member of staff in, by the name of the role."""

    def enter(name: str, language: str = "en") -> Person:
        who = Person(app, language)
        who.sign_in(email_of(name), PASSWORD)
        return who

    return enter

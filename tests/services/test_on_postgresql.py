"""The way of evidence on PostgreSQL: captured, compared, shared, purged, expired, and the log still whole."""

from collections.abc import Iterator

import pytest

from complaints.bootstrap import migrate
from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.verification import verify
from complaints.domain.uploads import GivenFile
from complaints.services.intake import Filing, Origin
from complaints.settings import Settings
from tests.builders import add_staff
from tests.servers import SERVICE, PostgresServer
from tests.services.conftest import PROSE, Service, page
from tests.services.pictures import png

WORDS = "Unforgettable sentence of the page"


@pytest.fixture
def service(postgres: PostgresServer, tmp_path, clock, internet) -> Iterator[Service]:
    name = postgres.create()
    settings = Settings.from_environment(
        {
            "ARYZ_DATABASE_URL": postgres.url_for(name, SERVICE, driver="postgresql"),
            "ARYZ_DATABASE_OWNER_URL": postgres.url_for(name, driver="postgresql"),
            "ARYZ_DATA_DIR": str(tmp_path),
            "ARYZ_SECRET_KEY": "s" * 40,
            "ARYZ_BASE_URL": "https://aryz.example",
            "ARYZ_DEMO": "0",
        }
    )
    migrate(settings)
    made = Service(settings, clock)
    made.__dict__["internet"], made.__dict__["waited"] = internet, []
    add_staff(made)
    yield made
    made.close()


@pytest.mark.postgres
def test_evidence_is_captured_compared_purged_and_expired(service, site, reviewer, clock):
    site.paths["/page"] = page(PROSE, title=WORDS, author=WORDS)
    site.paths["/copy"] = page(PROSE)
    service.file("http://site.kz/page", "extremism")
    service.file("http://site.kz/page", "terrorism")
    service.work()
    service.file("http://site.kz/copy", "other")
    filing = Filing(["http://site.kz/copy"], "other", "See.", "en", good_faith=True)
    service.uploading.lodge(filing, Origin("n"), [GivenFile("a.png", png())])
    service.work()
    assert len(site.requests) == 2
    assert service.codes(3)["near"] == "check.near.open"
    seal_all(service.database.engine)
    service.checking.again(service.number(1), reviewer)
    service.work()
    assert service.keeping.purge(service.number(1), reviewer) == 1
    assert service.rows("SELECT count(*) FROM check_details WHERE case_id < 3") == [(0,)]
    left = service.rows("SELECT value FROM audit_texts") + service.rows("SELECT text, title FROM evidence")
    assert WORDS not in str(left)
    assert service.keeping.verify() == 0
    assert service.keeping.expire() == 0
    seal_all(service.database.engine)
    with service.database.engine.begin() as connection:
        assert list(verify(connection, metadata)) == []


@pytest.mark.postgres
def test_turns_and_retries_hold_on_postgresql(service, site, internet, clock):
    internet.routes["93.184.215.14", 80] = OSError("no route")
    service.file("http://site.kz/page")
    service.work()
    assert service.codes(1)["reachable"] == "check.failed.connection"
    internet.routes["93.184.215.14", 80] = site
    site.paths["/page"] = page()
    clock.move(minutes=7)
    assert service.checking.retry() == 1
    service.work()
    assert service.codes(1)["reachable"] == "check.reachable.yes"
    service.upkeep.forget()

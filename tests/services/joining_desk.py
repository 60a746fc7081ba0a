"""A desk at which cases are joined and parted, with what tests ask of it."""

from collections.abc import Callable

import pytest

from complaints.bootstrap import Application
from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.verification import verify
from complaints.domain.casework import CitizenStatus
from complaints.domain.decisions import Written
from complaints.domain.errors import Refusal
from complaints.domain.joining import AliasKind
from tests.builders import REFUSAL, lodge, member, work

A, B, C = (f"https://{name}.kz/page" for name in ("one", "two", "three"))


class Desk:
    """A reviewer's desk over one service, with what tests ask of it."""

    def __init__(self, application: Application, name: str = "reviewer") -> None:
        self.application = application
        self.who = member(application, name)

    def rows(self, question: str) -> list[tuple[object, ...]]:
        with self.application.database.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(question)]

    def file(self, *links: str, **changes: str) -> list[int]:
        filed = [lodge(self.application, link, **changes).complaint_id for link in links]
        work(self.application)
        return filed

    def number(self, link: str, category: str = "other") -> str:
        """Give the number of a link's latest case."""
        with self.application.open_reader() as uow:
            found = self.rows(
                "SELECT c.id FROM cases c JOIN resources r ON r.id = c.resource_id "
                f"WHERE r.url = '{link}' AND c.category = '{category}' ORDER BY c.round DESC"
            )
            case = uow.cases.get(int(str(found[0][0])))
        assert case is not None
        return f"C-{case.opened_at.year}-{case.id:06d}"

    def state(self, number: str) -> str:
        return str(self.rows(f"SELECT state FROM cases WHERE id = {int(number[-6:])}")[0][0])

    def held(self, number: str) -> int:
        """Claim a case and give its version."""
        self.application.casework.claim(number, self.who)
        return int(str(self.rows(f"SELECT version FROM cases WHERE id = {int(number[-6:])}")[0][0]))

    def merge(self, source: str, target: str) -> None:
        self.application.joining.merge(source, self.who, self.held(source), target, "They are one page.")

    def split(self, number: str, link: str) -> str:
        (resource,) = self.rows(f"SELECT id FROM resources WHERE url = '{link}'")[0]
        version = self.held(number)
        return self.application.joining.split(number, self.who, version, int(str(resource)), "They are two pages.")

    def decide(self, number: str) -> None:
        version = self.held(number)
        self.application.deciding.decide(number, self.who, version, Written(**REFUSAL))
        work(self.application)

    def cases_of(self, complaint_id: int) -> list[int]:
        return [
            int(str(row[0]))
            for row in self.rows(f"SELECT case_id FROM attachments WHERE complaint_id = {complaint_id}")
        ]

    def status(self, complaint_id: int) -> CitizenStatus:
        (link,) = self.application.views.complaints.get(complaint_id).links
        return link.status

    def whole(self) -> None:
        """Assert that counts are right, nothing is lost and the log agrees with every row."""
        attached = "(SELECT count(*) FROM attachments a WHERE a.case_id = c.id)"
        assert self.rows(f"SELECT c.id FROM cases c WHERE c.complaints <> {attached}") == []
        assert self.rows("SELECT count(*) FROM attachments") == self.rows("SELECT count(*) FROM complaint_links")
        seal_all(self.application.database.engine)
        with self.application.database.reading() as connection:
            assert list(verify(connection, metadata)) == []


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.code == code


def proposed(desk: Desk, one: str, other: str) -> int:
    """Propose that one link leads to another, as a check does; return the proposal."""
    ids = dict(desk.rows("SELECT url, id FROM resources"))
    with desk.application.open_uow(desk.who.actor, "test.propose") as uow:
        uow.joins.propose(
            int(str(ids[one])), int(str(ids[other])), AliasKind.REDIRECT, None, other, desk.application.clock()
        )
        found = uow.joins.between(int(str(ids[one])), int(str(ids[other])))
    assert found is not None
    return found.id

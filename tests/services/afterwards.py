"""A service whose decisions something becomes of: decided through the real use cases, told by their numbers."""

from collections.abc import Iterator
from datetime import timedelta

from complaints.bootstrap import Application
from complaints.domain.access import StaffMember
from complaints.domain.decisions import Written
from complaints.services.appeals import Judgement, Objected
from complaints.services.intake import Origin
from complaints.services.versions_ports import StoredDecision
from tests.builders import REFUSAL, RESTRICTION, member, work

NONCES = iter(range(10**6))


class Ground:
    """One decided case, and people to do something about it; every number is the latest one made."""

    def __init__(self, service: Application) -> None:
        self.service = service
        self.complaints: list[int] = []

    def who(self, name: str) -> StaffMember:
        return member(self.service, name)

    def file(self, link: str = "http://site.kz/page", email: str = "citizen@mail.example") -> int:
        """File a complaint with an address, and have the workers see to it."""
        self.complaints.append(self.service.file(link, "other", f"See it. {next(NONCES)}", email=email))
        work(self.service)
        return self.complaints[-1]

    def day(self, days: int) -> str:
        return (self.service.clock().date() + timedelta(days=days)).isoformat()

    def restriction(self, days: int = 90, **words: str) -> Written:
        return Written(**{**RESTRICTION, "ends_on": self.day(days), **words})

    def refusal(self, **words: str) -> Written:
        return Written(**{**REFUSAL, **words})

    def decide(self, written: Written, *, publish: bool = True) -> str:
        """Decide the latest case, with a second person where it restricts; give the decision's number."""
        ((row_id, opened, version),) = self.rows("SELECT id, opened_at, version FROM cases ORDER BY id DESC LIMIT 1")
        case = f"C-{self.service.clock().year}-{row_id:06d}"
        assert opened
        self.service.casework.claim(case, self.who("reviewer"))
        made = self.service.deciding.decide(case, self.who("reviewer"), version, written)
        if made.proposed:
            made = self.service.deciding.approve(case, self.who("senior"), None)
        if publish:
            work(self.service)
        assert made.decision_number
        return made.decision_number

    def restricted(self, days: int = 90) -> str:
        self.file()
        return self.decide(self.restriction(days))

    def refused(self) -> str:
        self.file()
        return self.decide(self.refusal())

    def stands(self, number: str) -> StoredDecision:
        with self.service.open_reader() as uow:
            found = uow.versions.get(int(number[-6:]))
        assert found is not None
        return found

    def version(self, number: str) -> int:
        return self.stands(number).version

    def state(self, case_id: int = 1) -> str:
        ((state,),) = self.rows(f"SELECT state FROM cases WHERE id = {case_id}")
        return state

    def rows(self, query: str) -> list[tuple]:
        with self.service.database.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

    def appeal(self, number: str, complaint: int | None = None) -> str:
        filed = self.service.appealing.appeal(complaint or self.complaints[-1], number, "It is lawful.", "en")
        work(self.service)
        return filed

    def object_to(self, number: str, email: str = "owner@mail.example", nonce: str = "") -> Objected:
        origin = Origin(nonce or f"objection {next(NONCES)}")
        made = self.service.appealing.object_to(number, "The page is mine and lawful.", email, "en", origin)
        work(self.service)
        return made

    def judge(
        self, appeal: str, number: str, verdict: str, who: str = "senior2", written: Written | None = None
    ) -> bool:
        judgement = Judgement(verdict, "The passage is a quotation.", "en", written or Written())
        done = self.service.appealing.judge(appeal, self.who(who), self.version(number), judgement)
        work(self.service)
        return done

    def letters(self) -> Iterator[tuple[int, str | None]]:
        """Give version and state of every letter, in the order they were made."""
        yield from self.rows("SELECT version, state FROM notices ORDER BY id")

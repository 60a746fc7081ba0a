"""A service over which a day goes, and what must hold in it whatever people do in whatever order."""

import itertools
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from hypothesis.stateful import RuleBasedStateMachine, invariant

from complaints.bootstrap import build
from complaints.domain.access import Role, StaffMember, system
from complaints.domain.casework import MOVES, CaseState
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.joining import chain
from tests.builders import Ticking, copy_of, email_of, member, settings_for

# Enough of them that for many an appeal somebody is left who took no part.
MORE = tuple(f"senior{number}" for number in range(4, 9))
JUDGES = ("senior", "senior2", "senior3", *MORE)
PEOPLE = ("reviewer", "reviewer2", *JUDGES[:3], "auditor", "admin")
AT_DESK = ("waiting", "in_review")
OVER = ("decided", "appealed", "closed")
NOT_OPEN = {*OVER, "merged"}


def reachable() -> dict[str, set[str]]:
    """Say for each state which ones the table of moves leads to, in any number of steps."""
    found = {state.value: {state.value, *(to.value for to in moves)} for state, moves in MOVES.items()}
    for through, start in itertools.product(found, found):
        if through in found[start]:
            found[start] |= found[through]
    return found


REACHABLE = reachable()


class Day(RuleBasedStateMachine):
    """A service over which a day goes, and what must hold in it at any moment."""

    prepared: Path
    done: ClassVar[Counter[str]] = Counter()

    def open(self) -> None:
        """Set a new service up, with everybody who works there."""
        self.folder = TemporaryDirectory()
        self.clock = Ticking()
        self.app = build(settings_for(copy_of(self.prepared, Path(self.folder.name))), self.clock)
        self.checking = replace(self.app.checking, steps=())
        self.staff = {name: member(self.app, name) for name in PEOPLE}
        with self.app.open_uow(system("test"), "test.hire") as uow:
            for name in MORE:
                row_id = uow.staff.add(email_of(name), Role.SENIOR, "-", self.clock())
                self.staff[name] = StaffMember(row_id, email_of(name), Role.SENIOR)
        self.filed: list[int] = []
        self.nonces = itertools.count()
        self.states: dict[int, str] = {}

    def teardown(self) -> None:
        if hasattr(self, "app"):
            for deed, count in self.rows("SELECT deed, count(*) FROM joinings GROUP BY deed"):
                self.done[str(deed)] += int(str(count))
            for state, count in self.rows("SELECT state, count(*) FROM cases GROUP BY state"):
                self.done[str(state)] += int(str(count))
            for outcome, count in self.rows("SELECT outcome, count(*) FROM decisions GROUP BY outcome"):
                self.done[str(outcome)] += int(str(count))
            for kind, count in self.rows("SELECT kind, count(*) FROM decision_versions GROUP BY kind"):
                self.done[str(kind)] += int(str(count))
            ((later,),) = self.rows("SELECT count(*) FROM cases WHERE round > 1")
            self.done["later rounds"] += int(str(later))
            self.app.close()
            self.folder.cleanup()

    def rows(self, question: str) -> list[tuple[object, ...]]:
        with self.app.database.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(question)]

    def case(self, place: int, *states: str) -> tuple[str, int]:
        """Choose a case, of one of some states if there is any; give its number and version."""
        known = self.rows("SELECT id, state FROM cases ORDER BY id DESC")
        fitting = [row for row in known if row[1] in states] or known
        return self.numbered(int(str(fitting[place % len(fitting)][0])))

    def numbered(self, row_id: int) -> tuple[str, int]:
        """Give the number and version of a case."""
        with self.app.open_reader() as uow:
            found = uow.cases.get(row_id)
        assert found is not None
        return f"C-{found.opened_at.year}-{row_id:06d}", found.version

    def at_work(self, who: str, number: str) -> StaffMember:
        """Have somebody claim a case; give whoever holds it then."""
        self.attempt(lambda: self.app.casework.claim(number, self.staff[who]))
        holders = {member.id: member for member in self.staff.values()}
        ((holder,),) = self.rows(f"SELECT holder_id FROM cases WHERE id = {int(number[-6:])}")
        return holders.get(int(str(holder)), self.staff[who]) if holder else self.staff[who]

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do what may be refused; say whether it was done."""
        with suppress(Refusal, Refusals):
            act()
            return True
        return False

    @invariant()
    def every_complaint_is_attached_once(self) -> None:
        if not hasattr(self, "app"):
            return
        attached = self.rows("SELECT complaint_id FROM attachments ORDER BY complaint_id")
        assert [row[0] for row in attached] == sorted(self.filed)
        attached = "(SELECT count(*) FROM attachments a WHERE a.case_id = c.id)"
        wrong = f"complaints <> {attached} OR (state = 'merged' AND complaints > 0)"
        assert self.rows(f"SELECT c.id FROM cases c WHERE {wrong}") == []

    @invariant()
    def cases_are_where_they_may_be(self) -> None:
        if not hasattr(self, "app"):
            return
        opened: set[tuple[object, object]] = set()
        merged: dict[object, object] = {}
        for row_id, resource, category, state, holder, into in self.rows(
            "SELECT id, resource_id, category, state, holder_id, merged_into FROM cases"
        ):
            before = self.states.get(int(str(row_id)), CaseState.RECEIVED.value)
            assert state in REACHABLE[before], f"case {row_id} went from {before} to {state}"
            self.states[int(str(row_id))] = str(state)
            assert (holder is not None) == (state == "in_review")
            if state not in NOT_OPEN:
                assert (resource, category) not in opened, "two open cases about one thing"
                opened.add((resource, category))
            if state == "merged":
                merged[row_id] = into
        assert not set(merged) & set(merged.values()), "a merged case leads to one that leads on"

    @invariant()
    def restrictions_have_two_people_and_decisions_their_case(self) -> None:
        if not hasattr(self, "app"):
            return
        alone = "d.outcome IN ('restricted', 'removal_requested') AND (approved_by IS NULL OR approved_by = decided_by)"
        of_open = f"c.state NOT IN {OVER}"
        assert (
            self.rows(f"SELECT d.id FROM decisions d JOIN cases c ON c.id = d.case_id WHERE {of_open} OR ({alone})")
            == []
        )
        decided = "EXISTS (SELECT 1 FROM decisions d WHERE d.case_id = c.id)"
        proposed = "EXISTS (SELECT 1 FROM proposals p WHERE p.case_id = c.id AND p.state = 'open')"
        assert (
            self.rows(
                f"SELECT c.id FROM cases c WHERE (state IN {OVER}) <> {decided} OR (state = 'proposed') <> {proposed}"
            )
            == []
        )

    @invariant()
    def what_became_of_decisions_is_whole(self) -> None:
        if not hasattr(self, "app"):
            return
        open_appeals = (
            "EXISTS (SELECT 1 FROM appeals p JOIN decisions d ON d.id = p.decision_id "
            "WHERE d.case_id = c.id AND p.state <> 'judged')"
        )
        assert self.rows(f"SELECT c.id FROM cases c WHERE (state = 'appealed') <> {open_appeals}") == []
        counted = "(SELECT count(*) FROM decision_versions v WHERE v.decision_id = e.decision_id)"
        assert self.rows(f"SELECT decision_id FROM register_entries e WHERE version <> 1 + {counted}") == []
        proposed = "EXISTS (SELECT 1 FROM amendments a WHERE a.appeal_id = p.id AND a.state = 'open')"
        assert self.rows(f"SELECT p.id FROM appeals p WHERE (p.state = 'proposed') <> {proposed}") == []
        two = "(SELECT count(DISTINCT s.id) FROM staff s WHERE s.id IN (v.made_by, v.approved_by))"
        written = "v.statement_id IS NOT NULL AND v.outcome IN ('restricted', 'removal_requested')"
        assert self.rows(f"SELECT v.id FROM decision_versions v WHERE {written} AND {two} < 2") == []
        running = "e.force = 'in_force' AND e.outcome IN ('restricted', 'removal_requested')"
        ours = "s.id = e.statement_id AND s.outcome = e.outcome AND s.ends_on = e.ends_on"
        assert (
            self.rows(
                f"SELECT e.decision_id FROM register_entries e WHERE {running} "
                f"AND NOT EXISTS (SELECT 1 FROM statements s WHERE {ours})"
            )
            == []
        )

    @invariant()
    def judges_took_no_part_before(self) -> None:
        if not hasattr(self, "app"):
            return
        part: dict[object, set[object]] = {}
        for row_id, *people in self.rows("SELECT id, decided_by, approved_by FROM decisions"):
            part[row_id] = set(people)
        for decision, judge, second, appeal in self.rows(
            "SELECT decision_id, made_by, approved_by, appeal_id FROM decision_versions ORDER BY decision_id, version"
        ):
            people = {judge, second} - {None}
            assert appeal is None or not people & part[decision], "somebody judged what they took part in"
            part[decision] |= people

    @invariant()
    def aliases_lead_somewhere(self) -> None:
        if not hasattr(self, "app"):
            return
        edges = dict(self.rows("SELECT resource_id, target_id FROM aliases WHERE state = 'accepted'"))
        for start in edges:
            assert chain(int(str(start)), edges.get)[-1] not in edges, "aliases lead in a circle"

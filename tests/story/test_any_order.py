"""Whatever people do in whatever order: no impossible state, no lost complaint, two people for every restriction."""

import itertools
import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from complaints.bootstrap import build
from complaints.domain.access import Role, StaffMember, system
from complaints.domain.casework import LEASE, MOVES, CaseState
from complaints.domain.checks import Finding, Result
from complaints.domain.decisions import Written
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.joining import AliasKind, chain
from complaints.domain.versions import VersionKind
from complaints.services.appeals import Judgement
from complaints.services.intake import Origin
from tests.builders import REFUSAL, RESTRICTION, Ticking, copy_of, email_of, lodge, member, settings_for

LINKS = st.sampled_from([f"https://{name}.kz/page" for name in ("one", "two", "three")])
CATEGORIES = st.sampled_from(["other", "other", "extremism"])
WHO = st.sampled_from(["reviewer", "reviewer2", "senior"])
SECOND = st.sampled_from(["senior", "senior", "reviewer", "auditor"])
# Enough of them that for many an appeal somebody is left who took no part.
MORE = tuple(f"senior{number}" for number in range(4, 9))
JUDGES = ("senior", "senior2", "senior3", *MORE)
SENIORS = st.sampled_from(JUDGES)
PEOPLE = ("reviewer", "reviewer2", *JUDGES[:3], "auditor", "admin")
ANYBODY = st.sampled_from(PEOPLE)
VERDICTS = st.sampled_from(["upheld", "changed", "reversed", "reversed"])
PLACE = st.integers(0, 30)
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


class Service(RuleBasedStateMachine):
    """The use cases as citizens, staff, workers and the clock call them."""

    prepared: Path
    done: ClassVar[Counter[str]] = Counter()

    @initialize()
    def begin(self) -> None:
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
        for link in ("one", "two", "three"):
            self.file(f"https://{link}.kz/page", "other")
        self.check()

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

    def attempt(self, act: Callable[[], object]) -> None:
        with suppress(Refusal, Refusals):
            act()

    @rule(link=LINKS, category=CATEGORIES)
    def file(self, link: str, category: str) -> None:
        self.filed.append(lodge(self.app, link, category=category).complaint_id)
        self.app.identity.attach(self.filed[-1])

    @rule(place=PLACE)
    def withdraw(self, place: int) -> None:
        if self.filed:
            self.app.intake.withdraw(self.filed[place % len(self.filed)])

    @rule(place=PLACE)
    def attach_again(self, place: int) -> None:
        if self.filed:
            self.app.identity.attach(self.filed[place % len(self.filed)])

    @rule()
    def check(self) -> None:
        for (row_id,) in self.rows("SELECT id FROM cases WHERE state IN ('received', 'checking')"):
            self.checking.advance(int(str(row_id)))

    @rule(place=PLACE, complain=st.booleans())
    def find_changed(self, place: int, complain: bool) -> None:
        """Have a check find that a decided page changed, after somebody complained again or not."""
        decided = self.rows(
            "SELECT c.id, r.url, c.category FROM cases c JOIN resources r ON r.id = c.resource_id "
            "WHERE state IN ('decided', 'appealed', 'closed') ORDER BY c.id"
        )
        if decided:
            row_id, url, category = decided[place % len(decided)]
            if complain:
                self.file(str(url), str(category))
            with self.app.open_uow(system("test"), "test.changed") as uow:
                run = uow.checks.latest_run(int(str(row_id))) + 1
                changed = Finding("changed", 1, Result.DONE, "check.changed.changed")
                uow.checks.record(int(str(row_id)), run, changed, self.clock())
            self.checking.advance(int(str(row_id)))

    @rule(who=ANYBODY, place=PLACE)
    def claim(self, who: str, place: int) -> None:
        self.attempt(lambda: self.app.casework.claim(self.case(place)[0], self.staff[who]))

    @rule(who=ANYBODY, place=PLACE)
    def release(self, who: str, place: int) -> None:
        self.attempt(lambda: self.app.casework.release(self.case(place)[0], self.staff[who]))

    @rule(who=WHO, place=PLACE, restrict=st.booleans(), stale=st.sampled_from([False, False, True]))
    def decide(self, who: str, place: int, restrict: bool, stale: bool) -> None:
        ends_on = (self.clock() + timedelta(days=90)).date().isoformat()
        words = Written(**{**RESTRICTION, "ends_on": ends_on} if restrict else REFUSAL)
        number, version = self.case(place, *AT_DESK)
        holder = self.at_work(who, number)
        self.attempt(lambda: self.app.deciding.decide(number, holder, version - stale, words))

    @rule(who=SECOND, place=PLACE)
    def approve(self, who: str, place: int) -> None:
        number, version = self.case(place, "proposed")
        self.attempt(lambda: self.app.deciding.approve(number, self.staff[who], version))

    @rule(who=ANYBODY, place=PLACE)
    def send_back(self, who: str, place: int) -> None:
        number, version = self.case(place, "proposed")
        self.attempt(lambda: self.app.deciding.send_back(number, self.staff[who], version, "Name the passage."))

    @rule(who=ANYBODY, place=PLACE, into=PLACE, claiming=st.sampled_from([True, True, False]))
    def merge(self, who: str, place: int, into: int, claiming: bool) -> None:
        (number, version), (target, _) = self.case(place, *AT_DESK), self.case(into, *AT_DESK, "received", "proposed")
        holder = self.at_work(who, number) if claiming else self.staff[who]
        self.attempt(lambda: self.app.joining.merge(number, holder, version, target, "One page."))

    @rule(who=WHO, place=PLACE, resource=st.integers(1, 3))
    def split(self, who: str, place: int, resource: int) -> None:
        joined = self.rows(
            "SELECT DISTINCT c.id, a.resource_id FROM attachments a JOIN cases c ON c.id = a.case_id "
            "WHERE c.resource_id <> a.resource_id AND c.state IN ('waiting', 'in_review') ORDER BY c.id, a.resource_id"
        )
        number, version = self.case(place, *AT_DESK)
        if joined:
            row_id, resource = (int(str(each)) for each in joined[place % len(joined)])
            number, version = self.numbered(row_id)
        holder = self.at_work(who, number)
        self.attempt(lambda: self.app.joining.split(number, holder, version, resource, "Two pages."))

    @rule(who=WHO, place=PLACE, one=PLACE, other=PLACE, accept=st.booleans())
    def answer_alias(self, who: str, place: int, one: int, other: int, accept: bool) -> None:
        known = self.rows("SELECT id FROM resources ORDER BY id")
        pair = [int(str(known[each % len(known)][0])) for each in (one, other)]
        if pair[0] == pair[1]:
            return
        with self.app.open_uow(system("test"), "test.propose") as uow:
            uow.joins.propose(pair[0], pair[1], AliasKind.REDIRECT, None, "it leads on", self.clock())
            alias = uow.joins.between(*pair)
        number, version = self.case(place, *AT_DESK)
        answer = self.app.joining.accept_alias if accept else self.app.joining.refuse_alias
        holder = self.at_work(who, number)
        self.attempt(lambda: answer(number, holder, version, alias.id, "As I saw."))

    def decision(self, place: int) -> tuple[str, int] | None:
        """Choose a decision; give its number and latest version."""
        self.publish()
        known = self.rows("SELECT decision_id, version FROM register_entries ORDER BY decision_id DESC")
        if not known:
            return None
        row_id, version = known[place % len(known)]
        return self.decision_number(int(str(row_id))), int(str(version))

    def decision_number(self, row_id: int) -> str:
        with self.app.open_reader() as uow:
            found = uow.versions.get(row_id)
        assert found is not None
        return f"D-{found.decided_at.year}-{row_id:06d}"

    def version_of(self, row_id: int) -> int:
        ((version,),) = self.rows(f"SELECT version FROM register_entries WHERE decision_id = {row_id}")
        return int(str(version))

    @rule()
    def publish(self) -> None:
        published = "SELECT decision_id FROM register_entries"
        for (row_id,) in self.rows(f"SELECT id FROM decisions WHERE id NOT IN ({published})"):
            self.app.publication.publish(int(str(row_id)))

    def words(self, restrict: bool, note: int) -> Written:
        ends_on = (self.clock() + timedelta(days=90)).date().isoformat()
        facts = f"As seen the {note}th time."
        return Written(**({**RESTRICTION, "ends_on": ends_on} if restrict else REFUSAL) | {"facts": facts})

    @rule(who=ANYBODY, place=PLACE, restrict=st.booleans(), stale=st.sampled_from([False, False, True]))
    def correct(self, who: str, place: int, restrict: bool, stale: bool) -> None:
        if found := self.decision(place):
            number, version = found
            words = self.words(restrict, version)
            self.attempt(lambda: self.app.amending.correct(number, self.staff[who], version - stale, words, "Wrong."))

    @rule(who=ANYBODY, place=PLACE)
    def withdraw_decision(self, who: str, place: int) -> None:
        if found := self.decision(place):
            self.attempt(lambda: self.app.amending.withdraw(found[0], self.staff[who], found[1], "Wrong.", "en"))

    @rule(who=ANYBODY, place=PLACE)
    def renew(self, who: str, place: int) -> None:
        back = self.rows("SELECT decision_id FROM rereviews WHERE state = 'open' ORDER BY id")
        if back:
            row_id = int(str(back[place % len(back)][0]))
            number, version = self.decision_number(row_id), self.version_of(row_id)
            words = self.words(True, version)
            self.attempt(lambda: self.app.amending.renew(number, self.staff[who], version, words, "It still stands."))

    @rule(who=SENIORS, place=PLACE, approve=st.sampled_from([True, True, True, False]))
    def answer_amendment(self, who: str, place: int, approve: bool) -> None:
        waiting = self.rows("SELECT decision_id FROM amendments WHERE state = 'open' ORDER BY id")
        if not waiting:
            return
        row_id = int(str(waiting[place % len(waiting)][0]))
        number = self.decision_number(row_id)
        version = self.version_of(row_id)
        amending, member = self.app.amending, self.staff[who]
        if approve:
            self.attempt(lambda: amending.approve(number, member, version))
        else:
            self.attempt(lambda: amending.send_back(number, member, version, "Say more."))

    @rule(place=PLACE, complaint=PLACE, affected=st.booleans())
    def appeal(self, place: int, complaint: int, affected: bool) -> None:
        found = self.decision(place)
        if found is None:
            return
        if affected:
            origin = Origin(f"objection {next(self.nonces)}", network=f"network {next(self.nonces)}")
            self.attempt(lambda: self.app.appealing.object_to(found[0], "It is lawful.", "", "en", origin))
            return
        told = self.rows(
            f"SELECT a.complaint_id FROM attachments a JOIN decisions d ON d.case_id = a.case_id "
            f"WHERE d.id = {int(found[0][-6:])} ORDER BY 1"
        )
        if told:
            own = int(str(told[complaint % len(told)][0]))
            self.attempt(lambda: self.app.appealing.appeal(own, found[0], "It is unlawful.", "en"))

    @rule(who=ANYBODY, place=PLACE, verdict=VERDICTS, restrict=st.booleans())
    def judge(self, who: str, place: int, verdict: str, restrict: bool) -> None:
        waiting = self.rows("SELECT id, decision_id FROM appeals WHERE state = 'open' ORDER BY id")
        if not waiting:
            return
        row_id, decision_id = (int(str(each)) for each in waiting[place % len(waiting)])
        with self.app.open_reader() as uow:
            appeal, decision = uow.appeals.get(row_id), uow.versions.get(decision_id)
        number = f"P-{appeal.filed_at.year}-{row_id:06d}"
        judgement = Judgement(verdict, "It is a quotation.", "en", self.words(restrict, decision.version))
        self.attempt(lambda: self.app.appealing.judge(number, self.staff[who], decision.version, judgement))

    @rule(days=st.sampled_from([10, 20, 70]))
    def restrictions_end(self, days: int) -> None:
        self.clock.ahead += timedelta(days=days)
        self.app.casework.return_expired()
        self.app.rereviewing.bring_back()
        self.app.rereviewing.lapse()

    @rule(who=SENIORS, second=SENIORS, place=PLACE)
    def renew_in_time(self, who: str, second: str, place: int) -> None:
        """Restrict, wait until it comes back, renew: what chance alone seldom does in this order."""
        number, version = self.case(place, *AT_DESK)
        holder = self.at_work(who, number)
        self.attempt(lambda: self.app.deciding.decide(number, holder, version, self.words(True, version)))
        self.attempt(lambda: self.app.deciding.approve(number, self.staff[second], None))
        self.publish()
        self.restrictions_end(65)
        self.renew(who, place)
        self.answer_amendment(second, place, approve=True)

    @rule(who=ANYBODY, place=PLACE)
    def leave(self, who: str, place: int) -> None:
        if found := self.decision(place):
            self.attempt(lambda: self.app.rereviewing.leave(found[0], self.staff[who], found[1], "The page is gone."))

    @rule()
    def expire(self) -> None:
        self.clock.ahead += LEASE + timedelta(minutes=1)
        self.app.casework.return_expired()

    @rule()
    def close(self) -> None:
        self.clock.ahead += timedelta(days=200)
        self.app.casework.return_expired()
        self.publish()
        self.app.upkeep.close()

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


def test_no_order_of_deeds_leads_where_it_must_not(prepared_folder: Path) -> None:
    Service.prepared = prepared_folder
    run_state_machine_as_test(
        Service,
        settings=settings(
            max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def live(day: Service, dice: random.Random, deeds: list[Callable[[], object]], turns: int) -> None:
    """Do deeds as the dice say, and look after each whether everything is as it must be."""
    for turn in range(turns):
        dice.choice(deeds)()
        if turn % 100 == 99:
            day.close()
        day.every_complaint_is_attached_once()
        day.cases_are_where_they_may_be()
        day.restrictions_have_two_people_and_decisions_their_case()
        day.what_became_of_decisions_is_whole()
        day.judges_took_no_part_before()
        day.aliases_lead_somewhere()
    day.teardown()


def test_a_long_day_comes_everywhere_it_may_and_nowhere_else(prepared_folder: Path) -> None:
    Service.prepared = prepared_folder
    day, dice = Service(), random.Random(7)
    day.begin()
    links, people = [f"https://{name}.kz/page" for name in ("one", "two", "three")], list(PEOPLE)
    deeds: list[Callable[[], object]] = [
        lambda: day.file(link=dice.choice(links), category=dice.choice(["other", "other", "extremism"])),
        lambda: day.withdraw(dice.randrange(30)),
        day.check,
        day.check,
        lambda: day.claim(dice.choice(people), dice.randrange(30)),
        lambda: day.release(dice.choice(people), dice.randrange(30)),
        lambda: day.decide(dice.choice(people), dice.randrange(30), dice.random() < 0.6, dice.random() < 0.2),
        lambda: day.approve(dice.choice(people), dice.randrange(30)),
        lambda: day.send_back(dice.choice(people), dice.randrange(30)),
        lambda: day.merge(dice.choice(people), dice.randrange(30), dice.randrange(30), dice.random() < 0.8),
        lambda: day.split(dice.choice(people), dice.randrange(30), dice.randrange(1, 4)),
        lambda: day.answer_alias(*[dice.choice(people), *(dice.randrange(30) for _ in range(3)), dice.random() < 0.5]),
        lambda: day.find_changed(dice.randrange(30), dice.random() < 0.7),
        day.expire,
    ]
    live(day, dice, deeds, 400)
    for met in ("merge", "split", "later rounds", "restricted", "no_violation", "closed"):
        assert Service.done[met], f"the day never came to this: {met}"


def test_everything_that_may_become_of_a_decision_does(prepared_folder: Path) -> None:
    Service.prepared = prepared_folder
    day, dice = Service(), random.Random(2)
    day.begin()
    people, seniors = list(PEOPLE), list(JUDGES)

    def judge() -> None:
        verdict = dice.choice(["upheld", "changed", "reversed"])
        day.judge(dice.choice(seniors), dice.randrange(30), verdict, dice.random() < 0.5)

    deeds: list[Callable[[], object]] = [
        lambda: day.file(link=f"https://page{next(day.nonces)}.kz/", category="other"),
        day.check,
        lambda: day.decide(dice.choice(people), dice.randrange(30), dice.random() < 0.6, stale=False),
        lambda: day.approve(dice.choice(seniors), dice.randrange(30)),
        lambda: day.correct(dice.choice(people), dice.randrange(30), dice.random() < 0.5, dice.random() < 0.2),
        lambda: day.withdraw_decision(dice.choice(people), dice.randrange(30)),
        lambda: day.renew_in_time(dice.choice(seniors), dice.choice(seniors), dice.randrange(30)),
        *(2 * [lambda: day.answer_amendment(dice.choice(seniors), dice.randrange(30), dice.random() < 0.8)]),
        *(3 * [lambda: day.appeal(dice.randrange(30), dice.randrange(30), dice.random() < 0.4)]),
        *(3 * [judge]),
        lambda: day.restrictions_end(dice.choice([5, 10, 20])),
        lambda: day.leave(dice.choice(people), dice.randrange(30)),
    ]
    live(day, dice, deeds, 600)
    for met in VersionKind:
        assert Service.done[met], f"it never came to this: {met}"

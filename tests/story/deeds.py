"""What citizens, staff, workers and the clock do to a service, in any order."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from complaints.domain.access import system
from complaints.domain.casework import LEASE
from complaints.domain.checks import Finding, Result
from complaints.domain.decisions import Written
from complaints.domain.joining import AliasKind
from complaints.services.appeals import Judgement
from complaints.services.intake import Origin
from tests.builders import REFUSAL, RESTRICTION, email_of, lodge
from tests.story.day import AT_DESK, JUDGES, PEOPLE, Day

LINKS = st.sampled_from([f"https://{name}.kz/page" for name in ("one", "two", "three")])
CATEGORIES = st.sampled_from(["other", "other", "extremism"])
WHO = st.sampled_from(["reviewer", "reviewer2", "senior"])
SECOND = st.sampled_from(["senior", "senior", "reviewer", "auditor"])
SENIORS = st.sampled_from(JUDGES)
ANYBODY = st.sampled_from(PEOPLE)
VERDICTS = st.sampled_from(["upheld", "changed", "reversed", "reversed"])
PLACE = st.integers(0, 30)


class Service(Day):
    """The use cases as citizens, staff, workers and the clock call them."""

    @initialize()
    def begin(self) -> None:
        self.open()
        for link in ("one", "two", "three"):
            self.file(f"https://{link}.kz/page", "other")
        self.check()

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

    @rule(who=SECOND, place=PLACE, restrict=st.booleans())
    def otherwise(self, who: str, place: int, restrict: bool) -> None:
        number, version = self.case(place, "proposed")
        words = self.words(restrict, version)
        self.done["otherwise"] += self.attempt(
            lambda: self.app.deciding.otherwise(number, self.staff[who], version, words)
        )

    @rule(who=ANYBODY, places=st.lists(PLACE, min_size=1, max_size=3))
    def refuse_together(self, who: str, places: list[int]) -> None:
        chosen = [self.case(place, *AT_DESK) for place in places]

        def refuse() -> None:
            told = self.app.bundling.refuse(chosen, self.staff[who], "Another matter.", "Not ours.", "en")
            self.done["refused together"] += sum(each.decision_number is not None for each in told)

        self.attempt(refuse)

    @rule(who=ANYBODY, place=PLACE, to=ANYBODY)
    def give(self, who: str, place: int, to: str) -> None:
        number, _ = self.case(place, *AT_DESK)
        self.done["given"] += self.attempt(
            lambda: self.app.handing.give(number, self.staff[who], email_of(to), "You know this site.")
        )

    @rule(who=ANYBODY, place=PLACE)
    def keep_away(self, who: str, place: int) -> None:
        """Have somebody keep away from a case, and after a while no longer."""
        number, _ = self.case(place)
        if self.attempt(lambda: self.app.recusing.recuse(number, self.staff[who], "resource", "I know them.")):
            self.done["kept away"] += 1
            self.attempt(lambda: self.app.casework.claim(number, self.staff[who]))
            held = f"SELECT id FROM cases WHERE id = {int(number[-6:])} AND holder_id = {self.staff[who].id}"
            assert self.rows(held) == [], "somebody holds what they keep away from"
        standing = self.rows("SELECT id FROM recusals WHERE ended_at IS NULL ORDER BY id")
        if len(standing) > 1:
            self.attempt(lambda: self.app.recusing.end(int(str(standing[0][0])), self.staff["senior4"], "Over."))

    @rule(who=WHO, place=PLACE, category=CATEGORIES)
    def recategorise(self, who: str, place: int, category: str) -> None:
        number, version = self.case(place, *AT_DESK)
        holder = self.at_work(who, number)
        self.done["recategorised"] += self.attempt(
            lambda: self.app.recategorising.recategorise(number, holder, version, category, "Another matter.")
        )

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

"""Whatever people do in whatever order: no impossible state, no lost complaint, two people for every restriction."""

import random
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from complaints.domain.versions import VersionKind
from tests.story.day import JUDGES, PEOPLE
from tests.story.deeds import Service


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
        lambda: day.otherwise(dice.choice(people), dice.randrange(30), dice.random() < 0.5),
        lambda: day.refuse_together(dice.choice(people), [dice.randrange(30) for _ in range(3)]),
        lambda: day.give(dice.choice(people), dice.randrange(30), dice.choice(people)),
        lambda: day.keep_away(dice.choice(people), dice.randrange(30)),
        lambda: day.recategorise(dice.choice(people), dice.randrange(30), dice.choice(["other", "extremism"])),
        day.expire,
    ]
    live(day, dice, deeds, 600)
    joins, ends = ("merge", "split", "recategorised"), ("restricted", "no_violation", "closed", "later rounds")
    for met in (*joins, *ends, "otherwise", "refused together", "given", "kept away"):
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

"""What a statement of reasons needs before it can exist, and who may be its second person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from complaints.domain.access import Role, StaffMember
from complaints.domain.decisions import (
    APPEAL_WINDOW,
    LONGEST_RESTRICTION,
    Circumstances,
    Outcome,
    Written,
    compose,
    require_second_person,
    return_reason,
)
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.grounds import AT_START
from complaints.domain.identity import Scope
from complaints.domain.publication import link_published, published

TODAY = date(2026, 11, 24)
GROUNDS = {ground.code: ground for ground in AT_START}
KNOWN = Circumstances(TODAY, "extremism", GROUNDS, frozenset({7, 8}), ("grouped", "ordered"))
GROUND = next(code for code, ground in GROUNDS.items() if "extremism" in ground.categories and ground.in_force(TODAY))
REFUSAL = Written("no_violation", "Facts.", "Explanation.", "kk", ("7",))
RESTRICTION = Written(
    "restricted",
    "Facts.",
    "Explanation.",
    "ru",
    ("7", "8", "7"),
    ground=GROUND,
    ground_explanation="Why.",
    necessity="Nothing milder.",
    scope="page",
    territory="Kazakhstan",
    ends_on="2027-05-01",
)


def faults(written: Written, known: Circumstances = KNOWN) -> list[str]:
    """Name what a statement is refused for."""
    with pytest.raises(Refusals) as refused:
        compose(written, known)
    return [fault.code for fault in refused.value.refusals]


@pytest.mark.parametrize("outcome", [each for each in Outcome if not each.restrictive])
def test_a_refusal_to_act_needs_reasons_and_no_ground(outcome: Outcome) -> None:
    statement = compose(replace(REFUSAL, outcome=outcome.value), KNOWN)
    assert statement.restriction is None
    assert statement.evidence == (7,)
    assert statement.appeal_until == TODAY + APPEAL_WINDOW
    assert statement.automation == KNOWN.automation


@pytest.mark.parametrize("outcome", ["restricted", "removal_requested"])
def test_a_restriction_is_complete_by_type(outcome: str) -> None:
    statement = compose(replace(RESTRICTION, outcome=outcome), KNOWN)
    assert statement.restriction is not None
    assert statement.restriction.scope is Scope.PAGE
    assert statement.restriction.starts_on == TODAY
    assert statement.evidence == (7, 8)


@pytest.mark.parametrize(
    "name", ["ground", "ground_explanation", "necessity", "scope", "territory", "ends_on", "facts", "explanation"]
)
def test_each_missing_part_of_a_restriction_is_named(name: str) -> None:
    (code,) = faults(replace(RESTRICTION, **{name: " \u202e"}))
    assert name in code


def test_everything_missing_is_told_at_once_in_the_order_of_the_form() -> None:
    found = faults(Written(outcome="restricted"))
    assert found == [
        "decision.facts.missing",
        "decision.explanation.missing",
        "decision.language",
        "decision.ground.missing",
        "decision.ground_explanation.missing",
        "decision.necessity.missing",
        "decision.scope",
        "decision.territory.missing",
        "decision.ends_on.missing",
    ]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (TODAY, "decision.ends_on.past"),
        (TODAY + LONGEST_RESTRICTION + timedelta(days=1), "decision.ends_on.too_far"),
    ],
)
def test_a_restriction_ends_within_twelve_months(day: date, code: str) -> None:
    assert faults(replace(RESTRICTION, ends_on=day.isoformat())) == [code]
    compose(replace(RESTRICTION, ends_on=(TODAY + LONGEST_RESTRICTION).isoformat()), KNOWN)


def test_a_ground_must_be_in_force_and_cover_the_category() -> None:
    assert faults(replace(RESTRICTION, ground="nothing")) == ["decision.ground.unknown"]
    old = {GROUND: replace(GROUNDS[GROUND], valid_to=TODAY)}
    assert faults(RESTRICTION, replace(KNOWN, grounds=old)) == ["decision.ground.unknown"]
    narrow = {GROUND: replace(GROUNDS[GROUND], categories=("narcotics",))}
    assert faults(RESTRICTION, replace(KNOWN, grounds=narrow)) == ["decision.ground.other_category"]


@pytest.mark.parametrize("cited", ["9", "x", "-7", "٧", "7" * 30, ""])
def test_only_evidence_of_the_case_is_cited(cited: str) -> None:
    assert faults(replace(REFUSAL, evidence=(cited,))) == ["decision.evidence"]


def test_manifestly_unfounded_goes_only_with_no_violation() -> None:
    assert compose(replace(REFUSAL, manifestly_unfounded=True), KNOWN).manifestly_unfounded
    assert faults(replace(REFUSAL, outcome="referred", manifestly_unfounded=True)) == ["decision.unfounded_with_other"]


def test_the_second_person_is_a_senior_and_somebody_else() -> None:
    senior = StaffMember(2, "s", Role.SENIOR)
    require_second_person(senior, 1)
    with pytest.raises(Refusal, match=r"approval\.own"):
        require_second_person(senior, 2)
    for role in set(Role) - {Role.SENIOR}:
        with pytest.raises(Refusal, match=r"access\.denied"):
            require_second_person(StaffMember(3, "x", role), 1)


def test_a_return_needs_a_reason() -> None:
    assert return_reason("  Name the passage. ") == "Name the passage."
    with pytest.raises(Refusal, match=r"decision\.reason\.missing"):
        return_reason("\u202e ")
    with pytest.raises(Refusal, match=r"decision\.too_long"):
        return_reason("x" * 10_001)


def test_what_is_published_masks_contacts_everywhere_and_changes_nothing_else() -> None:
    contact = "call +7 701 123 45 67 or a@b.example"
    texts = dict.fromkeys(("facts", "explanation", "ground_explanation", "passages", "necessity"), contact)
    told = published(compose(replace(RESTRICTION, **texts), KNOWN))
    assert told.restriction is not None
    for text in (told.facts, told.explanation, told.restriction.necessity, told.restriction.passages):
        assert text == "call [+…] or […@…]"
    clean = compose(RESTRICTION, KNOWN)
    assert published(clean) == clean


@pytest.mark.parametrize(
    ("category", "capture", "shown"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_link_is_published_only_where_category_and_resource_allow(category: bool, capture: bool, shown: bool) -> None:
    assert link_published(category_publishes=category, capture_allowed=capture) is shown


def test_quoted_evidence_is_cited_and_a_passage_that_is_not_there_is_refused() -> None:
    known = replace(KNOWN, texts={8: "Out with them, says the post."})
    statement = compose(replace(REFUSAL, quotes=(("8", "Out with  them"),)), known)
    assert statement.evidence == (7, 8)
    assert [(quote.begins, quote.ends) for quote in statement.quotes] == [(0, 13)]
    assert faults(replace(REFUSAL, quotes=(("8", "In with them"),)), known) == ["decision.quote.not_there"]


def test_a_whole_site_is_asked_about_wherever_the_form_asks() -> None:
    whole = replace(RESTRICTION, scope="site")
    assert compose(whole, KNOWN).restriction is not None
    assert faults(replace(whole, asked=True)) == ["decision.site_necessity.missing"]
    answered = compose(replace(whole, asked=True, site_necessity="All of it sells drugs."), KNOWN)
    assert answered.restriction is not None
    assert answered.restriction.site_necessity == "All of it sells drugs."
    narrow = compose(replace(RESTRICTION, asked=True, site_necessity="Left over."), KNOWN)
    assert narrow.restriction is not None
    assert narrow.restriction.site_necessity == ""


@pytest.mark.parametrize("name", ["facts", "explanation", "ground_explanation", "necessity", "territory", "passages"])
@pytest.mark.parametrize("left", ["{{fact}}", "See {{ }} here", "{{ captured_on }}"])
def test_a_field_of_a_template_that_was_left_is_refused(name: str, left: str) -> None:
    assert faults(replace(RESTRICTION, **{name: f"Words {left}."})) == ["decision.placeholder"]


def test_a_field_left_in_the_translation_is_refused_too() -> None:
    second = {"language": "en", "facts": "{{fact}}", "explanation": "E."}
    assert faults(replace(REFUSAL, translation=second)) == ["decision.placeholder"]

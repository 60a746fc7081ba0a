"""What the page of a case shows beside the case itself: each panel reads its own part of the page."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import g

from complaints.domain.access import Act
from complaints.domain.decisions import Outcome, Written
from complaints.domain.grounds import standing
from complaints.domain.identity import Scope
from complaints.domain.intake import LANGUAGES
from complaints.domain.recusal import Reach
from complaints.services.views import CaseView
from complaints.web.languages import language, sentence
from complaints.web.review import reading
from complaints.web.state import application

Panel = Callable[[CaseView], Mapping[str, Any]]


def deciding(case: CaseView) -> Mapping[str, Any]:
    """Give the decision form what can be chosen in it, and start it from the last returned proposal."""
    app = application()
    today = app.clock().date()
    grounds = standing(app.views.catalogue.ground_versions(), today)
    return {
        "typed": before(case),
        "outcomes": list(Outcome),
        "scopes": list(Scope),
        "languages": LANGUAGES,
        "grounds": [each for each in grounds.values() if each.in_force(today) and case.category in each.categories],
        "today": today,
    }


def joining(case: CaseView) -> Mapping[str, Any]:
    """Show what may belong to the case, and what was joined to it and taken out of it."""
    return {"joins": application().views.joins.of(case.id)}


def hands(case: CaseView) -> Mapping[str, Any]:
    """Show in whose hands the case is, and what one may do about it."""
    app = application()
    found = app.views.handing.of_case(case.id, app.clock())
    if case.shown_until is not None:
        # Whoever reviews a case blindly does not see through whose hands it went.
        found = replace(found, kept=None, given=(), recusals=())
    targets = {Reach.RESOURCE: case.link.display, Reach.ACCOUNT: found.account, Reach.SITE: case.link.site}
    return {
        "hands": found,
        "people": [(email, email) for email in found.people],
        "reaches": [
            (reach.value, f"{sentence(f'reach.{reach.value}')}: {target}")
            for reach, target in targets.items()
            if target
        ],
        "recused": g.staff.may(Act.WORK_CASES) and app.recusing.covers(case.id, g.staff.id),
    }


PANELS: tuple[Panel, ...] = (
    reading.alleged,
    reading.captured,
    reading.voices,
    reading.precedents,
    deciding,
    joining,
    hands,
    reading.history,
)


def before(case: CaseView) -> Written:
    """Start the form from the last returned proposal of the case, if there is one."""
    proposals = [each for each in case.proposals if each.state == "returned"]
    if not proposals:
        return Written(language=language())
    last = proposals[0].statement
    part = last.restriction
    return Written(
        outcome=last.outcome.value,
        facts=last.facts,
        explanation=last.explanation,
        language=last.language,
        evidence=tuple(str(each) for each in last.evidence),
        ground=part.ground if part else "",
        ground_explanation=part.ground_explanation if part else "",
        passages=part.passages if part else "",
        necessity=part.necessity if part else "",
        scope=part.scope.value if part else "",
        territory=part.territory if part else "",
        ends_on=part.ends_on.isoformat() if part else "",
        court_reference=part.court_reference if part else "",
    )

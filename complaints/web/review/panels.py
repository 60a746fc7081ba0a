"""What the page of a case shows beside the case itself: each panel reads its own part of the page."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import g, request
from flask_babel import gettext

from complaints.domain.access import Act
from complaints.domain.advice import Advice
from complaints.domain.bundles import By
from complaints.domain.checklist import checklist
from complaints.domain.decisions import Outcome, Written
from complaints.domain.differing import Piece, pieces
from complaints.domain.grounds import standing
from complaints.domain.identity import Scope
from complaints.domain.intake import LANGUAGES
from complaints.domain.publication import published
from complaints.domain.recusal import Reach
from complaints.domain.translating import PARTS
from complaints.services.case_views import CaseView
from complaints.web import moments
from complaints.web.languages import language, sentence
from complaints.web.review import corresponding, drafts, reading
from complaints.web.review.forms import ORDER, written_from
from complaints.web.state import application

Panel = Callable[[CaseView], Mapping[str, Any]]


def deciding(case: CaseView) -> Mapping[str, Any]:
    """Give the decision form what can be chosen in it, and start it from the last returned proposal.

    `?outcome=` chooses one beforehand, so that without scripts too the form shows what that outcome needs.
    """
    app = application()
    today = moments.today()
    grounds = standing(app.views.catalogue.ground_versions(), today)
    wanted = request.args.get("outcome", "")
    typed = before(case)
    return {
        "typed": replace(typed, outcome=wanted) if wanted in set(Outcome) else typed,
        "looked": None,
        "advised": advised,
        "as_read": published,
        "changes_between": changes_between,
        "behind": app.views.protected.behind(case.id) if case.protected else (),
        "form_order": ORDER,
        "outcomes": list(Outcome),
        "scopes": list(Scope),
        "languages": LANGUAGES,
        "grounds": [each for each in grounds.values() if each.in_force(today) and case.category in each.categories],
        "today": today,
    }


def finished(shown: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give what depends on what was typed in the end: the outcome that the form is built for, and what is there."""
    typed = shown["typed"]
    return {"chosen": typed.outcome if typed.outcome in set(Outcome) else "", "checklist": checklist(typed)}


def changes_between(case: CaseView) -> list[tuple[str, tuple[Piece, ...]]]:
    """Compare an open proposal with the version before that was returned: the texts that differ, by field."""
    before = next((each for each in case.proposals[1:] if each.state == "returned"), None)
    if before is None:
        return []
    one, other = before.statement.said, case.proposals[0].statement.said
    names = [name for name in PARTS if getattr(one, name) != getattr(other, name)]
    return [(name, pieces(getattr(one, name), getattr(other, name))) for name in names]


def advised(advice: Advice) -> str:
    """Say a warning in the reader's language."""
    params = dict(advice.params)
    formula = params.get("formula")
    if formula:
        params["formula"] = gettext(formula)
    if "scope" in params:
        params["scope"] = sentence(f"scope.{params['scope']}")
    return sentence(advice.code, **params)


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
        "bundles": [by for by in By if by is not By.ACCOUNT or found.account],
        "people": [(email, email) for email in found.people],
        "reaches": [
            (reach.value, f"{sentence(f'reach.{reach.value}')}: {target}")
            for reach, target in targets.items()
            if target
        ],
        "recused": g.staff.may(Act.WORK_CASES) and app.recusing.covers(case.id, g.staff.id),
    }


def holding(case: CaseView) -> Mapping[str, Any]:
    """Show the latest legal hold of the case, and whether this person may be the second one."""
    found = application().views.holds.of(case.id)
    return {"hold": found, "second": found is not None and g.staff.may(Act.APPROVE) and found.waits_on != g.staff.id}


PANELS: tuple[Panel, ...] = (
    reading.alleged,
    reading.captured,
    reading.voices,
    reading.precedents,
    deciding,
    corresponding.corresponding,
    joining,
    hands,
    holding,
    drafts.own_work,
    reading.history,
)


def before(case: CaseView) -> Written:
    """Start the form from the open proposal that a senior decides otherwise, or else from the last returned one."""
    wanted = "open" if request.args.get("otherwise") else "returned"
    found = next((each for each in case.proposals if each.state == wanted), None)
    return written_from(found.statement) if found else Written(language=language())

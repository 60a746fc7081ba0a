"""What the page of a case shows of somebody's own work on it: their drafts, their claim's clock, who else reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flask import g, request
from werkzeug.datastructures import MultiDict

from complaints.domain.access import Act
from complaints.domain.casework import OPEN_STATES
from complaints.domain.claims import WARNED_BELOW
from complaints.domain.decisions import Outcome
from complaints.domain.drafts import DraftForm
from complaints.services.case_views import CaseView
from complaints.services.keeping_ports import Draft
from complaints.web.review.forms import read
from complaints.web.state import application

OPEN = frozenset(state.value for state in OPEN_STATES)
LONG = 20  # characters of a field that are worth copying


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody's own drafts on a case, as its page shows them."""

    drafts: Mapping[DraftForm, Draft]
    version: int

    def of(self, form: str) -> Draft | None:
        """Give the draft of a form that was not thrown away."""
        draft = self.drafts.get(DraftForm(form))
        return draft if draft is not None and draft.discarded_at is None else None

    def said(self, form: str, field: str) -> str:
        """Give what a draft says in a field."""
        draft = self.of(form)
        return "".join(draft.fields.get(field, ())[:1]) if draft else ""

    def thrown(self, form: str) -> bool:
        """Say whether a draft was thrown away that can still be brought back."""
        draft = self.drafts.get(DraftForm(form))
        return draft is not None and draft.discarded_at is not None

    @property
    def outdated(self) -> bool:
        """Say whether the case changed since the draft of the decision was saved."""
        return self.said("decide", "version") not in {"", str(self.version)}

    @property
    def long_texts(self) -> list[str]:
        """List the longer texts in the draft of the decision, to be copied where the form is not there."""
        draft = self.of("decide")
        values = [text for texts in draft.fields.values() for text in texts] if draft else []
        return [text for text in values if len(text.strip()) > LONG]


def own_work(case: CaseView) -> Mapping[str, Any]:
    """Give the reader's own drafts, begin the form of the decision from them, and say how long their claim lasts."""
    app = application()
    works = g.staff.may(Act.WORK_CASES)
    kept = Kept(app.drafting.of(case.id, g.staff) if works else {}, case.version)
    shown: dict[str, Any] = {
        "kept": kept,
        "left": left(case, app.clock()),
        "warned_below": int(WARNED_BELOW.total_seconds()),
        "others": app.claims.others(case.id, g.staff) if case.state in OPEN and case.shown_until is None else [],
    }
    draft = kept.of("decide")
    if draft is not None:
        typed = read(MultiDict({name: list(values) for name, values in draft.fields.items()}))
        wanted = request.args.get("outcome", "")
        shown["typed"] = replace(typed, outcome=wanted) if wanted in set(Outcome) else typed
    return shown


def left(case: CaseView, now: datetime) -> int | None:
    """Count the seconds that are left of the reader's own claim; None where they have none."""
    if case.holder_id != g.staff.id or case.state != "in_review" or case.lease_until is None:
        return None
    return max(0, -(-(case.lease_until - now) // timedelta(seconds=1)))

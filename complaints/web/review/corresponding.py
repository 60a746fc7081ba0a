"""What the page of a case shows of messages to reporters: what was written and answered, and the form to write."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import request

from complaints.domain.correspondence.writing import Audience, templates
from complaints.domain.intake import LANGUAGES
from complaints.domain.numbers import COMPLAINT, row_of
from complaints.services.case_views import CaseView
from complaints.web.languages import language
from complaints.web.state import application

NUMBER = 40


@dataclass(frozen=True, slots=True)
class Writing:
    """The form of a message as it stands: to whom, in which language, what is typed, and what is wrong, by field."""

    to: str
    language: str
    text: str = ""
    template: str = ""
    faults: Mapping[str, list[str]] = field(default_factory=dict)


def corresponding(case: CaseView) -> Mapping[str, Any]:
    """Show what was written and answered, and begin the form from a template where one is asked for."""
    spoken = case.language if case.language in LANGUAGES else language()
    return {
        "correspondence": application().views.correspondence.of_case(case.id, case.shown_until),
        "writing": Writing(request.args.get("to", "")[:NUMBER], spoken),
        "templates": templates(),
        "audiences": [each.value for each in Audience if each is not Audience.ONE],
        "one_reporter": lambda number: row_of(COMPLAINT, number) is not None,
    }

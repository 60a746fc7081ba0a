"""Writing to reporters from the page of a case, and marking what they answer as read."""

from flask import Blueprint, g, redirect, request, url_for

from complaints.domain.access import Act
from complaints.domain.correspondence.writing import templates
from complaints.domain.errors import Refusal, Refusals
from complaints.web.guard import staff
from complaints.web.languages import language, sentence
from complaints.web.review.cases import Answer, act_on, missing, show, status_of
from complaints.web.review.corresponding import NUMBER, Writing
from complaints.web.review.reading import id_in
from complaints.web.state import application

pages = Blueprint("messages", __name__, url_prefix="/staff")


@pages.post("/cases/<number>/message")
@staff(Act.WORK_CASES)
def write(number: str) -> Answer:
    """Send a message; whatever fails, what was typed stays."""
    to, spoken = request.form.get("to", "")[:NUMBER], request.form.get("language", "")
    text = request.form.get("message", "")
    if request.form.get("use") == "template":
        return show(number, writing=_begun(to, spoken, text))
    try:
        application().corresponding.write(number, g.staff, to, spoken, text)
    except (Refusal, Refusals) as refused:
        faults: dict[str, list[str]] = {}
        for fault in refused.refusals if isinstance(refused, Refusals) else [refused]:
            missing(fault)
            faults.setdefault(fault.field or "message", []).append(sentence(fault.code, **fault.params))
        status = 422 if isinstance(refused, Refusals) else status_of(refused)
        return show(number, writing=Writing(to, spoken, text, faults=faults)), status
    return redirect(url_for("cases.case", number=number, _anchor="messages"), 303)


def _begun(to: str, spoken: str, typed: str) -> Writing:
    """Put the chosen template into the message, behind what is typed already."""
    chosen = next((each for each in templates() if each.code == request.form.get("template")), templates()[0])
    text = chosen.text.get(spoken) or chosen.text[language()]
    return Writing(to, spoken, f"{typed.rstrip()}\n\n{text}" if typed.strip() else text, chosen.code)


@pages.post("/cases/<number>/answers")
@staff(Act.WORK_CASES)
def read(number: str) -> Answer:
    """Mark the answers that were shown as read."""
    up_to = id_in(request.form.get("up_to", ""))
    return act_on(number, lambda: application().corresponding.read(number, g.staff, up_to))

"""The catalogue of legal grounds: the list, the versions of one, and the forms for a new one, a new version, an end."""

from collections.abc import Callable

from flask import Blueprint, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from complaints.domain.access import Act
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.grounds import Ground, WrittenGround, standing
from complaints.domain.intake import LANGUAGES
from complaints.services.changes import Proposed
from complaints.web import moments
from complaints.web.admin.start import show
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.state import application

pages = Blueprint("grounds", __name__, url_prefix="/admin")
Answer = str | Response | tuple[str, int]
Faults = dict[str, list[str]]
ORDER = ("code", "article", *(f"{part}_{each}" for part in ("act", "text") for each in LANGUAGES))
ORDER += ("categories", "valid_from", "valid_to", "reason")


@pages.get("/grounds")
@staff(Act.KEEP_CATALOGUE)
def grounds() -> str:
    """List the grounds as they speak today, with those that have ended or are yet to come."""
    today = moments.today()
    return show("admin/grounds.html", grounds=standing(_versions(), today).values(), today=today)


@pages.get("/grounds/new")
@staff(Act.KEEP_CATALOGUE)
def new() -> str:
    """Show an empty form for a new ground."""
    return _form(WrittenGround(), "", {})


@pages.post("/grounds/new")
@staff(Act.KEEP_CATALOGUE)
def add() -> Answer:
    """Propose a new ground."""
    return _propose("", lambda written, reason: application().grounds.add(g.staff, written, reason))


@pages.get("/grounds/<code>")
@staff(Act.KEEP_CATALOGUE)
def ground(code: str) -> str:
    """Show every version of a ground, newest first, and the form that ends it."""
    return _history(code)


@pages.get("/grounds/<code>/revise")
@staff(Act.KEEP_CATALOGUE)
def revised(code: str) -> str:
    """Show the form for a new version, filled with what the newest one says."""
    latest = _of(code)[-1]
    return _form(_written(latest), code, {})


@pages.post("/grounds/<code>/revise")
@staff(Act.KEEP_CATALOGUE)
def revise(code: str) -> Answer:
    """Propose a new version of a ground."""
    _of(code)
    return _propose(code, lambda written, reason: application().grounds.revise(g.staff, code, written, reason))


@pages.post("/grounds/<code>/end")
@staff(Act.KEEP_CATALOGUE)
def end(code: str) -> Answer:
    """Propose that a ground is no longer in force from a day."""
    _of(code)
    day, reason = request.form.get("valid_to", ""), request.form.get("reason", "")
    try:
        proposed = application().grounds.end(g.staff, code, day, reason)
    except Refusal as refusal:
        return _history(code, _faults([refusal]), day, reason), 422
    return redirect(url_for("changes.change", number=proposed.id), 303)


def _propose(code: str, act: Callable[[WrittenGround, str], Proposed]) -> Answer:
    written, reason = _read(), request.form.get("reason", "")
    try:
        proposed = act(written, reason)
    except Refusals as refused:
        return _form(written, code, _faults(refused.refusals), reason), 422
    except Refusal as refusal:
        return _form(written, code, _faults([refusal]), reason), 422
    return redirect(url_for("changes.change", number=proposed.id), 303)


def _history(code: str, faults: Faults | None = None, day: str = "", reason: str = "") -> str:
    versions = _of(code)
    today = moments.today()
    speaks = standing(versions, today)[code]
    return show(
        "admin/ground.html",
        code=code,
        versions=list(reversed(versions)),
        speaks=speaks,
        today=today,
        categories=_categories(),
        faults=faults or {},
        day_typed=day,
        reason=reason,
    )


def _form(written: WrittenGround, code: str, faults: Faults, reason: str = "") -> str:
    return show(
        "admin/ground_form.html",
        typed=written,
        code=code,
        languages=LANGUAGES,
        categories=_categories(),
        faults=faults,
        order=ORDER,
        reason=reason,
    )


def _read() -> WrittenGround:
    form = request.form
    return WrittenGround(
        form.get("code", ""),
        form.get("article", ""),
        form.get("valid_from", ""),
        form.get("valid_to", ""),
        {language: form.get(f"act_{language}", "") for language in LANGUAGES},
        {language: form.get(f"text_{language}", "") for language in LANGUAGES},
        form.getlist("categories"),
    )


def _written(ground: Ground) -> WrittenGround:
    return WrittenGround(
        ground.code,
        ground.article,
        ground.valid_from.isoformat(),
        ground.valid_to.isoformat() if ground.valid_to else "",
        ground.act,
        ground.text,
        ground.categories,
    )


def _versions() -> tuple[Ground, ...]:
    """Read the catalogue as it is at this moment, not as forms keep it for some seconds."""
    with application().open_reader() as uow:
        return uow.catalogue.ground_versions()


def _of(code: str) -> list[Ground]:
    found = [each for each in _versions() if each.code == code]
    if not found:
        abort(404)
    return found


def _categories() -> dict[str, object]:
    return {each.code: each for each in application().views.catalogue.categories()}


def _faults(refusals: list[Refusal]) -> Faults:
    found: Faults = {}
    for refusal in refusals:
        found.setdefault(refusal.field or "reason", []).append(sentence(refusal.code, **refusal.params))
    return found

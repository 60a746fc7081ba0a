"""Signs of life for operators: the process, its dependencies, its figures."""

import hmac

import redis
from flask import Blueprint, Response, abort, jsonify, request
from sqlalchemy.exc import SQLAlchemyError

from complaints.health import FRESH
from complaints.net import broker
from complaints.services.deadline_views import OVERDUE_COUNTED
from complaints.web.guard import public
from complaints.web.state import application

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@public
def alive() -> Response:
    """Say that the process is up."""
    return Response("ok\n", content_type="text/plain")


@pages.get("/readyz")
@public
def ready() -> tuple[Response, int]:
    """Say whether database, broker and workers answer; 503 where the database does not."""
    app = application()
    found: dict[str, object] = {}
    beats = {}
    try:
        with app.open_reader() as uow:
            beats = dict(uow.schedule.beats())
        found["database"] = "ok"
        found["evidence"] = "damaged" if app.keeping.damaged() else "ok"
    except SQLAlchemyError:
        found["database"] = "away"
    found["broker"] = "ok" if _broker() else "away"
    now = app.clock()
    found["parts"] = {part: {"seen": at.isoformat(), "alive": now - at < FRESH} for part, at in sorted(beats.items())}
    found["worker"] = (
        "ok" if any(part.startswith("worker") and now - at < FRESH for part, at in beats.items()) else "late"
    )
    return jsonify(found), 200 if found["database"] == "ok" else 503


@pages.get("/metrics")
@public
def metrics() -> Response:
    """Give figures for Prometheus: on loopback in the embedded profile, by token elsewhere."""
    settings = application().settings
    if settings.embedded:
        if request.remote_addr not in {"127.0.0.1", "::1"}:
            abort(404)
    else:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not settings.metrics_token or not hmac.compare_digest(token.encode(), settings.metrics_token.encode()):
            abort(404)
    now = application().clock()
    with application().open_reader() as uow:
        beats = uow.schedule.beats()
    lines = ["# HELP aryz_part_seen_seconds Seconds since a part was last seen.", "# TYPE aryz_part_seen_seconds gauge"]
    lines += [f'aryz_part_seen_seconds{{part="{part}"}} {(now - at).total_seconds():.1f}' for part, at in beats.items()]
    lines += [
        "# HELP aryz_evidence_damaged Stored objects that are missing or were changed.",
        "# TYPE aryz_evidence_damaged gauge",
        f"aryz_evidence_damaged {application().keeping.damaged()}",
    ]
    late = application().views.deadlines.notice(0, now).overdue
    lines += [f"# HELP aryz_cases_overdue Cases past their deadline, counted up to {OVERDUE_COUNTED + 1}."]
    lines += ["# TYPE aryz_cases_overdue gauge", f"aryz_cases_overdue {late}"]
    return Response("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")


def _broker() -> bool:
    try:
        return broker.answers(application().settings.redis_url)
    except (redis.RedisError, OSError):
        return False

"""Turning rows into the values that pages show; shared by the read views."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select

from complaints.db.schema import (
    cases,
    complaint_entries,
    decision_versions,
    decisions,
    evidence,
    ground_versions,
    register_entries,
    resources,
    statement_evidence,
    statement_quotes,
    statement_translations,
    statements,
)
from complaints.domain.decisions import Outcome, Restriction, Statement
from complaints.domain.identity import Scope
from complaints.domain.identity.hosts import host_facts
from complaints.domain.numbers import CASE, DECISION, number
from complaints.domain.publication import published
from complaints.domain.quoting import Quote
from complaints.domain.translating import PARTS, Said
from complaints.domain.versions import Force, VersionKind
from complaints.services.views import DecisionView, EntryView, EvidenceView, GroundView, LinkView

Reading = Callable[[], AbstractContextManager[Connection]]
LANGUAGES = ("kk", "ru", "en")
RESOURCE_COLUMNS = (
    resources.c.display,
    resources.c.host,
    resources.c.key,
    resources.c.site,
    resources.c.url,
    resources.c.scope,
    resources.c.platform,
)


def link_of(row: Mapping[str, Any]) -> LinkView:
    """Make the safe form of a link out of a row that holds a resource's columns."""
    return LinkView(
        row["display"],
        row["host"],
        row["key"],
        row["site"],
        row["url"],
        row["scope"],
        row["platform"],
        host_facts(row["host"]).warnings,
    )


def parts_of(text: str) -> tuple[tuple[str, int], ...]:
    """Read a priority's parts."""
    pairs = (part.rsplit("=", 1) for part in text.split(";") if part)
    return tuple((code, int(points)) for code, points in pairs)


def statement_of(row: Mapping[str, Any], cited: tuple[int, ...], beside: "Beside") -> Statement:
    """Make a statement of reasons out of its row and of what is kept beside it."""
    restriction = None
    if row["ground"] is not None:
        restriction = Restriction(
            row["ground"],
            row["ground_explanation"],
            row["passages"] or "",
            row["necessity"],
            Scope(row["scope"]),
            row["territory"],
            row["starts_on"],
            row["ends_on"],
            row["court_reference"] or "",
            row["ground_version"],
            row["site_necessity"] or "",
        )
    return Statement(
        Outcome(row["outcome"]),
        row["facts"],
        row["explanation"],
        row["language"],
        cited,
        row["manifestly_unfounded"],
        restriction,
        tuple(code for code in row["automation"].split(",") if code),
        row["appeal_until"],
        beside.quotes.get(row["id"], ()),
        beside.translations.get(row["id"]),
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept beside some statements, by the statement: passages quoted, and the second language version."""

    quotes: dict[int, tuple[Quote, ...]]
    translations: dict[int, Said]


def beside_statements(connection: Connection, ids: Iterable[int]) -> Beside:
    """Load what is kept beside some statements."""
    wanted = sorted(set(ids))
    if not wanted:
        return Beside({}, {})
    q, t = statement_quotes.c, statement_translations.c
    quoted: dict[int, list[Quote]] = {}
    passages = select(statement_quotes).where(q.statement_id.in_(wanted)).order_by(q.statement_id, q.position)
    for row in connection.execute(passages):
        quoted.setdefault(row.statement_id, []).append(Quote(row.evidence_id, row.begins, row.ends, row.text))
    versions = connection.execute(select(statement_translations).where(t.statement_id.in_(wanted))).mappings()
    return Beside(
        {statement_id: tuple(each) for statement_id, each in quoted.items()},
        {row["statement_id"]: Said(row["language"], **{name: row[name] for name in PARTS}) for row in versions},
    )


def grounds_of(connection: Connection, version_ids: Iterable[int | None]) -> dict[int, GroundView]:
    """Load the versions of grounds that some statements cite, by the version's row."""
    wanted = sorted({each for each in version_ids if each})
    if not wanted:
        return {}
    rows = connection.execute(select(ground_versions).where(ground_versions.c.id.in_(wanted))).mappings()
    return {
        row["id"]: GroundView(
            row["ground"],
            {language: row[f"act_{language}"] for language in LANGUAGES},
            row["article"],
            {language: row[f"text_{language}"] for language in LANGUAGES},
            row["version"],
        )
        for row in rows
    }


def evidence_of_statements(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[EvidenceView, ...]]:
    """Load the evidence that some statements cite."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = connection.execute(
        select(statement_evidence.c.statement_id, evidence)
        .join(evidence, evidence.c.id == statement_evidence.c.evidence_id)
        .where(statement_evidence.c.statement_id.in_(wanted))
        .order_by(evidence.c.id)
    ).mappings()
    found: dict[int, list[EvidenceView]] = {}
    for row in rows:
        found.setdefault(row["statement_id"], []).append(evidence_view(row))
    return {statement_id: tuple(views) for statement_id, views in found.items()}


def evidence_view(row: Any) -> EvidenceView:
    """Make the view of one piece of evidence."""
    return EvidenceView(
        row["id"],
        row["kind"],
        row["media_type"],
        row["sha256"],
        row["size"],
        row["url"],
        row["title"],
        row["text"],
        row["language"],
        row["captured_at"],
        row["removed_at"],
        row["removed_why"],
    )


def entries_of(connection: Connection, complaint_ids: Iterable[int]) -> dict[int, tuple[EntryView, ...]]:
    """Load what was added to some complaints, oldest first."""
    wanted = sorted(set(complaint_ids))
    if not wanted:
        return {}
    e = complaint_entries.c
    rows = connection.execute(select(complaint_entries).where(e.complaint_id.in_(wanted)).order_by(e.id))
    found: dict[int, list[EntryView]] = {}
    for row in rows:
        found.setdefault(row.complaint_id, []).append(EntryView(row.kind, row.text, row.made_at))
    return {complaint_id: tuple(entries) for complaint_id, entries in found.items()}


def decisions_where(connection: Connection, *conditions: Any) -> list[DecisionView]:
    """Load published decisions as everybody outside reads them, newest first.

    The link is left out wherever the register may not show it (PRODUCT.md, rule 9); contacts are masked.
    """
    return _loaded(connection, _decisions(entered_only=True).where(*conditions))


def decision_of_case(connection: Connection, case_id: int) -> DecisionView | None:
    """Load the decision of a case, also in the moment before it is published."""
    found = _loaded(connection, _decisions(entered_only=False).where(decisions.c.case_id == case_id))
    return found[0] if found else None


def _decisions(*, entered_only: bool) -> Select[Any]:
    d, s, e = decisions.c, statements.c, register_entries.c
    # What wrote the words that hold, and what happened last; the decision itself is the first of both.
    source, latest = decision_versions.alias("source"), decision_versions.alias("latest")
    return (
        select(
            statements,
            d.id.label("decision_id"),
            d.decided_at,
            func.coalesce(source.c.made_by, d.decided_by).label("decided_by"),
            case((source.c.id.is_(None), d.approved_by), else_=source.c.approved_by).label("approved_by"),
            cases.c.category,
            cases.c.opened_at,
            e.link_shown,
            e.version,
            e.force,
            e.appeal_until.label("may_appeal_until"),
            e.ends_on.label("ended_on"),
            latest.c.kind,
            latest.c.made_at.label("changed_at"),
            *[column for column in RESOURCE_COLUMNS if column.name != "scope"],
            resources.c.scope.label("resource_scope"),
        )
        .join(register_entries, e.decision_id == d.id, isouter=not entered_only)
        .join(statements, s.id == func.coalesce(e.statement_id, d.statement_id))
        .outerjoin(source, source.c.statement_id == s.id)
        .outerjoin(latest, and_(latest.c.decision_id == d.id, latest.c.version == e.version))
        .join(cases, cases.c.id == d.case_id)
        .join(resources, resources.c.id == cases.c.resource_id)
        .order_by(d.id.desc())
    )


def _loaded(connection: Connection, found: Select[Any]) -> list[DecisionView]:
    rows = [dict(row) for row in connection.execute(found).mappings()]
    cited = evidence_of_statements(connection, [row["id"] for row in rows])
    laws = grounds_of(connection, [row["ground_version"] for row in rows])
    beside = beside_statements(connection, [row["id"] for row in rows])
    return [_decision(row, cited.get(row["id"], ()), laws, beside) for row in rows]


def _decision(
    row: dict[str, Any], cited: tuple[EvidenceView, ...], laws: dict[int, GroundView], beside: Beside
) -> DecisionView:
    link = link_of({**row, "scope": row["resource_scope"]}) if row["link_shown"] else None
    statement = published(statement_of(row, tuple(view.id for view in cited), beside))
    if row["may_appeal_until"] is not None:
        statement = replace(statement, appeal_until=row["may_appeal_until"])
    force = Force(row["force"] or Force.IN_FORCE)
    return DecisionView(
        row["decision_id"],
        number(DECISION, row["decided_at"], row["decision_id"]),
        number(CASE, row["opened_at"], row["case_id"]),
        row["decided_at"],
        row["category"],
        statement,
        laws.get(row["ground_version"] or 0),
        row["approved_by"] is not None,
        link,
        cited,
        version=row["version"] or 1,
        force=force,
        ended_on=None if force is Force.IN_FORCE else row["ended_on"],
        kind=VersionKind(row["kind"]) if row["kind"] else None,
        changed_at=row["changed_at"],
    )

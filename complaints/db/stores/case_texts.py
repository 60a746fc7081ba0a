"""The texts that cases are searched by and quoted from: what people filed, what was captured, what was decided."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote

from sqlalchemy import Connection, Select, and_, literal, null, or_, select, union_all

from complaints.db.schema import (
    attachments,
    cases,
    complaints,
    decision_versions,
    decisions,
    evidence,
    resources,
    statement_translations,
    statements,
)
from complaints.domain.translating import PARTS
from complaints.domain.wording import mask_contacts

LATEST_FILED = 20  # complaints of a case
LATEST_CAPTURED = 3  # captures of a case
MAIN = "warc"

Texts = dict[int, list[str]]


def links_of(connection: Connection, case_ids: Sequence[int]) -> Texts:
    """Give how each case's own link reads."""
    found = select(cases.c.id, resources.c.display).join(resources, resources.c.id == cases.c.resource_id)
    return _gathered(
        (row.id, unquote(row.display)) for row in connection.execute(found.where(cases.c.id.in_(case_ids)))
    )


def filed_in(connection: Connection, case_ids: Sequence[int], latest: int = LATEST_FILED) -> Texts:
    """Give the links and words of each case's latest complaints; contacts are masked (PRODUCT.md, rule 5)."""
    a = attachments.c
    found = _each(
        select(a.case_id, a.id, resources.c.display, complaints.c.description)
        .join(resources, resources.c.id == a.resource_id)
        .join(complaints, complaints.c.id == a.complaint_id)
        .where(a.case_id == case_id)
        .order_by(a.id.desc())
        .limit(latest)
        for case_id in case_ids
    )
    texts: Texts = {}
    for row in connection.execute(found) if found is not None else ():
        texts.setdefault(row.case_id, []).extend((mask_contacts(row.description), unquote(row.display)))
    return texts


def captured_of(connection: Connection, case_ids: Sequence[int]) -> Texts:
    """Give the titles and texts of each case's latest captures, and of cases merged into it.

    Nothing of what was removed, or may not be captured any more.
    """
    e, c = evidence.c, cases.c
    found = _each(
        select(literal(case_id).label("about"), e.id, e.title, e.text)
        .join(cases, c.id == e.case_id)
        .join(resources, resources.c.id == c.resource_id)
        .where(
            or_(and_(c.id == case_id, c.merged_into.is_(None)), c.merged_into == case_id),
            e.kind == MAIN,
            e.removed_at.is_(None),
            resources.c.capture_allowed,
        )
        .order_by(e.id.desc())
        .limit(LATEST_CAPTURED)
        for case_id in case_ids
    )
    rows = connection.execute(found) if found is not None else ()
    return _gathered((row.about, f"{row.title}\n{row.text}") for row in rows)


def decided_in(connection: Connection, case_ids: Sequence[int]) -> Texts:
    """Give the words of each case's decision, of its later versions, and of their translations."""
    d, v = decisions.c, decision_versions.c
    first = select(d.case_id, d.statement_id, null().label("reason")).where(d.case_id.in_(case_ids))
    later = select(v.case_id, v.statement_id, v.reason).where(v.case_id.in_(case_ids))
    said = union_all(first, later).subquery()
    s, t = statements.c, statement_translations.c
    found = (
        select(said.c.case_id, said.c.reason, *(s[name] for name in PARTS), *(t[name] for name in PARTS))
        .outerjoin(statements, s.id == said.c.statement_id)
        .outerjoin(statement_translations, t.statement_id == s.id)
    )
    return _gathered(
        (row[0], mask_contacts("\n".join(part for part in row[1:] if part))) for row in connection.execute(found)
    )


def _each(selects: Iterable[Select[Any]]) -> Any:
    """Put bounded questions, one a case, into one statement."""
    parts = [select(each.subquery()) for each in selects]
    return union_all(*parts) if parts else None


def _gathered(pairs: Iterable[tuple[int, str]]) -> Texts:
    texts: Texts = {}
    for case_id, text in pairs:
        texts.setdefault(case_id, []).append(text)
    return texts

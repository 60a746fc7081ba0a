"""Reads open cases that have an account, a site or a wording in common; a page looks at few links, however many."""

from typing import Any

from sqlalchemy import Connection, func, select

from complaints.db.handing_tables import resource_accounts
from complaints.db.schema import attachments, cases, complaints, evidence, protected_sources, resources, staff
from complaints.db.views.likeness import similar_to
from complaints.db.views.reading import RESOURCE_COLUMNS, Reading, link_of
from complaints.domain.bundles import MOST, By
from complaints.domain.casework import OPEN_STATES
from complaints.domain.numbers import CASE, number, row_of
from complaints.domain.sources import SHARED
from complaints.domain.wording import mask_contacts
from complaints.services.bundle_views import BundlePage, BundleRow

LINKS = 200  # that are looked at for one page
EXCERPT = 400
OPEN = [state.value for state in OPEN_STATES]


class BundleViews:
    """Related cases."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def page(self, case_id: int, by: By, after: int = 0) -> BundlePage | None:
        """Load a page of the cases that have something in common with one; None where it has nothing of the kind."""
        r, a = resources.c, resource_accounts.c
        with self._reading() as connection:
            own = connection.execute(
                select(cases.c.resource_id, r.site, a.account)
                .join(resources, r.id == cases.c.resource_id)
                .outerjoin(resource_accounts, a.resource_id == cases.c.resource_id)
                .where(cases.c.id == case_id)
            ).one()
            if by is By.WORDING:
                like = similar_to(connection, case_id, own.resource_id)
                ids = sorted({row_of(CASE, each.number) or 0 for each in like} | {case_id})
                rows = _rows(connection, cases.c.id.in_(ids))
                return BundlePage(rows, "", None)
            if by is By.ACCOUNT:
                links = select(a.resource_id).where(a.account == own.account, a.resource_id > after)
                links, common = links.order_by(a.resource_id), own.account
            else:
                links = select(r.id).where(r.site == own.site, r.id > after).order_by(r.id)
                common = None if own.site in SHARED else own.site
            if not common:
                return None
            found = list(connection.execute(links.limit(LINKS)).scalars())
            rows = _rows(connection, cases.c.resource_id.in_(found), limit=MOST + 1)
            if len(rows) > MOST:
                last = connection.execute(select(cases.c.resource_id).where(cases.c.id == rows[MOST - 1].id)).scalar()
                return BundlePage(rows[:MOST], common, last)
            return BundlePage(rows, common, found[-1] if len(found) == LINKS else None)


def _rows(connection: Connection, condition: Any, limit: int = MOST) -> tuple[BundleRow, ...]:
    c = cases.c
    found = (
        select(
            c.id,
            c.opened_at,
            c.category,
            c.state,
            c.version,
            c.complaints,
            *RESOURCE_COLUMNS,
            staff.c.email,
            protected_sources.c.kind,
        )
        .join(resources, resources.c.id == c.resource_id)
        .outerjoin(staff, staff.c.id == c.holder_id)
        .outerjoin(protected_sources, protected_sources.c.site == resources.c.site)
        .where(condition, c.state.in_(OPEN))
        .order_by(c.resource_id, c.id)
        .limit(limit)
    )
    rows = connection.execute(found).mappings().all()
    ids = [row["id"] for row in rows]
    words, texts = _words(connection, ids), _texts(connection, ids)
    return tuple(
        BundleRow(
            row["id"],
            number(CASE, row["opened_at"], row["id"]),
            link_of(dict(row)),
            row["category"],
            row["state"],
            row["version"],
            row["email"],
            row["kind"] is not None,
            row["complaints"],
            words.get(row["id"], ""),
            texts.get(row["id"], ""),
        )
        for row in rows
    )


def _words(connection: Connection, ids: list[int]) -> dict[int, str]:
    a = attachments.c
    first = select(func.min(a.id)).where(a.case_id.in_(ids)).group_by(a.case_id)
    found = select(a.case_id, complaints.c.description).join(complaints, complaints.c.id == a.complaint_id)
    return {
        row.case_id: mask_contacts(row.description)[:EXCERPT]
        for row in connection.execute(found.where(a.id.in_(first)))
    }


def _texts(connection: Connection, ids: list[int]) -> dict[int, str]:
    e = evidence.c
    latest = select(func.max(e.id)).where(e.case_id.in_(ids), e.removed_at.is_(None), e.text != "").group_by(e.case_id)
    found = (
        select(e.case_id, e.text)
        .join(cases, cases.c.id == e.case_id)
        .join(resources, resources.c.id == cases.c.resource_id)
    )
    shown = found.where(e.id.in_(latest), resources.c.capture_allowed)
    return {row.case_id: row.text[:EXCERPT] for row in connection.execute(shown)}

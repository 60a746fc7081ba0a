"""Reads a complaint for the person who filed it."""

from sqlalchemy import select

from complaints.db.evidence_tables import uploads
from complaints.db.schema import attachments, cases, complaint_links, complaints, contacts, decisions, resources
from complaints.db.views.correspondence import received
from complaints.db.views.reading import RESOURCE_COLUMNS, Reading, decisions_where, entries_of, link_of
from complaints.domain.casework import CaseState, CitizenStatus, status_for_citizen
from complaints.domain.intake import ComplaintState
from complaints.domain.numbers import COMPLAINT, number
from complaints.services.views import ComplaintView, DecisionView, LinkStatus


class ComplaintViews:
    """The status page."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def get(self, complaint_id: int) -> ComplaintView | None:
        """Load a complaint with where each of its links is and, once published, the reasons."""
        c = complaints.c
        with self._reading() as connection:
            row = connection.execute(
                select(complaints, contacts.c.id.label("contact_id"))
                .outerjoin(contacts, contacts.c.complaint_id == c.id)
                .where(c.id == complaint_id)
            ).first()
            if row is None:
                return None
            links = connection.execute(
                select(
                    complaint_links.c.pasted,
                    cases.c.id.label("case_id"),
                    cases.c.state,
                    cases.c.previous_id,
                    *RESOURCE_COLUMNS,
                )
                .outerjoin(attachments, attachments.c.link_id == complaint_links.c.id)
                .outerjoin(cases, cases.c.id == attachments.c.case_id)
                .outerjoin(resources, resources.c.id == attachments.c.resource_id)
                .where(complaint_links.c.complaint_id == complaint_id)
                .order_by(complaint_links.c.position)
            ).mappings()
            states = [dict(link) for link in links]
            case_ids = [link[name] for link in states for name in ("case_id", "previous_id") if link[name]]
            told: dict[int, DecisionView] = {}
            if case_ids:
                pairs = dict(
                    connection.execute(
                        select(decisions.c.id, decisions.c.case_id).where(decisions.c.case_id.in_(case_ids))
                    ).all()
                )
                views = decisions_where(connection, decisions.c.case_id.in_(case_ids)) if pairs else []
                told = {pairs[view.id]: view for view in views}
            entries = entries_of(connection, [complaint_id]).get(complaint_id, ())
            messages = received(connection, complaint_id)
            u = uploads.c
            files = [
                row.removed_at for row in connection.execute(select(u.removed_at).where(u.complaint_id == complaint_id))
            ]
        withdrawn = row.state == ComplaintState.WITHDRAWN.value
        return ComplaintView(
            row.id,
            number(COMPLAINT, row.filed_at, row.id),
            row.filed_at,
            row.category,
            row.description,
            row.language,
            withdrawn,
            row.contact_id is not None,
            tuple(
                LinkStatus(
                    link["pasted"],
                    link_of(link) if link["case_id"] else None,
                    _status(link["state"], told.get(link["case_id"]), withdrawn=withdrawn),
                    told.get(link["case_id"]),
                    None if told.get(link["case_id"]) else told.get(link["previous_id"]),
                )
                for link in states
            ),
            entries,
            len(files),
            sum(removed is not None for removed in files),
            messages,
        )


def _status(state: str | None, decision: DecisionView | None, *, withdrawn: bool) -> CitizenStatus:
    present = CaseState(state) if state else None
    if present is CaseState.DECIDED and decision is None:
        # Decided a moment ago and not yet published: the word waits for the reasons.
        present = CaseState.IN_REVIEW
    return status_for_citizen(present, withdrawn=withdrawn)

"""Reads the text of a capture: one at a time, the latest unless another one is asked for."""

from sqlalchemy import select

from complaints.db.evidence_tables import captures
from complaints.db.schema import evidence
from complaints.db.stores.checks import with_merged
from complaints.db.views.reading import Reading
from complaints.services.casework_views import CapturedText


class CaptureViews:
    """What pages said when they were captured."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def text(self, case_id: int, evidence_id: int = 0) -> CapturedText | None:
        """Load the text of a case's capture; None where it has none with a text that is still kept.

        The caller has made sure that content of the case's kind may be shown.
        """
        e = evidence.c
        found = (
            select(e.id, e.captured_at, e.title, e.text, e.language, captures.c.length)
            .join(captures, captures.c.evidence_id == e.id)
            .where(e.case_id.in_(with_merged(case_id)), e.removed_at.is_(None), e.text != "")
            .order_by(e.id.desc())
            .limit(1)
        )
        if evidence_id:
            found = found.where(e.id == evidence_id)
        with self._reading() as connection:
            row = connection.execute(found).first()
        return CapturedText(*row) if row else None

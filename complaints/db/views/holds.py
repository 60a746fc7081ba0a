"""Reads the legal hold of a case."""

from sqlalchemy import select

from complaints.db.schema import staff
from complaints.db.stores.holds import latest
from complaints.db.views.reading import Reading
from complaints.domain.holds import HoldState
from complaints.services.hold_ports import HoldView

PROPOSER, SECOND, LIFTER = staff.alias("proposer"), staff.alias("second"), staff.alias("lifter")


class HoldViews:
    """Legal holds as the page of a case shows them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def of(self, case_id: int) -> HoldView | None:
        """Load the latest hold of a case, standing or not."""
        found = latest(case_id).subquery()
        named = (
            select(
                found,
                PROPOSER.c.email.label("proposer"),
                SECOND.c.email.label("second"),
                LIFTER.c.email.label("lifter"),
            )
            .join(PROPOSER, PROPOSER.c.id == found.c.proposed_by)
            .outerjoin(SECOND, SECOND.c.id == found.c.approved_by)
            .outerjoin(LIFTER, LIFTER.c.id == found.c.end_proposed_by)
        )
        with self._reading() as connection:
            row = connection.execute(named).first()
        if row is None:
            return None
        return HoldView(
            HoldState(row.state),
            row.reason,
            row.made_at,
            row.proposer,
            row.second,
            row.end_reason,
            row.lifter,
            row.ended_at,
            row.end_proposed_by or row.proposed_by,
        )

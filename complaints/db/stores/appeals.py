"""Stores appeals and objections."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from complaints.db.schema import appeal_contacts, appeals
from complaints.db.writing import insert_new
from complaints.domain.appeals import AppealState, Side
from complaints.services.appeals_ports import NewAppeal, StoredAppeal


class AppealStore:
    """Appeals by reporters, objections by affected parties."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewAppeal) -> int | None:
        """Store an appeal with its sealed contact; None where the same person appealed already."""
        row: dict[str, Any] = {**asdict(new), "side": new.side.value, "state": AppealState.OPEN.value}
        sealed = row.pop("sealed_contact")
        appeal_id = insert_new(self._connection, appeals, row)
        if appeal_id is not None and sealed is not None:
            contact = {"appeal_id": appeal_id, "case_id": new.case_id, "sealed_address": sealed}
            self._connection.execute(insert(appeal_contacts).values(**contact, made_at=new.filed_at))
        return appeal_id

    def get(self, appeal_id: int) -> StoredAppeal | None:
        """Load an appeal."""
        return self._one(appeals.c.id == appeal_id)

    def by_nonce(self, nonce_hashes: Sequence[str]) -> StoredAppeal | None:
        """Find the objection that a form's nonce was used for."""
        return self._one(appeals.c.nonce_hash.in_(nonce_hashes))

    def _one(self, condition: ColumnElement[bool]) -> StoredAppeal | None:
        row = self._connection.execute(select(appeals).where(condition)).first()
        if row is None:
            return None
        return StoredAppeal(
            row.id,
            row.decision_id,
            row.case_id,
            Side(row.side),
            AppealState(row.state),
            row.language,
            row.filed_at,
        )

    def by_receipt(self, receipt_hashes: Sequence[str]) -> int | None:
        """Find the objection that a receipt code opens."""
        return self._connection.execute(select(appeals.c.id).where(appeals.c.receipt_hash.in_(receipt_hashes))).scalar()

    def move(self, appeal_id: int, present: AppealState, to: AppealState) -> bool:
        """Move an appeal on; say whether it was still where the caller saw it."""
        a = appeals.c
        moved = update(appeals).where(a.id == appeal_id, a.state == present.value).values(state=to.value)
        return self._connection.execute(moved).rowcount > 0

    def any_open(self, decision_id: int) -> bool:
        """Say whether an appeal against a decision still waits for its answer."""
        a = appeals.c
        waiting = select(a.id).where(a.decision_id == decision_id, a.state != AppealState.JUDGED.value).limit(1)
        return self._connection.execute(waiting).first() is not None

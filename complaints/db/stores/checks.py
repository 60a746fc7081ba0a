"""Stores findings and what is known about captured evidence."""

import json
from datetime import datetime

from sqlalchemy import Connection, func, select

from complaints.db.schema import cases, checks, decisions, evidence, resources
from complaints.db.stores.catalogue import CatalogueStore
from complaints.db.writing import insert_once, insert_or_find
from complaints.domain.checks import Finding, Subject
from complaints.domain.numbers import DECISION, number
from complaints.services.ports import StoredCapture


class CheckStore:
    """Findings per case, step and run."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def subject(self, case_id: int) -> Subject | None:
        """Load what the steps are given about a case."""
        r, c = resources.c, cases.c
        row = self._connection.execute(
            select(c.id, c.category, r.id.label("resource_id"), r.key, r.url, r.site, r.capture_allowed)
            .join(resources, r.id == c.resource_id)
            .where(c.id == case_id)
        ).first()
        if row is None:
            return None
        return Subject(
            row.id,
            row.resource_id,
            row.key,
            row.url,
            row.site,
            row.category,
            row.capture_allowed,
            self._standing(row.resource_id, case_id),
            CatalogueStore(self._connection).protected_kind(row.site),
        )

    def _standing(self, resource_id: int, besides_case: int) -> tuple[str, str] | None:
        d = decisions.c
        row = self._connection.execute(
            select(d.id, d.outcome, d.decided_at)
            .join(cases, cases.c.id == d.case_id)
            .where(cases.c.resource_id == resource_id, cases.c.id != besides_case)
            .order_by(d.id.desc())
            .limit(1)
        ).first()
        return (number(DECISION, row.decided_at, row.id), row.outcome) if row else None

    def latest_run(self, case_id: int) -> int:
        """Give the number of the latest run of checks, 1 where there was none."""
        found = select(func.max(checks.c.run)).where(checks.c.case_id == case_id)
        return self._connection.execute(found).scalar() or 1

    def steps_done(self, case_id: int, run: int) -> frozenset[str]:
        """Name the steps that have a finding in a run."""
        found = select(checks.c.step).where(checks.c.case_id == case_id, checks.c.run == run)
        return frozenset(self._connection.execute(found).scalars())

    def record(self, case_id: int, run: int, finding: Finding, at: datetime) -> bool:
        """Store a finding once per case, step and run; say whether this call did."""
        row = {
            "case_id": case_id,
            "step": finding.step,
            "run": run,
            "version": finding.version,
            "result": finding.result.value,
            "code": finding.code,
            "params": json.dumps(dict(finding.params), ensure_ascii=False, sort_keys=True),
            "confidence": finding.confidence,
            "made_at": at,
        }
        return insert_once(self._connection, checks, row)

    def add_evidence(self, case_id: int, captured: StoredCapture, at: datetime) -> int:
        """Store what is known about captured bytes, once per case, kind and content; return its id."""
        row = {
            "case_id": case_id,
            "kind": captured.kind,
            "media_type": captured.media_type,
            "sha256": captured.sha256,
            "size": captured.size,
            "url": captured.url,
            "title": captured.title,
            "text": captured.text,
            "language": captured.language,
            "captured_at": at,
        }
        unique = {"case_id": case_id, "kind": captured.kind, "sha256": captured.sha256}
        return insert_or_find(self._connection, evidence, row, **unique)[0]

    def codes(self, case_id: int) -> list[str]:
        """List the codes of the latest run's findings."""
        run = self.latest_run(case_id)
        found = select(checks.c.code).where(checks.c.case_id == case_id, checks.c.run == run).order_by(checks.c.id)
        return list(self._connection.execute(found).scalars())

    def evidence_ids(self, case_id: int) -> frozenset[int]:
        """Name the evidence a decision about a case may cite."""
        return frozenset(self._connection.execute(select(evidence.c.id).where(evidence.c.case_id == case_id)).scalars())

"""Stores findings, and loads what steps are given."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, exists, func, insert, or_, select

from complaints.db.evidence_tables import check_details
from complaints.db.schema import cases, categories, checks, evidence, resources
from complaints.db.stores.catalogue import CatalogueStore
from complaints.db.writing import insert_once
from complaints.domain.checks import Finding, Subject


def with_merged(case_id: int) -> Select[tuple[int]]:
    """Select a case's id and those of the cases merged into it."""
    return select(cases.c.id).where(or_(cases.c.id == case_id, cases.c.merged_into == case_id))


def forbidden() -> Any:
    """Ask whether any case about a resource has a category that forbids capture; joined to `resources`."""
    other = cases.alias("other")
    return exists().where(
        other.c.resource_id == resources.c.id, categories.c.code == other.c.category, ~categories.c.capture
    )


class CheckStore:
    """Findings per case, step and run."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def subject(self, case_id: int) -> Subject | None:
        """Load what the steps are given about a case.

        Capture is forbidden where the resource is marked, or any case about it has a category that forbids it.
        """
        r, c = resources.c, cases.c
        row = self._connection.execute(
            select(
                c.id,
                c.category,
                r.id.label("resource_id"),
                r.key,
                r.url,
                r.host,
                r.site,
                r.platform,
                r.capture_allowed,
                forbidden().label("forbidden"),
            )
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
            row.host,
            row.site,
            row.category,
            row.capture_allowed and not row.forbidden,
            protected=CatalogueStore(self._connection).protected_kind(row.site),
            platform=row.platform,
        )

    def barred(self, keys: Sequence[str]) -> bool:
        """Say whether any of some resources, by their keys, must never be captured."""
        found = select(resources.c.id).where(resources.c.key.in_(keys), ~resources.c.capture_allowed).limit(1)
        return self._connection.execute(found).first() is not None

    def latest_run(self, case_id: int) -> int:
        """Give the number of the latest run of checks, 1 where there was none."""
        found = select(func.max(checks.c.run)).where(checks.c.case_id == case_id)
        return self._connection.execute(found).scalar() or 1

    def steps_done(self, case_id: int, run: int) -> frozenset[str]:
        """Name the steps that have a finding in a run."""
        found = select(checks.c.step).where(checks.c.case_id == case_id, checks.c.run == run)
        return frozenset(self._connection.execute(found).scalars())

    def evidence_texts(self, case_id: int) -> dict[int, str]:
        """Give the captured texts that a decision about a case may quote, by evidence."""
        e = evidence.c
        found = select(e.id, e.text).where(e.case_id.in_(with_merged(case_id)), e.removed_at.is_(None), e.text != "")
        return {row.id: row.text for row in self._connection.execute(found)}

    def record(self, case_id: int, run: int, finding: Finding, at: datetime) -> bool:
        """Store a finding and what it quotes, once per case, step and run; say whether this call did."""
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
        if not insert_once(self._connection, checks, row):
            return False
        if finding.detail:
            own = (checks.c.case_id == case_id, checks.c.step == finding.step, checks.c.run == run)
            detail = json.dumps(list(finding.detail), ensure_ascii=False)
            made = self._connection.execute(select(checks.c.id).where(*own)).scalar_one()
            self._connection.execute(insert(check_details).values(check_id=made, case_id=case_id, detail=detail))
        return True

    def codes(self, case_id: int) -> list[str]:
        """List the codes of the latest run's findings."""
        run = self.latest_run(case_id)
        c = checks.c
        found = select(c.code).where(c.case_id == case_id, c.run == run).order_by(c.id)
        return list(self._connection.execute(found).scalars())

    def evidence_ids(self, case_id: int) -> frozenset[int]:
        """Name the evidence a decision about a case may cite: its own, and of cases merged into it."""
        e = evidence.c
        found = select(e.id).where(e.case_id.in_(with_merged(case_id)), e.removed_at.is_(None))
        return frozenset(self._connection.execute(found).scalars())

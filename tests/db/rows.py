"""A valid row for every table, so that a test can write to each; its words and secrets are easy to find again."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, insert

from complaints.db.metadata import metadata
from complaints.db.schema import staff

AT = datetime(2026, 1, 31, 12, 0, 0, 123456, tzinfo=UTC)
LANGUAGES = ("kk", "ru", "en")
SECRET = "SECRET"
WORDS = "WORDS"
OTHER = 1_000
PAIRED = frozenset({"aliases", "joinings"})
# What may change in a row once it stands: table, column, the new value. A table that is not here never changes.
CHANGES: dict[str, tuple[str, Any]] = {
    "categories": ("severity", 7),
    "protected_sources": ("kind", "rights"),
    "protected_decisions": ("remark", f"{WORDS}-other"),
    "changes": ("effective_at", AT.replace(hour=13)),
    "staff": ("active", False),
    "reporters": ("key_hash", f"{SECRET}-other"),
    "complaints": ("state", "withdrawn"),
    "contacts": ("sealed_address", f"{SECRET}-other".encode()),
    "complaint_links": ("state", "attached"),
    "resources": ("display", f"{WORDS}-other"),
    "cases": ("priority", 7),
    "attachments": ("attached_at", AT.replace(hour=13)),
    "proposals": ("proportionality", f"{WORDS}-other"),
    "register_entries": ("link_shown", False),
    "notices": ("tries", 7),
    "evidence": ("removed_why", "purged"),
    "evidence_objects": ("state", "damaged"),
    "captures": ("simhash", -7),
    "check_details": ("detail", f"{WORDS}-other"),
    "uploads": ("removed_why", "purged"),
    "aliases": ("state", "accepted"),
    "appeals": ("state", "judged"),
    "appeal_contacts": ("sealed_address", f"{SECRET}-other".encode()),
    "amendments": ("proportionality", f"{WORDS}-other"),
    "decision_versions": ("announced_at", AT),
    "rereviews": ("reason", f"{WORDS}-other"),
    "answers": ("read_at", AT.replace(hour=13)),
    "message_recipients": ("tries", 7),
    "messages": ("handed_out_at", AT.replace(hour=13)),
    "reservations": ("until", AT.replace(hour=13)),
    "legal_holds": ("end_reason", f"{WORDS}-other"),
    "recusals": ("end_reason", f"{WORDS}-other"),
    "deadline_terms": ("amount", 7),
    "special_days": ("working", True),
    "saved_views": ("shared", True),
    "second_reviews": ("state", "expired"),
}


def row(table: str, n: int) -> dict[str, Any]:
    """Give the n-th row of a table; its keys point to the n-th rows of others."""
    made: dict[str, Any] = {"id": n, **_ROWS[table](n)}
    columns = metadata.tables[table].columns
    for column in columns:
        kind = column.info.get("audit")
        if kind and column.name not in made:
            text = f"{WORDS if kind == 'text' else SECRET}-{table}-{column.name}-{n}"
            made[column.name] = text.encode() if column.type.python_type is bytes else text
        elif column.name.endswith("_at") and column.name not in made and not column.nullable:
            made[column.name] = AT
    return {name: value for name, value in made.items() if name in columns}


def audited() -> list[Table]:
    """List the audited tables, parents first."""
    return [table for table in metadata.sorted_tables if table.info.get("audit")]


def fill(connection: Connection, n: int = 90, *, up_to: str | None = None, pairs: bool = False) -> None:
    """Write the n-th row of every audited table in turn, until `up_to` has its own.

    Tables that say something about two cases are left out, unless `up_to` or `pairs` asks for them.
    """
    for table in audited():
        if table.name in PAIRED:
            if not pairs and table.name != up_to:
                continue
            if table.name == up_to or table.name == "joinings":
                _add_another(connection, n)
        connection.execute(insert(table).values(**row(table.name, n)))
        if table.name == up_to:
            return


def _add_another(connection: Connection, n: int) -> None:
    """Write another resource and case beside the n-th, since it takes two to join or part."""
    beside = {**row("cases", n + OTHER), "category": f"category-{n}"}
    for name, values in (("resources", row("resources", n + OTHER)), ("cases", beside)):
        connection.execute(insert(metadata.tables[name]).values(**values))


def add_staff(connection: Connection, n: int) -> None:
    """Write one more member of staff: the smallest write that has it all."""
    connection.execute(insert(staff).values(**row("staff", n)))


def _three(**texts: str) -> dict[str, str]:
    return {f"{part}_{language}": value for part, value in texts.items() for language in LANGUAGES}


_ROWS: dict[str, Any] = {
    "categories": lambda n: {
        "code": f"category-{n}",
        "position": n,
        "severity": 1,
        "active": True,
        "capture": True,
        "publish_link": True,
        "danger": False,
        **_three(name="Name", sentence="A sentence."),
    },
    "grounds": lambda n: {"code": f"ground-{n}"},
    "ground_versions": lambda n: {
        "ground": f"ground-{n}",
        "version": 1,
        "article": "1",
        "valid_from": date(2020, 1, 1),
        **_three(act="An act", text="A text"),
        "change_id": n,
    },
    "ground_version_categories": lambda n: {"version_id": n, "category": f"category-{n}"},
    "changes": lambda n: {
        "kind": "ground_add",
        "about": f"ground:ground-{n}",
        "payload": "{}",
        "state": "proposed",
        "alone": False,
        "proposed_by": n,
    },
    "protected_sources": lambda n: {"site": f"site-{n}.example", "kind": "news"},
    "staff": lambda n: {"email": f"staff-{n}@demo.example", "role": "reviewer", "active": True, "demo": False},
    "staff_languages": lambda n: {"staff_id": n, "language": "kk"},
    "staff_categories": lambda n: {"staff_id": n, "category": f"category-{n}"},
    "assignments": lambda n: {"case_id": n, "staff_id": n, "given_by": n},
    "reservations": lambda n: {"case_id": n, "staff_id": n, "kind": "given", "assignment_id": n, "until": AT},
    "legal_holds": lambda n: {"case_id": n, "proposed_by": n, "state": "proposed"},
    "recusals": lambda n: {"staff_id": n, "case_id": n, "reach": "site", "resource_id": n},
    "sign_ins": lambda n: {"staff_id": n, "result": "in"},
    "personal_reads": lambda n: {
        "staff_id": n,
        "about_id": n,
        "case_id": n,
        "complaint_id": n,
        "reporter_id": n,
        "what": "history",
    },
    "reporters": lambda n: {"pseudonym": f"R-{n:010d}", "kind": "single"},
    "complaints": lambda n: {
        "reporter_id": n,
        "category": f"category-{n}",
        "language": "en",
        "source": "web",
        "state": "filed",
    },
    "contacts": lambda n: {"complaint_id": n},
    "complaint_links": lambda n: {"complaint_id": n, "position": 1, "state": "pending"},
    "complaint_entries": lambda n: {"complaint_id": n, "kind": "addition"},
    "resources": lambda n: {
        "host": "site.example",
        "site": "site.example",
        "scope": "page",
        "rules_version": 1,
        "capture_allowed": True,
    },
    "cases": lambda n: {
        "resource_id": n,
        "category": f"category-{n}",
        "round": 1,
        "state": "waiting",
        "language": "en",
        "complaints": 1,
        "priority": 1,
        "rank": 999,
        "priority_parts": "",
        "version": 1,
        "site": "example.kz",
        "corroboration": "one",
    },
    "attachments": lambda n: {"link_id": n, "complaint_id": n, "case_id": n, "resource_id": n},
    "joinings": lambda n: {
        "deed": "merge",
        "from_case_id": n,
        "to_case_id": n + OTHER,
        "resource_id": n,
        "moved": 1,
        "staff_id": n,
    },
    "aliases": lambda n: {
        "resource_id": n,
        "target_id": n + OTHER,
        "kind": "redirect",
        "check_id": n,
        "state": "refused",
        "answered_by": n,
        "answered_at": AT,
    },
    "messages": lambda n: {"case_id": n, "staff_id": n, "audience": "everyone", "language": "en"},
    "message_recipients": lambda n: {"message_id": n, "complaint_id": n, "letter": "waiting", "tries": 0},
    "answers": lambda n: {"case_id": n, "entry_id": n, "complaint_id": n, "read_by": n, "read_at": AT},
    "notes": lambda n: {"case_id": n, "staff_id": n},
    "checks": lambda n: {
        "case_id": n,
        "step": "title",
        "run": 1,
        "version": 1,
        "result": "done",
        "code": "check.title.none",
        "confidence": 100,
    },
    "evidence": lambda n: {
        "case_id": n,
        "kind": "response",
        "media_type": "text/html",
        "sha256": "0" * 64,
        "size": 1,
    },
    "statements": lambda n: {
        "case_id": n,
        "author_id": n,
        "outcome": "no_violation",
        "language": "en",
        "manifestly_unfounded": False,
        "automation": "grouped",
        "appeal_until": date(2026, 3, 1),
    },
    "statement_evidence": lambda n: {"statement_id": n, "evidence_id": n},
    "statement_quotes": lambda n: {"statement_id": n, "position": 1, "evidence_id": n, "begins": 3, "ends": 9},
    "statement_translations": lambda n: {"statement_id": n, "language": "ru"},
    "proposals": lambda n: {"case_id": n, "statement_id": n, "proposer_id": n, "state": "open"},
    "second_reviews": lambda n: {"decision_id": n, "case_id": n, "state": "waiting"},
    "decisions": lambda n: {"case_id": n, "statement_id": n, "outcome": "no_violation", "decided_by": n},
    "approvals": lambda n: {"proposal_id": n, "senior_id": n},
    "protected_decisions": lambda n: {
        "decision_id": n,
        "site": f"site-{n}.example",
        "kind": "news",
        "proposer_id": n,
        "approver_id": n,
        "disposition": "sound",
        "looked_by": n,
    },
    "register_entries": lambda n: {
        "decision_id": n,
        "resource_id": n,
        "category": f"category-{n}",
        "outcome": "no_violation",
        "link_shown": True,
        "version": 1,
        "window_version": 1,
        "statement_id": n,
        "force": "in_force",
        "appeal_until": date(2026, 3, 1),
    },
    "appeals": lambda n: {
        "decision_id": n,
        "case_id": n,
        "version": 1,
        "side": "affected",
        "language": "en",
        "state": "open",
    },
    "appeal_contacts": lambda n: {"appeal_id": n, "case_id": n},
    "decision_versions": lambda n: {
        "decision_id": n,
        "case_id": n,
        "version": 2,
        "kind": "withdrawal",
        "outcome": "no_violation",
        "language": "en",
        "made_by": n,
    },
    "amendments": lambda n: {
        "decision_id": n,
        "case_id": n,
        "version": 1,
        "kind": "correction",
        "statement_id": n,
        "proposer_id": n,
        "state": "open",
    },
    "rereviews": lambda n: {"decision_id": n, "case_id": n, "ends_on": date(2026, 3, 1), "state": "open"},
    "notices": lambda n: {
        "complaint_id": n,
        "kind": "decision",
        "decision_id": n,
        "version": 1,
        "state": "waiting",
        "tries": 0,
    },
    "evidence_objects": lambda n: {"sha256": f"{n:064d}", "size": 1, "state": "kept", "changed_at": AT},
    "captures": lambda n: {
        "evidence_id": n,
        "case_id": n,
        "status": 200,
        "content_type": "text/html",
        "length": 1,
        "simhash": -(2**62) - n,
        **{f"band_{band}": 40_000 + band for band in range(4)},
    },
    "check_details": lambda n: {"check_id": n, "case_id": n},
    "uploads": lambda n: {
        "complaint_id": n,
        "position": 1,
        "sha256": f"{n:064d}",
        "media_type": "image/png",
        "width": 1,
        "height": 1,
    },
    "purges": lambda n: {"case_id": n, "staff_id": n, "objects": 1},
    "deadline_terms": lambda n: {"category": f"category-{n}", "amount": 3, "unit": "days"},
    "working_weeks": lambda n: {
        "zone": "Asia/Almaty",
        "weekdays": "12345",
        "opens": "09:00",
        "closes": "18:00",
        "country": "KZ",
    },
    "special_days": lambda n: {"day": date(2030, 1, 1) + timedelta(days=n), "working": False, "name": "A day off"},
    "saved_views": lambda n: {"owner_id": n, "shared": False},
    "erasures": lambda n: {"table_name": "notes", "row_id": "0", "column_name": "text", "reason": "retention"},
}

"""The audit triggers as SQLite writes them."""

from collections.abc import Iterator

from sqlalchemy import Column, Connection, MetaData, Table

from complaints.db.audit_tables import SUBJECTS
from complaints.db.columns import Through

PREFIX = "aryz_"
ERASE = "audit.erase"
SIDES = {"insert": (("after", "NEW"),), "delete": (("before", "OLD"),), "update": (("before", "OLD"), ("after", "NEW"))}


def present(connection: Connection) -> dict[str, str]:
    """Read the triggers the database has, by name."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {row.name: row.sql for row in rows if row.name.startswith(PREFIX)}


def expected(metadata: MetaData) -> dict[str, str]:
    """Generate the triggers the schema asks for, by name."""
    found: dict[str, str] = {}
    for table in metadata.sorted_tables:
        if table.info.get("audit"):
            found |= {f"{PREFIX}audit_{table.name}_{op}": _audit(table, op) for op in SIDES}
        found |= _locks(table)
    return found


def closed_values(table: Table) -> str:
    """Give the expression for a row's closed values, as the triggers write them; the row is named `r`.

    A sealed value reads `sealed`: whoever compares holds the value itself against its seal.
    """
    pairs = (f"'{column.name}', {_hidden(column, 'r')}" for column in table.columns if _kind(column) != "text")
    return f"json_object({', '.join(pairs)})"


def _audit(table: Table, op: str) -> str:
    name = f"{PREFIX}audit_{table.name}_{op}"
    row = "OLD" if op == "delete" else "NEW"
    changed = " OR ".join(_differs(column.name) for column in table.columns)
    when = f"WHEN {changed} " if op == "update" else ""
    before = "NULL" if op == "insert" else _values(table, "OLD", row, only_changed=op == "update")
    after = "NULL" if op == "delete" else _values(table, "NEW", row, only_changed=op == "update")
    subjects = ", ".join(_subject(table, kind, row) for kind in SUBJECTS)
    columns = ", ".join(f"subject_{kind}" for kind in SUBJECTS)
    # An explicit refusal: a failing constraint of the log could be ignored by INSERT OR IGNORE, RAISE cannot.
    refusal = f"{table.name}: a write without an actor is refused"
    return (
        f'CREATE TRIGGER {name} AFTER {op.upper()} ON "{table.name}" {when}BEGIN '
        f"SELECT RAISE(ABORT, '{refusal}') WHERE aryz_actor() IS NULL OR aryz_action() IS NULL; "
        f"{_salt(table) if op == 'insert' else ''}"
        f'INSERT INTO audit_log ("at", tx, actor, "action", table_name, row_id, op, "before", "after", {columns}) '
        f"VALUES (aryz_now(), aryz_tx(), aryz_actor(), aryz_action(), '{table.name}', {_key(table, row)}, '{op}', "
        f"{before}, {after}, {subjects}); {_texts(table, op)}END"
    )


def _kind(column: Column[object]) -> str | None:
    return column.info.get("audit")


def _differs(name: str) -> str:
    return f'OLD."{name}" IS NOT NEW."{name}"'


def _key(table: Table, row: str) -> str:
    return " || '/' || ".join(f'CAST({row}."{column.name}" AS TEXT)' for column in table.primary_key.columns)


def _subject(table: Table, kind: str, row: str) -> str:
    named = table.info["subjects"].get(kind)
    if isinstance(named, Through):
        return f'(SELECT s."{named.column}" FROM "{named.table}" s WHERE s.id = {row}."{named.key}")'
    return f'{row}."{named}"' if named else "NULL"


def _values(table: Table, side: str, row: str, *, only_changed: bool) -> str:
    shown = [(column.name, _shown(table, column, side, row)) for column in table.columns if _kind(column) != "text"]
    if not only_changed:
        return "json_object(" + ", ".join(f"'{name}', {value}" for name, value in shown) + ")"
    each = " UNION ALL ".join(f"SELECT '{name}' AS k, {value} AS v WHERE {_differs(name)}" for name, value in shown)
    return f"(SELECT json_group_object(k, v) FROM ({each}))"


def _shown(table: Table, column: Column[object], side: str, row: str) -> str:
    if _kind(column) != "sealed":
        return f'{side}."{column.name}"'
    salt = f"(SELECT s.salt FROM audit_seals s WHERE s.table_name = '{table.name}' AND s.row_id = {_key(table, row)})"
    return f"aryz_seal({salt}, '{column.name}', {side}.\"{column.name}\")"


def _hidden(column: Column[object], row: str) -> str:
    value = f'{row}."{column.name}"'
    return f"CASE WHEN {value} IS NULL THEN NULL ELSE 'sealed' END" if _kind(column) == "sealed" else value


def _salt(table: Table) -> str:
    if not any(_kind(column) == "sealed" for column in table.columns):
        return ""
    # A key that comes back keeps its salt. No OR IGNORE here: the outer statement's own conflict clause would win.
    key = _key(table, "NEW")
    return (
        f"INSERT INTO audit_seals (table_name, row_id, salt) SELECT '{table.name}', {key}, randomblob(16) "
        f"WHERE NOT EXISTS (SELECT 1 FROM audit_seals WHERE table_name = '{table.name}' AND row_id = {key}); "
    )


def _texts(table: Table, op: str) -> str:
    parts = list(_text_rows([column.name for column in table.columns if _kind(column) == "text"], op))
    if not parts:
        return ""
    return f"INSERT INTO audit_texts (audit_id, side, column_name, salt, value) {' UNION ALL '.join(parts)}; "


def _text_rows(names: list[str], op: str) -> Iterator[str]:
    latest = "(SELECT max(id) FROM audit_log)"
    for name in names:
        changed = f" AND {_differs(name)}" if op == "update" else ""
        for side, row in SIDES[op]:
            # Words that are being erased must not enter the log once more.
            kept = f" AND aryz_action() <> '{ERASE}'" if (op, side) == ("update", "before") else ""
            yield (
                f"SELECT {latest}, '{side}', '{name}', randomblob(16), {row}.\"{name}\" "
                f'WHERE {row}."{name}" IS NOT NULL{changed}{kept}'
            )


def _locks(table: Table) -> dict[str, str]:
    if table.info.get("log"):
        erasing = f"WHEN NOT ({_erasing()}) " if table.name == "audit_texts" else ""
        return _lock(table, "update", "", "the log is append-only") | _lock(
            table, "delete", erasing, "the log is append-only"
        )
    if not table.info.get("audit"):
        return {}
    key = " OR ".join(_differs(column.name) for column in table.primary_key.columns)
    found = _lock(table, "key", f"WHEN {key} ", "a row keeps its key", event="UPDATE")
    locked = table.info.get("immutable")
    if locked:
        columns = [column for column in table.columns if locked is True or column.name in locked]
        altered = " OR ".join(_altered(table, column) for column in columns)
        found |= _lock(table, "update", f"WHEN {altered} ", "what was filed or decided is never altered")
        found |= _lock(table, "delete", "", "history is never deleted")
    return found


def _altered(table: Table, column: Column[object]) -> str:
    if _kind(column) != "text":
        return _differs(column.name)
    # Words may be emptied once a tombstone says that, and by what rule, they are erased.
    tombstone = (
        f"EXISTS (SELECT 1 FROM erasures e WHERE e.table_name = '{table.name}' AND e.row_id = {_key(table, 'NEW')} "
        f"AND e.column_name IN ('{column.name}', '*'))"
    )
    erased = f"NEW.\"{column.name}\" IS '' AND aryz_action() IS '{ERASE}' AND {tombstone}"
    return f"({_differs(column.name)} AND NOT ({erased}))"


def _erasing() -> str:
    return (
        f"aryz_action() IS '{ERASE}' AND EXISTS (SELECT 1 FROM audit_log l JOIN erasures e ON e.table_name = l.table_name "
        "AND e.row_id = l.row_id WHERE l.id = OLD.audit_id AND e.column_name IN (OLD.column_name, '*'))"
    )


def _lock(table: Table, name: str, when: str, why: str, event: str = "") -> dict[str, str]:
    full = f"{PREFIX}lock_{table.name}_{name}"
    body = f"BEGIN SELECT RAISE(ABORT, '{table.name}: {why}'); END"
    return {full: f'CREATE TRIGGER {full} BEFORE {(event or name).upper()} ON "{table.name}" {when}{body}'}

"""The audit triggers as SQLite writes them."""

from collections.abc import Iterable

from sqlalchemy import Column, Connection, MetaData, Table

PREFIX = "aryz_"
SUBJECTS = ("case", "complaint", "reporter", "staff")
CLOSED, TEXT, SEALED = None, "text", "sealed"


def present(connection: Connection) -> dict[str, str]:
    """Read the triggers the database has, by name."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {row.name: row.sql for row in rows if row.name.startswith(PREFIX)}


def expected(metadata: MetaData) -> dict[str, str]:
    """Generate the triggers the schema asks for, by name."""
    found: dict[str, str] = {}
    for table in metadata.sorted_tables:
        if table.info.get("audit"):
            found |= {f"{PREFIX}audit_{table.name}_{op}": _audit(table, op) for op in ("insert", "update", "delete")}
        found |= _locks(table)
    return found


def _audit(table: Table, op: str) -> str:
    name = f"{PREFIX}audit_{table.name}_{op}"
    row = "OLD" if op == "delete" else "NEW"
    changed = " OR ".join(f'OLD."{column.name}" IS NOT NEW."{column.name}"' for column in table.columns)
    when = f"WHEN {changed} " if op == "update" else ""
    before = "NULL" if op == "insert" else _values(table, "OLD", only_changed=op == "update")
    after = "NULL" if op == "delete" else _values(table, "NEW", only_changed=op == "update")
    subjects = table.info.get("subjects", {})
    named = ", ".join(f'{row}."{subjects[kind]}"' if kind in subjects else "NULL" for kind in SUBJECTS)
    key = " || '/' || ".join(f'CAST({row}."{column.name}" AS TEXT)' for column in table.primary_key.columns)
    columns = ", ".join(f"subject_{kind}" for kind in SUBJECTS)
    words = _texts(table, op)
    return (
        f'CREATE TRIGGER {name} AFTER {op.upper()} ON "{table.name}" {when}BEGIN '
        f'INSERT INTO audit_log ("at", tx, actor, "action", table_name, row_id, op, "before", "after", {columns}) '
        f"VALUES (aryz_now(), aryz_tx(), aryz_actor(), aryz_action(), '{table.name}', {key}, '{op}', {before}, {after}, "
        f"{named}); {words}END"
    )


def _kind(column: Column[object]) -> str | None:
    return column.info.get("audit")


def _values(table: Table, row: str, *, only_changed: bool) -> str:
    pairs = [(column.name, _shown(column, row)) for column in table.columns if _kind(column) != TEXT]
    if not only_changed:
        return "json_object(" + ", ".join(f"'{name}', {value}" for name, value in pairs) + ")"
    each = " UNION ALL ".join(
        f"""SELECT '{name}' AS k, {value} AS v WHERE OLD."{name}" IS NOT NEW."{name}" """ for name, value in pairs
    )
    return f"(SELECT json_group_object(k, v) FROM ({each}))"


def _shown(column: Column[object], row: str) -> str:
    value = f'{row}."{column.name}"'
    return f"CASE WHEN {value} IS NULL THEN NULL ELSE 'sealed' END" if _kind(column) == SEALED else value


def _texts(table: Table, op: str) -> str:
    parts = list(_text_rows([column.name for column in table.columns if _kind(column) == TEXT], op))
    if not parts:
        return ""
    return f"INSERT INTO audit_texts (audit_id, side, column_name, salt, value) {' UNION ALL '.join(parts)}; "


def _text_rows(names: Iterable[str], op: str) -> Iterable[str]:
    latest = "(SELECT max(id) FROM audit_log)"
    sides = {"insert": (("after", "NEW"),), "delete": (("before", "OLD"),)}.get(
        op, (("before", "OLD"), ("after", "NEW"))
    )
    for name in names:
        changed = f' AND OLD."{name}" IS NOT NEW."{name}"' if op == "update" else ""
        for side, row in sides:
            yield (
                f"SELECT {latest}, '{side}', '{name}', randomblob(16), {row}.\"{name}\" "
                f'WHERE {row}."{name}" IS NOT NULL{changed}'
            )


def _locks(table: Table) -> dict[str, str]:
    locked = table.info.get("immutable")
    if table.info.get("log"):
        erasing = "WHEN aryz_action() <> 'audit.erase' " if table.name == "audit_texts" else ""
        return _lock(table, "update", "", "the log is append-only") | _lock(
            table, "delete", erasing, "the log is append-only"
        )
    if not locked:
        return {}
    names = [column.name for column in table.columns] if locked is True else list(locked)
    changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in names)
    return _lock(table, "update", f"WHEN {changed} ", "what was filed or decided is never altered") | _lock(
        table, "delete", "", "history is never deleted"
    )


def _lock(table: Table, op: str, when: str, why: str) -> dict[str, str]:
    name = f"{PREFIX}lock_{table.name}_{op}"
    body = f"BEGIN SELECT RAISE(ABORT, '{table.name}: {why}'); END"
    return {name: f'CREATE TRIGGER {name} BEFORE {op.upper()} ON "{table.name}" {when}{body}'}


def closed_values(table: Table) -> str:
    """Give the expression for a row's closed values, as the triggers write them; the row is named `r`."""
    return _values(table, "r", only_changed=False)

"""The audit triggers as PostgreSQL writes them: one function per table, run with its owner's rights."""

from collections.abc import Iterator

from sqlalchemy import Column, Connection, MetaData, Table

from complaints.db.audit_tables import SUBJECTS
from complaints.db.columns import Through

PREFIX = "aryz_"
ERASE = "audit.erase"
OURS = (
    "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid "
    "JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE NOT t.tgisinternal AND n.nspname = current_schema() AND t.tgname LIKE 'aryz\\_%%'"
)
ACTION = "coalesce(current_setting('aryz.action', true), '')"


def present(connection: Connection) -> dict[str, str]:
    """Read the triggers the database has, by name, with the body of the function each calls.

    A trigger that does not fire always, or whose function runs with others' rights or on another path, reads "disarmed".
    """
    path = search_path(connection)
    armed = "t.tgenabled = 'A' AND p.prosecdef AND p.proowner = c.relowner AND p.proconfig = ARRAY[%(path)s] AS armed"
    rows = connection.exec_driver_sql(f"SELECT t.tgname, p.prosrc, {armed} {OURS}", {"path": f"search_path={path}"})
    return {row.tgname: row.prosrc if row.armed else "disarmed" for row in rows}


def search_path(connection: Connection) -> str:
    """Give the path on which the functions find the tables: never a caller's temporary table of the same name."""
    schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    return f"pg_catalog, {schema}, pg_temp"


def expected(metadata: MetaData) -> dict[str, str]:
    """Give the function bodies of the triggers the schema asks for, by trigger name."""
    found: dict[str, str] = {}
    for table in metadata.sorted_tables:
        if table.info.get("audit"):
            found[f"{PREFIX}audit_{table.name}"] = _audit(table)
        for name, (_, body) in _locks(table).items():
            found[name] = body
    return found


def drop(connection: Connection) -> None:
    """Drop all our triggers and their functions."""
    rows = connection.exec_driver_sql(f"SELECT t.tgname, c.relname, p.proname {OURS}").all()
    for row in rows:
        connection.exec_driver_sql(f'DROP TRIGGER "{row.tgname}" ON "{row.relname}"')
    for name in {row.proname for row in rows}:
        connection.exec_driver_sql(f'DROP FUNCTION "{name}"()')


def statements(metadata: MetaData, path: str) -> Iterator[str]:
    """Generate what makes all functions and triggers."""
    for table in metadata.sorted_tables:
        if table.info.get("audit"):
            name = f"{PREFIX}audit_{table.name}"
            yield from _made(table, name, "AFTER INSERT OR UPDATE OR DELETE", "ROW", _audit(table), path)
        for name, (events, body) in _locks(table).items():
            level = "STATEMENT" if events == "TRUNCATE" else "ROW"
            yield from _made(table, name, f"BEFORE {events}", level, body, path)


def closed_values(table: Table) -> str:
    """Give the expression for a row's closed values, as the triggers write them; the row is named `r`.

    A sealed value reads `sealed`: whoever compares holds the value itself against its seal.
    """
    hidden = {column.name: f"CASE WHEN r.\"{column.name}\" IS NOT NULL THEN 'sealed' END" for column in table.columns}
    return f"{_values(table, 'r', hidden)}::text"


def _made(table: Table, name: str, events: str, level: str, body: str, path: str) -> Iterator[str]:
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path = {path} AS $aryz${body}$aryz$"
    )
    # Nobody else may hang the function on a table of their own and so write entries that never happened.
    yield f"REVOKE ALL ON FUNCTION {name}() FROM PUBLIC"
    yield f'CREATE TRIGGER {name} {events} ON "{table.name}" FOR EACH {level} EXECUTE FUNCTION {name}()'
    # Also for sessions that replay writes (session_replication_role), where ordinary triggers stay silent.
    yield f'ALTER TABLE "{table.name}" ENABLE ALWAYS TRIGGER {name}'


def _kind(column: Column[object]) -> str | None:
    return column.info.get("audit")


def _key(table: Table, row: str) -> str:
    return " || '/' || ".join(f'({row}."{column.name}")::text' for column in table.primary_key.columns)


def _subject(table: Table, kind: str) -> str:
    named = table.info["subjects"].get(kind)
    if isinstance(named, Through):
        return f'(SELECT s."{named.column}" FROM "{named.table}" s WHERE s.id = r."{named.key}")'
    return f'r."{named}"' if named else "NULL"


def _values(table: Table, row: str, sealed: dict[str, str]) -> str:
    pairs = (
        f"'{column.name}', " + (sealed[column.name] if _kind(column) == "sealed" else f'{row}."{column.name}"')
        for column in table.columns
        if _kind(column) != "text"
    )
    return f"jsonb_build_object({', '.join(pairs)})"


def _seal(column: Column[object], row: str) -> str:
    # The salt has a fixed length and a column's name holds no zero byte, so the three parts cannot be mistaken.
    raw = f'{row}."{column.name}"'
    value = raw if column.type.python_type is bytes else f"convert_to(({raw})::text, 'UTF8')"
    digest = f"encode(sha256(salted || convert_to('{column.name}', 'UTF8') || '\\x00'::bytea || {value}), 'hex')"
    return f"CASE WHEN {raw} IS NOT NULL THEN coalesce('sealed:' || {digest}, 'sealed') END"


def _audit(table: Table) -> str:
    sealed = [column for column in table.columns if _kind(column) == "sealed"]
    old, new = (_values(table, row, {column.name: _seal(column, row) for column in sealed}) for row in ("o", "n"))
    named = ", ".join(_subject(table, kind) for kind in SUBJECTS)
    columns = ", ".join(f"subject_{kind}" for kind in SUBJECTS)
    return f"""
DECLARE who text := current_setting('aryz.actor', true); why text := {ACTION};
  o "{table.name}"; n "{table.name}"; r "{table.name}"; ob jsonb; nb jsonb; a jsonb; b jsonb; entry bigint; salted bytea;
BEGIN
  IF coalesce(who, '') = '' OR why = '' THEN
    RAISE EXCEPTION '{table.name}: a write without an actor is refused';
  END IF;
  IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
  {_salt(table) if sealed else ""}
  IF TG_OP <> 'INSERT' THEN o := OLD; b := {old}; END IF;
  IF TG_OP <> 'DELETE' THEN n := NEW; a := {new}; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF o IS NOT DISTINCT FROM n THEN RETURN NULL; END IF;
    ob := b; nb := a;
    SELECT coalesce(jsonb_object_agg(key, value), '{{}}') INTO b FROM jsonb_each(ob) WHERE value IS DISTINCT FROM nb->key;
    SELECT coalesce(jsonb_object_agg(key, value), '{{}}') INTO a FROM jsonb_each(nb) WHERE value IS DISTINCT FROM ob->key;
  END IF;
  INSERT INTO audit_log ("at", tx, actor, "action", table_name, row_id, op, "before", "after", {columns})
  VALUES ((extract(epoch FROM clock_timestamp()) * 1000000)::bigint, pg_current_xact_id()::text, who,
    why, '{table.name}', {_key(table, "r")}, lower(TG_OP), b::text, a::text, {named})
  RETURNING id INTO entry;
  {_texts(table)}
  RETURN NULL;
END"""


def _salt(table: Table) -> str:
    row = f"table_name = '{table.name}' AND row_id = {_key(table, 'r')}"
    return f"""IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_seals (table_name, row_id, salt)
    VALUES ('{table.name}', {_key(table, "r")}, uuid_send(gen_random_uuid())) ON CONFLICT DO NOTHING;
  END IF;
  SELECT salt INTO salted FROM audit_seals WHERE {row};"""


def _texts(table: Table) -> str:
    lines = []
    for column in table.columns:
        if _kind(column) != "text":
            continue
        name = column.name
        differs = f'(TG_OP <> \'UPDATE\' OR o."{name}" IS DISTINCT FROM n."{name}")'
        # Words that are being erased must not enter the log once more.
        kept = f" AND NOT (TG_OP = 'UPDATE' AND why = '{ERASE}')"
        for side, row, skip, also in (("before", "o", "INSERT", kept), ("after", "n", "DELETE", "")):
            lines.append(
                f"IF TG_OP <> '{skip}' AND {row}.\"{name}\" IS NOT NULL AND {differs}{also} THEN "
                f"INSERT INTO audit_texts (audit_id, side, column_name, salt, value) "
                f"VALUES (entry, '{side}', '{name}', uuid_send(gen_random_uuid()), {row}.\"{name}\"); END IF;"
            )
    return "\n  ".join(lines)


def _locks(table: Table) -> dict[str, tuple[str, str]]:
    name = f"{PREFIX}lock_{table.name}"
    if table.info.get("log"):
        never = _refusal(table, "the log is append-only")
        row = never
        if table.name == "audit_texts":
            row = _refusal(table, "the log is append-only", f"TG_OP <> 'DELETE' OR NOT ({_erasing()})")
        return {f"{name}_row": ("UPDATE OR DELETE", row), f"{name}_all": ("TRUNCATE", never)}
    if not table.info.get("audit"):
        return {}
    key = " OR ".join(_differs(column.name) for column in table.primary_key.columns)
    found = {
        f"{name}_all": ("TRUNCATE", _refusal(table, "a table is never emptied")),
        f"{name}_key": ("UPDATE", _refusal(table, "a row keeps its key", key)),
    }
    locked = table.info.get("immutable")
    if locked:
        columns = [column for column in table.columns if locked is True or column.name in locked]
        altered = " OR ".join(_altered(table, column) for column in columns)
        found[f"{name}_update"] = ("UPDATE", _refusal(table, "what was filed or decided is never altered", altered))
        found[f"{name}_delete"] = ("DELETE", _refusal(table, "history is never deleted"))
    return found


def _differs(name: str) -> str:
    return f'OLD."{name}" IS DISTINCT FROM NEW."{name}"'


def _altered(table: Table, column: Column[object]) -> str:
    if _kind(column) != "text":
        return _differs(column.name)
    # Words may be emptied once a tombstone says that, and by what rule, they are erased.
    tombstone = (
        f"EXISTS (SELECT 1 FROM erasures e WHERE e.table_name = '{table.name}' AND e.row_id = {_key(table, 'NEW')} "
        f"AND e.column_name IN ('{column.name}', '*'))"
    )
    erased = f"coalesce(NEW.\"{column.name}\" = '', false) AND {ACTION} = '{ERASE}' AND {tombstone}"
    return f"({_differs(column.name)} AND NOT ({erased}))"


def _erasing() -> str:
    return (
        f"{ACTION} = '{ERASE}' AND EXISTS (SELECT 1 FROM audit_log l JOIN erasures e ON e.table_name = l.table_name "
        "AND e.row_id = l.row_id WHERE l.id = OLD.audit_id AND e.column_name IN (OLD.column_name, '*'))"
    )


def _refusal(table: Table, why: str, condition: str = "true") -> str:
    row = "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
    return f"\nBEGIN\n  IF {condition} THEN RAISE EXCEPTION '{table.name}: {why}'; END IF;\n  {row}\nEND"

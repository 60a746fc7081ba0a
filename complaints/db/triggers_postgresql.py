"""The audit triggers as PostgreSQL writes them: one function per table, run with its owner's rights."""

from collections.abc import Iterator

from sqlalchemy import Column, Connection, MetaData, Table

PREFIX = "aryz_"
SUBJECTS = ("case", "complaint", "reporter", "staff")


def present(connection: Connection) -> dict[str, str]:
    """Read the triggers the database has, by name, with the body of the function each calls."""
    rows = connection.exec_driver_sql(
        "SELECT t.tgname, p.prosrc, t.tgenabled = 'O' AND p.prosecdef AND p.proowner = c.relowner "
        "AND p.proconfig = ARRAY[format('search_path=%%I, pg_temp', n.nspname)] AS armed "
        "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
        "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE NOT t.tgisinternal AND n.nspname = current_schema() AND t.tgname LIKE 'aryz\\_%%'"
    )
    return {row.tgname: row.prosrc if row.armed else "disarmed" for row in rows}


def expected(metadata: MetaData) -> dict[str, str]:
    """Give the function bodies of the triggers the schema asks for, by trigger name."""
    found: dict[str, str] = {}
    for table in metadata.sorted_tables:
        if table.info.get("audit"):
            found[f"{PREFIX}audit_{table.name}"] = _audit(table)
        for name, (_, body) in _locks(table).items():
            found[name] = body
    return found


def fix_search_path(connection: Connection) -> None:
    """Have the functions made in this transaction find their tables in this schema, before any temporary table.

    They run with their owner's rights: a temporary table named like the log must not catch what they write.
    """
    connection.exec_driver_sql("SELECT set_config('search_path', format('%%I, pg_temp', current_schema()), true)")


def drop(connection: Connection) -> None:
    """Drop all our triggers."""
    rows = connection.exec_driver_sql(
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE NOT t.tgisinternal AND n.nspname = current_schema() AND t.tgname LIKE 'aryz\\_%%'"
    ).all()
    for row in rows:
        connection.exec_driver_sql(f'DROP TRIGGER "{row.tgname}" ON "{row.relname}"')


def statements(metadata: MetaData) -> Iterator[str]:
    """Generate what makes all functions and triggers."""
    for table in metadata.sorted_tables:
        if table.info.get("audit"):
            name = f"{PREFIX}audit_{table.name}"
            yield from _function(name, _audit(table))
            yield f'CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON "{table.name}" ' + _each_row(name)
        for name, (events, body) in _locks(table).items():
            yield from _function(name, body)
            level = "STATEMENT" if events == "TRUNCATE" else "ROW"
            yield (
                f'CREATE TRIGGER {name} BEFORE {events} ON "{table.name}" FOR EACH {level} EXECUTE FUNCTION {name}()'
            )


def _each_row(name: str) -> str:
    return f"FOR EACH ROW EXECUTE FUNCTION {name}()"


def _function(name: str, body: str) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path FROM CURRENT AS $aryz${body}$aryz$"
    )
    # Else anybody who can make a table could hang the function on it and write the log with its owner's rights.
    yield f"REVOKE ALL ON FUNCTION {name}() FROM PUBLIC"


def _kind(column: Column[object]) -> str | None:
    return column.info.get("audit")


def _values(table: Table, row: str) -> str:
    pairs = []
    for column in table.columns:
        value = f'{row}."{column.name}"'
        if _kind(column) == "text":
            continue
        if _kind(column) == "sealed":
            value = f"CASE WHEN {value} IS NULL THEN NULL ELSE 'sealed' END"
        pairs.append(f"'{column.name}', {value}")
    return f"jsonb_build_object({', '.join(pairs)})"


def _audit(table: Table) -> str:
    subjects = table.info.get("subjects", {})
    key = " || '/' || ".join(f'(r."{column.name}")::text' for column in table.primary_key.columns)
    named = ", ".join(f'r."{subjects[kind]}"' if kind in subjects else "NULL" for kind in SUBJECTS)
    columns = ", ".join(f"subject_{kind}" for kind in SUBJECTS)
    sealed = [column.name for column in table.columns if _kind(column) == "sealed"]
    seals = "".join(
        f' IF o."{name}" IS DISTINCT FROM n."{name}" THEN'
        f" b := b || jsonb_build_object('{name}', CASE WHEN o.\"{name}\" IS NULL THEN NULL ELSE 'sealed' END);"
        f" a := a || jsonb_build_object('{name}', CASE WHEN n.\"{name}\" IS NULL THEN NULL ELSE 'sealed' END); END IF;"
        for name in sealed
    )
    return f"""
DECLARE who text := current_setting('aryz.actor', true);
  o "{table.name}"; n "{table.name}"; r "{table.name}"; ob jsonb; nb jsonb; a jsonb; b jsonb; entry bigint;
BEGIN
  IF who IS NULL OR who = '' THEN RAISE EXCEPTION '{table.name}: a write without an actor is refused'; END IF;
  IF TG_OP <> 'INSERT' THEN o := OLD; r := OLD; b := {_values(table, "o")}; END IF;
  IF TG_OP <> 'DELETE' THEN n := NEW; r := NEW; a := {_values(table, "n")}; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF o IS NOT DISTINCT FROM n THEN RETURN NULL; END IF;
    ob := b; nb := a;
    SELECT coalesce(jsonb_object_agg(key, value), '{{}}') INTO b FROM jsonb_each(ob) WHERE value IS DISTINCT FROM nb->key;
    SELECT coalesce(jsonb_object_agg(key, value), '{{}}') INTO a FROM jsonb_each(nb) WHERE value IS DISTINCT FROM ob->key;
   {seals}
  END IF;
  INSERT INTO audit_log ("at", tx, actor, "action", table_name, row_id, op, "before", "after", {columns})
  VALUES ((extract(epoch FROM clock_timestamp()) * 1000000)::bigint, pg_current_xact_id()::text, who,
    coalesce(nullif(current_setting('aryz.action', true), ''), 'unnamed'), '{table.name}', {key}, lower(TG_OP), b::text,
    a::text, {named})
  RETURNING id INTO entry;
  {_texts(table)}
  RETURN NULL;
END"""


def _texts(table: Table) -> str:
    lines = []
    for column in table.columns:
        if _kind(column) != "text":
            continue
        name = column.name
        differs = f'(TG_OP <> \'UPDATE\' OR o."{name}" IS DISTINCT FROM n."{name}")'
        for side, row in (("before", "o"), ("after", "n")):
            skip = "INSERT" if side == "before" else "DELETE"
            lines.append(
                f"IF TG_OP <> '{skip}' AND {row}.\"{name}\" IS NOT NULL AND {differs} THEN "
                f"INSERT INTO audit_texts (audit_id, side, column_name, salt, value) "
                f"VALUES (entry, '{side}', '{name}', uuid_send(gen_random_uuid()), {row}.\"{name}\"); END IF;"
            )
    return "\n  ".join(lines)


def _locks(table: Table) -> dict[str, tuple[str, str]]:
    locked = table.info.get("immutable")
    name = f"{PREFIX}lock_{table.name}"
    if table.info.get("log"):
        never = _refusal(table, "the log is append-only")
        delete = never
        if table.name == "audit_texts":
            erasing = "current_setting('aryz.action', true) IS DISTINCT FROM 'audit.erase'"
            delete = _refusal(table, "the log is append-only", f"TG_OP <> 'DELETE' OR {erasing}")
        return {f"{name}_row": ("UPDATE OR DELETE", delete), f"{name}_all": ("TRUNCATE", never)}
    found: dict[str, tuple[str, str]] = {}
    if table.info.get("audit"):
        found[f"{name}_all"] = ("TRUNCATE", _refusal(table, "a table is never emptied"))
    if locked:
        names = [column.name for column in table.columns] if locked is True else list(locked)
        changed = " OR ".join(f'OLD."{each}" IS DISTINCT FROM NEW."{each}"' for each in names)
        found[f"{name}_update"] = ("UPDATE", _refusal(table, "what was filed or decided is never altered", changed))
        found[f"{name}_delete"] = ("DELETE", _refusal(table, "history is never deleted"))
    return found


def _refusal(table: Table, why: str, condition: str = "true") -> str:
    row = "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
    return f"\nBEGIN\n  IF {condition} THEN RAISE EXCEPTION '{table.name}: {why}'; END IF;\n  {row}\nEND"


def closed_values(table: Table) -> str:
    """Give the expression for a row's closed values, as the triggers write them; the row is named `r`."""
    return f"{_values(table, 'r')}::text"

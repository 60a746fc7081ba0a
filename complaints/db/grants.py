"""What the service's own account may do on PostgreSQL: it owns nothing, and each table gives it only what is needed."""

from collections.abc import Iterator

from sqlalchemy import Connection, MetaData, Table, text

EVERYTHING = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
VERSIONS = "alembic_version"
# The triggers, which run as the owner, write the log; the sequencer seals it (a leaf it made up would not match its
# entry, which verification tells); words leave it by the triggers' rule for erasing only.
LOG_RIGHTS = {
    "audit_log": ("SELECT",),
    "audit_seals": ("SELECT",),
    "audit_texts": ("SELECT", "DELETE"),
}


def rights(table: Table) -> tuple[str, ...]:
    """Name what the service may do with a table's rows."""
    if table.info.get("log"):
        return LOG_RIGHTS.get(table.name, ("SELECT", "INSERT"))
    if table.info.get("immutable") is True:
        return ("SELECT", "INSERT")
    return ("SELECT", "INSERT", "UPDATE", "DELETE")


def erasable(table: Table) -> list[str]:
    """Name the columns of words, which the triggers let nobody change but let the rule for erasing empty."""
    return [f'"{column.name}"' for column in table.columns if column.info.get("audit") == "text"]


def grant(connection: Connection, metadata: MetaData, role: str) -> None:
    """Give an account exactly the rights of the service in this schema; run as the owner, after every migration."""
    quote = connection.dialect.identifier_preparer.quote
    schema = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
    for statement in _statements(metadata, quote(schema), quote(role)):
        connection.exec_driver_sql(statement)


def compare(connection: Connection, metadata: MetaData, role: str) -> list[str]:
    """Name every right that an account lacks or has too much, one plain sentence each."""
    wanted = {table.name: rights(table) for table in metadata.sorted_tables} | {VERSIONS: ("SELECT",)}
    asked = text(
        "SELECT c.relname, r.word, has_table_privilege(:role, c.oid, r.word) AS has "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, unnest(CAST(:words AS text[])) AS r (word) "
        "WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') ORDER BY c.relname, r.word"
    )
    faults = []
    for row in connection.execute(asked, {"role": role, "words": list(EVERYTHING)}):
        if row.has != (row.word in wanted.get(row.relname, ())):
            faults.append(f"{role} {'may' if row.has else 'may not'} {row.word} in {row.relname}")
    return faults


def _statements(metadata: MetaData, schema: str, role: str) -> Iterator[str]:
    yield f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {role}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {role}"
    yield f'REVOKE ALL ON {schema}."{VERSIONS}" FROM PUBLIC, {role}'
    yield f'GRANT SELECT ON {schema}."{VERSIONS}" TO {role}'
    for table in metadata.sorted_tables:
        yield f'REVOKE ALL ON {schema}."{table.name}" FROM PUBLIC, {role}'
        yield f'GRANT {", ".join(rights(table))} ON {schema}."{table.name}" TO {role}'
        if "UPDATE" not in rights(table) and (words := erasable(table)):
            yield f'GRANT UPDATE ({", ".join(words)}) ON {schema}."{table.name}" TO {role}'
        sequence = f'{schema}."{table.name}_id_seq"'
        if table.autoincrement_column is not None and "INSERT" in rights(table):
            yield f"GRANT USAGE ON SEQUENCE {sequence} TO {role}"

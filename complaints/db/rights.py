"""What the service's own account may do on PostgreSQL: it owns nothing, and it cannot write the log by hand."""

from sqlalchemy import Connection, MetaData

from complaints.db.triggers import log_tables

# The sequencer runs in the service: it appends leaves and heads. A false one is found by verification, which
# recomputes each from entries that the service cannot write. Words leave by the trigger's rule for erasing only.
LOG_RIGHTS = {"audit_leaves": {"INSERT"}, "audit_heads": {"INSERT"}, "audit_texts": {"DELETE"}}
WRITES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


def grant(connection: Connection, metadata: MetaData, role: str) -> None:
    """Give the service's account what it needs on every table and no more; SQLite has no accounts, nothing happens."""
    if connection.dialect.name == "sqlite":
        return
    quote = connection.dialect.identifier_preparer.quote
    schema = quote(connection.exec_driver_sql("SELECT current_schema()").scalar_one())
    name = quote(role)
    for statement in (
        f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {name}",
        f"GRANT USAGE ON SCHEMA {schema} TO {name}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {name}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM PUBLIC, {name}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {name}",
        f"REVOKE ALL ON SEQUENCE audit_log_id_seq FROM {name}",
    ):
        connection.exec_driver_sql(statement)
    logs = {table.name for table in log_tables(metadata)}
    for table in metadata.sorted_tables:
        wanted = LOG_RIGHTS.get(table.name, set()) if table.name in logs else {"INSERT", "UPDATE", "DELETE"}
        if wanted:
            connection.exec_driver_sql(f'GRANT {", ".join(sorted(wanted))} ON "{table.name}" TO {name}')


def weaknesses(connection: Connection, metadata: MetaData) -> list[str]:
    """Name everything by which the connected account could pass the triggers or write the log, one sentence each.

    Empty on SQLite, whose file belongs to whoever may write it: there checkpoints kept elsewhere catch tampering.
    """
    if connection.dialect.name == "sqlite":
        return []
    role = connection.exec_driver_sql("SELECT rolname, rolsuper FROM pg_roles WHERE rolname = current_user").one()
    if role.rolsuper:
        return [f"the account {role.rolname} is a superuser: give the service an account of its own"]
    owned = connection.exec_driver_sql(
        "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND relkind = 'r' AND pg_has_role(relowner, 'USAGE') ORDER BY relname"
    )
    found = [f"the account {role.rolname} owns {row.relname} and can switch its triggers off" for row in owned]
    for table in log_tables(metadata):
        for right in WRITES:
            asked = "SELECT has_table_privilege(%(table)s, %(right)s)"
            allowed = connection.exec_driver_sql(asked, {"table": table.name, "right": right}).scalar_one()
            if allowed and right not in LOG_RIGHTS.get(table.name, set()):
                found.append(f"the account {role.rolname} may {right} on {table.name}")
    return found

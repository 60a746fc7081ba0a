"""On PostgreSQL the account that runs the service owns nothing: whoever takes it over still cannot pass the log."""

from collections.abc import Iterator

import psycopg
import pytest

from complaints import bootstrap
from complaints.domain.access import Role, system
from complaints.settings import SettingError, Settings
from tests.servers import SERVICE, PostgresServer

BASE = {"ARYZ_SECRET_KEY": "a secret of the tests, long enough", "ARYZ_BASE_URL": "https://aryz.example"}
ACTING = "SELECT set_config('aryz.actor', 'thief', false), set_config('aryz.action', 'theft', false)"


@pytest.fixture(scope="module")
def settings(postgres: PostgresServer) -> Settings:
    name = postgres.create()
    made = Settings.from_environment(
        {
            **BASE,
            "ARYZ_DATABASE_URL": postgres.url_for(name, SERVICE, driver="postgresql"),
            "ARYZ_DATABASE_OWNER_URL": postgres.url_for(name, driver="postgresql"),
            "ARYZ_BROKER_URL": "redis://127.0.0.1:1",
        }
    )
    bootstrap.migrate(made)
    with bootstrap.running(made) as application:
        application.signin.add("reviewer@demo.example", Role.REVIEWER, "a long password", system("test"))
        with application.open_uow(system("test"), "reading") as uow:
            uow.staff.record_read("address", application.clock(), reason="words that the log keeps apart")
        application.seal_log()
    return made


@pytest.fixture
def thief(settings: Settings) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """Connect as the service, and name an actor as the service would."""
    with psycopg.connect(settings.database_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(ACTING)
        yield connection


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE complaints CASCADE",
        "TRUNCATE audit_log CASCADE",
        "DROP TRIGGER aryz_audit_staff ON staff",
        "ALTER TABLE staff DISABLE TRIGGER ALL",
        "ALTER TABLE staff DROP COLUMN role",
        "ALTER TABLE staff OWNER TO aryz",
        "DROP TABLE audit_log CASCADE",
        "DROP FUNCTION aryz_audit_staff() CASCADE",
        "CREATE OR REPLACE FUNCTION aryz_audit_staff() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE TRIGGER aaa BEFORE INSERT ON staff FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE RULE aaa AS ON INSERT TO staff DO INSTEAD NOTHING",
        "CREATE TABLE audit_log_2 (id integer)",
        "SET session_replication_role = replica",
        "SET ROLE aryz_owner",
        "INSERT INTO audit_log (at, tx, actor, action, table_name, row_id, op) VALUES (0, '', '', '', '', '', '')",
        "INSERT INTO audit_texts (audit_id, side, column_name, salt, value) VALUES (1, 'after', 'x', '', 'y')",
        "UPDATE audit_log SET actor = 'somebody else'",
        "DELETE FROM audit_log",
        "UPDATE audit_heads SET size = size + 1",
        "DELETE FROM audit_leaves",
        "DELETE FROM audit_texts",
        "UPDATE sign_ins SET result = 'in'",
        "DELETE FROM decisions",
        "SELECT setval('audit_log_id_seq', 1)",
        "UPDATE alembic_version SET version_num = '0000'",
        "CREATE TEMP TABLE audit_log (id integer)",
    ],
)
def test_the_service_account_is_refused(thief: "psycopg.Connection[tuple[object, ...]]", statement: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.RaiseException)):
        thief.execute(statement)


@pytest.mark.postgres
def test_a_write_of_the_service_account_is_logged_and_needs_an_actor(
    thief: "psycopg.Connection[tuple[object, ...]]",
) -> None:
    thief.execute("UPDATE staff SET role = 'admin' WHERE email = 'reviewer@demo.example'")
    rows = thief.execute("SELECT actor, action, after FROM audit_log ORDER BY id DESC LIMIT 1").fetchall()
    assert rows == [("thief", "theft", '{"role": "admin"}')]
    thief.execute("SELECT set_config('aryz.actor', '', false)")
    with pytest.raises(psycopg.errors.RaiseException, match="without an actor"):
        thief.execute("UPDATE staff SET role = 'reviewer'")


@pytest.mark.postgres
def test_temporary_tables_neither_catch_the_log_nor_forge_it(
    postgres: PostgresServer,
    settings: Settings,
    thief: "psycopg.Connection[tuple[object, ...]]",
) -> None:
    name = settings.database_url.rpartition("/")[2]
    with postgres.admin() as admin:
        admin.execute(f'GRANT TEMPORARY ON DATABASE "{name}" TO {SERVICE}')
    thief.execute("CREATE TEMP TABLE audit_log AS SELECT * FROM public.audit_log WITH NO DATA")
    thief.execute("UPDATE staff SET active = NOT active")
    assert thief.execute("SELECT count(*) FROM pg_temp.audit_log").fetchall() == [(0,)]
    thief.execute("CREATE TEMP TABLE staff AS SELECT * FROM public.staff WITH NO DATA")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        thief.execute(
            "CREATE TRIGGER forged AFTER INSERT ON pg_temp.staff FOR EACH ROW EXECUTE FUNCTION aryz_audit_staff()"
        )


@pytest.mark.postgres
def test_the_check_names_a_right_too_much_and_a_right_that_lacks(
    postgres: PostgresServer,
    settings: Settings,
) -> None:
    assert bootstrap.schema_faults(settings) == []
    name = settings.database_url.rpartition("/")[2]
    with postgres.admin(name) as admin:
        admin.execute(f"GRANT UPDATE ON decisions TO {SERVICE}; REVOKE SELECT ON notes FROM {SERVICE}")
        admin.execute("ALTER FUNCTION aryz_audit_notes() SECURITY INVOKER")
    assert bootstrap.schema_faults(settings) == [
        "trigger aryz_audit_notes was changed",
        "aryz may UPDATE in decisions",
        "aryz may not SELECT in notes",
    ]
    bootstrap.migrate(settings)
    assert bootstrap.schema_faults(settings) == []


@pytest.mark.parametrize(
    ("service", "owner"),
    [
        ("", "postgresql://aryz_owner@database/aryz"),
        ("postgresql://aryz@database/aryz", "sqlite:///aryz.sqlite3"),
        ("postgresql://aryz@database/aryz", "postgresql://aryz@database/aryz"),
    ],
)
def test_an_owner_that_is_no_second_account_is_refused(service: str, owner: str) -> None:
    environment = {**BASE, "ARYZ_DATABASE_URL": service, "ARYZ_DATABASE_OWNER_URL": owner, "ARYZ_DEMO": "0"}
    with pytest.raises(SettingError, match="ARYZ_DATABASE_OWNER_URL"):
        Settings.from_environment(environment)

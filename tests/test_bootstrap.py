"""What must not be served outside the embedded profile."""

import pytest

from complaints import bootstrap
from complaints.domain.access import Role
from complaints.settings import SettingError, Settings
from tests.servers import SERVICE, PostgresServer


@pytest.fixture
def settings(postgres: PostgresServer) -> Settings:
    name = postgres.create()
    return Settings.from_environment(
        {
            "ARYZ_DATABASE_URL": postgres.url_for(name, SERVICE, driver="postgresql"),
            "ARYZ_DATABASE_OWNER_URL": postgres.url_for(name, driver="postgresql"),
            "ARYZ_BROKER_URL": "redis://127.0.0.1:1",
            "ARYZ_SECRET_KEY": "a secret of the tests, long enough",
            "ARYZ_BASE_URL": "https://aryz.example",
        }
    )


@pytest.mark.postgres
def test_a_database_without_tables_is_not_served(settings: Settings) -> None:
    with pytest.raises(SettingError, match="aryz db upgrade"):
        bootstrap.require_servable(settings)
    bootstrap.migrate(settings)
    bootstrap.require_servable(settings)


@pytest.mark.postgres
def test_demo_accounts_are_not_served_until_they_are_disabled(settings: Settings) -> None:
    bootstrap.migrate(settings)
    with bootstrap.running(settings) as application:
        application.signin.ensure_demo("reviewer@demo.example", Role.REVIEWER, "a long password")
        with pytest.raises(SettingError, match="demo accounts"):
            bootstrap.require_servable(settings)

"""`aryz db`: migrations."""

import sys

import click

from complaints import bootstrap
from complaints.settings import Settings


@click.group("db")
def database() -> None:
    """Look after the database."""


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to this version's schema."""
    bootstrap.migrate(Settings.from_environment())


@database.command("check")
def check() -> None:
    """Say whether schema and triggers are this version's."""
    faults = bootstrap.schema_faults(Settings.from_environment())
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo("the schema and its triggers are this version's")

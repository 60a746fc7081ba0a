"""`aryz db`: migrations."""

import sys

import click

from complaints import bootstrap
from complaints.db import upgrade as schema
from complaints.settings import Settings


@click.group("db")
def database() -> None:
    """Look after the database."""


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to this version's schema."""
    with bootstrap.running(Settings.from_environment()) as application:
        schema.upgrade(application.database.engine)


@database.command("check")
def check() -> None:
    """Say whether schema and triggers are this version's."""
    with bootstrap.running(Settings.from_environment()) as application:
        faults = schema.check(application.database.engine)
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo("the schema and its triggers are this version's")

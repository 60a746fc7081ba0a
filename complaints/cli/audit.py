"""`aryz audit`: prove the log."""

import sys

import click

from complaints import bootstrap
from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.verification import verify
from complaints.domain.audit import Break
from complaints.settings import Settings


@click.group()
def audit() -> None:
    """Prove the log."""


@audit.command("verify")
def verify_log() -> None:
    """Recompute the whole log and hold every row against it."""
    with bootstrap.running(Settings.from_environment()) as application:
        seal_all(application.database.engine)
        breaks = 0
        with application.database.snapshot() as connection:
            for found in verify(connection, metadata):
                breaks += isinstance(found, Break)
                click.echo(f"{found.where}: {found.sentence}")
    if breaks:
        sys.exit(1)
    click.echo("whole: internally consistent; rewriting not excluded without a checkpoint kept elsewhere")

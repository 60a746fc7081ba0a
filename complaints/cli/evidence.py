"""`aryz evidence`: the stored bytes, read and checked, let go when their time has come, tidied."""

import sys

import click

from complaints import bootstrap
from complaints.cli.saying import progress
from complaints.services.evidence import FOLDERS
from complaints.settings import Settings


@click.group()
def evidence() -> None:
    """Look after the evidence store."""


@evidence.command("verify")
def verify() -> None:
    """Read every stored object and name each that is missing or was changed."""
    read = damaged = 0
    with bootstrap.running(Settings.from_environment()) as application, progress("Evidence", None) as told:
        for sha256, whole in application.keeping.examine():
            read += 1
            told(read)
            if not whole:
                damaged += 1
                click.echo(f"{sha256}: missing or changed")
    click.echo(f"{read} read, {damaged} damaged")
    if damaged:
        sys.exit(1)


@evidence.command("expire")
def expire() -> None:
    """Let go of everything whose retention has ended, now instead of within hours."""
    gone = 0
    with bootstrap.running(Settings.from_environment()) as application, progress("Evidence", None) as told:
        while more := application.keeping.expire():
            gone += more
            told(gone)
    click.echo(f"{gone} let go")


@evidence.command("sweep")
def sweep() -> None:
    """Go through the whole store and delete what was let go, and what no row names for over a day."""
    removed = 0
    with bootstrap.running(Settings.from_environment()) as application, progress("Folders", FOLDERS) as told:
        for folder in range(FOLDERS):
            removed += application.keeping.sweep([folder])
            told(folder + 1)
    click.echo(f"{removed} deleted")

"""The `aryz` command: exit status 0 done, 1 the answer is no, 2 wrong use; errors are one plain line."""

import sys

import click

from complaints.cli.audit import audit
from complaints.cli.complaints import complaints
from complaints.cli.database import database
from complaints.cli.demo import demo
from complaints.cli.evidence import evidence
from complaints.cli.identity import identity
from complaints.cli.parts import relay, scheduler, serve, web, worker
from complaints.cli.sources import sources
from complaints.cli.urls import urls
from complaints.cli.users import users
from complaints.settings import SettingError


@click.group()
@click.version_option(package_name="aryz")
def cli() -> None:
    """Run and look after the service."""


for command in (
    serve,
    web,
    worker,
    relay,
    scheduler,
    database,
    users,
    urls,
    identity,
    complaints,
    sources,
    evidence,
    demo,
    audit,
):
    cli.add_command(command)


def main() -> None:
    """Run the command; whatever goes wrong is one plain line on standard error."""
    try:
        cli()
    except SettingError as failure:
        click.echo(f"aryz: {failure}", err=True)
        sys.exit(2)

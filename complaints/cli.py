"""The `aryz` command: exit status 0 done, 1 the answer is no, 2 wrong use; errors are one plain line."""

import getpass
import json
import os
import secrets
import sys
from collections.abc import Iterable

import click

from complaints import bootstrap
from complaints.db import upgrade as schema
from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.verification import verify
from complaints.domain.access import Actor, Role
from complaints.domain.errors import Refusal
from complaints.domain.identity import resolve
from complaints.domain.messages import MESSAGES
from complaints.settings import SettingError, Settings


class Plain(click.ClickException):
    """The answer is no: one line, exit status 1."""

    exit_code = 1

    def show(self, file: object = None) -> None:
        """Print the line."""
        click.echo(f"aryz: {self.format_message()}", err=True)


def said(refusal: Refusal) -> str:
    """Write a refusal as an English sentence."""
    return MESSAGES[refusal.code] % dict(refusal.params) if refusal.params else MESSAGES[refusal.code]


def operator() -> Actor:
    """Name whoever runs the command, as the log does."""
    return Actor("operator", getpass.getuser())


@click.group()
def cli() -> None:
    """Run and look after the service."""


@cli.command()
def web() -> None:
    """Serve the pages."""
    from complaints import web_server

    web_server.run(Settings.from_environment())


@cli.command()
def serve() -> None:
    """Run the whole service on this machine, in the foreground."""
    from complaints import supervisor

    sys.exit(supervisor.serve(Settings.from_environment()))


def _part(*words: str) -> None:
    # The background parts are programs of their own: this package never imports them.
    os.execv(sys.executable, [sys.executable, "-m", "workers.parts", *words])  # noqa: S606 - our own module


@cli.command()
@click.option("--queues", default="intake,checks,notices,upkeep", show_default=True)
def worker(queues: str) -> None:
    """Work off queues."""
    _part("worker", "--queues", queues)


@cli.command()
def relay() -> None:
    """Take the outbox to the queues."""
    _part("relay")


@cli.command()
def scheduler() -> None:
    """Put regular jobs into the outbox."""
    _part("scheduler")


@cli.group("db")
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


@cli.group()
def users() -> None:
    """Look after staff accounts."""


@users.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--password-stdin", is_flag=True, help="read the password from standard input")
def add_user(email: str, role: str, password_stdin: bool) -> None:
    """Make a staff account; without --password-stdin a random password is printed once."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(15)
    with bootstrap.running(Settings.from_environment()) as application:
        try:
            application.signin.add(email, Role(role), password, operator())
        except Refusal as refusal:
            raise Plain(said(refusal)) from None
    click.echo(f"{email} may now sign in as {role}." + ("" if password_stdin else f" Password: {password}"))


@users.command("list")
def list_users() -> None:
    """List staff accounts."""
    with bootstrap.running(Settings.from_environment()) as application:
        for account in application.signin.accounts():
            click.echo(f"{account.email}\t{account.role.value}\t{'on' if account.active else 'off'}")


@users.command("disable")
@click.argument("email")
def disable_user(email: str) -> None:
    """Switch an account off and end its sessions."""
    with bootstrap.running(Settings.from_environment()) as application:
        try:
            application.signin.disable(email, operator())
        except Refusal as refusal:
            raise Plain(said(refusal)) from None


@users.command("reset-password")
@click.argument("email")
@click.option("--password-stdin", is_flag=True, help="read the password from standard input")
def reset_password(email: str, password_stdin: bool) -> None:
    """Set a new password and end the account's sessions."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(15)
    with bootstrap.running(Settings.from_environment()) as application:
        try:
            application.signin.reset_password(email, password, operator())
        except Refusal as refusal:
            raise Plain(said(refusal)) from None
    if not password_stdin:
        click.echo(f"Password: {password}")


@cli.group()
def urls() -> None:
    """Ask what links name."""


@urls.command("resolve")
def resolve_links() -> None:
    """Read one link a line, write one JSON object a line, in the same order, offline."""
    for line in _lines(sys.stdin.buffer):
        try:
            found = resolve(line)
            answer: dict[str, object] = {
                "input": line,
                "ok": True,
                "key": found.key,
                "url": found.url,
                "scope": found.scope.value,
                "platform": found.platform,
                "site": found.site,
            }
        except Refusal as refusal:
            values = {"line": 1, "link": line[:80], **refusal.params}
            answer = {"input": line, "ok": False, "error": refusal.code, "message": MESSAGES[refusal.code] % values}
        click.echo(json.dumps(answer, ensure_ascii=True))


def _lines(stream: Iterable[bytes]) -> Iterable[str]:
    for line in stream:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


@cli.group()
def audit() -> None:
    """Prove the log."""


@audit.command("verify")
def verify_log() -> None:
    """Recompute the whole log and hold every row against it."""
    with bootstrap.running(Settings.from_environment()) as application:
        seal_all(application.database.engine)
        breaks = 0
        with application.database.reading() as connection:
            for found in verify(connection, metadata):
                breaks += 1
                click.echo(f"{found.where}: {found.sentence}")
    if breaks:
        sys.exit(1)
    click.echo("whole: internally consistent; rewriting not excluded without a checkpoint kept elsewhere")


def main() -> None:
    """Run the command; errors are one plain line."""
    try:
        cli(standalone_mode=True)
    except SettingError as failure:
        click.echo(f"aryz: {failure}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()

"""`aryz users`: staff accounts."""

import secrets
import sys

import click

from complaints import bootstrap
from complaints.cli.saying import AnswerIsNoError, operator, said
from complaints.domain.access import Role
from complaints.domain.errors import Refusal
from complaints.settings import Settings

ALL = "all"


@click.group()
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
            raise AnswerIsNoError(said(refusal)) from None
    click.echo(f"{email} may now sign in as {role}." + ("" if password_stdin else f" Password: {password}"))


@users.command("list")
def list_users() -> None:
    """List staff accounts."""
    with bootstrap.running(Settings.from_environment()) as application:
        for account in application.signin.accounts():
            click.echo(f"{account.email}\t{account.role.value}\t{'on' if account.active else 'off'}")


@users.command("skills")
@click.argument("email")
@click.option("--languages", help="codes with commas between them, or all")
@click.option("--categories", help="codes with commas between them, or all")
def set_skills(email: str, languages: str | None, categories: str | None) -> None:
    """Say in which languages and categories a reviewer works, or tell it where neither is given."""
    with bootstrap.running(Settings.from_environment()) as application:
        try:
            found = application.handing.skills_of(email)
            if languages is not None or categories is not None:
                spoken, listed = _codes(languages, found.languages), _codes(categories, found.categories)
                application.handing.set_skills(email, spoken, listed, operator())
                found = application.handing.skills_of(email)
        except Refusal as refusal:
            raise AnswerIsNoError(said(refusal)) from None
    for name, codes in (("languages", found.languages), ("categories", found.categories)):
        click.echo(f"{name}\t{','.join(sorted(codes)) or ALL}")


def _codes(text: str | None, before: frozenset[str]) -> list[str]:
    if text is None:
        return sorted(before)
    return [] if text.strip() == ALL else [code.strip() for code in text.split(",") if code.strip()]


@users.command("disable")
@click.argument("email")
def disable_user(email: str) -> None:
    """Switch an account off and end its sessions."""
    with bootstrap.running(Settings.from_environment()) as application:
        try:
            application.signin.disable(email, operator())
        except Refusal as refusal:
            raise AnswerIsNoError(said(refusal)) from None


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
            raise AnswerIsNoError(said(refusal)) from None
    if not password_stdin:
        click.echo(f"Password: {password}")

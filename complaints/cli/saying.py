"""What the commands share: how a failure is told, in whose name an operator acts, and how long work shows progress."""

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from complaints.domain.access import Actor
from complaints.domain.errors import Refusal
from complaints.domain.messages import MESSAGES


class AnswerIsNoError(click.ClickException):
    """The answer is no: one line, exit status 1."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line."""
        click.echo(f"aryz: {self.format_message()}", err=True)


class WrongUseError(AnswerIsNoError):
    """The command cannot be carried out as given: one line, exit status 2."""

    exit_code = 2


def said(refusal: Refusal) -> str:
    """Write a refusal as an English sentence."""
    return MESSAGES[refusal.code] % dict(refusal.params) if refusal.params else MESSAGES[refusal.code]


def operator() -> Actor:
    """Name whoever runs the command, as the log does."""
    return Actor("operator", getpass.getuser())


@contextmanager
def progress(title: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a progress bar on standard error, where that is a terminal; what is yielded takes how far the work is."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=total)
        yield lambda completed: bar.update(task, completed=completed)

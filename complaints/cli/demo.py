"""`aryz demo`: a living service for newcomers."""

from datetime import timedelta

import click

from complaints import bootstrap
from complaints.cli.saying import WrongUseError, progress
from complaints.services.demonstration import DAYS, Clock
from complaints.settings import Settings


@click.group()
def demo() -> None:
    """Show the service with invented data."""


@demo.command("load")
@click.option("--complaints", "count", type=click.IntRange(1, 100_000), default=60, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="the same seed files the same complaints, once")
def load(count: int, seed: int) -> None:
    """File invented complaints about .example pages and decide some of them, through the real use cases."""
    settings = Settings.from_environment()
    if not settings.embedded or not settings.demo:
        raise WrongUseError("demonstration data belongs to the embedded profile with demo accounts (ARYZ_DEMO=1)")
    bootstrap.prepare(settings)
    until = bootstrap.now()
    show = bootstrap.demonstration(settings, Clock(until - timedelta(days=DAYS)))
    with progress("filing", count) as show_progress:
        for filed in show.load(count, seed, until):
            show_progress(filed)
    click.echo(f"{count} complaints filed; sign in as reviewer@demo.example to see the queue")

"""`aryz serve` and its parts."""

import os
import sys

import click

from complaints.settings import Settings


@click.command()
def web() -> None:
    """Serve the pages."""
    from complaints import bootstrap, web_server

    settings = Settings.from_environment()
    bootstrap.require_servable(settings)
    web_server.run(settings)


@click.command()
def serve() -> None:
    """Run the whole service on this machine, in the foreground."""
    from complaints import supervisor

    sys.exit(supervisor.serve(Settings.from_environment()))


def _part(*words: str) -> None:
    # The background parts are programs of their own: this package never imports them.
    os.execv(sys.executable, [sys.executable, "-m", "workers.parts", *words])  # noqa: S606 - our own module


@click.command()
@click.option("--queues", default="intake,checks,notices,upkeep", show_default=True)
def worker(queues: str) -> None:
    """Work off queues."""
    _part("worker", "--queues", queues)


@click.command()
def relay() -> None:
    """Take the outbox to the queues."""
    _part("relay")


@click.command()
def scheduler() -> None:
    """Put regular jobs into the outbox."""
    _part("scheduler")

"""`aryz sources`: the list of protected sources."""

import csv
import sys
from typing import IO

import click

from complaints import bootstrap
from complaints.cli.saying import AnswerIsNoError, WrongUseError, operator, said
from complaints.domain.errors import Refusal
from complaints.services.sources import read_sources
from complaints.settings import Settings

NEEDED = ({"site", "url", "domain"}, {"kind", "category_code"})


@click.group()
def sources() -> None:
    """Keep the list of protected sources: news, human rights, political speech."""


@sources.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8-sig", errors="replace"))
def import_sources(file: IO[str]) -> None:
    """Import CSV with the columns site and kind; what stands on the list already stays as it is."""
    rows = csv.DictReader(line.replace("\0", "\ufffd") for line in file)
    names = {str(name).strip().casefold() for name in rows.fieldnames or ()}
    if not all(names & either for either in NEEDED):
        raise WrongUseError("the file needs a header with the columns site and kind")
    added = known = bad = 0
    with bootstrap.running(Settings.from_environment()) as application:
        waits = not application.changing.alone
        try:
            for outcome in application.sources.run(read_sources(rows), operator()):
                if outcome.fault:
                    bad += 1
                    click.echo(f"aryz: line {outcome.line.number}: {said(outcome.fault)}", err=True)
                elif outcome.stored:
                    added += 1
                else:
                    known += 1
        except Refusal as refusal:
            raise AnswerIsNoError(said(refusal)) from None
    click.echo(f"{added} {'proposed' if waits else 'added'}, {known} known before, {bad} refused")
    if added and waits:
        click.echo(
            "An administrator or a senior reviewer must approve it under Changes; it takes effect 24 hours later."
        )
    if bad:
        sys.exit(1)

"""`aryz complaints`: bring in complaints that another system holds."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from complaints import bootstrap
from complaints.cli.importing import Reader, UnreadableFileError
from complaints.cli.saying import WrongUseError, progress, said
from complaints.services.importing import Line, Outcome
from complaints.settings import Settings


@click.group()
def complaints() -> None:
    """Bring in complaints."""


@complaints.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_file(file: Path) -> None:
    """Import JSON Lines or CSV; bad lines go to FILE.rejects.jsonl with the reason, all else is stored once."""
    try:
        reader = Reader(file)
    except UnreadableFileError as failure:
        raise WrongUseError(str(failure)) from None
    stored = known = rejected = 0
    rejects = file.with_name(file.name + ".rejects.jsonl")
    rejects.unlink(missing_ok=True)
    with bootstrap.running(Settings.from_environment()) as application, progress("importing", reader.size) as shown:
        for outcome in application.importing.run(_advancing(reader, shown)):
            if outcome.faults:
                rejected += 1
                _reject(rejects, outcome)
            elif outcome.stored:
                stored += 1
            else:
                known += 1
    click.echo(f"{stored} imported, {known} known before, {rejected} rejected")
    if rejected:
        click.echo(f"aryz: {rejected} lines were rejected; see {rejects}", err=True)
        sys.exit(1)


def _advancing(reader: Reader, shown: Callable[[int], None]) -> Iterator[Line]:
    for line in reader:
        shown(reader.read)
        yield line


def _reject(rejects: Path, outcome: Outcome) -> None:
    reasons = [{"field": fault.field, "code": fault.code, "message": said(fault)} for fault in outcome.faults]
    row = {"line": outcome.line.number, "reasons": reasons, "raw": outcome.line.raw}
    with rejects.open("a", encoding="utf-8") as sink:
        sink.write(json.dumps(row, ensure_ascii=False) + "\n")

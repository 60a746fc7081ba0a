"""`aryz sources`: the list of protected sources."""

import csv
import sys
from typing import IO

import click

from complaints import bootstrap
from complaints.cli.saying import WrongUseError, operator
from complaints.domain.errors import Refusal
from complaints.domain.identity import resolve
from complaints.domain.messages import PROTECTED_KINDS
from complaints.settings import Settings


@click.group()
def sources() -> None:
    """Keep the list of protected sources: news, human rights, political speech."""


@sources.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8-sig", errors="replace"))
def import_sources(file: IO[str]) -> None:
    """Import CSV with the columns site and kind; what stands on the list already stays as it is."""
    rows = csv.DictReader(file)
    if rows.fieldnames is None or not {"site", "kind"} <= set(rows.fieldnames):
        raise WrongUseError("the file needs a header with the columns site and kind")
    added = known = bad = 0
    with bootstrap.running(Settings.from_environment()) as application:
        for row in rows:
            site, kind = _site(row.get("site") or ""), (row.get("kind") or "").strip()
            if not site or kind not in PROTECTED_KINDS:
                bad += 1
                click.echo(
                    f"aryz: line {rows.line_num}: a site and one of {', '.join(PROTECTED_KINDS)} are needed", err=True
                )
                continue
            with application.open_uow(operator(), "sources.import") as uow:
                if uow.catalogue.protect(site, kind, application.clock()):
                    added += 1
                else:
                    known += 1
    click.echo(f"{added} added, {known} known before, {bad} refused")
    if bad:
        sys.exit(1)


def _site(text: str) -> str:
    try:
        return resolve(text).site
    except Refusal:
        return ""

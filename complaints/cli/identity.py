"""`aryz identity`: bring stored keys to the rules of this version."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from complaints import bootstrap
from complaints.bootstrap import Application
from complaints.cli.saying import WrongUseError, operator, progress
from complaints.domain.identity import RULES_VERSION
from complaints.services.rekeying import Batch
from complaints.settings import Settings

SHOWN_LINKS = 20


@click.group()
def identity() -> None:
    """Look after what links name."""


@identity.command("rekey")
@click.argument("report", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--apply", "applying", is_flag=True, help="do what the finished REPORT says")
def rekey(report: Path, applying: bool) -> None:
    """Compute keys anew after the rules changed: write every join and split to REPORT, and with --apply do it.

    Both go in batches and go on where they were stopped. A join is proposed to the reviewers, never made.
    """
    with bootstrap.running(Settings.from_environment()) as application:
        total = application.rekeying.outdated()
        if applying:
            if not any(line.get("kind") == "done" and line["rules_version"] == RULES_VERSION for line in _read(report)):
                raise WrongUseError(f"{report} is no finished report of these rules: run without --apply, and read it")
            batches = application.rekeying.apply(operator())
            counts = _write(report.with_name(report.name + ".applied.jsonl"), batches, total)
        else:
            counts = _plan(application, report, total)
    told = ", ".join(f"{counts.get(kind, 0)} {word}" for kind, word in WORDS.items())
    click.echo(f"{told}{'' if applying else '; nothing was changed'}")


WORDS = {"renamed": "with a new key", "join": "to join", "split": "to part"}


def _plan(application: Application, report: Path, total: int) -> dict[str, int]:
    before = list(_read(report))
    if any(line.get("kind") == "done" for line in before):
        report.unlink()
        before = []
    after, counts = 0, dict.fromkeys(WORDS, 0)
    for line in before:
        if line["kind"] == "renamed":
            application.rekeying.remember(line["new_key"], line["resource"])
        counts[line["kind"]] = counts.get(line["kind"], 0) + 1
        after = line.get("after", after)
    found = _write(report, application.rekeying.plan(after), total)
    counts = {kind: counts[kind] + found.get(kind, 0) for kind in WORDS}
    _append(report, [{"kind": "done", "rules_version": RULES_VERSION, **counts}])
    return counts


def _write(report: Path, batches: Iterable[Batch], total: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    done = 0
    with progress("computing keys", total) as shown:
        for batch in batches:
            lines: list[dict[str, Any]] = []
            for change in batch.changes:
                counts[change.kind] = counts.get(change.kind, 0) + 1
                line = {"kind": change.kind, "resource": change.resource_id, "key": change.key}
                line |= {"new_key": change.new_key, "other": change.other_id, "links": change.links[:SHOWN_LINKS]}
                lines.append({name: value for name, value in line.items() if value or name == "resource"})
            _append(report, [*lines, {"kind": "progress", "after": batch.last}])
            done += batch.done
            shown(done)
    return counts


def _append(report: Path, lines: Iterable[dict[str, Any]]) -> None:
    # One write a batch, with its place at the end: what was stopped in between is read as not done.
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    try:
        with report.open("a", encoding="utf-8") as sink:
            sink.write(text)
    except OSError as failure:
        raise WrongUseError(f"{report} cannot be written: {failure.strerror}") from None


def _read(report: Path) -> list[dict[str, Any]]:
    """Read a report up to its last whole batch, and cut off what follows."""
    try:
        text = report.read_text(encoding="utf-8") if report.exists() else ""
        lines = [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]
        whole = max((place for place, line in enumerate(lines) if line["kind"] in {"progress", "done"}), default=-1) + 1
    except (OSError, ValueError, TypeError, KeyError):
        raise WrongUseError(f"{report} is no report of this command") from None
    if whole < len(lines) or not text.endswith("\n"):
        kept = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines[:whole])
        if text:
            report.write_text(kept, encoding="utf-8")
    return lines[:whole]

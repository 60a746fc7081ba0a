"""`aryz urls`: what links name, and where the fetcher would connect."""

import json
import sys
from collections.abc import Iterable

import click

from complaints.domain.admissibility import UnreadableOption, admissible_lines
from complaints.domain.errors import Refusal
from complaints.domain.identity import resolve
from complaints.domain.messages import MESSAGES
from complaints.net.resolve import system_resolver, within

SECONDS_TO_RESOLVE = 5.0


@click.group()
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


@urls.command("admissible")
@click.option(
    "--resolve",
    "answers",
    multiple=True,
    metavar="HOST=IP[,IP]",
    help="what a name resolves to; HOST=IP>IP changes the second time",
)
@click.option("--redirect", "redirects", multiple=True, metavar="URL=URL", help="what a link answers with")
@click.option("--offline", is_flag=True, help="names that --resolve does not give resolve nowhere")
def admissible(answers: tuple[str, ...], redirects: tuple[str, ...], offline: bool) -> None:
    """Read one link a line; say whether the fetcher would connect, and why not."""
    otherwise = (lambda _host: ()) if offline else within(system_resolver, SECONDS_TO_RESOLVE)
    try:
        verdicts = admissible_lines(_lines(sys.stdin.buffer), answers, redirects, otherwise)
    except UnreadableOption as failure:
        raise click.UsageError(str(failure)) from None
    for verdict in verdicts:
        click.echo(json.dumps(verdict, ensure_ascii=True))

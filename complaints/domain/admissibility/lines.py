"""Judging links by the line with given answers, for `aryz urls admissible`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import can_ada

from complaints.domain.admissibility.links import Resolve, judge_chain, normal

ABSOLUTE: Final = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\)")


class UnreadableOption(ValueError):
    """A --resolve or --redirect option is not of the form stated in the contract; the text says which."""


def admissible_lines(
    lines: Iterable[str],
    resolve_options: Sequence[str],
    redirect_options: Sequence[str],
    otherwise: Resolve = lambda host: (),
) -> Iterator[dict[str, str]]:
    """Judge one link a line; yields {"input", "verdict": "allow" | "refuse", "reason"} in the same order.

    `resolve_options` are `HOST=IP[,IP]`, or `HOST=IP>IP` for a name that answers differently the second time;
    `redirect_options` are `URL=URL`. Other names go to `otherwise`. Each line is judged by itself: changing answers
    start anew. Raises UnreadableOption before the first line.
    """
    answers, redirects = parse_answers(resolve_options), parse_redirects(redirect_options)

    def verdicts() -> Iterator[dict[str, str]]:
        for line in lines:
            link = line.rstrip("\r\n")
            verdict = judge_chain(link, Stub(answers, otherwise), redirects)
            yield {"input": link, "verdict": "allow" if verdict.allow else "refuse", "reason": verdict.reason}

    return verdicts()


class Stub:
    """A resolver that answers from a table; a name's answers follow one another, and the last one stays."""

    def __init__(self, answers: Mapping[str, Sequence[Sequence[str]]], otherwise: Resolve) -> None:
        self._answers, self._otherwise = answers, otherwise
        self._asked: dict[str, int] = {}

    def __call__(self, host: str) -> Sequence[str]:
        """Answer for a name."""
        turns = self._answers.get(host)
        if turns is None:
            return self._otherwise(host)
        turn = self._asked.get(host, 0)
        self._asked[host] = turn + 1
        return turns[min(turn, len(turns) - 1)]


def parse_answers(options: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Read `HOST=IP[,IP]` and `HOST=IP>IP` into each name's answers in turn; raises UnreadableOption."""
    answers: dict[str, tuple[tuple[str, ...], ...]] = {}
    for option in options:
        host, mark, given = option.partition("=")
        if not mark or not host.strip():
            raise UnreadableOption(f"--resolve takes HOST=IP[,IP], not {option!r}")
        turns = tuple(tuple(ip.strip() for ip in turn.split(",") if ip.strip()) for turn in given.split(">"))
        answers[_ascii(host.strip())] = turns
    return answers


def parse_redirects(options: Sequence[str]) -> dict[str, str]:
    """Read `URL=URL` into what each link answers with; raises UnreadableOption.

    Links may hold "=" themselves. The option is split where an absolute link follows, else (a relative answer) at
    every "=": a part that is no link being judged is never looked up.
    """
    redirects: dict[str, str] = {}
    for option in options:
        cuts = [match.start() for match in re.finditer("=", option)]
        if not cuts:
            raise UnreadableOption(f"--redirect takes URL=URL, not {option!r}")
        for cut in [cut for cut in cuts if ABSOLUTE.match(option, cut + 1)] or cuts:
            redirects.setdefault(normal(option[:cut]), option[cut + 1 :])
    return redirects


def _ascii(host: str) -> str:
    # The same spelling as the parser gives the link's host, so that a name in Kazakh letters finds its answer.
    try:
        return str(can_ada.parse(f"http://{host}/").hostname).removesuffix(".")
    except (ValueError, UnicodeError):
        return host.lower().removesuffix(".")

"""What helps a reason to be a reason: warnings about a statement, which never stop anybody (the rules do that)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from complaints.domain.checks.likeness import SHINGLE, WORD
from complaints.domain.decisions import Outcome, Written
from complaints.domain.identity import Scope
from complaints.domain.intake import LANGUAGES
from complaints.domain.readability import measure
from complaints.domain.wording import fold

# Shingles that two texts share, of all that either has (Broder, "On the resemblance and containment of documents",
# 1997).
ALIKE: Final = 0.6
ENOUGH_SHINGLES: Final = 8
STEM: Final = 5  # letters by which words are taken for forms of one word, in languages that bend their endings
CONTENT: Final = 5  # letters that a word of content has at least
WIDTH: Final = {Scope.PAGE.value: 1, Scope.ACCOUNT.value: 2, Scope.SITE.value: 3}


@dataclass(frozen=True, slots=True)
class Advice:
    """A warning: the code of its sentence, the field of the form it is about, what fills the sentence, and examples."""

    code: str
    about: str
    params: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Precedent:
    """The words of an earlier decision of the same category, to be compared."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What advice needs to know: how much the case's link names, whether a captured text is there, earlier words."""

    scope: str
    has_text: bool
    precedents: tuple[Precedent, ...] = ()


def advise(written: Written, around: Surroundings) -> tuple[Advice, ...]:
    """Give the warnings about what was written, in the order of the form."""
    found = [*_evidence(written, around), *_plain(written), *_facts(written), *_scope(written, around)]
    copied = boilerplate(_reasons(written), around.precedents)
    if copied:
        precedent, percent = copied
        found.append(Advice("advice.boilerplate", "explanation", {"number": precedent.number, "percent": percent}))
    return tuple(found)


def boilerplate(text: str, precedents: Iterable[Precedent]) -> tuple[Precedent, int] | None:
    """Find the earlier decision that a text is most like, with the resemblance in per cent; None below `ALIKE`."""
    own = _shingles(text)
    if len(own) < ENOUGH_SHINGLES:
        return None
    best: tuple[float, Precedent] | None = None
    for each in precedents:
        other = _shingles(each.text)
        alike = len(own & other) / len(own | other) if other else 0.0
        if alike >= ALIKE and (best is None or alike > best[0]):
            best = alike, each
    return (best[1], round(100 * best[0])) if best else None


def _evidence(written: Written, around: Surroundings) -> Iterable[Advice]:
    quoted = any(words.strip() for _, words in written.quotes)
    if not written.evidence and not quoted:
        yield Advice("advice.no_evidence", "evidence")
    if _restrictive(written) and around.has_text and not quoted:
        yield Advice("advice.no_passage", "quotes")


def _plain(written: Written) -> Iterable[Advice]:
    if written.language not in LANGUAGES:
        return
    for name in ("explanation", "ground_explanation", "necessity"):
        found = measure(getattr(written, name), written.language)
        if found is None or not found.hard:
            continue
        if found.sentences:
            yield Advice("advice.long_sentences", name, {"words": found.words_a_sentence}, found.sentences)
        else:
            yield Advice("advice.hard_to_read", name, {"score": found.score, "formula": found.formula}, found.words)


def _facts(written: Written) -> Iterable[Advice]:
    """Warn where the reasons have no word in common with the facts that they are to rest on."""
    facts = _stems(" ".join([written.facts, *(words for _, words in written.quotes)]))
    reasons = _stems(_reasons(written))
    if len(facts) >= 3 and len(reasons) >= 3 and not facts & reasons:
        yield Advice("advice.facts_not_mentioned", "explanation")


def _scope(written: Written, around: Surroundings) -> Iterable[Advice]:
    if not _restrictive(written) or written.scope not in WIDTH:
        return
    if WIDTH[written.scope] > WIDTH.get(around.scope, WIDTH[written.scope]):
        yield Advice("advice.wider", "scope", {"scope": written.scope})
    if written.scope == Scope.SITE.value and not written.site_necessity.strip():
        yield Advice("advice.whole_site", "site_necessity")


def _restrictive(written: Written) -> bool:
    return written.outcome in {each.value for each in Outcome if each.restrictive}


def _reasons(written: Written) -> str:
    return "\n".join((written.explanation, written.ground_explanation))


def _shingles(text: str) -> frozenset[str]:
    words = WORD.findall(fold(text))
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in WORD.findall(fold(text)) if len(word) >= CONTENT)

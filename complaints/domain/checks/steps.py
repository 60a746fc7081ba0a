"""The check steps: each takes a frozen value and returns a finding; none decides and none accuses."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from complaints.domain.checks import words
from complaints.domain.checks.difference import changes, share_kept
from complaints.domain.checks.findings import Finding, Result, Seen, Subject
from complaints.domain.checks.likeness import NEAR
from complaints.domain.checks.pages import Kind, kind_of, robots_wishes
from complaints.domain.identity import LinkRefused, resolve
from complaints.domain.robots import Wish

Params = dict[str, str | int]
CASE: Final = ("case",)
CAPTURE: Final = ("case", "capture")
# Reasons for which a capture is not even attempted; all other codes are failures.
NOT_ATTEMPTED: Final = {
    "carries_secret": "check.not_attempted.carries_secret",
    "no_capture": "check.not_attempted.no_capture",
    "not_attempted": "check.not_attempted.no_network",
    "robots_txt": "check.not_attempted.robots",
}
FAILED: Final = "check.failed"
ACCOUNT_FACTS: Final = ("site_name", "account", "author", "creator", "page_type", "generator")
MAX_NAME: Final = 200
# Codes of findings that quote the page; their sentence ends before the quotation.
QUOTING: Final = frozenset(
    (
        "check.account.stated",
        "check.canonical.other",
        "check.canonical.other_site",
        "check.reach.stated",
        "check.redirected.yes",
        "check.robots.restricted",
        "check.title.found",
        "check.words.named",
        "check.words.other",
    )
)
BROKEN: Final = "internal"
# Numbers that a page states about its own reach, in three languages: 12 345 subscribers, 1.2M views.
REACH: Final = re.compile(
    r"(?P<number>\d[\d\s\u00a0\u202f.,]{0,14}?\s?(?:[KMBКМ]|тыс\.?|млн\.?|мың)?)\s{1,3}"
    r"(?P<what>subscribers?|followers?|members?|views?|likes?|shares?|comments?"
    r"|подписчик\w{0,3}|участник\w{0,3}|просмотр\w{0,3}|жазылушы\w{0,3}|қаралым\w{0,3}|оқырман\w{0,3})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One check: its name, version, queue, what it looks at, and the rule itself."""

    name: str
    rule: Callable[[Subject], Finding]
    inputs: tuple[str, ...] = CASE
    version: int = 1
    queue: str = "checks"

    def __call__(self, subject: Subject) -> Finding:
        """Judge a subject; a capture that is needed and missing is a finding of its own."""
        if "capture" in self.inputs and subject.seen is None:
            return _unseen(self.name, subject.unseen or "not_attempted", self.version)
        return replace(self.rule(subject), version=self.version)


def _unseen(step: str, reason: str, version: int) -> Finding:
    if reason in NOT_ATTEMPTED:
        return Finding(step, version, Result.NOT_ATTEMPTED, NOT_ATTEMPTED[reason])
    return Finding(step, version, Result.FAILED, FAILED, {"reason": reason}, confidence=0)


def broken(step: str, version: int) -> Finding:
    """Make the finding of a step that failed itself."""
    return Finding(step, version, Result.FAILED, FAILED, {"reason": BROKEN}, confidence=0)


def _done(step: str, code: str, params: Mapping[str, str | int] | None = None, **more: object) -> Finding:
    return Finding(step, 1, Result.DONE, code, params or {}, **more)  # type: ignore[arg-type]  # confidence and detail


def _decided(subject: Subject) -> Finding:
    """Was the same thing decided before, under whatever category?"""
    if subject.before is None:
        return _done("decided", "check.decided.never")
    params: Params = {"number": subject.before.number, "outcome": subject.before.outcome}
    return _done("decided", "check.decided.before", params)


def _protected(subject: Subject) -> Finding:
    """Is the site on the administrator's list of protected sources?"""
    if subject.protected is None:
        return _done("protected", "check.protected.no")
    return _done("protected", "check.protected.yes", {"kind": subject.protected})


def _past(subject: Subject) -> Finding:
    """What was decided about other things on the same site, and by the same account?"""
    site, account = subject.past_site, subject.past_account
    if not site and not account:
        return _done("past", "check.past.none")
    counts: Params = {"site_decided": sum(site.values()), "account_decided": sum(account.values())}
    for name, past in (("site", site), ("account", account)):
        counts[f"{name}_restrictive"] = past.get("restricted", 0) + past.get("removal_requested", 0)
    return _done("past", "check.past.some", counts)


def _reachable(subject: Subject) -> Finding:
    """Does the page answer, and with what?"""
    seen = _seen(subject)
    kind = kind_of(subject.url, seen.url, seen.status, seen.title, seen.text, seen.facts)
    certain = kind in {Kind.STANDS, Kind.ERROR} or seen.status in {401, 404, 410, 451}
    return _done("reachable", f"check.reachable.{kind}", {"status": seen.status}, confidence=100 if certain else 70)


def _robots(subject: Subject) -> Finding:
    """Does the site, the answer or the page ask automatic readers to keep away?"""
    facts = _seen(subject).facts
    wishes = robots_wishes(facts)
    if wishes:
        return _done("robots", "check.robots.restricted", detail=wishes)
    if facts.get("robots_txt") != Wish.FREE:
        return _done("robots", "check.robots.unread", confidence=0)
    return _done("robots", "check.robots.free")


def _redirected(subject: Subject) -> Finding:
    """Does the link lead elsewhere, and over which addresses?"""
    seen = _seen(subject)
    hops = len(seen.chain) - 1
    if hops < 1:
        return _done("redirected", "check.redirected.no")
    way = tuple(f"{hop.status} {hop.url}" for hop in seen.chain)
    return _done("redirected", "check.redirected.yes", {"hops": hops}, detail=way)


def _canonical(subject: Subject) -> Finding:
    """Which address does the page itself call its own?"""
    stated = _seen(subject).facts.get("canonical", "")
    try:
        named = resolve(stated)
    except LinkRefused:
        return _done("canonical", "check.canonical.none")
    if named.key == subject.key:
        return _done("canonical", "check.canonical.same")
    if named.site != subject.site:
        return _done("canonical", "check.canonical.other_site", confidence=50, detail=(stated,))
    return _done("canonical", "check.canonical.other", confidence=70, detail=(stated,))


def _captured(subject: Subject) -> Finding:
    """How much was captured, and how much of it is text?"""
    seen = _seen(subject)
    params: Params = {"evidence": seen.evidence_id, "size": seen.size, "length": seen.length}
    if not seen.length:
        return _done("captured", "check.captured.no_text", {**params, "type": seen.content_type or "?"})
    return _done("captured", "check.captured.text", params)


def _title(subject: Subject) -> Finding:
    """What does the page call itself?"""
    title = _seen(subject).title
    return _done("title", "check.title.found", detail=(title,)) if title else _done("title", "check.title.none")


def _language(subject: Subject) -> Finding:
    """In which language is the page, and Kazakh in which letters?"""
    seen = _seen(subject)
    if not seen.language:
        return _done("language", "check.language.unknown", confidence=0)
    if seen.language == "kk":
        latin = sum("a" <= letter <= "z" for letter in seen.text.casefold())
        letters = sum(map(str.isalpha, seen.text)) or 1
        script = "latin" if latin * 2 > letters else "cyrillic"
        return _done("language", f"check.language.kazakh_{script}", {"language": "kk"}, confidence=90)
    return _done("language", "check.language.found", {"language": seen.language}, confidence=80)


def _words(subject: Subject) -> Finding:
    """Does the text hold words of the category named, or of another?"""
    seen = _seen(subject)
    if not any(words.phrases(subject.category, language) for language in words.LANGUAGES):
        return _done("words", "check.words.no_list", {"category": subject.category})
    hits = words.look(seen.text, subject.category, seen.language)
    if hits.total:
        params: Params = {"category": subject.category, "hits": hits.total, "phrases": len(hits.counts)}
        listed = ", ".join(f"{phrase} ×{count}" for phrase, count in hits.counts)
        confidence = min(90, 30 + 15 * len(hits.counts))
        return _done("words", "check.words.named", params, confidence=confidence, detail=(listed, *hits.contexts))
    other = words.strongest(seen.text, seen.language, subject.category)
    if other:
        params = {"category": subject.category, "other": other.category, "hits": other.total}
        return _done("words", "check.words.other", params, confidence=50, detail=other.contexts)
    return _done("words", "check.words.none", {"category": subject.category}, confidence=40)


def _near(subject: Subject) -> Finding:
    """Is the text a near-copy of what another case is about?"""
    if _seen(subject).simhash is None:
        return _done("near", "check.near.too_short", confidence=0)
    found = sorted((each for each in subject.near if each.distance <= NEAR), key=lambda each: each.distance)
    if not found:
        return _done("near", "check.near.none")
    nearest = next((each for each in found if each.outcome), found[0])
    params: Params = {"number": nearest.case_number, "bits": nearest.distance, "cases": len(found)}
    confidence = 100 - 10 * nearest.distance
    if nearest.outcome:
        return _done("near", "check.near.decided", {**params, "outcome": nearest.outcome}, confidence=confidence)
    return _done("near", "check.near.open", params, confidence=confidence)


def _changed(subject: Subject) -> Finding:
    """Did the page change since it was decided?"""
    seen, before = _seen(subject), subject.before
    if before is None:
        return _done("changed", "check.changed.never_decided")
    if before.text is None:
        return _done("changed", "check.changed.no_capture", {"number": before.number}, confidence=0)
    if before.digest == seen.digest:
        return _done("changed", "check.changed.unchanged", {"number": before.number})
    params: Params = {"number": before.number, "kept": share_kept(before.text, seen.text)}
    return _done("changed", "check.changed.changed", params, detail=changes(before.text, seen.text))


def _account(subject: Subject) -> Finding:
    """Which account and platform does the page itself name?"""
    facts = _seen(subject).facts
    stated = tuple(f"{name}: {facts[name][:MAX_NAME]}" for name in ACCOUNT_FACTS if facts.get(name))
    params: Params = {"platform": subject.platform or subject.site}
    if not stated:
        return _done("account", "check.account.none", params)
    return _done("account", "check.account.stated", params, detail=stated)


def _reach(subject: Subject) -> Finding:
    """How many people does the page say it reached? The page's own words, unchecked."""
    seen = _seen(subject)
    stated = [
        f"{name.removeprefix('reach_')}: {value}" for name, value in seen.facts.items() if name.startswith("reach_")
    ]
    said = (" ".join(found[0].split()) for found in REACH.finditer(seen.text[:20_000]))
    lines = tuple(dict.fromkeys([*stated, *said]))[:10]
    if not lines:
        return _done("reach", "check.reach.none", confidence=0)
    return _done("reach", "check.reach.stated", {"signals": len(lines)}, confidence=60, detail=lines)


def _seen(subject: Subject) -> Seen:
    assert subject.seen is not None  # noqa: S101 - for the type checker: `Step` saw to it
    return subject.seen


# Every step in the order in which it runs; a new one is one rule and one line here.
STEPS: Final[tuple[Step, ...]] = (
    Step("decided", _decided),
    Step("protected", _protected),
    Step("past", _past),
    Step("reachable", _reachable, CAPTURE),
    Step("robots", _robots, CAPTURE),
    Step("redirected", _redirected, CAPTURE),
    Step("canonical", _canonical, CAPTURE),
    Step("captured", _captured, CAPTURE),
    Step("title", _title, CAPTURE),
    Step("language", _language, CAPTURE),
    Step("words", _words, CAPTURE),
    Step("near", _near, CAPTURE),
    Step("changed", _changed, CAPTURE),
    Step("account", _account, CAPTURE, version=2),
    Step("reach", _reach, CAPTURE),
)

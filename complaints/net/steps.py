"""The check steps of a case: each takes a frozen value and returns a finding."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from complaints.domain.checks import Captured, Finding, Result, Subject
from complaints.net.capture import Page, extract, to_warc
from complaints.net.fetch import Fetched, FetchFailed

GONE = frozenset({404, 410, 451})
EXCERPT = 20_000


@dataclass(frozen=True)
class Visit:
    """What came of fetching a resource: a response with its page, or the reason why there is none."""

    fetched: Fetched | None
    page: Page | None
    failure: str | None


@dataclass
class Visits:
    """Fetches a resource once for all the steps of one run in one thread."""

    fetch: Callable[[str], Fetched]
    _last: threading.local = field(default_factory=threading.local)

    def __call__(self, subject: Subject) -> Visit:
        """Fetch the subject's page, or give the visit that an earlier step of the same run made."""
        last: tuple[int, Visit] | None = getattr(self._last, "visit", None)
        if last and last[0] == subject.case_id:
            return last[1]
        visit = self._visit(subject)
        self._last.visit = (subject.case_id, visit)
        return visit

    def forget(self) -> None:
        """Let go of the last visit of this thread, so that the next run sees the page anew."""
        self._last.visit = None

    def _visit(self, subject: Subject) -> Visit:
        if not subject.capture_allowed:
            return Visit(None, None, "no_capture")
        try:
            fetched = self.fetch(subject.url)
        except FetchFailed as failed:
            return Visit(None, None, failed.code)
        return Visit(fetched, extract(fetched), None)


@dataclass(frozen=True)
class Decided:
    """Was the same thing decided before, under whatever category?"""

    name: str = "decided"

    def __call__(self, subject: Subject) -> Finding:
        """Look at the standing decision that came with the subject."""
        if subject.standing is None:
            return Finding(self.name, 1, Result.DONE, "check.decided.never")
        number, outcome = subject.standing
        return Finding(self.name, 1, Result.DONE, "check.decided.before", {"number": number, "outcome": outcome})


@dataclass(frozen=True)
class Protected:
    """Is the site on the administrator's list of protected sources?"""

    name: str = "protected"

    def __call__(self, subject: Subject) -> Finding:
        """Look at the list entry that came with the subject."""
        if subject.protected is None:
            return Finding(self.name, 1, Result.DONE, "check.protected.no")
        return Finding(self.name, 1, Result.DONE, "check.protected.yes", {"kind": subject.protected})


@dataclass(frozen=True)
class Reachable:
    """Does the page answer? What it answers is kept as evidence."""

    visits: Visits
    name: str = "reachable"

    def __call__(self, subject: Subject) -> Finding:
        """Fetch the page and say how it answered."""
        self.visits.forget()
        visit = self.visits(subject)
        fetched, page = visit.fetched, visit.page
        if fetched is None or page is None:
            return _missing(self.name, visit)
        params: dict[str, str | int] = {"status": fetched.status}
        captured = Captured(
            "warc",
            "application/warc",
            to_warc(fetched),
            fetched.final_url,
            page.title or "",
            (page.text or "")[:EXCERPT],
            page.language,
        )
        if fetched.status in GONE:
            code = "check.reachable.gone"
        elif fetched.status >= 400:
            code = "check.reachable.error"
        else:
            code = "check.reachable.yes"
        return Finding(self.name, 1, Result.DONE, code, params, evidence=(captured,))


@dataclass(frozen=True)
class Redirected:
    """Does the link lead elsewhere?"""

    visits: Visits
    name: str = "redirected"

    def __call__(self, subject: Subject) -> Finding:
        """Compare the address asked for with the one that answered."""
        fetched = self.visits(subject).fetched
        if fetched is None:
            return _missing(self.name, self.visits(subject))
        if len(fetched.chain) > 1:
            params: dict[str, str | int] = {"url": fetched.final_url, "hops": len(fetched.chain) - 1}
            return Finding(self.name, 1, Result.DONE, "check.redirected.yes", params)
        return Finding(self.name, 1, Result.DONE, "check.redirected.no")


@dataclass(frozen=True)
class Title:
    """What does the page call itself?"""

    visits: Visits
    name: str = "title"

    def __call__(self, subject: Subject) -> Finding:
        """Read the title out of the page."""
        page = self.visits(subject).page
        if page is None:
            return _missing(self.name, self.visits(subject))
        if not page.title:
            return Finding(self.name, 1, Result.DONE, "check.title.none")
        return Finding(self.name, 1, Result.DONE, "check.title.found", {"title": page.title[:300]})


@dataclass(frozen=True)
class Language:
    """In which language is the page?"""

    visits: Visits
    name: str = "language"

    def __call__(self, subject: Subject) -> Finding:
        """Say which language the page's text is in."""
        page = self.visits(subject).page
        if page is None:
            return _missing(self.name, self.visits(subject))
        if not page.language:
            return Finding(self.name, 1, Result.DONE, "check.language.unknown", confidence=0)
        return Finding(self.name, 1, Result.DONE, "check.language.found", {"language": page.language}, confidence=80)


def _missing(step: str, visit: Visit) -> Finding:
    if visit.failure == "no_capture":
        return Finding(step, 1, Result.NOT_ATTEMPTED, "check.not_attempted.no_capture")
    if visit.failure == "not_attempted":
        return Finding(step, 1, Result.NOT_ATTEMPTED, "check.not_attempted.no_network")
    return Finding(step, 1, Result.FAILED, "check.failed", {"reason": str(visit.failure)})


def steps(visits: Visits) -> tuple[Any, ...]:
    """List the steps in the order in which they run; a new step is one class and one line here."""
    return (
        Decided(),
        Protected(),
        Reachable(visits),
        Redirected(visits),
        Title(visits),
        Language(visits),
    )

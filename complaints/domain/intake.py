"""What a complaint is when it is filed: the limits, the checks of meaning, and what comes out of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from email_validator import EmailNotValidError, validate_email

from complaints.domain.errors import Refusal, Refusals
from complaints.domain.identity import Resource, resolve
from complaints.domain.wording import clean

MAX_LINKS: Final = 20
MAX_LINK_LENGTH: Final = 2_048
MAX_DESCRIPTION: Final = 10_000
MAX_EMAIL: Final = 254
LANGUAGES: Final = ("kk", "ru", "en")


class Source(StrEnum):
    """Where a complaint came in."""

    WEB = "web"
    API = "api"
    IMPORT = "import"


class ComplaintState(StrEnum):
    """Whether the person who filed a complaint still stands by it."""

    FILED = "filed"
    WITHDRAWN = "withdrawn"


class EntryKind(StrEnum):
    """What was added to a complaint after it was filed."""

    ADDITION = "addition"
    WITHDRAWAL = "withdrawal"


class LinkState(StrEnum):
    """Whether a complaint's link has found its case."""

    PENDING = "pending"
    ATTACHED = "attached"


@dataclass(frozen=True, slots=True)
class Filing:
    """What one person asks to file, as typed."""

    links: Sequence[str]
    category: str
    description: str
    language: str
    email: str = ""
    good_faith: bool = False


@dataclass(frozen=True, slots=True)
class NamedLink:
    """One link as pasted and what it names."""

    pasted: str
    resource: Resource


@dataclass(frozen=True, slots=True)
class Draft:
    """A complaint that means something and may be stored."""

    links: tuple[NamedLink, ...]
    category: str
    description: str
    language: str
    email: str | None
    filed_at: datetime


def examine(filing: Filing, categories: Sequence[str], filed_at: datetime, *, good_faith_needed: bool = True) -> Draft:
    """Check the meaning of a filing and return the draft to store.

    Raises Refusals with every fault found, in the order of the form: links, category, description, e-mail, good faith.
    """
    faults: list[Refusal] = []
    if "\ufffd" in filing.description or any("\ufffd" in link for link in filing.links):
        faults.append(Refusal("encoding.wrong", "description"))
    links = _links(filing.links, faults)
    if not filing.category:
        faults.append(Refusal("category.missing", "category"))
    elif filing.category not in categories:
        faults.append(Refusal("category.unknown", "category"))
    description = _description(filing.description, faults)
    email = email_address(filing.email, faults)
    if good_faith_needed and not filing.good_faith:
        faults.append(Refusal("good_faith.missing", "good_faith"))
    if faults:
        raise Refusals(faults)
    language = filing.language if filing.language in LANGUAGES else LANGUAGES[0]
    return Draft(links, filing.category, description, language, email, filed_at)


def _links(pasted: Sequence[str], faults: list[Refusal]) -> tuple[NamedLink, ...]:
    lines = [line.strip() for line in pasted if line.strip()]
    if not lines:
        faults.append(Refusal("links.missing", "links"))
    if len(lines) > MAX_LINKS:
        faults.append(Refusal("links.too_many", "links", limit=MAX_LINKS, count=len(lines)))
        return ()
    named: list[NamedLink] = []
    for position, line in enumerate(lines, start=1):
        if len(line) > MAX_LINK_LENGTH:
            faults.append(Refusal("links.too_long", "links", line=position, limit=MAX_LINK_LENGTH, length=len(line)))
            continue
        try:
            resource = resolve(line)
        except Refusal as refusal:
            shown = clean(line)[:80]
            faults.append(Refusal(refusal.code, "links", line=position, link=shown, **refusal.params))
            continue
        named.append(NamedLink(clean(line), resource))
    return tuple(named)


def _description(text: str, faults: list[Refusal]) -> str:
    if len(text) > MAX_DESCRIPTION * 4:
        faults.append(Refusal("description.too_long", "description", limit=MAX_DESCRIPTION, length=len(text)))
        return ""
    description = clean(text)
    if not description:
        faults.append(Refusal("description.missing", "description"))
    elif len(description) > MAX_DESCRIPTION:
        faults.append(Refusal("description.too_long", "description", limit=MAX_DESCRIPTION, length=len(description)))
    return description


def email_address(text: str, faults: list[Refusal]) -> str | None:
    """Read an address that somebody left, None where they left none; a wrong one is put to the faults."""
    email = clean(text)
    if not email:
        return None
    try:
        if len(email) > MAX_EMAIL:
            raise EmailNotValidError
        return validate_email(email, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        faults.append(Refusal("email.wrong", "email"))
        return None


def addition(text: str) -> str:
    """Check what a citizen adds to a complaint; raises Refusal on nothing or too much."""
    faults: list[Refusal] = []
    cleaned = clean(text[: MAX_DESCRIPTION * 4 + 1])
    if not cleaned:
        faults.append(Refusal("addition.missing", "text"))
    elif len(cleaned) > MAX_DESCRIPTION:
        faults.append(Refusal("addition.too_long", "text", limit=MAX_DESCRIPTION, length=len(text)))
    if faults:
        raise faults[0]
    return cleaned

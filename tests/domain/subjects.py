"""What a check looks at, made up: a page as it was seen, a case, and the finding of one step."""

from datetime import UTC, datetime

from complaints.domain.checks import Finding, Seen, Subject
from complaints.domain.checks.likeness import digest_of, simhash
from complaints.domain.checks.steps import STEPS

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ARTICLE = "A long article about how a site was blocked in your country and the page not found. " * 40
KAZAKH = "Бұл бетте қазақ тілінде жазылған мәтін бар, онда ешкімге зияны жоқ қарапайым сөздер ғана тұр."
WORDS = [f"word{number}" for number in range(400)]


def text_of(chosen: list[str]) -> str:
    return "\n".join(" ".join(chosen[at : at + 10]) for at in range(0, len(chosen), 10))


def seen(text: str = "", **more: object) -> Seen:
    given = {"url": "http://site.kz/a", "status": 200, "content_type": "text/html", "title": "", "language": None}
    given |= {"text": text, "length": len(text), "size": 10, "simhash": simhash(text), "digest": digest_of(text)}
    return Seen(evidence_id=1, captured_at=NOW, **(given | more))


def subject(look: Seen | None = None, **more: object) -> Subject:
    given = {"category": "extremism", "capture_allowed": True, "seen": look, "url": "http://site.kz/a"}
    return Subject(1, 1, "site.kz/a", host="site.kz", site="site.kz", **(given | more))


def finding(name: str, about: Subject) -> Finding:
    return next(step for step in STEPS if step.name == name)(about)

"""A statement of reasons in a second language, beside the first and marked as its translation."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from complaints.domain.errors import Refusal
from complaints.domain.intake import LANGUAGES
from complaints.domain.wording import clean

MAX_TRANSLATED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a statement in one language; parts that the statement has not are empty."""

    language: str
    facts: str
    explanation: str
    ground_explanation: str = ""
    passages: str = ""
    necessity: str = ""
    site_necessity: str = ""
    territory: str = ""


PARTS: Final = tuple(each.name for each in fields(Said) if each.name != "language")


def translated(typed: Mapping[str, str], original: Said, faults: list[Refusal]) -> Said | None:
    """Read the second language version: every part of the original in another language, or nothing at all.

    `typed` holds the parts by name, and `language`. What is wrong becomes a fault of the field `translation_` + part.
    """
    words = {name: clean(typed.get(name, "")[: MAX_TRANSLATED * 4]) for name in PARTS}
    language = typed.get("language", "")
    if not language and not any(words.values()):
        return None
    before = len(faults)
    if language not in LANGUAGES:
        faults.append(Refusal("decision.translation.language", "translation_language"))
    elif language == original.language:
        faults.append(Refusal("decision.translation.same", "translation_language"))
    for name in PARTS:
        field = f"translation_{name}"
        if getattr(original, name) and not words[name]:
            faults.append(Refusal("decision.translation.missing", field))
        elif len(words[name]) > MAX_TRANSLATED:
            faults.append(Refusal("decision.too_long", field, limit=MAX_TRANSLATED, length=len(words[name])))
    if len(faults) > before:
        return None
    return Said(language, **{name: words[name] if getattr(original, name) else "" for name in PARTS})

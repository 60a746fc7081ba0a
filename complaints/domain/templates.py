"""Templates of reasons: texts with fields in double braces, which are all filled in before anything is decided."""

import re
from collections.abc import Mapping
from typing import Final

from complaints.domain.errors import Refusal

FIELD: Final = re.compile(r"\{\{\s*([^{}]{0,80}?)\s*\}\}")


def left_open(text: str) -> str | None:
    """Give the first field of a template that nobody filled in; None where there is none."""
    found = FIELD.search(text)
    return found.group() if found else None


def require_filled(texts: Mapping[str, str], faults: list[Refusal]) -> None:
    """Refuse texts in which a field of a template was left as it is; `texts` are by the name of their form field."""
    for name, text in texts.items():
        left = left_open(text)
        if left is not None:
            faults.append(Refusal("decision.placeholder", name, placeholder=left))

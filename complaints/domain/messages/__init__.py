"""The sentences people read, in English, one per code; pages and letters translate them where they are shown.

Each stage has a module here. `REFUSALS`, `CHECKS` and `ACTIONS` hold sentences by their whole code; `WORDS` holds words
for closed sets by the prefix under which they are said: `WORDS["outcome"]["referred"]` is said as `outcome.referred`.
"""

from types import ModuleType

from complaints.domain import log_words
from complaints.domain.identity.messages import MESSAGES as IDENTITY_MESSAGES
from complaints.domain.messages import (
    afterwards,
    casework,
    changing,
    checking,
    corresponding,
    deadlines,
    deciding,
    filing,
    handing,
    holds,
    joining,
    operation,
    queue,
    reading,
    signing,
    sources,
    standing,
    supervision,
    values,
)

STAGES: tuple[ModuleType, ...] = (
    filing,
    signing,
    casework,
    handing,
    holds,
    queue,
    checking,
    reading,
    corresponding,
    joining,
    deadlines,
    deciding,
    afterwards,
    sources,
    changing,
    standing,
    supervision,
    values,
    operation,
)


def _gathered(kind: str) -> dict[str, str]:
    return {code: text for stage in STAGES for code, text in getattr(stage, kind, {}).items()}


def _said(words: dict[str, dict[str, str]]) -> dict[str, str]:
    return {f"{prefix}.{code}": text for prefix, texts in words.items() for code, text in texts.items()}


REFUSALS: dict[str, str] = _gathered("REFUSALS")
CHECKS: dict[str, str] = _gathered("CHECKS")
# What the log says was done.
ACTIONS: dict[str, str] = _gathered("ACTIONS")

MESSAGES: dict[str, str] = {
    **IDENTITY_MESSAGES,
    **REFUSALS,
    **CHECKS,
    **_said({"action": ACTIONS}),
    **{code: text for stage in STAGES for code, text in _said(getattr(stage, "WORDS", {})).items()},
    **_said(
        {
            "table": log_words.TABLES,
            "column": log_words.COLUMNS,
            "operation": log_words.OPERATIONS,
            "hidden": log_words.HIDDEN,
        }
    ),
}

# Parameters that are codes themselves, and the part of MESSAGES that puts them into words.
CODED: dict[str, str] = {
    "kind": "protected_kind",
    "outcome": "outcome",
    "present": "status",
    "reason": "failure",
    "to": "status",
}

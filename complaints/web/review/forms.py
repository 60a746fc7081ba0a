"""The form of a decision: read as it was sent."""

from werkzeug.datastructures import MultiDict

from complaints.domain.decisions import Written

WORDS = (
    "outcome",
    "facts",
    "explanation",
    "language",
    "ground",
    "ground_explanation",
    "passages",
    "necessity",
    "scope",
    "territory",
    "ends_on",
    "court_reference",
)


def read(form: MultiDict[str, str]) -> Written:
    """Read what a reviewer typed; what was not sent is empty."""
    return Written(
        **{name: form.get(name, "") for name in WORDS},
        evidence=tuple(form.getlist("evidence")),
        manifestly_unfounded=bool(form.get("manifestly_unfounded")),
    )

"""The form of a decision: read as it was sent, and begun from what was decided or proposed before."""

from werkzeug.datastructures import MultiDict

from complaints.domain.decisions import Statement, Written
from complaints.domain.quoting import MAX_QUOTES
from complaints.domain.translating import PARTS

# Passages beyond what a statement may hold are read too, so that they are refused and not lost.
READ_QUOTES = 2 * MAX_QUOTES
# The fields in the order in which a person meets them, for the list of what is wrong.
ORDER = (
    "outcome",
    "facts",
    "evidence",
    "quotes",
    "explanation",
    "statement-language",
    "manifestly_unfounded",
    "ground",
    "ground_explanation",
    "passages",
    "necessity",
    "scope",
    "site_necessity",
    "territory",
    "ends_on",
    "court_reference",
    *(f"translation_{name}" for name in ("language", *PARTS)),
)


def read(form: MultiDict[str, str]) -> Written:
    """Read what a reviewer typed; what was not sent is empty."""

    def typed(name: str) -> str:
        return form.get(name, "")

    chosen, words = form.getlist("quote_evidence"), form.getlist("quote_text")
    chosen += [""] * (len(words) - len(chosen))
    translation = {name: typed(f"translation_{name}") for name in ("language", *PARTS)}
    return Written(
        outcome=typed("outcome"),
        facts=typed("facts"),
        explanation=typed("explanation"),
        language=typed("language"),
        evidence=tuple(form.getlist("evidence")),
        manifestly_unfounded=bool(typed("manifestly_unfounded")),
        ground=typed("ground"),
        ground_explanation=typed("ground_explanation"),
        passages=typed("passages"),
        necessity=typed("necessity"),
        scope=typed("scope"),
        territory=typed("territory"),
        ends_on=typed("ends_on"),
        court_reference=typed("court_reference"),
        quotes=tuple(zip(chosen[:READ_QUOTES], words[:READ_QUOTES], strict=False)),
        site_necessity=typed("site_necessity"),
        asked=bool(typed("asked")),
        translation=translation if any(translation.values()) else {},
    )


def written_from(statement: Statement) -> Written:
    """Begin a form with what a statement says."""
    part, second = statement.restriction, statement.translation
    return Written(
        outcome=statement.outcome.value,
        facts=statement.facts,
        explanation=statement.explanation,
        language=statement.language,
        evidence=tuple(str(each) for each in statement.evidence),
        manifestly_unfounded=statement.manifestly_unfounded,
        ground=part.ground if part else "",
        ground_explanation=part.ground_explanation if part else "",
        passages=part.passages if part else "",
        necessity=part.necessity if part else "",
        scope=part.scope.value if part else "",
        territory=part.territory if part else "",
        ends_on=part.ends_on.isoformat() if part else "",
        court_reference=part.court_reference if part else "",
        quotes=tuple((str(each.evidence), each.text) for each in statement.quotes),
        site_necessity=part.site_necessity if part else "",
        translation={name: getattr(second, name) for name in ("language", *PARTS)} if second else {},
    )

"""The sentences of the service's regular work and of its log, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "audit.unknown": N_("Nothing is known under this number, pseudonym or address."),
}

ACTORS: dict[str, str] = {
    "public": N_("a visitor"),
    "reporter": N_("the reporter"),
    "operator": N_("an operator"),
    "system": N_("the service"),
}

ACTIONS: dict[str, str] = {
    "audit.erase": N_("words erased"),
    "audit.read": N_("history read"),
    "beat": N_("sign of life given"),
    "catalogue.seed": N_("categories and grounds put in place"),
    "upkeep.close": N_("case closed"),
    "upkeep.sessions": N_("old sessions ended"),
    "upkeep.sweep": N_("left-over tasks looked for"),
}

WORDS: dict[str, dict[str, str]] = {
    "actor": ACTORS,
}

"""The sentences of protected sources, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "source.known": N_("%(site)s is on the list of protected sources."),
    "source.not_known": N_("This site is not on the list of protected sources: %(site)s"),
    "source.site": N_("This is not the name of a site: %(site)s"),
    "source.kind": N_("This kind is not known: %(kind)s. Write one of: %(kinds)s."),
    "source.platform": N_(
        "%(site)s is a site that everybody writes on. The list can hold whole sites only, and this one not."
    ),
    "source.page": N_("This is a page, and the list holds whole sites: %(site)s"),
}

PROTECTED_KINDS: dict[str, str] = {
    "news": N_("news"),
    "human_rights": N_("human rights"),
    "political": N_("political speech"),
}

ACTIONS: dict[str, str] = {
    "sources.import": N_("protected source added"),
    "sources.mark": N_("cases about a protected source marked"),
}

WORDS: dict[str, dict[str, str]] = {
    "protected_kind": PROTECTED_KINDS,
}

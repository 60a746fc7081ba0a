"""The sentences of standing, in English, one per code."""

from complaints.domain.marking import N_

BANDS: dict[str, str] = {
    "new": N_("no record yet"),
    "unproven": N_("few complaints decided yet"),
    "often": N_("often founded"),
    "mixed": N_("sometimes founded"),
    "seldom": N_("seldom founded"),
}

ACTIONS: dict[str, str] = {
    "standing.count": N_("reporters' records counted"),
    "standing.spread": N_("weighed anew by a reporter's standing"),
}

WORDS: dict[str, dict[str, str]] = {"standing": BANDS}

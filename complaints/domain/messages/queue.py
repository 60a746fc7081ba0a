"""The sentences of the queue and its views, in English, one per code."""

from complaints.domain.marking import N_

CORROBORATION: dict[str, str] = {
    "none": N_("nobody: imported only"),
    "one": N_("one person"),
    "some": N_("2 to 4 independent people"),
    "many": N_("5 or more independent people"),
}

# What the parts of a filter are called.
ASKED: dict[str, str] = {
    "category": N_("Category"),
    "status": N_("Status"),
    "age": N_("Waiting for more than"),
    "language": N_("Language"),
    "platform": N_("Platform"),
    "site": N_("Site"),
    "protected": N_("Protected sources"),
    "corroboration": N_("Reported by"),
    "assignee": N_("Claimed by"),
    "approval": N_("Needs approval"),
    "returned": N_("Returned to me"),
    "text": N_("Words"),
}

WORDS: dict[str, dict[str, str]] = {
    "corroboration": CORROBORATION,
    "asked": ASKED,
}

"""The sentences of what is read on the page of a case before deciding, in English, one per code."""

from complaints.domain.marking import N_

BECAUSE: dict[str, str] = {
    "link": N_("it is about the same link"),
    "text": N_("the text of its page is %(percent)s per cent alike"),
    "account": N_("it is about the same account"),
    "words": N_("one of its complaints is worded %(percent)s per cent alike"),
    "subject": N_("it has the same category and shares these words: %(shared)s"),
    "site": N_("it is about the same site"),
}

WORDS: dict[str, dict[str, str]] = {
    "because": BECAUSE,
}

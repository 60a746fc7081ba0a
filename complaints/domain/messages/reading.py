"""The sentences of what is read on the page of a case before deciding, in English, one per code."""

from complaints.domain.marking import N_

BECAUSE: dict[str, str] = {
    "link": N_("it is about the same link"),
    "text": N_("the text of its page is %(percent)s per cent alike"),
    "image": N_("an image in it is %(percent)s per cent alike"),
    "account": N_("it is about the same account"),
    "words": N_("one of its complaints is worded %(percent)s per cent alike"),
    "subject": N_("it has the same category and shares these words: %(shared)s"),
    "site": N_("it is about the same site"),
}

KEYS: dict[str, str] = {
    "help": N_("Show these keys"),
    "queue": N_("Go to the queue"),
    "handed": N_("Go to the own work and the next case"),
    "next": N_("Next case in the queue, next part of a case"),
    "previous": N_("Previous case in the queue, previous part of a case"),
    "search": N_("Search in the queue"),
    "claim": N_("Claim the case, or renew the claim"),
    "find": N_("Find words in the captured text"),
    "decide": N_("Go to the decision, or to the approval"),
    "message": N_("Go to the message to reporters"),
    "note": N_("Go to the internal note"),
    "send_back": N_("Go to the reason to return a proposal"),
    "release": N_("Go to giving the case back"),
    "history": N_("Go to the history"),
}

HARM: dict[str, str] = {
    "suicide": N_("The page may tell how people take their own lives."),
    "self_harm_challenge": N_("The page may tell how children are drawn into harming themselves."),
    "cruelty": N_("The page may describe the torment of people or animals."),
    "terrorism": N_("The page may describe killings and praise them."),
    "child_abuse": N_("The page may tell of the abuse of children."),
}

WORDS: dict[str, dict[str, str]] = {
    "because": BECAUSE,
    "harm": HARM,
    "key": KEYS,
}

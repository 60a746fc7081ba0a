"""The sentences of legal holds, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "hold.reason": N_("Say why nothing of this case may expire, or why it may again; name the document."),
    "hold.too_long": N_("The reason is too long: %(length)s characters. Shorten it to %(limit)s."),
    "hold.known": N_("A legal hold stands on this case already, or one waits for a second person."),
    "hold.none": N_("There is no legal hold on this case any more."),
    "hold.moved": N_("Somebody was quicker: the legal hold is not as this page showed it."),
    "hold.own": N_("You proposed this yourself. A second person must approve or refuse it."),
}

ACTIONS: dict[str, str] = {
    "hold.propose": N_("legal hold proposed"),
    "hold.propose_lifting": N_("lifting of a legal hold proposed"),
    "hold.approve": N_("legal hold, or its lifting, approved"),
    "hold.refuse": N_("legal hold, or its lifting, refused"),
}

WORDS: dict[str, dict[str, str]] = {
    "hold_state": {
        "proposed": N_("waits for a second person"),
        "standing": N_("stands"),
        "lifting": N_("stands; its lifting waits for a second person"),
        "lifted": N_("lifted"),
        "refused": N_("refused"),
    },
}

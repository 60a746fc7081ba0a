"""The sentences of messages to reporters, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "message.missing": N_("Write the message."),
    "message.too_long": N_("The message is too long: %(length)s characters. Shorten it to %(limit)s."),
    "message.placeholder": N_("A field of the template is not filled in yet: %(placeholder)s"),
    "message.contact": N_(
        "The message holds an e-mail address or a telephone number. Reporters answer here only, and reviewers have no "
        "names: take it out."
    ),
    "message.asks_name": N_(
        "The message asks who the reporter is: “%(words)s”. Reporters stay unknown; ask about the page."
    ),
    "message.asks_phone": N_(
        "The message asks for a telephone number or a call: “%(words)s”. Reporters answer here; ask about the page."
    ),
    "message.asks_email": N_(
        "The message asks for an e-mail address: “%(words)s”. Reporters answer here; ask about the page."
    ),
    "message.asks_address": N_(
        "The message asks where the reporter is or lives: “%(words)s”. Reporters stay unknown; ask about the page."
    ),
    "message.asks_document": N_(
        "The message asks for a document, an identification number or an age: “%(words)s”. "
        "Reporters stay unknown; ask about the page."
    ),
    "message.asks_work": N_(
        "The message asks where the reporter works or studies: “%(words)s”. Reporters stay unknown; ask about the page."
    ),
    "message.asks_account": N_(
        "The message asks for contact details, an account or a photo: “%(words)s”. "
        "Reporters answer here; ask about the page."
    ),
    "message.to": N_("Choose to whom the message goes. Who withdrew or was imported cannot be written to."),
    "message.language": N_("Say in which language the message is written."),
    "message.merged": N_("This case was merged: write from the case its complaints are in now."),
}

AUDIENCES: dict[str, str] = {
    "one": N_("one reporter"),
    "everyone": N_("everyone who complained"),
    "kk": N_("those who complained in Kazakh"),
    "ru": N_("those who complained in Russian"),
    "en": N_("those who complained in English"),
}

LETTERS: dict[str, str] = {
    "none": N_("no address was left"),
    "waiting": N_("waiting to be sent"),
    "sent": N_("sent"),
    "given_up": N_("could not be sent"),
}

ACTIONS: dict[str, str] = {
    "correspondence.write": N_("message to reporters written"),
    "correspondence.hand_out": N_("message handed out to reporters"),
    "correspondence.read": N_("answers of reporters marked as read"),
}

WORDS: dict[str, dict[str, str]] = {
    "audience": AUDIENCES,
    "letter": LETTERS,
}

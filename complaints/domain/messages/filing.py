"""The sentences of filing a complaint and of what becomes of it afterwards, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "links.missing": N_("Paste at least one link to what you want to report."),
    "links.too_many": N_("You gave %(count)s links. Give at most %(limit)s; file the others in a further complaint."),
    "links.too_long": N_("Link %(line)s is %(length)s characters long. The longest that can be checked is %(limit)s."),
    "category.missing": N_("Choose what kind of content this is."),
    "category.unknown": N_("This category does not exist. Choose one from the list."),
    "encoding.wrong": N_("Some letters arrived broken. Send the form again in UTF-8, as browsers do by themselves."),
    "description.missing": N_("Say in your own words what is wrong with it."),
    "description.too_long": N_("Your description is too long: %(length)s characters. Shorten it to %(limit)s."),
    "email.wrong": N_("This is not an e-mail address. Write it like name@example.org, or leave it empty."),
    "good_faith.missing": N_("Confirm that you report in good faith."),
    "addition.missing": N_("Write what you want to add."),
    "addition.too_long": N_("This is too long: %(length)s characters. Shorten it to %(limit)s."),
    "receipt.unknown": N_("No complaint has this code. Check all 16 digits."),
    "receipt.throttled": N_("Too many codes were tried. Wait %(seconds)s seconds, then try again."),
    "filing.throttled": N_(
        "Very many complaints come from your network right now. Wait %(seconds)s seconds, then send again. "
        "What you typed is still here."
    ),
    "complaint.unknown": N_("This complaint is no longer open here. Enter your receipt code again."),
    "complaint.withdrawn": N_("This complaint was withdrawn, so nothing can be added to it."),
    "request.too_large": N_("What you sent is larger than 25 MB. Shorten it and send it again."),
    "csrf.expired": N_(
        "This page was open for too long. Everything you typed is still here: check it and send it again."
    ),
    "import.unreadable": N_("The line cannot be read: %(detail)s"),
    "import.external_id": N_("external_id is missing or longer than 200 characters."),
    "import.filed_at": N_("filed_at is not a time such as 2026-01-31T12:00:00Z."),
    "import.not_text": N_("%(name)s must be text."),
    "uploads.too_many": N_("You added %(count)s files. Add at most %(limit)s."),
    "uploads.too_many_in_all": N_("A complaint can have %(limit)s images in all. Describe the others in words."),
    "uploads.too_large": N_("%(name)s is too large. A file may have %(limit)s MB, and 40 million pixels."),
    "uploads.not_an_image": N_("%(name)s is not an image that can be read. Send JPEG, PNG, GIF or WebP."),
}

LANGUAGE_NAMES: dict[str, str] = {"kk": N_("Kazakh"), "ru": N_("Russian"), "en": N_("English")}

ACTIONS: dict[str, str] = {
    "identity.attach": N_("link joined to its case"),
    "importing.store": N_("complaint imported"),
    "intake.add": N_("information added"),
    "intake.lodge": N_("complaint filed"),
    "intake.withdraw": N_("complaint withdrawn"),
    "networks.forget": N_("keys of past networks destroyed"),
    "networks.key": N_("key for networks made"),
}

WORDS: dict[str, dict[str, str]] = {
    "language": LANGUAGE_NAMES,
}

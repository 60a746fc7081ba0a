"""The sentences people read, in English, one per code; pages and letters translate them where they are shown."""

from complaints.domain import joining_messages as joining
from complaints.domain import log_words
from complaints.domain.identity.messages import MESSAGES as IDENTITY_MESSAGES


def N_(text: str) -> str:  # noqa: N802 - the name that translation tools look for
    """Mark a sentence for translation without translating it here."""
    return text


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
    "access.denied": N_("Your role does not allow this."),
    "signin.failed": N_("The e-mail address or the password is not right."),
    "signin.throttled": N_("Too many tries. Wait %(seconds)s seconds, then try again."),
    "staff.exists": N_("There is already an account for %(email)s."),
    "staff.unknown": N_("There is no account for %(email)s."),
    "password.short": N_("A password needs at least %(limit)s characters."),
    "password.long": N_("A password has at most %(limit)s characters."),
    "case.unknown": N_("There is no such case."),
    "case.move": N_("A case with the status “%(present)s” cannot get the status “%(to)s”."),
    "case.not_open": N_("This case is not open for review now."),
    "case.unclaimed": N_("Claim this case first. What you typed is still here."),
    "case.held": N_("%(who)s holds this case now. What you typed is still here."),
    "case.expired": N_("Your claim ran out while you were typing. What you typed is still here: claim the case again."),
    "case.changed": N_(
        "The case changed while you were typing: read what is new, then send again. What you typed is still here."
    ),
    "case.decided_by": N_("%(who)s has decided this case already. What you typed is still here, to copy."),
    "note.missing": N_("Write the note."),
    "note.too_long": N_("The note is too long: %(length)s characters. Shorten it to %(limit)s."),
    "reason.missing": N_("Say why you need to see this."),
    "decision.outcome": N_("Choose an outcome."),
    "decision.facts.missing": N_("State the facts you rely on."),
    "decision.explanation.missing": N_("Explain the decision in plain words."),
    "decision.language": N_("Choose the language of the statement."),
    "decision.too_long": N_("This text is too long: %(length)s characters. Shorten it to %(limit)s."),
    "decision.evidence": N_("This evidence does not belong to the case. Choose from the list."),
    "decision.unfounded_with_other": N_("“Manifestly unfounded” goes only with “no violation”."),
    "decision.ground.missing": N_("A restriction needs a legal ground. Choose one."),
    "decision.ground.unknown": N_("This legal ground is not in force. Choose one from the list."),
    "decision.ground.other_category": N_("This legal ground does not cover the category of the case. Choose another."),
    "decision.ground_explanation.missing": N_("Explain why the facts meet the legal ground."),
    "decision.passages.missing": N_("Name the passages or elements."),
    "decision.necessity.missing": N_("Explain why nothing milder is enough."),
    "decision.scope": N_("Choose how far the restriction reaches."),
    "decision.territory.missing": N_("Name the territory where the restriction applies."),
    "decision.ends_on.missing": N_("Give the day on which the restriction ends, like 2027-01-31."),
    "decision.ends_on.past": N_("The restriction must end after today."),
    "decision.ends_on.too_far": N_("A restriction lasts at most 12 months. Choose an earlier day."),
    "decision.reason.missing": N_("Say why you return the proposal."),
    "approval.own": N_("You proposed this yourself. Another senior reviewer must approve it."),
    "approval.none": N_("There is no open proposal on this case."),
    "approval.proportionality": N_(
        "This is a protected source. Answer why the restriction is necessary and in proportion."
    ),
    "import.unreadable": N_("The line cannot be read: %(detail)s"),
    "import.external_id": N_("external_id is missing or longer than 200 characters."),
    "import.filed_at": N_("filed_at is not a time such as 2026-01-31T12:00:00Z."),
    "import.not_text": N_("%(name)s must be text."),
    "evidence.unknown": N_("There is no such image, or it was removed."),
    "evidence.never_shown": N_("Content of this kind is never shown."),
    "evidence.damaged": N_("The stored image is damaged and cannot be shown."),
    "source.site": N_("This is not the name of a site: %(site)s"),
    "source.kind": N_("This kind is not known: %(kind)s. Write one of: %(kinds)s."),
    "source.platform": N_(
        "%(site)s is a site that everybody writes on. The list can hold whole sites only, and this one not."
    ),
    "source.page": N_("This is a page, and the list holds whole sites: %(site)s"),
    "uploads.no_capture": N_(
        "Files about content of this kind must never be sent or kept. Nothing of them was stored. "
        "Send the complaint again without files; the link is enough."
    ),
    "uploads.too_many": N_("You added %(count)s files. Add at most %(limit)s."),
    "uploads.too_large": N_("%(name)s is too large. A file may have %(limit)s MB, and 40 million pixels."),
    "uploads.not_an_image": N_("%(name)s is not an image that can be read. Send JPEG, PNG, GIF or WebP."),
    **joining.REFUSALS,
    "audit.unknown": N_("Nothing is known under this number, pseudonym or address."),
}

CHECKS: dict[str, str] = {
    **joining.CHECKS,
    "check.requested": N_("A further run of the checks was asked for."),
    "check.retried": N_("A further run of the checks, on schedule, after one that could not be done."),
    "check.reachable.yes": N_("The page answers (status %(status)s); its answer is kept as evidence."),
    "check.reachable.gone": N_("The page is gone (status %(status)s)."),
    "check.reachable.parked": N_("The name is parked or for sale; there is no page of its own (status %(status)s)."),
    "check.reachable.login": N_("The page asks for a login (status %(status)s); what is behind it was not seen."),
    "check.reachable.geo": N_("The page shuts out readers from some countries (status %(status)s)."),
    "check.reachable.robots": N_("The page keeps automatic readers out (status %(status)s); a person may see more."),
    "check.reachable.error": N_("The page answers with an error (status %(status)s)."),
    "check.redirected.no": N_("The link leads straight to the page."),
    "check.redirected.yes": N_("The link leads on to another address, in %(hops)s steps:"),
    "check.captured.text": N_("Captured as evidence no. %(evidence)s: %(size)s bytes, %(length)s characters of text."),
    "check.captured.no_text": N_(
        "Captured as evidence no. %(evidence)s: %(size)s bytes of type %(type)s, without readable text."
    ),
    "check.title.found": N_("The page calls itself:"),
    "check.title.none": N_("The page has no title."),
    "check.language.found": N_("The text is in this language: %(language)s."),
    "check.language.kazakh_cyrillic": N_("The text is in Kazakh, in Cyrillic letters."),
    "check.language.kazakh_latin": N_("The text is in Kazakh, in Latin letters."),
    "check.language.unknown": N_("There is too little text to tell the language."),
    "check.words.named": N_(
        "Words from the list of this category stand in the text: %(hits)s times, %(phrases)s different ones. "
        "They order and highlight; they prove nothing."
    ),
    "check.words.other": N_(
        "No words of this category's list stand in the text, but %(hits)s of another category's: %(other)s."
    ),
    "check.words.none": N_("No words of this category's list stand in the text. That clears nothing."),
    "check.words.no_list": N_("This category has no list of words."),
    "check.near.none": N_("No other case is about nearly the same text."),
    "check.near.open": N_(
        "Nearly the same text as in %(number)s, which is still open (%(bits)s of 64 bits differ; %(cases)s like cases)."
    ),
    "check.near.decided": N_(
        "Nearly the same text as in %(number)s, which was decided: %(outcome)s "
        "(%(bits)s of 64 bits differ; %(cases)s like cases)."
    ),
    "check.near.too_short": N_("There is too little text to look for near-copies."),
    "check.decided.never": N_("Nothing was decided about this link before."),
    "check.decided.before": N_("This link was decided before: %(number)s (%(outcome)s)."),
    "check.changed.never_decided": N_("There is no earlier decision to compare with."),
    "check.changed.unchanged": N_("The text is unchanged since %(number)s."),
    "check.changed.changed": N_("The text changed since %(number)s: %(kept)s per cent of its lines still stand."),
    "check.changed.no_capture": N_("No text from the time of %(number)s is kept, so no change can be told."),
    "check.protected.no": N_("The site is not on the list of protected sources."),
    "check.protected.yes": N_("The site is a protected source (%(kind)s): an approval needs an extra answer."),
    "check.account.none": N_("The page names no account (%(platform)s)."),
    "check.account.stated": N_("What the page says about its account and platform (%(platform)s):"),
    "check.past.none": N_("Nothing else was decided about this site or account among its latest links."),
    "check.past.some": N_(
        "Decided before on the same site: %(site_decided)s (%(site_restrictive)s of them restrictive); "
        "on the same account: %(account_decided)s (%(account_restrictive)s)."
    ),
    "check.reach.none": N_("The page states no number of readers."),
    "check.reach.stated": N_("What the page says about its reach, unchecked:"),
    "check.removed": N_("What this check quoted from the page was removed with the evidence."),
    "check.not_attempted.no_network": N_("Not attempted: this service runs without a network."),
    "check.not_attempted.no_capture": N_("Not attempted: content of this kind is never opened or kept."),
    "check.not_attempted.carries_secret": N_(
        "Not attempted: the link carries a secret, such as a session or a one-time code, and opening it could act in "
        "somebody's name."
    ),
    "check.failed": N_("Could not be done, because: %(reason)s."),
}

# Why a check could not be done: codes of `complaints.net.fetch.CODES` and of the visit around it, as they end the
# sentence of `check.failed`.
FAILURES: dict[str, str] = {
    "evidence_store": N_("the evidence could not be stored"),
    "internal": N_("the check itself failed, which its makers can read in the service's own log"),
    "resting": N_("the site failed many times in a row and is left alone for a while"),
    "waiting": N_("the site is asked for one page at a time, and the turn is booked for later"),
    "connection": N_("the site could not be reached"),
    "dns": N_("the name of the site leads to no address"),
    "protocol": N_("the answer of the site could not be read"),
    "refused_by_policy": N_("this service never opens addresses of this kind"),
    "timeout": N_("the site did not answer in time"),
    "tls": N_("no secure connection to the site could be made"),
    "too_large": N_("the page is too large"),
    "too_many_redirects": N_("the link is redirected too many times"),
}

PROTECTED_KINDS: dict[str, str] = {
    "news": N_("news"),
    "human_rights": N_("human rights"),
    "political": N_("political speech"),
}

CHECK_NAMES: dict[str, str] = {
    "requested": N_("Run asked for"),
    "reachable": N_("Reachable"),
    "redirected": N_("Redirected"),
    "canonical": N_("Own address"),
    "captured": N_("Captured"),
    "title": N_("Title"),
    "language": N_("Language"),
    "words": N_("Words of the category"),
    "near": N_("Near-copies"),
    "decided": N_("Decided before"),
    "changed": N_("Changed since"),
    "protected": N_("Protected source"),
    "account": N_("Account and platform"),
    "past": N_("Earlier decisions"),
    "reach": N_("Reach"),
}

# What a page states about itself, by the name under which a finding quotes it.
FACTS: dict[str, str] = {
    "site_name": N_("site"),
    "account": N_("account"),
    "author": N_("author"),
    "creator": N_("maker"),
    "page_type": N_("kind of page"),
    "generator": N_("made with"),
    "robots": N_("asks of automatic readers"),
    "interactions": N_("interactions"),
    "views": N_("views"),
    "likes": N_("likes"),
    "comments": N_("comments"),
    "shares": N_("shares"),
    "followers": N_("followers"),
}

PRIORITY_PARTS: dict[str, str] = {
    "severity": N_("how grave the category is"),
    "danger": N_("immediate danger"),
    "corroborated": N_("independent people reported it"),
    "findings": N_("what the checks found"),
    "check.reachable.yes": N_("the page is still there"),
    "check.reachable.gone": N_("the page is gone"),
    "check.reachable.parked": N_("the name is parked"),
    "check.decided.before": N_("decided before"),
    "check.words.named": N_("words of the category stand in the text"),
    "check.near.decided": N_("nearly the same text was decided"),
    "check.changed.unchanged": N_("unchanged since it was decided"),
}

STATUS_WORDS: dict[str, str] = {
    "received": N_("Received"),
    "being_checked": N_("Being checked"),
    "waiting_for_review": N_("Waiting for review"),
    "in_review": N_("In review"),
    "decided": N_("Decided"),
    "appealed": N_("Appealed"),
    "closed": N_("Closed"),
    "withdrawn": N_("Withdrawn"),
    "checking": N_("Being checked"),
    "waiting": N_("Waiting for review"),
    "proposed": N_("Waiting for approval"),
    "merged": N_("Merged into another case"),
}

OUTCOMES: dict[str, str] = {
    "no_violation": N_("No violation"),
    "out_of_scope": N_("Out of scope"),
    "not_verifiable": N_("Could not be verified"),
    "referred": N_("Referred"),
    "removal_requested": N_("Removal requested"),
    "restricted": N_("Restricted"),
}

OUTCOME_SENTENCES: dict[str, str] = {
    "no_violation": N_("The content does not break the law. Nothing is restricted."),
    "out_of_scope": N_("This service may not decide about it. Nothing is restricted."),
    "not_verifiable": N_("The content was gone or could not be reached when it was checked."),
    "referred": N_("The matter was passed on to the body that is competent for it."),
    "removal_requested": N_("The owner or the platform was asked to remove the content."),
    "restricted": N_("Access to the content was restricted."),
}

SCOPES: dict[str, str] = {
    "page": N_("this page or post only"),
    "account": N_("the whole account, channel or group"),
    "site": N_("the whole site"),
}

LANGUAGE_NAMES: dict[str, str] = {"kk": N_("Kazakh"), "ru": N_("Russian"), "en": N_("English")}

AUTOMATION: dict[str, str] = {
    "grouped": N_("software found out which complaints are about the same link"),
    "checked": N_("software ran the checks listed"),
    "ordered": N_("software set the order of the queue"),
}

FIELDS: dict[str, str] = {
    "facts": N_("Facts relied upon"),
    "explanation": N_("Explanation in plain words"),
    "ground_explanation": N_("Why the facts meet it"),
    "passages": N_("Passages or elements"),
    "necessity": N_("Why nothing milder is enough"),
}

ROLES: dict[str, str] = {
    "reviewer": N_("reviewer"),
    "senior": N_("senior reviewer"),
    "auditor": N_("auditor"),
    "custodian": N_("identity custodian"),
    "admin": N_("administrator"),
}

# What the log says was done, and who did it where it was no member of staff.
ACTIONS: dict[str, str] = {
    **joining.ACTIONS,
    "audit.erase": N_("words erased"),
    "audit.read": N_("history read"),
    "beat": N_("sign of life given"),
    "casework.claim": N_("case claimed"),
    "casework.expire": N_("claim ran out"),
    "casework.note": N_("note written"),
    "casework.read": N_("complaints of the case read"),
    "casework.release": N_("case given back"),
    "casework.reveal": N_("masked contacts shown"),
    "checks.again": N_("checks asked for again"),
    "checks.capture": N_("page captured"),
    "checks.finish": N_("checks finished"),
    "checks.retry": N_("checks run again on schedule"),
    "checks.start": N_("checks started"),
    "catalogue.seed": N_("categories and grounds put in place"),
    "decisions.approve": N_("proposal approved"),
    "decisions.decide": N_("decision or proposal recorded"),
    "decisions.return": N_("proposal returned"),
    "evidence.delete": N_("stored evidence deleted"),
    "evidence.expire": N_("evidence let go when its time had passed"),
    "evidence.look": N_("image looked at"),
    "evidence.purge": N_("stopped and purged"),
    "evidence.verify": N_("stored evidence verified"),
    "identity.attach": N_("link joined to its case"),
    "importing.store": N_("complaint imported"),
    "intake.add": N_("information added"),
    "intake.lodge": N_("complaint filed"),
    "intake.withdraw": N_("complaint withdrawn"),
    "networks.forget": N_("keys of past networks destroyed"),
    "networks.key": N_("key for networks made"),
    "publication.notice_failed": N_("letter not sent"),
    "publication.notice_sent": N_("letter sent"),
    "publication.open_contact": N_("e-mail address opened, to send a letter"),
    "publication.publish": N_("decision published"),
    "signin.enter": N_("signed in"),
    "signin.failed": N_("sign-in failed"),
    "signin.leave": N_("signed out"),
    "signin.seen": N_("session used"),
    "sources.import": N_("protected source added"),
    "staff.add": N_("account made"),
    "staff.demo": N_("accounts made for trying the service out"),
    "staff.disable": N_("account switched off"),
    "staff.reset_password": N_("new password set"),
    "upkeep.close": N_("case closed"),
    "upkeep.sessions": N_("old sessions ended"),
    "upkeep.sweep": N_("left-over tasks looked for"),
}

ACTORS: dict[str, str] = {
    "public": N_("a visitor"),
    "reporter": N_("the reporter"),
    "operator": N_("an operator"),
    "system": N_("the service"),
}

MESSAGES: dict[str, str] = {
    **IDENTITY_MESSAGES,
    **REFUSALS,
    **CHECKS,
    **{f"outcome.{code}": text for code, text in OUTCOMES.items()},
    **{f"outcome_sentence.{code}": text for code, text in OUTCOME_SENTENCES.items()},
    **{f"status.{code}": text for code, text in STATUS_WORDS.items()},
    **{f"scope.{code}": text for code, text in SCOPES.items()},
    **{f"language.{code}": text for code, text in LANGUAGE_NAMES.items()},
    **{f"automation.{code}": text for code, text in AUTOMATION.items()},
    **{f"priority.{code}": text for code, text in PRIORITY_PARTS.items()},
    **{f"check_name.{code}": text for code, text in CHECK_NAMES.items()},
    **{f"fact.{code}": text for code, text in FACTS.items()},
    **{f"field.{code}": text for code, text in FIELDS.items()},
    **{f"role.{code}": text for code, text in ROLES.items()},
    **{f"failure.{code}": text for code, text in FAILURES.items()},
    **{f"protected_kind.{code}": text for code, text in PROTECTED_KINDS.items()},
    **{f"action.{code}": text for code, text in ACTIONS.items()},
    **{f"actor.{code}": text for code, text in ACTORS.items()},
    **{f"alias_kind.{code}": text for code, text in joining.ALIAS_KINDS.items()},
    **{f"alias_state.{code}": text for code, text in joining.ALIAS_STATES.items()},
    **{f"table.{code}": text for code, text in log_words.TABLES.items()},
    **{f"column.{code}": text for code, text in log_words.COLUMNS.items()},
    **{f"operation.{code}": text for code, text in log_words.OPERATIONS.items()},
    **{f"hidden.{code}": text for code, text in log_words.HIDDEN.items()},
}

# Parameters that are codes themselves, and the part of MESSAGES that puts them into words.
CODED: dict[str, str] = {
    "kind": "protected_kind",
    "outcome": "outcome",
    "present": "status",
    "reason": "failure",
    "to": "status",
}

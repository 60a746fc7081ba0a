"""The sentences of checks and evidence, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "evidence.unknown": N_("There is no such image, or it was removed."),
    "evidence.never_shown": N_("Content of this kind is never shown."),
    "evidence.damaged": N_("The stored image is damaged and cannot be shown."),
}

CHECKS: dict[str, str] = {
    "check.requested": N_("A further run of the checks was asked for."),
    "check.retried": N_("A further run of the checks, on schedule, after one that could not be done."),
    "check.reachable.yes": N_("The page answers (status %(status)s); its answer is kept as evidence."),
    "check.reachable.gone": N_("The page is gone (status %(status)s)."),
    "check.reachable.parked": N_("The name is parked or for sale; there is no page of its own (status %(status)s)."),
    "check.reachable.login": N_("The page asks for a login (status %(status)s); what is behind it was not seen."),
    "check.reachable.geo": N_("The page shuts out readers from some countries (status %(status)s)."),
    "check.reachable.robots": N_("The page keeps automatic readers out (status %(status)s); a person may see more."),
    "check.reachable.error": N_("The page answers with an error (status %(status)s)."),
    "check.robots.free": N_("Nothing asks automatic readers to keep away from this page."),
    "check.robots.restricted": N_(
        "Robots-restricted: automatic readers are asked to keep away from this page. It was opened once all the same, "
        "because somebody complained about it:"
    ),
    "check.robots.unread": N_(
        "The page itself asks nothing of automatic readers; the site's robots.txt could not be read."
    ),
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
    "check.not_attempted.robots": N_(
        "Not attempted: the site's robots.txt asks automatic readers to keep away from this page, and this service is "
        "set to obey it."
    ),
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
    "robots_unread": N_("the site's robots.txt could not be read, and this service is set to obey it"),
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

CHECK_NAMES: dict[str, str] = {
    "requested": N_("Run asked for"),
    "reachable": N_("Reachable"),
    "robots": N_("Automatic readers"),
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
    "robots": N_("the page asks of automatic readers"),
    "robots_txt": N_("robots.txt keeps automatic readers out"),
    "x-robots-tag": N_("the answer's head asks of automatic readers"),
    "interactions": N_("interactions"),
    "views": N_("views"),
    "likes": N_("likes"),
    "comments": N_("comments"),
    "shares": N_("shares"),
    "followers": N_("followers"),
}

ACTIONS: dict[str, str] = {
    "checks.again": N_("checks asked for again"),
    "checks.capture": N_("page captured"),
    "checks.finish": N_("checks finished"),
    "checks.retry": N_("checks run again on schedule"),
    "checks.start": N_("checks started"),
    "evidence.delete": N_("stored evidence deleted"),
    "evidence.expire": N_("evidence let go when its time had passed"),
    "evidence.look": N_("image looked at"),
    "evidence.purge": N_("stopped and purged"),
    "evidence.verify": N_("stored evidence verified"),
}

WORDS: dict[str, dict[str, str]] = {
    "failure": FAILURES,
    "check_name": CHECK_NAMES,
    "fact": FACTS,
}

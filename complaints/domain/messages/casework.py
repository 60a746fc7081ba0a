"""The sentences of the queue and of working a case, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
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
}

PRIORITY_PARTS: dict[str, str] = {
    "severity": N_("how grave the category is"),
    "danger": N_("immediate danger"),
    "harm": N_("dangerous and still there"),
    "reach": N_("the page says how many it reaches"),
    "corroborated": N_("independent people reported it"),
    "standing.good": N_("reported by somebody who is often right"),
    "standing.poor": N_("reported only by people who are seldom right"),
    "deadline.soon": N_("due soon"),
    "deadline.overdue": N_("overdue"),
    "deadline.long_overdue": N_("long overdue"),
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

ACTIONS: dict[str, str] = {
    "casework.claim": N_("case claimed"),
    "casework.expire": N_("claim ran out"),
    "casework.note": N_("note written"),
    "casework.read": N_("complaints of the case read"),
    "casework.release": N_("case given back"),
    "casework.reveal": N_("masked contacts shown"),
    "migrate.cases": N_("site, platform and corroboration noted on each case"),
}

WORDS: dict[str, dict[str, str]] = {
    "priority": PRIORITY_PARTS,
    "status": STATUS_WORDS,
}

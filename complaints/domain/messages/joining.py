"""The sentences of joining and parting, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "joining.reason.missing": N_("Say why. The reason stays with both cases."),
    "joining.reason.too_long": N_("The reason is too long: %(length)s characters. Shorten it to %(limit)s."),
    "merge.unknown": N_("There is no case with this number. Write it like C-2026-000123."),
    "merge.itself": N_("This is the number of the case you are in. Give the number of another one."),
    "merge.category": N_("The two cases have different categories. Only cases of one category can be merged."),
    "merge.not_open": N_("That case is not open any more. Only an open case can take complaints over."),
    "split.own": N_("The case itself is about this link. Only other links can be taken out of it."),
    "split.nothing": N_("No complaint in this case is about that link."),
    "recategorise.unknown": N_("Choose a category from the list."),
    "recategorise.same": N_("The case has this category already. Choose another one."),
    "recategorise.decided": N_(
        "This link was decided under that category already. Decide this case here, and name that decision in your "
        "reasons."
    ),
    "alias.unknown": N_("This proposal was answered already, or it is not about this case."),
    "alias.circle": N_("The other link already leads to this one. Merge in that direction."),
    "alias.too_long": N_("More than %(limit)s links would lead to one another here. Merge into the last of them."),
    "alias.other_open": N_("The other link has an open case of its own, %(number)s. Accept the proposal there."),
}

CHECKS: dict[str, str] = {
    "check.complained": N_("Somebody complained again after the decision, so the checks ran again."),
    "check.canonical.none": N_("The page does not say which address is its own."),
    "check.canonical.same": N_("The page calls the reported address its own."),
    "check.canonical.other": N_("The page says that its own address is another one on this site:"),
    "check.canonical.other_site": N_("The page says that its own address is on another site:"),
}

ACTIONS: dict[str, str] = {
    "identity.rekey": N_("link named anew after its rules changed"),
    "joining.merge": N_("case merged into another"),
    "joining.split": N_("complaints taken out into a case of their own"),
    "joining.recategorise": N_("case given another category"),
    "joining.accept": N_("two links found to be one thing"),
    "joining.refuse": N_("two links found to be different things"),
    "migrate.attachments": N_("link of each complaint noted beside it"),
    "rounds.open": N_("next round opened"),
}

# Why two links may be one thing.
ALIAS_KINDS: dict[str, str] = {
    "redirect": N_("the one leads on to the other"),
    "canonical": N_("the page calls the other address its own"),
    "handle_id": N_("the platform has one number for both"),
    "rules": N_("the rules for links hold them for one since they changed"),
    "merged": N_("their cases were merged"),
}

ALIAS_STATES: dict[str, str] = {
    "proposed": N_("Proposed"),
    "accepted": N_("Accepted"),
    "refused": N_("Refused"),
    "ended": N_("Ended"),
}

WORDS: dict[str, dict[str, str]] = {
    "alias_kind": ALIAS_KINDS,
    "alias_state": ALIAS_STATES,
}

"""The sentences of legal grounds and of changes to what the rules stand on, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "change.open": N_("Another change of the same thing is open. Wait until it is answered."),
    "change.unknown": N_("There is no such change."),
    "change.closed": N_("This change was answered meanwhile. Look at the page again."),
    "change.own": N_("You proposed this yourself. Another administrator or a senior reviewer must answer it."),
    "change.not_own": N_("Only whoever proposed a change can take it back. You can refuse it with a reason."),
    "change.reason.missing": N_("Give the reason. Everybody will be able to read it."),
    "ground.code": N_(
        "Write small Latin letters, digits and single hyphens, like criminal-174: at most %(limit)s characters."
    ),
    "ground.exists": N_("There is a ground with this code. Make a new version of it, or choose another code."),
    "ground.unknown": N_("There is no such ground."),
    "ground.missing": N_("Fill this in: a ground is cited in three languages."),
    "ground.categories": N_("Choose at least one category for which the ground can be cited."),
    "ground.day": N_("Give the day like 2027-01-31."),
    "ground.ends_before_it_begins": N_("It cannot end before it is in force."),
}

CHANGE_KINDS: dict[str, str] = {
    "ground_add": N_("New legal ground"),
    "ground_version": N_("New version of a legal ground"),
    "ground_end": N_("End of a legal ground"),
    "sources_add": N_("Sites put on the list of protected sources"),
    "source_remove": N_("Site taken off the list of protected sources"),
}

CHANGE_STATES: dict[str, str] = {
    "proposed": N_("Waits for a second person"),
    "approved": N_("Approved, takes effect"),
    "in_effect": N_("In effect since"),
    "refused": N_("Refused"),
    "withdrawn": N_("Taken back"),
}

ACTIONS: dict[str, str] = {
    "changes.apply": N_("change made"),
    "changes.approve": N_("change approved"),
    "changes.propose": N_("change proposed"),
    "changes.refuse": N_("change refused"),
    "changes.withdraw": N_("change taken back"),
    "migrate.grounds": N_("legal grounds given versions"),
}

WORDS: dict[str, dict[str, str]] = {
    "change_kind": CHANGE_KINDS,
    "change_state": CHANGE_STATES,
}

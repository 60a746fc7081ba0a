"""The sentences of decisions, proposals and approvals, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "decision.outcome": N_("Choose an outcome."),
    "decision.facts.missing": N_("State the facts you rely on."),
    "decision.explanation.missing": N_("Explain the decision in plain words."),
    "decision.language": N_("Choose the language of the statement."),
    "decision.too_long": N_("This text is too long: %(length)s characters. Shorten it to %(limit)s."),
    "decision.quote.not_there": N_(
        "This does not stand in the captured text word by word: “%(passage)s”. Copy the passage from there."
    ),
    "decision.quote.too_many": N_("At most %(limit)s passages can be quoted. Quote those that matter."),
    "decision.quote.too_short": N_(
        "This is too short to quote: “%(passage)s”. Quote the passage with what is around it."
    ),
    "decision.placeholder": N_("A field of the template is left: %(placeholder)s. Write what belongs there."),
    "decision.site_necessity.missing": N_("Say why the whole site is needed, and what else is cut off."),
    "decision.translation.language": N_("Choose the language of the second version."),
    "decision.translation.same": N_("The second version is in the language of the first. Choose another one."),
    "decision.translation.missing": N_("Translate this part too, or leave the second version empty."),
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
    "approval.given": N_("You stand behind this already. Another senior reviewer must approve it too."),
    "approval.same_pair": N_(
        "You two also made the last restriction of a protected source. Another senior reviewer on duty must approve it."
    ),
    "sample.unknown": N_("This decision restricts no protected source."),
    "sample.disposition": N_("Choose what you make of it."),
    "sample.remark": N_("Say why."),
    "approval.own": N_("You proposed this yourself. Another senior reviewer must approve it."),
    "approval.none": N_("There is no open proposal on this case."),
    "approval.proportionality": N_(
        "This is a protected source. Answer why the restriction is necessary and in proportion."
    ),
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
    "site_necessity": N_("Why the whole site"),
    "territory": N_("Territory"),
}

DISPOSITIONS: dict[str, str] = {
    "open": N_("not looked at yet"),
    "sound": N_("sound"),
    "doubtful": N_("doubtful"),
}

# What a statement must contain, for the list beside the form.
CHECKLIST: dict[str, str] = {
    "outcome": N_("the outcome"),
    "facts": N_("the facts"),
    "evidence": N_("the evidence they rest on"),
    "explanation": N_("the explanation"),
    "language": N_("its language"),
    "ground": N_("the legal ground"),
    "ground_explanation": N_("why the facts meet it"),
    "passages": N_("which passages or elements"),
    "necessity": N_("why nothing milder is enough"),
    "scope": N_("how far it reaches"),
    "territory": N_("the territory"),
    "ends_on": N_("the day it ends"),
}

ADVICE: dict[str, str] = {
    "no_evidence": N_("No evidence is cited, and no passage quoted."),
    "no_passage": N_("The page has a text, and no passage of it is quoted: name the words that break the law."),
    "long_sentences": N_("Sentences are long (%(words)s words on average). Split these:"),
    "hard_to_read": N_(
        "This is hard to read: %(score)s of 100 by %(formula)s. Shorter sentences and plainer words help."
    ),
    "facts_not_mentioned": N_("The explanation mentions none of the facts. Say which fact leads to the outcome."),
    "wider": N_("The restriction reaches further than the link of this case names: %(scope)s."),
    "whole_site": N_("For a whole site, say why the page or the account is not enough and what else is cut off."),
    "boilerplate": N_(
        "The reasons are nearly those of decision %(number)s (%(percent)s per cent alike). Say what is so in this case."
    ),
}

ACTIONS: dict[str, str] = {
    "decisions.approve": N_("proposal approved"),
    "decisions.decide": N_("decision or proposal recorded"),
    "decisions.otherwise": N_("decided otherwise than was proposed"),
    "decisions.preview": N_("statement looked through"),
    "decisions.return": N_("proposal returned"),
    "sample.look": N_("restriction of a protected source looked at"),
    "publication.notice_failed": N_("letter not sent"),
    "publication.notice_sent": N_("letter sent"),
    "publication.open_contact": N_("e-mail address opened, to send a letter"),
    "publication.publish": N_("decision published"),
}

WORDS: dict[str, dict[str, str]] = {
    "outcome": OUTCOMES,
    "outcome_sentence": OUTCOME_SENTENCES,
    "scope": SCOPES,
    "automation": AUTOMATION,
    "field": FIELDS,
    "checklist": CHECKLIST,
    "advice": ADVICE,
    "disposition": DISPOSITIONS,
}

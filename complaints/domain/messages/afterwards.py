"""The sentences of what becomes of a decision: versions, appeals, ends; in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "decision.unknown": N_("There is no such decision. Write its number like D-2026-000045."),
    "decision.changed": N_(
        "The decision changed while you were typing: read what is new, then send again. What you typed is still here."
    ),
    "decision.ended": N_("This decision is not in force any more, so it cannot be amended."),
    "correction.nothing": N_("Nothing is different from the decision as it stands. Change what is wrong in it."),
    "renewal.not_due": N_("This restriction did not come back for a re-review yet, or its re-review was answered."),
    "renewal.outcome": N_("Only a restriction can be renewed. To end this one, withdraw it or let it run out."),
    "withdrawal.nothing": N_("This decision restricts nothing, so there is nothing to undo. Correct it instead."),
    "version.reason.missing": N_("Give the reasons. Everybody concerned reads them."),
    "version.reason.too_long": N_("The reasons are too long: %(length)s characters. Shorten them to %(limit)s."),
    "amendment.none": N_("No version of this decision waits for approval."),
    "amendment.waits": N_("Another version of this decision waits for approval. It must be answered first."),
    "amendment.stale": N_(
        "The decision changed since this version was proposed, or its end has passed. Return it with that reason."
    ),
    "rereview.none": N_("This restriction does not wait for a re-review."),
    "appeal.unknown": N_("There is no such appeal."),
    "appeal.text.missing": N_("Say why you think that the decision is wrong."),
    "appeal.text.too_long": N_("This is too long: %(length)s characters. Shorten it to %(limit)s."),
    "appeal.too_late": N_(
        "Against this decision one could appeal until %(until)s. It cannot be appealed here any more."
    ),
    "appeal.again": N_("You appealed against this decision already. You will read the answer here."),
    "appeal.which": N_("Choose the decision that you appeal against."),
    "appeal.took_part": N_("You took part in this decision. Somebody who did not must judge the appeal."),
    "appeal.answered": N_("This appeal was answered already, or its answer waits for approval."),
    "verdict.missing": N_("Choose what the appeal ends in."),
    "verdict.same_way": N_("A reversal decides the other way. Choose another outcome, or “changed”."),
    "objecting.throttled": N_(
        "Very many objections come from your network right now. Wait %(seconds)s seconds, then send again. "
        "What you typed is still here."
    ),
}

CHECKS: dict[str, str] = {
    "check.ending": N_("The restriction nears its end, so the page was captured and checked anew."),
}

# What made a later version, as a heading says it.
KINDS: dict[str, str] = {
    "correction": N_("Corrected"),
    "renewal": N_("Renewed"),
    "withdrawal": N_("Withdrawn"),
    "lapse": N_("Lapsed"),
    "upheld": N_("Upheld on appeal"),
    "changed": N_("Changed on appeal"),
    "reversed": N_("Reversed on appeal"),
}

KIND_SENTENCES: dict[str, str] = {
    "correction": N_("The decision was corrected."),
    "renewal": N_("The restriction was looked at again before its end, and renewed."),
    "withdrawal": N_("The decision was withdrawn. The restriction has ended."),
    "lapse": N_("Nobody renewed the restriction, so it ended by itself on its day."),
    "upheld": N_("Somebody who took no part in it judged an appeal. The decision stays as it stands now."),
    "changed": N_("Somebody who took no part in it judged an appeal, and changed the decision."),
    "reversed": N_("Somebody who took no part in it judged an appeal, and reversed the decision."),
}

FORCES: dict[str, str] = {
    "in_force": N_("In force"),
    "withdrawn": N_("Withdrawn"),
    "reversed": N_("Reversed"),
    "lapsed": N_("Lapsed"),
}

FORCE_SENTENCES: dict[str, str] = {
    "withdrawn": N_("This decision was withdrawn. What it ordered ended on %(day)s."),
    "reversed": N_("This decision was reversed on appeal. What it ordered ended on %(day)s."),
    "lapsed": N_("The restriction ended by itself on %(day)s, because nobody renewed it."),
}

SIDES: dict[str, str] = {
    "reporter": N_("appeal by somebody who complained"),
    "affected": N_("objection by somebody affected"),
}

APPEAL_STATES: dict[str, str] = {
    "open": N_("Waiting for an answer"),
    "proposed": N_("Waiting for approval"),
    "judged": N_("Answered"),
}

VERDICTS: dict[str, str] = {
    "upheld": N_("Upheld: the decision stays as it stands now"),
    "changed": N_("Changed: a new statement of reasons takes its place"),
    "reversed": N_(
        "Reversed: the restriction ends, or where nothing was restricted, the matter is decided the other way"
    ),
}

# What two versions of a statement may differ in, beside the texts that have names already.
DIFFERING: dict[str, str] = {
    "outcome": N_("Outcome"),
    "facts": N_("Facts relied upon"),
    "explanation": N_("Explanation in plain words"),
    "quotes": N_("Quoted from the captured page"),
    "manifestly_unfounded": N_("Manifestly unfounded"),
    "ground": N_("Legal ground"),
    "ground_version": N_("Version of the legal ground"),
    "ground_explanation": N_("Why the facts meet it"),
    "passages": N_("Passages or elements"),
    "necessity": N_("Why nothing milder is enough"),
    "site_necessity": N_("Why the whole site"),
    "scope": N_("How far it reaches"),
    "territory": N_("Territory"),
    "starts_on": N_("Starts on"),
    "ends_on": N_("Until at the latest"),
    "court_reference": N_("Court or document"),
    "language": N_("Language of the statement"),
    "translation": N_("Translation"),
    "evidence": N_("Evidence"),
}

ACTIONS: dict[str, str] = {
    "appeals.appeal": N_("appeal filed"),
    "appeals.judge": N_("appeal judged"),
    "appeals.object": N_("objection filed"),
    "appeals.read": N_("appeal read"),
    "migrate.versions": N_("version noted beside each decision"),
    "publication.announce": N_("letters about a later version made"),
    "rereviews.bring_back": N_("restriction brought back before its end"),
    "rereviews.leave": N_("restriction left to run out"),
    "restrictions.lapse": N_("restriction ended by itself"),
    "versions.approve": N_("later version approved"),
    "versions.correct": N_("decision corrected or correction proposed"),
    "versions.renew": N_("renewal proposed"),
    "versions.return": N_("later version returned"),
    "versions.withdraw": N_("decision withdrawn"),
}

WORDS: dict[str, dict[str, str]] = {
    "version": KINDS,
    "version_sentence": KIND_SENTENCES,
    "force": FORCES,
    "force_sentence": FORCE_SENTENCES,
    "side": SIDES,
    "appeal": APPEAL_STATES,
    "verdict": VERDICTS,
    "differing": DIFFERING,
}

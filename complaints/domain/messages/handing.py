"""The sentences of handing out work and of conflicts of interest, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "case.kept": N_("This case is kept for %(who)s. A senior reviewer can give it to somebody else."),
    "case.recused": N_("You declared a conflict of interest here, so you cannot work on this case."),
    "next.busy": N_("You hold %(limit)s cases already. Decide one or give one back first."),
    "give.reason": N_("Say why the case changes hands."),
    "give.too_long": N_("The reason is too long: %(length)s characters. Shorten it to %(limit)s."),
    "give.unknown": N_("Choose a reviewer from the list."),
    "give.recused": N_("%(who)s declared a conflict of interest here. Choose somebody else."),
    "give.holds": N_("%(who)s holds this case already."),
    "give.nobody": N_("Nobody holds this case, and it is kept for nobody."),
    "recusal.reach": N_("Say what you keep away from. The link must name an account for an account to be chosen."),
    "recusal.reason": N_("Give the reason."),
    "recusal.too_long": N_("The reason is too long: %(length)s characters. Shorten it to %(limit)s."),
    "recusal.known": N_("You declared this conflict of interest already."),
    "recusal.unknown": N_("There is no such conflict of interest any more."),
    "recusal.too_late": N_("More than ten minutes have passed: ask a senior reviewer to end it."),
    "recusal.own_end": N_("More than ten minutes have passed: ask another senior reviewer to end it."),
    "approval.proposer_recused": N_(
        "Whoever proposed this has declared a conflict of interest since. Return it, so that somebody else decides."
    ),
    "bundle.none": N_("Choose at least one case."),
    "bundle.too_many": N_("Choose at most %(limit)s cases at a time: each must be read before it is refused."),
    "bundle.protected": N_("This is a protected source: decide it by itself."),
    "bundle.danger": N_("Somebody may be in immediate danger: decide this case by itself."),
    "bundle.words": N_("You wrote nothing on that case that could be carried over."),
    "bundle.draft": N_("You have a draft on this case already: go on with it, or throw it away."),
    "draft.form": N_("There is no such form."),
    "draft.too_long": N_("What you typed is too long to be kept as a draft. Nothing is lost on this page."),
    "draft.none": N_("There is no draft any more."),
    "skills.language": N_("There is no language “%(language)s”. Known: %(known)s."),
    "skills.category": N_("There is no category “%(category)s”. Known: %(known)s."),
    "skills.role": N_("%(email)s decides no cases, so languages and categories do not apply."),
}

ACTIONS: dict[str, str] = {
    "handing.next": N_("next case handed out"),
    "handing.give": N_("case given to somebody"),
    "handing.take_back": N_("case put back into the queue"),
    "handing.expire": N_("case kept for somebody no longer"),
    "recusal.declare": N_("conflict of interest declared"),
    "recusal.end": N_("conflict of interest ended"),
    "casework.renew": N_("claim prolonged"),
    "drafts.save": N_("draft kept"),
    "drafts.sent": N_("draft deleted once it was sent"),
    "drafts.discard": N_("draft thrown away or brought back"),
    "drafts.forget": N_("old drafts deleted"),
    "presence.note": N_("case being read"),
    "presence.forget": N_("forgotten who was reading"),
    "staff.skills": N_("languages and categories set"),
}

NOTHING: dict[str, str] = {
    "busy": N_("You hold as many cases as one person may. Decide one or give one back first."),
    "empty": N_("No case is waiting. New complaints arrive here within a minute."),
    "skills": N_("Cases are waiting, but none in your languages and categories."),
    "kept": N_("The cases in your languages and categories are kept for others just now."),
    "recused": N_("The cases that fit you are ones you keep away from."),
}

WORDS: dict[str, dict[str, str]] = {
    "nothing": NOTHING,
    "bundle": {
        "account": N_("The same account"),
        "site": N_("The same site"),
        "wording": N_("The same words or text"),
    },
    "reach": {
        "resource": N_("this page"),
        "account": N_("the whole account"),
        "site": N_("the whole site"),
    },
}

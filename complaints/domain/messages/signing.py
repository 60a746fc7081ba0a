"""The sentences of staff accounts and of signing in, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "access.denied": N_("Your role does not allow this."),
    "signin.failed": N_("The e-mail address or the password is not right."),
    "signin.throttled": N_("Too many tries. Wait %(seconds)s seconds, then try again."),
    "staff.exists": N_("There is already an account for %(email)s."),
    "staff.unknown": N_("There is no account for %(email)s."),
    "password.short": N_("A password needs at least %(limit)s characters."),
    "password.long": N_("A password has at most %(limit)s characters."),
}

ROLES: dict[str, str] = {
    "reviewer": N_("reviewer"),
    "senior": N_("senior reviewer"),
    "auditor": N_("auditor"),
    "custodian": N_("identity custodian"),
    "admin": N_("administrator"),
}

ACTIONS: dict[str, str] = {
    "signin.enter": N_("signed in"),
    "signin.failed": N_("sign-in failed"),
    "signin.leave": N_("signed out"),
    "signin.seen": N_("session used"),
    "staff.add": N_("account made"),
    "staff.demo": N_("accounts made for trying the service out"),
    "staff.disable": N_("account switched off"),
    "staff.reset_password": N_("new password set"),
}

WORDS: dict[str, dict[str, str]] = {
    "role": ROLES,
}

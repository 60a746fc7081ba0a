"""The sentences of deadlines and the working calendar, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "deadline.amount": N_("Give a whole number from 1 to %(limit)s."),
    "deadline.unit": N_("Choose what the time is counted in."),
    "calendar.weekdays": N_("Choose at least one working day of the week."),
    "calendar.clock": N_("Give a clock time, like 09:00."),
    "calendar.order": N_("The office must close later than it opens."),
    "calendar.zone": N_("There is no such time zone. Give a name from the tz database, like Asia/Almaty."),
    "calendar.country": N_("There is no list of public holidays for this country. Give its two letters, like KZ."),
    "calendar.day": N_("Give a day, like 2027-01-31."),
    "calendar.kind": N_("Choose whether it is a day off or a working day."),
    "calendar.name": N_("The name is too long. Shorten it to %(limit)s characters."),
    "calendar.known": N_("This day is on the list already. Take it off first."),
}

STAGES: dict[str, str] = {
    "early": N_("in good time"),
    "soon": N_("due soon"),
    "overdue": N_("overdue"),
    "long_overdue": N_("long overdue"),
}

UNITS: dict[str, str] = {
    "clock_hours": N_("hours round the clock"),
    "hours": N_("working hours"),
    "days": N_("working days"),
}

ACTIONS: dict[str, str] = {
    "deadlines.day": N_("special day changed"),
    "deadlines.extend": N_("public holidays filled in"),
    "deadlines.recount": N_("deadline counted anew"),
    "deadlines.terms": N_("deadlines of categories changed"),
    "deadlines.turn": N_("deadline came nearer"),
    "deadlines.week": N_("working week changed"),
}

WORDS: dict[str, dict[str, str]] = {
    "due_stage": STAGES,
    "term_unit": UNITS,
}

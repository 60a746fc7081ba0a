"""The sentences of second reviews and of the supervisors' page, in English, one per code."""

from complaints.domain.marking import N_

ACTIONS: dict[str, str] = {
    "second_reviews.answer": N_("case judged a second time"),
    "second_reviews.give_back": N_("second review given back"),
    "second_reviews.hand": N_("second review handed out"),
    "second_reviews.tidy": N_("second reviews put in order"),
    "supervision.count": N_("work of the desk counted"),
}

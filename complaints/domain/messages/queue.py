"""The sentences of the queue and its views, in English, one per code."""

from complaints.domain.marking import N_

REFUSALS: dict[str, str] = {
    "view.name.missing": N_("Give the view a name."),
    "view.name.too_long": N_("The name is too long: %(length)s characters. Shorten it to %(limit)s."),
    "view.name.taken": N_("You have a view of this name already. Choose another name."),
    "view.empty": N_("This view would show everything that is open. Narrow the queue down first, then save it."),
    "view.too_many": N_("You have %(limit)s views. Delete one that you no longer need first."),
    "view.unknown": N_("This view is no longer there, or its owner no longer shares it."),
    "view.not_own": N_("Somebody else saved this view. Copy it, and change the copy."),
}

ACTIONS: dict[str, str] = {
    "queue.save_view": N_("view of the queue saved"),
    "queue.change_view": N_("view of the queue renamed or shared"),
    "queue.delete_view": N_("view of the queue deleted"),
    "search.read": N_("words of complaints found by searching"),
    "search.index": N_("words of cases made anew"),
    "queue.copy_view": N_("view of the queue copied"),
}

VIEWS: dict[str, str] = {
    "all": N_("All open"),
    "unclaimed": N_("Unclaimed"),
    "mine": N_("Mine"),
    "returned": N_("Returned to me"),
    "approval": N_("Needs approval"),
    "overdue": N_("Overdue"),
    "protected": N_("Protected sources"),
    "rereview": N_("Due for re-review"),
}

DEADLINES: dict[str, str] = {
    "overdue": N_("passed"),
    "day": N_("within a day, or passed"),
    "week": N_("within a week, or passed"),
}

# What is said where a view holds no case, and what to do then.
EMPTY: dict[str, str] = {
    "all": N_("No case is open. New complaints arrive here within a minute."),
    "unclaimed": N_("Every open case is claimed. New complaints arrive here within a minute."),
    "mine": N_("You hold no case. Take one that is unclaimed."),
    "returned": N_("No proposal came back to you."),
    "approval": N_("No proposal waits for you. What you proposed yourself somebody else has to answer."),
    "overdue": N_("No case is overdue. Those due next are found by their deadline: narrow the queue down."),
    "protected": N_("No open case is about a protected source."),
    "other": N_("No case matches. Leave a part out above, or look among all that are open."),
}

CORROBORATION: dict[str, str] = {
    "none": N_("nobody: imported only"),
    "one": N_("one person"),
    "some": N_("2 to 4 independent people"),
    "many": N_("5 or more independent people"),
}

# In what words were found.
SOURCES: dict[str, str] = {
    "filed": N_("In what people filed"),
    "captured": N_("On the page, as captured"),
    "decided": N_("In the decision"),
}

# What the parts of a filter are called.
ASKED: dict[str, str] = {
    "category": N_("Category"),
    "status": N_("Status"),
    "age": N_("Waiting for more than"),
    "deadline": N_("Deadline"),
    "language": N_("Language"),
    "platform": N_("Platform"),
    "site": N_("Site"),
    "protected": N_("Protected sources"),
    "corroboration": N_("Reported by"),
    "assignee": N_("Claimed by"),
    "approval": N_("Needs approval"),
    "returned": N_("Returned to me"),
    "text": N_("Words"),
}

WORDS: dict[str, dict[str, str]] = {
    "view": VIEWS,
    "empty": EMPTY,
    "corroboration": CORROBORATION,
    "found_in": SOURCES,
    "due": DEADLINES,
    "asked": ASKED,
}

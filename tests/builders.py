"""Makes services, staff and complaints for tests; everything goes through the real use cases."""

import re
import shutil
from pathlib import Path

from complaints.bootstrap import Application, build, now
from complaints.db.upgrade import upgrade
from complaints.domain.access import Role, StaffMember, system
from complaints.domain.intake import Filing
from complaints.services.intake import Lodged, Origin
from complaints.settings import Settings
from tests.pages import Page, Person

PASSWORD = "a long password"
STAFF = {
    "reviewer": Role.REVIEWER,
    "reviewer2": Role.REVIEWER,
    "senior": Role.SENIOR,
    "senior2": Role.SENIOR,
    "senior3": Role.SENIOR,
    "auditor": Role.AUDITOR,
    "custodian": Role.CUSTODIAN,
    "admin": Role.ADMIN,
}
RESTRICTION = {
    "outcome": "restricted",
    "facts": "The page calls for violence in its second paragraph.",
    "explanation": "A call for violence is prohibited.",
    "language": "en",
    "ground": "communications-41-1-1-1",
    "ground_explanation": "The call meets the article.",
    "necessity": "The owner does not answer.",
    "passages": "The second paragraph.",
    "scope": "page",
    "territory": "Kazakhstan",
}
REFUSAL = {
    "outcome": "no_violation",
    "facts": "The article lists budget figures.",
    "explanation": "Criticism is lawful.",
    "language": "en",
}


class Ticking:
    """A clock that tests set forward."""

    def __init__(self) -> None:
        self.ahead = now() - now()

    def __call__(self):  # type: ignore[no-untyped-def]  # a datetime, as `now`
        """Tell the test's time."""
        return now() + self.ahead


def settings_for(data_dir: Path, **environment: str) -> Settings:
    """Read settings for a service in a folder of its own; nothing goes to the network."""
    return Settings.from_environment({"ARYZ_DATA_DIR": str(data_dir), "ARYZ_EGRESS": "none", **environment})


def prepared(folder: Path) -> Path:
    """Make a data directory whose SQLite database holds the schema and one account of each role."""
    application = build(settings_for(folder))
    upgrade(application.database.engine)
    add_staff(application)
    application.close()
    return folder


def copy_of(folder: Path, to: Path) -> Path:
    """Copy a prepared data directory."""
    shutil.copytree(folder, to, dirs_exist_ok=True)
    return to


def add_staff(application: Application) -> None:
    """Make one account of each role."""
    for name, role in STAFF.items():
        application.signin.add(email_of(name), role, PASSWORD, system("test"))


def email_of(name: str) -> str:
    """Give the address of a member of staff."""
    return f"{name}@demo.example"


def member(application: Application, name: str) -> StaffMember:
    """Load a member of staff as the use cases know them."""
    with application.open_reader() as uow:
        account = uow.staff.by_email(email_of(name))
    assert account is not None
    return StaffMember(account.id, account.email, account.role)


def work(application: Application) -> int:
    """Do what relay and workers do until nothing is left; return how many messages that were."""
    done = 0
    while True:
        with application.open_uow(system("relay"), "relay.publish") as uow:
            messages = uow.outbox.take(50)
            uow.outbox.mark_published([message.id for message in messages])
        if not messages:
            return done
        for message in messages:
            application.handlers[message.topic](**message.payload)
        done += len(messages)


def lodge(application: Application, link: str = "https://page.example/", **changes: str) -> Lodged:
    """File one complaint through the use case, by somebody new."""
    words = {"category": "other", "description": "It breaks the law.", "email": "", "network": "", **changes}
    filing = Filing([link], words["category"], words["description"], "en", words["email"], good_faith=True)
    return application.intake.lodge(
        filing, Origin(application.keys.tag("test", str(now())), None, words["network"] or None)
    )


def file(person: Person, links: str, **changes: object) -> str:
    """File a complaint through the form and return its receipt code as shown."""
    fields = {"links": links, "category": "extremism", "description": "It calls for violence.", "good_faith": "1"}
    person.send("/complaints/new", {**fields, **changes}, onto="/complaints/new")
    return receipt_code(person.follow())


def receipt_code(page: Page) -> str:
    """Read the receipt code off the receipt page."""
    found = re.fullmatch(r"(?:\d{4} ){3}\d{4}", page.tree.css_first("#code").text().strip())
    assert found, page.words
    return found.group()

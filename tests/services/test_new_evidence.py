"""What new evidence does: it opens the next round, goes along when cases part, and no look at it gets lost."""

import pytest

from complaints.domain.access import system
from complaints.domain.decisions import Written
from complaints.domain.intake import Filing
from complaints.domain.uploads import GivenFile
from complaints.services.intake import Origin
from tests.builders import REFUSAL
from tests.services.conftest import PROSE, page
from tests.services.pictures import png, scene

LINK, OTHER = "http://site.kz/page", "http://site.kz/other"


def file(service, picture, link=LINK):
    filing = Filing([link], "extremism", "See the picture that I took.", "en", good_faith=True)
    origin = Origin(f"{link} {service.clock()} {len(picture)}")
    lodged = service.uploading.lodge(filing, origin, [GivenFile("a.png", picture)])
    service.work()
    return lodged.complaint_id


def decide(service, reviewer, case_id=1):
    service.casework.claim(service.number(case_id), reviewer)
    version = service.rows(f"SELECT version FROM cases WHERE id = {case_id}")[0][0]
    service.deciding.decide(service.number(case_id), reviewer, version, Written(**REFUSAL))
    service.work()
    service.clock.move(days=2)


def rounds(service):
    return service.rows("SELECT id, round, state, complaints, previous_id FROM cases ORDER BY id")


def citable(service, case_id):
    with service.open_reader() as uow:
        return uow.checks.evidence_ids(case_id)


def uploads_of(service, case_id):
    return service.rows(f"SELECT sha256 FROM evidence WHERE case_id = {case_id} AND kind = 'upload' ORDER BY id")


@pytest.fixture
def decided(service, site, reviewer):
    """A case that was decided with one picture in it."""
    site.paths["/page"] = site.paths["/other"] = page(PROSE)
    file(service, png(colour="red"))
    decide(service, reviewer)
    return service.number(1)


def test_a_picture_that_nobody_brought_before_opens_the_next_round(service, site, decided):
    complaint = file(service, png(colour="green"))
    assert rounds(service) == [(1, 1, "decided", 1, None), (2, 2, "waiting", 1, 1)]
    assert len(uploads_of(service, 2)) == 1
    assert uploads_of(service, 2)[0] not in uploads_of(service, 1)[:1]
    assert {row[0] for row in service.rows("SELECT id FROM evidence WHERE case_id = 2")} == citable(service, 2)
    assert service.views.complaints.get(complaint).links[0].decision is None


def test_the_same_picture_again_gets_the_standing_decision(service, site, decided):
    complaint = file(service, png(colour="red"))
    assert rounds(service) == [(1, 1, "decided", 2, None)]
    assert service.views.complaints.get(complaint).links[0].decision is not None


def test_the_same_picture_saved_anew_is_not_new(service, site, reviewer):
    site.paths["/page"] = page(PROSE)
    file(service, scene())
    decide(service, reviewer)
    file(service, scene("JPEG", quality=60))
    assert [row[:3] for row in rounds(service)] == [(1, 1, "decided")]


def test_a_picture_brought_in_an_earlier_round_is_not_new_in_a_later_one(service, site, reviewer, decided):
    file(service, png(colour="green"))
    decide(service, reviewer, 2)
    file(service, png(colour="red"))
    assert [row[:3] for row in rounds(service)] == [(1, 1, "decided"), (2, 2, "decided")]


def test_where_nothing_may_be_kept_no_picture_opens_a_round(service, site, decided):
    with service.open_uow(system("test"), "identity.attach") as uow:
        uow.cases.forbid_capture(1)
    file(service, png(colour="green"))
    assert [row[:3] for row in rounds(service)] == [(1, 1, "decided")]


def test_a_parted_case_may_cite_what_was_captured_for_it_before_and_what_came_since(service, site, reviewer):
    site.paths["/page"], site.paths["/other"] = page(PROSE), page(PROSE * 2)
    file(service, png(colour="red"), OTHER)
    file(service, png(colour="blue"), LINK)
    own = citable(service, 1)
    assert len(own) == 2  # the page and the picture
    service.casework.claim(service.number(1), reviewer)
    version = service.rows("SELECT version FROM cases WHERE id = 1")[0][0]
    service.joining.merge(service.number(1), reviewer, version, service.number(2), "They are one page.")
    file(service, png(colour="green"), OTHER)
    service.casework.claim(service.number(2), reviewer)
    version = service.rows("SELECT version FROM cases WHERE id = 2")[0][0]
    service.joining.split(service.number(2), reviewer, version, 1, "They are two pages.")
    service.work()
    parted = service.rows("SELECT id FROM cases WHERE resource_id = 1 ORDER BY round DESC")[0][0]
    assert parted == 3
    assert own <= citable(service, parted)
    assert len(uploads_of(service, parted)) == 2
    assert not own & citable(service, 2)
    decide(service, reviewer, parted)
    assert service.rows(f"SELECT state FROM cases WHERE id = {parted}") == [("decided",)]


def test_a_further_run_of_checks_that_the_broker_lost_is_asked_for_again(service, site, decided):
    service.file(LINK, words="It is still there.")
    asked = []
    while True:
        with service.open_uow(system("relay"), "relay") as uow:
            messages = uow.outbox.take(200)
            uow.outbox.mark_published([message.id for message in messages])
        if not messages:
            break
        asked += [message.topic for message in messages]
        for message in messages:
            if message.topic != "case.check":  # the broker loses these
                service.handlers[message.topic](**message.payload)
    assert "case.check" in asked
    assert set(service.codes(1)) == {"requested"}
    service.clock.move(minutes=2)
    assert service.upkeep.sweep() == 1
    service.work()
    assert service.codes(1)["changed"] == "check.changed.unchanged"
    assert service.rows("SELECT count(*) FROM awaited_runs") == [(0,)]
    service.clock.move(minutes=2)
    assert service.upkeep.sweep() == 0

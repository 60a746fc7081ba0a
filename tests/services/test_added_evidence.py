"""Images that come with an addition: evidence of the case, and what nobody brought before opens the next round."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from complaints.bootstrap import Application
from complaints.domain.access import system
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.intake import Filing
from complaints.domain.uploads import MAX_IN_ALL, GivenFile
from complaints.services.intake import Origin
from tests.services.both import KINDS, opened
from tests.services.conftest import PROSE, page
from tests.services.pictures import png
from tests.services.test_new_evidence import LINK, citable, decide, file, rounds, uploads_of

GREEN = GivenFile("a.png", png(colour="green"))
RED = GivenFile("again.png", png(colour="red"))


def add(service, complaint_id, *files):
    service.uploading.add(complaint_id, "This picture shows it too.", files)
    service.work()


def decision_of(service, complaint_id):
    link = service.views.complaints.get(complaint_id).links[0]
    return link.status.value, link.decision, link.earlier


@pytest.fixture
def complaints(service, site, reviewer):
    """Two complaints about a page, decided together; the first came with one picture."""
    site.paths["/page"] = page(PROSE)
    made = [file(service, RED.data), service.file(LINK, words="I saw it as well.")]
    service.work()
    decide(service, reviewer)
    return made


def test_a_new_picture_opens_the_next_round_and_takes_its_complaint_along(service, complaints):
    first, second = complaints
    add(service, second, GREEN)
    assert rounds(service) == [(1, 1, "decided", 1, None), (2, 2, "waiting", 1, 1)]
    assert uploads_of(service, 2) == service.rows(f"SELECT sha256 FROM uploads WHERE complaint_id = {second}")
    assert {row[0] for row in service.rows("SELECT id FROM evidence WHERE case_id = 2")} == citable(service, 2)
    assert service.rows("SELECT case_id FROM answers") == [(2,)]
    status, decision, earlier = decision_of(service, second)
    assert (status, decision) == ("waiting_for_review", None)
    assert decision_of(service, first)[0] == "decided"
    assert earlier == decision_of(service, first)[1]


def test_whoever_brings_a_new_picture_may_still_appeal_against_the_decision(service, complaints):
    add(service, complaints[1], GREEN)
    number = decision_of(service, complaints[1])[2].number
    assert service.appealing.appeal(complaints[1], number, "It overlooks the picture.", "en")


def test_what_was_brought_before_and_words_alone_open_no_round(service, complaints):
    add(service, complaints[1], RED)
    add(service, complaints[1])
    service.intake.add(complaints[0], "Look again.")
    assert rounds(service) == [(1, 1, "decided", 2, None)]


def test_a_new_picture_comes_to_the_round_that_is_open(service, complaints):
    add(service, complaints[0], GREEN)
    add(service, complaints[1], GivenFile("b.png", png(colour="yellow")))
    assert rounds(service) == [(1, 1, "decided", 0, None), (2, 2, "waiting", 2, 1)]
    assert len(uploads_of(service, 2)) == 3


def test_a_picture_about_an_earlier_round_opens_one_after_the_latest(service, complaints, reviewer):
    add(service, complaints[0], GREEN)
    decide(service, reviewer, 2)
    add(service, complaints[1], GivenFile("b.png", png(colour="yellow")))
    assert rounds(service) == [(1, 1, "decided", 0, None), (2, 2, "decided", 1, 1), (3, 3, "waiting", 1, 2)]


def test_a_picture_added_to_an_open_case_is_evidence_of_it(service, site):
    site.paths["/page"] = page(PROSE)
    complaint = service.file(LINK)
    service.uploading.add(complaint, "Before anybody looked at the complaint.", [RED])
    service.work()
    add(service, complaint, GREEN)
    assert len(uploads_of(service, 1)) == 2
    assert [row[:3] for row in rounds(service)] == [(1, 1, "waiting")]


def test_where_nothing_may_be_kept_the_words_are_added_and_the_picture_goes(service, complaints):
    with service.open_uow(system("test"), "identity.attach") as uow:
        uow.cases.forbid_capture(1)
    add(service, complaints[1], GREEN)
    assert [row[:3] for row in rounds(service)] == [(1, 1, "decided")]
    assert service.rows(f"SELECT removed_why FROM uploads WHERE complaint_id = {complaints[1]}") == [("no_capture",)]
    danger = service.file("http://site.kz/danger", "child_abuse")
    add(service, danger, GREEN)
    assert service.rows(f"SELECT count(*) FROM uploads WHERE complaint_id = {danger}") == [(0,)]
    assert [each.text for each in service.views.complaints.get(danger).entries] == ["This picture shows it too."]


def test_an_addition_is_refused_whole(service, complaints):
    with pytest.raises(Refusals) as refused:
        service.uploading.add(complaints[0], " ", [GREEN, GivenFile("b.txt", b"no image")])
    assert [each.code for each in refused.value.refusals] == ["addition.missing", "uploads.not_an_image"]
    for _ in range((MAX_IN_ALL - 1) // 5):
        add(service, complaints[0], *[RED] * 5)
    before = service.rows("SELECT count(*) FROM complaint_entries")
    objects = service.rows("SELECT count(*) FROM evidence_objects")
    with pytest.raises(Refusal) as too_many:
        service.uploading.add(complaints[0], "More.", [GREEN] * 5)
    assert too_many.value.code == "uploads.too_many_in_all"
    service.intake.withdraw(complaints[0])
    with pytest.raises(Refusal):
        service.uploading.add(complaints[0], "More.", [GREEN])
    assert service.rows("SELECT count(*) FROM complaint_entries WHERE kind = 'addition'") == before
    assert service.rows("SELECT count(*) FROM evidence_objects") == objects


@pytest.fixture(params=KINDS)
def both(request, tmp_path, clock) -> Iterator[Application]:
    with opened(request, tmp_path, clock) as made:
        yield made


def test_no_picture_is_lost_where_many_are_added_while_the_complaint_is_attached(both: Application) -> None:
    filing = Filing([LINK], "extremism", "See.", "en", good_faith=True)
    complaint = both.intake.lodge(filing, Origin("n")).complaint_id
    pictures = [GivenFile("a.png", png(colour=colour)) for colour in ("red", "green", "yellow", "blue", "white")]
    with ThreadPoolExecutor(6) as pool:
        jobs = [pool.submit(both.uploading.add, complaint, "See.", [each]) for each in pictures]
        jobs.append(pool.submit(both.identity.attach, complaint))
        for job in jobs:
            job.result()
    with both.database.reading() as connection:
        positions = connection.exec_driver_sql("SELECT position FROM uploads ORDER BY 1").scalars().all()
        shown = connection.exec_driver_sql("SELECT count(*) FROM evidence WHERE kind = 'upload'").scalar()
    assert (list(positions), shown) == ([1, 2, 3, 4, 5], 5)

"""The same image under other links: found again in another size and quality, never where nothing may be kept."""

import pytest

from complaints.domain.access import system
from complaints.domain.intake import Filing
from complaints.domain.retention import Why
from complaints.domain.uploads import GivenFile
from complaints.net.images import SafeImages
from complaints.services.intake import Origin
from tests.services.conftest import http, page
from tests.services.pictures import png, scene

A, B = "http://site.kz/a", "http://other.kz/b"


def file(service, link, *pictures):
    filing = Filing([link], "extremism", f"Look at {link} yourselves.", "en", good_faith=True)
    files = [GivenFile("a.png", picture) for picture in pictures]
    service.uploading.lodge(filing, Origin(f"{link} {len(pictures)} {service.clock()}"), files)
    service.work()


def shown(service, case_id):
    return [(each.number, each.percent) for each in service.views.precedents.of(case_id).similar if each.by == "image"]


@pytest.fixture
def pages(site):
    site.paths["/a"], site.paths["/b"] = page("One page says this."), page("Another page says that.")
    return site


@pytest.mark.parametrize(
    "again", [{}, {"size": (320, 240)}, {"kind": "JPEG", "quality": 40}, {"kind": "WEBP", "size": (900, 675)}]
)
def test_the_same_image_is_shown_on_both_cases_with_its_measure(service, pages, again):
    file(service, A, scene())
    file(service, B, scene(**again))
    ((number, percent),) = shown(service, 1)
    assert number == service.number(2)
    assert percent >= 95
    assert shown(service, 2) == [(service.number(1), percent)]


def test_an_image_that_was_captured_is_like_one_that_was_sent(service, pages):
    pages.paths["/picture.png"] = http(scene(size=(500, 375)), "Content-Type: image/png")
    file(service, "http://site.kz/picture.png")
    file(service, B, scene())
    assert [number for number, _ in shown(service, 2)] == [service.number(1)]


def test_other_images_and_images_of_nothing_are_not_alike(service, pages):
    file(service, A, scene(), png(colour="white"))
    file(service, B, scene(shapes=3), png(colour="black"))
    assert shown(service, 1) == shown(service, 2) == []
    assert SafeImages().reencode(png(colour="white")).look is None


def test_where_nothing_may_be_kept_no_image_is_compared_and_its_hash_goes_with_it(service, pages, reviewer):
    file(service, A, scene())
    file(service, B, scene(size=(320, 240)))
    with service.open_uow(system("test"), "identity.attach") as uow:
        uow.cases.forbid_capture(2)
    assert shown(service, 1) == shown(service, 2) == []
    assert service.rows("SELECT count(*) FROM image_looks") == [(2,)]
    with service.open_uow(system("test"), "evidence.expire") as uow:
        uow.evidence.remove(
            [each for (each,) in service.rows("SELECT id FROM evidence WHERE case_id = 2")],
            Why.NO_CAPTURE,
            service.clock(),
        )
        uow.uploads.remove([2], Why.NO_CAPTURE, service.clock())
    assert service.rows("SELECT count(*) FROM image_looks") == [(1,)]

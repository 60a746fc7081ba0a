"""Cases that look alike show each other, with the measure: the same text on the page, the same words in complaints."""

import pytest

from tests.services.conftest import PROSE, page

COPIED = "This page calls for violence against people and must be blocked at once by the authorities."


def shown(service, case_id):
    return [(each.number, each.by, each.percent) for each in service.views.precedents.of(case_id).similar]


def test_a_copy_of_the_page_elsewhere_is_shown_on_both_cases(service, site):
    site.paths["/page"] = page(PROSE * 2)
    site.paths["/copy"] = page(PROSE * 2)
    service.file("http://site.kz/page")
    service.file("http://other.kz/copy")
    service.work()
    assert shown(service, 1) == [(service.number(2), "text", 100)]
    assert shown(service, 2) == [(service.number(1), "text", 100)]


@pytest.mark.parametrize(
    ("words", "alike"),
    [
        (COPIED, True),
        (COPIED.upper().replace(".", " !"), True),
        ("It offends me and my neighbours, please look at it soon.", False),
    ],
)
def test_copied_wording_is_shown_whatever_its_letters(service, site, words, alike):
    service.identity.attach(service.file("http://site.kz/one", words=COPIED))
    service.identity.attach(service.file("http://other.kz/two", words=words))
    assert bool(shown(service, 1)) is alike
    assert shown(service, 1) == ([(service.number(2), "words", 100)] if alike else [])


def test_short_words_say_nothing(service, site):
    for place, host in enumerate(("site", "other")):
        service.identity.attach(service.file(f"http://{host}.kz/{place}", words="It breaks the law."))
    assert shown(service, 1) == []

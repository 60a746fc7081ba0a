"""Kinds of pages are told apart, and the steps say what they found, by themselves."""

import pytest

from complaints.domain.checks import Before, Hop, Result
from complaints.domain.checks.pages import kind_of
from complaints.domain.checks.steps import NOT_ATTEMPTED, STEPS
from complaints.domain.messages import MESSAGES
from complaints.domain.messages.checking import CHECK_NAMES
from complaints.net.fetch import CODES
from tests.domain.subjects import ARTICLE, KAZAKH, WORDS, finding, seen, subject, text_of


@pytest.mark.parametrize(
    ("kind", "status", "title", "text", "facts"),
    [
        ("yes", 200, "News", ARTICLE, {}),
        ("yes", 200, "", "", {}),
        ("gone", 404, "", "", {}),
        ("gone", 410, "News", "anything", {}),
        ("gone", 200, "Страница не найдена", "", {}),
        ("gone", 200, "", "This post is no longer available.", {}),
        ("gone", 200, "", "Бет табылмады", {}),
        ("gone", 200, "", "Запись удалена либо ещё не создана", {}),
        ("parked", 200, "site.kz", "This domain is for sale. Buy this domain today!", {}),
        ("parked", 200, "", "Домен продаётся", {}),
        ("login", 401, "", "", {}),
        ("login", 200, "Sign in", "E-mail Password", {"password_field": "yes"}),
        ("login", 200, "", "Войдите, чтобы продолжить", {}),
        ("login", 200, "", "Жүйеге кіріңіз", {}),
        ("geo", 451, "", "", {}),
        ("geo", 403, "", "This content is not available in your country.", {}),
        ("geo", 200, "", "Видео недоступно в вашей стране", {}),
        ("robots", 403, "Just a moment...", "Enable JavaScript and cookies to continue", {}),
        ("robots", 429, "", "", {}),
        ("robots", 200, "", "Подтвердите, что вы не робот", {}),
        ("robots", 403, "", "", {"bot_wall": "cf-mitigated"}),
        ("error", 500, "", "", {}),
        ("error", 403, "Forbidden", "", {}),
    ],
)
def test_kinds_of_pages_are_told_apart(kind, status, title, text, facts):
    assert kind_of("http://site.kz/a", "http://site.kz/a", status, title, text, facts) == kind


def test_an_article_about_blocking_is_not_a_blocked_page():
    assert (
        kind_of("http://site.kz/a", "http://site.kz/a", 200, "An article", ARTICLE, {"password_field": "yes"}) == "yes"
    )


@pytest.mark.parametrize(
    ("final", "kind"),
    [
        ("https://www.facebook.com/login/?next=x", "login"),
        ("https://accounts.site.kz/signin", "login"),
        ("https://www.hugedomains.com/domain_profile.cfm?d=site.kz", "parked"),
        ("https://site.kz/new-address", "yes"),
    ],
)
def test_where_a_link_ends_tells_too(final, kind):
    assert kind_of("http://site.kz/a", final, 200, "", "Some words.", {}) == kind


def test_every_kind_has_its_sentence():
    for kind in ("yes", "gone", "parked", "login", "geo", "robots", "error"):
        assert f"check.reachable.{kind}" in MESSAGES


def test_kazakh_is_named_with_its_letters():
    assert finding("language", subject(seen(KAZAKH, language="kk"))).code == "check.language.kazakh_cyrillic"
    latin = "Bul bette qazaq tilinde jazylğan mätin bar jäne ol eşkimge ziyan keltirmeidi"
    assert finding("language", subject(seen(latin, language="kk"))).code == "check.language.kazakh_latin"
    assert finding("language", subject(seen("x", language="de"))).params == {"language": "de"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Channel\n12 345 subscribers", "12 345 subscribers"),
        ("1,2 млн подписчиков в канале", "1,2 млн подписчиков"),
        ("345 просмотров за день", "345 просмотров"),
        ("2 500 жазылушы", "2 500 жазылушы"),
        ("1.2M views", "1.2M views"),
    ],
)
def test_reach_is_quoted_from_the_page(text, line):
    found = finding("reach", subject(seen(text)))
    assert found.detail == (line,)
    assert found.confidence < 100


def test_account_and_platform_are_quoted():
    facts = {"site_name": "Telegram", "account": "@channel", "robots": "noindex, follow", "reach_views": "12"}
    found = finding("account", subject(seen("x", facts=facts)))
    assert found.detail == ("site_name: Telegram", "account: @channel")
    assert finding("reach", subject(seen("x", facts=facts))).detail == ("views: 12",)


@pytest.mark.parametrize(
    ("facts", "code", "detail"),
    [
        ({"robots_txt": "free", "robots_at": "site.kz"}, "free", ()),
        ({"robots_txt": "free", "robots": "index, nofollow"}, "free", ()),
        ({"robots_txt": "unread"}, "unread", ()),
        ({}, "unread", ()),
        ({"robots_txt": "keep_out", "robots_at": "site.kz"}, "restricted", ("robots_txt: site.kz",)),
        ({"robots_txt": "unread", "robots": "NOINDEX,follow"}, "restricted", ("robots: noindex",)),
        (
            {"robots_txt": "free", "x-robots-tag": "noindex, noarchive", "robots": "none"},
            "restricted",
            ("x-robots-tag: noindex, noarchive", "robots: none"),
        ),
    ],
)
def test_a_robots_restricted_page_is_told_apart(facts, code, detail):
    found = finding("robots", subject(seen("x", facts=facts)))
    assert (found.code, found.detail) == (f"check.robots.{code}", detail)


def test_earlier_decisions_are_counted():
    found = finding("past", subject(past_site={"restricted": 2, "no_violation": 3}, past_account={"restricted": 1}))
    assert found.params == {
        "site_decided": 5,
        "site_restrictive": 2,
        "account_decided": 1,
        "account_restrictive": 1,
    }


def test_the_way_is_told_hop_by_hop():
    chain = (Hop("http://a.kz/", 301), Hop("https://a.kz/", 302), Hop("https://b.kz/", 200))
    found = finding("redirected", subject(seen("x", chain=chain)))
    assert found.params == {"hops": 2}
    assert found.detail == ("301 http://a.kz/", "302 https://a.kz/", "200 https://b.kz/")


@pytest.mark.parametrize("reason", ["timeout", "dns", "tls", "waiting", "resting", "no_capture", "carries_secret"])
def test_without_a_capture_every_step_that_needs_one_says_why(reason):
    for step in STEPS:
        found = step(subject(None, unseen=reason))
        assert found.step == step.name
        assert found.code in MESSAGES, found.code
        if "capture" in step.inputs:
            assert found.result is not Result.DONE


def test_every_code_of_a_failed_fetch_has_its_sentence():
    for code in CODES:
        assert NOT_ATTEMPTED.get(code, f"failure.{code}") in MESSAGES, code


def test_every_step_has_a_name_for_people_and_its_sentences_take_its_values():
    looks = [seen(text_of(WORDS), language="en"), seen("", status=404), seen("casino casino free spins", language="en")]
    befores = [None, Before("D-1", "restricted"), Before("D-1", "restricted", "old", "x")]
    for step in STEPS:
        assert step.name in CHECK_NAMES
        for look in looks:
            for before in befores:
                found = step(subject(look, before=before, protected="news"))
                assert MESSAGES[found.code] % dict(found.params)

"""The rules behind the checks, by themselves: kinds of pages, words, near-copies, changes, languages, politeness."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.domain import politeness
from complaints.domain.categories import AT_START
from complaints.domain.checks import Before, Finding, Hop, Near, Result, Seen, Subject, words
from complaints.domain.checks.difference import MAX_SHOWN, changes, share_kept
from complaints.domain.checks.likeness import (
    BANDS,
    NEAR,
    bands,
    digest_of,
    distance,
    main_text,
    signed,
    simhash,
    unsigned,
)
from complaints.domain.checks.pages import kind_of
from complaints.domain.checks.steps import NOT_ATTEMPTED, STEPS
from complaints.domain.messages import MESSAGES
from complaints.domain.messages.checking import CHECK_NAMES
from complaints.net.fetch import CODES

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ARTICLE = "A long article about how a site was blocked in your country and the page not found. " * 40
KAZAKH = "Бұл бетте қазақ тілінде жазылған мәтін бар, онда ешкімге зияны жоқ қарапайым сөздер ғана тұр."


def seen(text: str = "", **more: object) -> Seen:
    given = {"url": "http://site.kz/a", "status": 200, "content_type": "text/html", "title": "", "language": None}
    given |= {"text": text, "length": len(text), "size": 10, "simhash": simhash(text), "digest": digest_of(text)}
    return Seen(evidence_id=1, captured_at=NOW, **(given | more))


def subject(look: Seen | None = None, **more: object) -> Subject:
    given = {"category": "extremism", "capture_allowed": True, "seen": look, "url": "http://site.kz/a"}
    return Subject(1, 1, "site.kz/a", host="site.kz", site="site.kz", **(given | more))


def finding(name: str, about: Subject) -> Finding:
    return next(step for step in STEPS if step.name == name)(about)


# --- kinds of pages ------------------------------------------------------------------------------------------------


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


# --- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "language", "text", "expected"),
    [
        ("narcotics", "ru", "Продаём мефедрон, закладки по всему городу", {"мефедрон*": 1, "закладк*": 1}),
        ("suicide", "kk", "Өзін-өзі өлтіруге шақырады, өлгім келеді дейді", {"өзін өзі өлтір*": 1, "өлгім келеді": 1}),
        ("gambling_fraud", "en", "Free spins at our casino! CASINO for all", {"free spins": 1, "casino*": 2}),
        ("narcotics", "ru", "МЕФЕДРОН", {"мефедрон*": 1}),
        ("extremism", "ru", "вооружённое восстание", {"вооруженное восстание": 1}),
        ("narcotics", "kk", "Esırtkı satamyn", {"есірткі*": 1}),
        ("terrorism", None, "terrorist және террорист", {"terroris*": 1, "террор*": 1, "террорист*": 1}),
        ("other", "ru", "мефедрон", {}),
    ],
)
def test_phrases_are_counted_in_every_form(category, language, text, expected):
    assert dict(words.look(text, category, language).counts) == expected


def test_hits_are_quoted_with_their_surroundings():
    text = "До этого многое сказано. " * 10 + "Здесь продают мефедрон на улице. " + "И после тоже. " * 10
    (context,) = words.look(text, "narcotics", "ru").contexts
    assert "Здесь продают мефедрон на улице" in context
    assert context.startswith("…")
    assert context.endswith("…")
    assert len(context) < 200


def test_words_inside_other_words_do_not_count():
    assert words.look("Ислам и мужчина в слоте времени", "terrorism", "ru").total == 0
    assert words.look("исис игилмов", "terrorism", "ru").total == 0


def test_what_stands_in_the_text_is_weighed_never_judged():
    found = finding("words", subject(seen("Call to arms: overthrow the government, take up arms!", language="en")))
    assert (found.result, found.code) == (Result.DONE, "check.words.named")
    assert found.confidence < 100
    assert "prove nothing" in MESSAGES[found.code]
    clean = finding("words", subject(seen("A recipe for soup.", language="en")))
    assert clean.code == "check.words.none"
    assert "clears nothing" in MESSAGES[clean.code]


def test_words_of_another_category_are_named():
    text = "casino, free spins, jackpot, casino and roulette for all"
    found = finding("words", subject(seen(text, language="en")))
    assert (found.code, found.params["other"]) == ("check.words.other", "gambling_fraud")


def test_every_category_that_may_be_captured_has_a_list_in_three_languages():
    for category in AT_START:
        if category.capture and category.code != "other":
            assert all(len(words.phrases(category.code, language)) >= 8 for language in words.LANGUAGES), category.code
    assert not any(words.phrases("child_abuse", language) for language in words.LANGUAGES)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_no_text_breaks_the_word_lists(text):
    hits = words.look(text, "terrorism", None)
    assert hits.total >= len(hits.counts)


# --- near-copies and changes ---------------------------------------------------------------------------------------

WORDS = [f"word{number}" for number in range(400)]


def text_of(chosen: list[str]) -> str:
    return "\n".join(" ".join(chosen[at : at + 10]) for at in range(0, len(chosen), 10))


def test_a_text_with_a_word_changed_is_near_and_another_is_not():
    changed = [*WORDS[:200], "another", *WORDS[201:]]
    value = simhash(text_of(WORDS))
    assert value is not None
    assert distance(value, simhash(text_of(changed)) or 0) <= NEAR
    assert distance(value, simhash(text_of([f"other{word}" for word in WORDS])) or 0) > 10


@given(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=NEAR))
def test_near_hashes_share_a_band(value, bits):
    other = value
    for bit in bits:
        other ^= 1 << bit
    assert any(one == two for one, two in zip(bands(value), bands(other), strict=True))
    assert len(bands(value)) == BANDS
    assert unsigned(signed(value)) == value
    assert -(2**63) <= signed(value) < 2**63


def test_little_text_has_no_hash():
    assert simhash("too few words") is None
    assert digest_of("") is None
    assert finding("near", subject(seen("few"))).code == "check.near.too_short"


def test_menus_do_not_hide_what_two_pages_share():
    menu = "\n".join(f"Item {number}" for number in range(40))
    assert main_text(f"{menu}\n{text_of(WORDS)}") == text_of(WORDS)
    assert digest_of(f"{menu}\n{text_of(WORDS)}") == digest_of(f"Home\nLogin\n{text_of(WORDS)}")


def test_the_nearest_decided_case_is_named_first():
    near = (Near("C-2026-000007", 0), Near("C-2026-000008", 2, "restricted"), Near("C-2026-000009", 9, "referred"))
    found = finding("near", subject(seen(text_of(WORDS)), near=near))
    assert found.code == "check.near.decided"
    assert (found.params["number"], found.params["cases"]) == ("C-2026-000008", 2)


@pytest.mark.parametrize(
    ("before", "now", "code"),
    [
        (None, "x", "check.changed.never_decided"),
        (Before("D-2026-000001", "no_violation"), "x", "check.changed.no_capture"),
        (
            Before("D-2026-000001", "restricted", text_of(WORDS), digest_of(text_of(WORDS))),
            None,
            "check.changed.unchanged",
        ),
        (
            Before("D-2026-000001", "restricted", "old\nsame", digest_of("old same")),
            "new\nsame",
            "check.changed.changed",
        ),
    ],
)
def test_a_decided_page_is_unchanged_or_changed_with_a_diff(before, now, code):
    found = finding("changed", subject(seen(text_of(WORDS) if now is None else now), before=before))
    assert found.code == code
    if code == "check.changed.changed":
        assert found.detail == ("- old", "+ new")
        assert found.params["kept"] == 50


def test_a_diff_is_bounded():
    assert len(changes("", "\n".join(map(str, range(10_000))))) == MAX_SHOWN + 1
    assert share_kept("", "x") == 0


# --- the other steps -----------------------------------------------------------------------------------------------


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


# --- politeness ----------------------------------------------------------------------------------------------------


def idle() -> politeness.Site:
    long_ago = NOW - timedelta(days=1)
    return politeness.Site("site.kz", long_ago, long_ago, long_ago, 0, long_ago)


def test_one_request_at_a_time_then_a_pause():
    assert politeness.turn(idle(), NOW) == (politeness.Turn.GO, NOW)
    busy = politeness.taken(idle(), NOW)
    assert politeness.turn(busy, NOW)[0] is politeness.Turn.WAIT
    done = politeness.ended(busy, NOW, failed=False)
    assert politeness.turn(done, NOW) == (politeness.Turn.WAIT, NOW + politeness.PAUSE)
    assert politeness.turn(done, NOW + politeness.PAUSE)[0] is politeness.Turn.GO


def test_what_a_killed_worker_held_is_free_again():
    assert politeness.turn(politeness.taken(idle(), NOW), NOW + politeness.LEASE)[0] is politeness.Turn.GO


def test_failures_in_a_row_open_the_circuit_and_one_success_closes_it():
    site = idle()
    rests = []
    for _ in range(9):
        site = politeness.ended(site, NOW, failed=True)
        rests.append(site.resting_until - NOW)
    assert rests[:4] == [timedelta()] * 4
    assert rests[4:7] == [timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=40)]
    assert politeness.turn(site, NOW)[0] is politeness.Turn.REST
    for _ in range(40):
        site = politeness.ended(site, NOW, failed=True)
    assert site.resting_until - NOW == politeness.LONGEST_REST
    assert politeness.turn(politeness.ended(site, NOW, failed=False), NOW + politeness.PAUSE)[0] is politeness.Turn.GO


def test_booked_turns_do_not_meet():
    site, times = idle(), []
    for _ in range(5):
        site, when = politeness.booked(site, NOW)
        times.append(when)
    assert times == [NOW + politeness.PAUSE * number for number in range(1, 6)]


@given(st.integers(1, 4), st.floats(0, 1))
def test_retries_follow_the_schedule_with_jitter(tries, chance):
    when = politeness.retry_at(tries, NOW, chance)
    wait = politeness.RETRIES[tries - 1]
    assert when is not None
    assert wait * 0.79 <= when - NOW <= wait * 1.21


def test_a_site_may_ask_for_more_time_but_not_for_ever():
    assert politeness.retry_at(1, NOW, 0.5, wish=900) == NOW + timedelta(seconds=900)
    assert politeness.retry_at(1, NOW, 0.5, wish=10**9) == NOW + politeness.LONGEST_WISH
    assert politeness.retry_at(5, NOW, 0.5) is None

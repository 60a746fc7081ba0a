"""What a link turns out to name: scope, platform, site, address to fetch, and a form that deceives nobody."""

import pytest

from complaints.domain.identity import Scope, resolve


@pytest.mark.parametrize(
    ("link", "key", "scope", "platform", "site"),
    [
        ("https://www.nur.kz/", "nur.kz", Scope.SITE, None, "nur.kz"),
        ("https://m.nur.kz/a/?utm_source=x", "nur.kz/a", Scope.PAGE, None, "nur.kz"),
        ("https://blog.nur.kz", "blog.nur.kz", Scope.SITE, None, "nur.kz"),
        ("https://abai.github.io/a", "abai.github.io/a", Scope.PAGE, None, "abai.github.io"),
        ("https://abai.wordpress.com/", "abai.wordpress.com", Scope.SITE, None, "abai.wordpress.com"),
        ("https://www.gov.kz/a", "gov.kz/a", Scope.PAGE, None, "www.gov.kz"),
        ("https://министерство.рф/", "xn--b1afiashkohcid.xn--p1ai", Scope.SITE, None, "xn--b1afiashkohcid.xn--p1ai"),
        ("http://93.184.216.34/a", "93.184.216.34/a", Scope.PAGE, None, "93.184.216.34"),
        ("https://nur.kz/#/a", "nur.kz#/a", Scope.PAGE, None, "nur.kz"),
        ("t.me/Abai_Kz", "telegram:account/abai_kz", Scope.ACCOUNT, "telegram", "t.me"),
        ("https://t.me/s/abai_kz/5", "telegram:post/abai_kz/5", Scope.PAGE, "telegram", "t.me"),
        ("https://vk.com/club5", "vk:community/5", Scope.ACCOUNT, "vk", "vk.com"),
        ("https://vk.com/wall-5_6", "vk:wall/-5_6", Scope.PAGE, "vk", "vk.com"),
        ("https://youtu.be/sC4l-LvAH_c", "youtube:video/sC4l-LvAH_c", Scope.PAGE, "youtube", "youtube.com"),
        (
            "https://www.youtube.com/results?search_query=a",
            "youtube.com/results?search_query=a",
            Scope.PAGE,
            "youtube",
            "youtube.com",
        ),
        (
            "https://abai.livejournal.com/",
            "livejournal:journal/abai",
            Scope.ACCOUNT,
            "livejournal",
            "abai.livejournal.com",
        ),
        ("https://abai.blogspot.kz/", "blogspot:blog/abai", Scope.ACCOUNT, "blogspot", "abai.blogspot.com"),
    ],
)
def test_what_a_link_names(link: str, key: str, scope: Scope, platform: str | None, site: str) -> None:
    found = resolve(link)
    assert (found.key, found.scope, found.platform, found.site) == (key, scope, platform, site)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://user:secret@nur.kz/a?id=1&fbclid=IwAR#top", "https://nur.kz/a?id=1"),
        ("https://m.nur.kz./a/", "https://m.nur.kz/a/"),
        ("http://nur.kz:8080/a", "http://nur.kz:8080/a"),
        ("https://nur.kz/a?b=2&a=1&utm_source=x", "https://nur.kz/a?b=2&a=1"),
        ("https://nur.kz/topic?t=5&PHPSESSID=0123456789abcdef", "https://nur.kz/topic?t=5"),
        ("https://nur.kz/#!/a", "https://nur.kz/#!/a"),
        ("https://web.archive.org/web/2016/http://nur.kz/a", "http://nur.kz/a"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fnur.kz%2Fa%3Fb%3D1", "https://nur.kz/a?b=1"),
        ("tg://resolve?domain=abai_kz&post=5", "https://t.me/abai_kz/5"),
        ("https://m.facebook.com/story.php?story_fbid=15&id=16", "https://www.facebook.com/16/posts/15"),
    ],
)
def test_the_address_to_fetch_leads_there_and_carries_no_secret(link: str, url: str) -> None:
    assert resolve(link).url == url


@pytest.mark.parametrize(
    ("link", "shown", "warnings"),
    [
        ("https://www.nur.kz/%D2%9B/a", "nur.kz/қ/a", ()),
        ("https://министерство.рф/а", "министерство.рф/а", ("punycode",)),
        ("https://egеmen.kz/a", "egеmen.kz/a [xn--egmen-0we.kz]", ("punycode", "mixed_script")),
        ("https://аррӏе.com/", "аррӏе.com [xn--80ak6aa92e.com]", ("punycode", "look_alike")),
        ("https://egemen.kz@evil.kz/a", "evil.kz/a", ("credentials",)),
        ("https://t.me/аbaikz", "t.me/аbaikz", ("mixed_script",)),
        ("https://nur.kz/%FF", "nur.kz/%FF", ()),
        ("https://nur.kz/a%E2%80%AEb", "nur.kz/a%E2%80%AEb", ()),
    ],
)
def test_people_are_shown_the_real_host(link: str, shown: str, warnings: tuple[str, ...]) -> None:
    found = resolve(link)
    assert (found.display, found.warnings) == (shown, warnings)

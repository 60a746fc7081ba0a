"""What people paste is accepted or refused with a reason, and several links become several."""

import pytest

from complaints.domain.identity import MAX_LINK, LinkRefused, resolve, split_links
from complaints.domain.identity.messages import MESSAGES


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "link.empty"),
        (" \u200b\u00a0\ufeff ", "link.empty"),
        ("просто слова", "link.not_a_link"),
        ("https://", "link.not_a_link"),
        ("https://a b", "link.host"),
        ("https://%zz/", "link.not_a_link"),
        ("ftp://nur.kz/a", "link.scheme"),
        ("javascript:alert(1)", "link.scheme"),
        ("mailto:someone@nur.kz", "link.email"),
        ("someone@nur.kz", "link.email"),
        ("Пишите на someone@nur.kz", "link.email"),
        ("@abai_kz", "link.handle"),
        ("https://localhost/", "link.host"),
        ("https://nur.local/a", "link.host"),
        ("https://printer.lan/", "link.host"),
        ("nur.nosuchdomain/a", "link.host"),
        ("https://nur..kz/a", "link.host"),
        ("https://nur.kz/very/long…", "link.cut_short"),
        ("https://nur.kz/a https://nur.kz/b", "link.several"),
        ("https://nur.kz/ahttps://nur.kz/b", "link.several"),
        ("nur.kz/a, abai.kz/b", "link.several"),
        (f"https://nur.kz/{'a' * MAX_LINK}", "link.too_long"),
        ("a" * 1_000_000, "link.too_long"),
        ("tg://settings", "link.scheme"),
        ("http://999.999.999.999/a", "link.not_a_link"),
        ("[https://nur.kz/a](https://abai.kz/b)", "link.several"),
        ("hXXps : // nur . kz / a", "link.not_a_link"),
        ("https://nur.kz:99999/", "link.not_a_link"),
        ("\ud800", "link.not_a_link"),
    ],
)
def test_what_is_no_link_is_refused_with_a_reason(text: str, code: str) -> None:
    with pytest.raises(LinkRefused) as refused:
        resolve(text)
    assert refused.value.code == code
    assert MESSAGES[code] % {"line": 1, "link": "x"}


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://nur.kz/a", ["https://nur.kz/a"]),
        ("https://nur.kz/a\r\n\r\n https://abai.kz/b \n", ["https://nur.kz/a", "https://abai.kz/b"]),
        ("https://nur.kz/a https://abai.kz/b", ["https://nur.kz/a", "https://abai.kz/b"]),
        (
            "https://nur.kz/a,https://abai.kz/b;http://orda.kz",
            ["https://nur.kz/a", "https://abai.kz/b", "http://orda.kz"],
        ),
        ("https://nur.kz/ahttps://abai.kz/b", ["https://nur.kz/a", "https://abai.kz/b"]),
        ("https://nur.kz/a\thttps://abai.kz/b", ["https://nur.kz/a", "https://abai.kz/b"]),
        ("nur.kz/a, abai.kz/b", ["https://nur.kz/a", "https://abai.kz/b"]),
        ("1) https://nur.kz/a 2) t.me/abai_kz/5", ["https://nur.kz/a", "https://t.me/abai_kz/5"]),
        ("https://nur.kz/a и ещё https://nur.kz/a", ["https://nur.kz/a и ещё https://nur.kz/a"]),
        ("вот https://nur.kz/a тут", ["вот https://nur.kz/a тут"]),
        ("слова без ссылки", ["слова без ссылки"]),
        ("https://r.jina.ai/https://nur.kz/a", ["https://r.jina.ai/https://nur.kz/a"]),
        ("https://web.archive.org/web/2016/https://nur.kz/a", ["https://web.archive.org/web/2016/https://nur.kz/a"]),
        ("https://vk.com/away.php?to=https://nur.kz/a", ["https://vk.com/away.php?to=https://nur.kz/a"]),
        ("", []),
    ],
)
def test_several_links_become_several(text: str, links: list[str]) -> None:
    assert split_links(text) == links


def test_a_link_given_twice_is_one_link() -> None:
    assert resolve("https://nur.kz/a и ещё https://nur.kz/a").key == "nur.kz/a"


def test_a_link_of_the_greatest_length_is_named() -> None:
    link = "https://nur.kz/" + "a" * (MAX_LINK - 15)
    assert len(link) == MAX_LINK
    assert resolve(link).url == link

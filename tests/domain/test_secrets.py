"""Which links carry a secret, and which merely look as if they did."""

import csv
import json

import pytest

from complaints.domain.admissibility.secrets import Secret, secret_in
from tests.corpora import corpus

RANDOM = "9f86d081884c7d659a2feaa0c55ad015"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://mail.kz/?access_token=abc123", Secret.TOKEN),
        ("https://mail.kz/?Access-Token=abc123", Secret.TOKEN),
        ("https://mail.kz/?access%5Ftoken=abc123", Secret.TOKEN),
        ("https://mail.kz/#access_token=abc123&expires_in=3600", Secret.TOKEN),
        ("https://mail.kz/#/auth?token=abc123", Secret.TOKEN),
        (f"https://mail.kz/open/{JWT}", Secret.TOKEN),
        (f"https://s3.kz/a.jpg?X-Amz-Signature={RANDOM}", Secret.TOKEN),
        (f"https://cloud.kz/a?sig={RANDOM}", Secret.TOKEN),
        ("https://api.telegram.org/bot123456789:AAF0abcdefghijklmnopqrstuvwxyz01234/getMe", Secret.TOKEN),
        ("https://shop.kz/?password=1234", Secret.TOKEN),
        ("https://forum.kz/viewtopic.php?t=5&sid=0123456789abcdef0123456789abcdef", Secret.SESSION),
        ("https://shop.kz/cart;jsessionid=0A1B2C3D4E5F?x=1", Secret.SESSION),
        ("https://shop.kz/?PHPSESSID=q1w2e3r4t5", Secret.SESSION),
        ("https://shop.kz/(S(abcdefghijklmnopqrstuvwx))/page.aspx", Secret.SESSION),
        ("https://bank.kz/?otp=123456", Secret.CODE),
        ("https://t.me/login/12345", Secret.CODE),
        ("https://site.kz/callback?code=4%2F0AX4XfWj&state=xyz", Secret.CODE),
        (f"https://site.kz/reset-password/{RANDOM}", Secret.CODE),
        (f"https://site.kz/users/verify/{RANDOM}", Secret.CODE),
        (f"https://site.kz/?confirmation={RANDOM}", Secret.CODE),
    ],
)
def test_a_link_that_carries_a_secret_is_known(link: str, kind: Secret):
    assert secret_in(link) is kind


@pytest.mark.parametrize(
    "link",
    [
        "https://tengrinews.kz/article/tokens-and-secrets-of-the-session/",
        "https://site.kz/?session=2024",
        "https://site.kz/?key=politics",
        "https://site.kz/?s=выборы+президента",
        "https://site.kz/?code=1234",
        "https://site.kz/?sign=libra",
        "https://youtube.com/watch?v=dQw4w9WgXcQ&si=abcdefgh12345678",
        "https://t.me/joinchat/AAAAAEkk2WdoDrB4-Q8-gg",
        "https://t.me/+AbCdEfGhIjKlMnOp",
        "https://vk.com/wall-12345_67890?reply=1&thread=2",
        "https://site.kz/verify/how-to-check-the-news",
        "https://site.kz/confirm/2024",
        "https://site.kz/login",
        "https://site.kz/?token=",
        "https://site.kz/login/reset",
        "no link at all",
    ],
)
def test_a_link_without_one_may_be_fetched(link: str):
    assert secret_in(link) is None


@pytest.mark.corpus
def test_no_page_of_the_corpora_is_held_back():
    links = []
    for name in ("kz_urls.csv", "ru_urls.csv", "global_urls.csv"):
        with corpus(name).open(encoding="utf-8") as lines:
            links += [row["url"] for row in csv.DictReader(lines)]
    assert len(links) > 3_000
    assert [link for link in links if secret_in(link)] == []


@pytest.mark.corpus
def test_only_sessions_of_the_pairs_are_held_back():
    held = []
    for line in corpus("url_pairs_dev.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        held += [link for link in (pair["a"], pair["b"]) if secret_in(link)]
    assert len(held) <= 6, held

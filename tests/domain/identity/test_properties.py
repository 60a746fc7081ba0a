"""What holds for every link whatsoever: naming is stable, blind to noise and order, pure, and bounded in time."""

import locale
import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from complaints.domain.identity import LinkRefused, Resource, key_of, resolve, split_links
from complaints.domain.identity.messages import MESSAGES
from tests.domain.identity.samples import PAIRS, links, links_of_tables

LINKS = sorted({link for pair in PAIRS for link in (pair.a, pair.b)} | set(links_of_tables()))
NOISE = ("utm_source=telegram", "fbclid=IwAR0xYz", "yclid=12345", "_openstat=a%3Bb", "gclid=Cj0", "UTM_Term=%D0%B0", "")
SLOWEST = 0.25  # seconds, on any machine that runs tests


def named_or_refused(text: str) -> Resource | None:
    """Name what a text names; None where it is refused with a reason that people can be told."""
    try:
        return resolve(text)
    except LinkRefused as refusal:
        if refusal.code not in MESSAGES:
            raise
        return None


def assert_stable(text: str) -> None:
    """Naming the address of what a text names gives the same key, address, platform and site again."""
    found = named_or_refused(text)
    if found is None:
        return
    again = resolve(found.url)
    assert again.key == found.key
    assert again.url == found.url
    assert again.platform == found.platform
    assert again.site == found.site


@pytest.mark.parametrize("link", LINKS)
def test_the_address_of_a_thing_names_the_thing(link: str) -> None:
    assert_stable(link)


@settings(max_examples=600, deadline=None)
@given(links())
@example("https://a.kz/x;https:\\\\b.kz")
@example("https://inform.kz/a.#b")
@example("https://inform.kz/?q=(")
def test_the_address_of_an_odd_link_names_the_same(link: str) -> None:
    assert_stable(link)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_named_or_refused_with_a_reason(text: str) -> None:
    assert_stable(text)
    assert isinstance(key_of(text), str)
    for link in split_links(text):
        assert_stable(link)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60), st.sampled_from(["replace", "surrogateescape"]))
def test_any_bytes_are_named_or_refused_with_a_reason(line: bytes, errors: str) -> None:
    assert_stable(line.decode("utf-8", errors))
    assert_stable(f"https://nur.kz/{line.decode('utf-8', errors)}")


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("link", [link for link in LINKS if re.fullmatch(r"https?://[^?#]+\?[\w.]+=[^#]*\w", link)])
def test_noise_never_changes_a_key(link: str, noise: str) -> None:
    assert key_of(f"{link}&{noise}") == key_of(link)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.text("abcdef", min_size=1, max_size=4), st.text("xyz01", max_size=3)), max_size=6),
    st.randoms(),
)
def test_the_order_of_parameters_and_noise_never_change_a_key(words: list[tuple[str, str]], random: object) -> None:
    parts = [f"{name}={value}" for name, value in words]
    shuffled = [*parts, *NOISE[:3]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert key_of("https://nur.kz/a?" + "&".join(parts)) == key_of("https://nur.kz/a?" + "&".join(shuffled))


def test_a_key_depends_on_no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [key_of(link) for link in LINKS]
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    monkeypatch.setenv("TZ", "Asia/Almaty")
    kept = locale.setlocale(locale.LC_ALL)
    try:
        for name in ("tr_TR.UTF-8", "C.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            assert [key_of(f"{link} ") for link in LINKS] == before
    finally:
        locale.setlocale(locale.LC_ALL, kept)


HOSTILE = [
    piece * times
    for times in (2_000, 1_000_000)
    for piece in (
        "a", "/", ".", "%", "%2", "%25", ")", "(", "https://", "https://a.kz/", "http:", "@", "a@", "a.", "&", "&amp;",
        "[.]", "\u200b", "\u202e", "\x00", "\ud800", "…", "«", " ", "\t", "?", "#", "=", "-", "xn--", "a-", "h",
        "//", "*",
    )
]  # fmt: skip
STARTS = [
    "", "https://nur.kz/", "https://t.me/", "https://vk.com/", "https://vk.com/?w=", "https://www.facebook.com/",
    "https://www.youtube.com/", "https://www.google.com/url?q=", "https://web.archive.org/web/", "https://nur.kz/a?",
    "https://urldefense.com/v3/__", "https://webcache.googleusercontent.com/search?q=cache:", "intent://", "tg://",
    "a.kz/", "https://medium.com/", "https://rutube.ru/", "https://", "http://nur.kz/#!", "https://abai.tumblr.com/",
]  # fmt: skip


@pytest.mark.parametrize("start", STARTS)
def test_every_input_is_answered_in_bounded_time(start: str) -> None:
    for piece in HOSTILE:
        for text in (start + piece, start + piece[:1_900], start + piece[:1_900] + "!"):
            started = time.thread_time()
            named_or_refused(text)
            assert time.thread_time() - started < SLOWEST, (start, piece[:10], len(text))


def test_splitting_is_bounded_in_time() -> None:
    for piece in HOSTILE:
        started = time.thread_time()
        split_links(piece)
        assert time.thread_time() - started < 1, piece[:10]

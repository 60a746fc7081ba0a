"""Where the service may connect: the policy by itself, over names and addresses given by the tests."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from complaints.domain.admissibility import (
    UnreadableOption,
    admissible_lines,
    closed,
    follow,
    judge,
    judge_chain,
)

CORPUS = Path(os.environ.get("ARYZ_TEST_DATA", Path(__file__).parents[2] / ".." / "shared" / "data")) / "ssrf/urls.txt"
PUBLIC = "93.184.215.14"
FIXTURE = re.compile(r"(?P<kind>dns2?|redirect):(?P<value>\S+)")


def to(*addresses: str):
    return lambda host: addresses


def never(host: str) -> Sequence[str]:
    raise AssertionError(f"{host} was looked up although the link is refused by its form")


def unescape(text: str) -> str:
    text = text.replace("\\t", "\t").replace("\\n", "\n")
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


def corpus():
    if not CORPUS.is_file():
        return [pytest.param("", "", "", marks=pytest.mark.skip(reason=f"no {CORPUS}: set ARYZ_TEST_DATA"))]
    rows = [line.split("\t") for line in CORPUS.read_text("utf-8").split("\n") if line and line[0] != "#"]
    return [
        pytest.param(expect, unescape(link), fixture, id=f"{number}-{kind}")
        for number, (expect, kind, link, fixture, _) in enumerate(rows)
    ]


@pytest.mark.corpus
@pytest.mark.parametrize(("expect", "link", "fixture"), corpus())
def test_every_link_of_the_corpus_is_judged_right(expect: str, link: str, fixture: str):
    resolve, redirect, last = [], [], link
    for found in FIXTURE.finditer(fixture):
        if found["kind"] == "redirect":
            redirect.append(f"{last}={found['value']}")
            last = found["value"]
        else:
            resolve.append(found["value"])
    (verdict,) = admissible_lines([link], resolve, redirect)
    assert verdict["verdict"] == expect, verdict
    # The reason must be the policy's own and not merely that a test gave the name no address.
    assert verdict["reason"] != "unresolvable" or fixture.endswith("=") or " then " in fixture


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("http://127.0.0.1/", "address_loopback"),
        ("http://0x7f.1/", "address_loopback"),
        ("http://2130706433/", "address_loopback"),
        ("http://①②⑦.0.0.1/", "address_loopback"),
        ("http://[::ffff:127.0.0.1]/", "address_embedded_ipv4"),
        ("http://[::127.0.0.1]/", "address_embedded_ipv4"),
        ("http://[64:ff9b::8.8.8.8]/", "address_embedded_ipv4"),
        ("http://[2606:4700::5efe:10.0.0.1]/", "address_embedded_ipv4"),
        ("http://[fec0::1]/", "address_private"),
        ("http://[fd00:ec2::254]/", "address_private"),
        ("http://[4000::1]/", "address_reserved"),
        ("http://168.63.129.16/", "address_metadata"),
        ("http://255.255.255.255/", "address_reserved"),
        ("http://198.19.255.255/", "address_benchmarking"),
        ("http://203.0.113.9/", "address_documentation"),
        ("http://localhost./", "internal_name"),
        ("http://a.LOCALHOST/", "internal_name"),
        ("http://printer.local/", "internal_name"),
        ("http://metadata.google.internal/", "internal_name"),
        ("http://api.metadata.cloud.ibm.com/", "metadata"),
        ("http://instance-data/", "single_label"),
        ("http://a..kz/", "malformed"),
        (f"http://{'a' * 64}.kz/", "malformed"),
        ("http://user@example.kz/", "credentials"),
        ("http://:secret@example.kz/", "credentials"),
        ("http://example.kz:0/", "port"),
        ("https://example.kz:8081/", "port"),
        ("http://example.kz\\@10.0.0.1/", "ambiguous"),
        ("http:\\\\example.kz:80\\@\t10.0.0.1/", "ambiguous"),
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("https://example.kz/" + "a" * 2_030, "too_long"),
        ("example.kz", "malformed"),
    ],
)
def test_a_link_refused_by_its_form_is_never_looked_up(link: str, reason: str):
    assert judge(link, never).reason == reason


@pytest.mark.parametrize(
    "address",
    [
        "1.0.0.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "126.255.255.255",
        "128.0.0.1",
        "169.255.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "191.255.255.255",
        "192.0.1.1",
        "192.167.255.255",
        "192.169.0.1",
        "198.17.255.255",
        "198.20.0.1",
        "223.255.255.255",
        "2001:200::1",
        "2400:cb00::1",
        "2a02:6b8::2:242",
    ],
)
def test_addresses_beside_closed_ranges_are_public(address: str):
    assert closed(address) is None


@pytest.mark.parametrize("address", ["fe80::1%eth0", "2606:4700::1%1", "127.1", "", "example.kz", "1.2.3.4/32"])
def test_an_answer_that_is_not_one_plain_address_is_closed(address: str):
    assert judge("http://example.kz/", to(address)).reason == "address_malformed"


def test_one_closed_address_among_public_ones_refuses_the_name():
    assert judge("https://example.kz/", to(PUBLIC, "10.0.0.5")).reason == "address_private"


def test_a_lawful_link_comes_with_what_to_connect_to():
    verdict = judge("https://ҚАЗАҚСТАН.қаз:8443/бет", to(PUBLIC, "2606:4700:4700::1111"))
    assert verdict.allow
    assert verdict.host == "xn--80aaa0a6awh12ed.xn--80ao21a"
    assert (verdict.port, verdict.addresses) == (8443, (PUBLIC, "2606:4700:4700::1111"))


def test_space_around_a_link_does_not_count_towards_its_length():
    assert judge("  https://example.kz/" + "a" * 2_029 + " ", to(PUBLIC)).allow


def test_a_name_that_turns_inward_at_the_second_look_is_refused():
    answers = iter([(PUBLIC,), ("127.0.0.1",)])
    assert judge("http://example.kz/", lambda host: next(answers)).reason == "rebinding"


def test_a_name_with_changing_public_addresses_keeps_those_of_the_first_look():
    answers = iter([(PUBLIC,), ("1.1.1.1",)])
    verdict = judge("http://example.kz/", lambda host: next(answers))
    assert (verdict.allow, verdict.addresses) == (True, (PUBLIC,))


def hops(count: int) -> dict[str, str]:
    return {f"https://a{n}.kz/": f"https://a{n + 1}.kz/" for n in range(count)}


def test_five_redirects_are_followed_and_the_sixth_is_not():
    assert judge_chain("https://a0.kz/", to(PUBLIC), hops(5)).host == "a5.kz"
    assert judge_chain("https://a0.kz/", to(PUBLIC), hops(6)).reason == "too_many_redirects"


def test_a_redirect_loop_ends_as_too_many_redirects():
    assert judge_chain("https://a.kz/", to(PUBLIC), {"https://a.kz/": "/"}).reason == "too_many_redirects"


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://[::1]/", "address_loopback"),
        ("//169.254.169.254/", "address_link_local"),
        ("\\\\10.0.0.1\\", "address_private"),
        ("/\\10.0.0.1/", "address_private"),
        ("file:///etc/passwd", "scheme"),
        ("https://u:p@example.kz/", "credentials"),
        ("http://[::1", "malformed"),
        ("next?x=1", "public"),
    ],
)
def test_each_redirect_meets_the_whole_policy(location: str, reason: str):
    assert judge_chain("https://example.kz/a/b", to(PUBLIC), {"https://example.kz/a/b": location}).reason == reason


def test_a_relative_answer_is_followed_from_where_it_was_given():
    assert follow("https://example.kz/a/b?x", "c#d") == "https://example.kz/a/c#d"


def test_lines_are_judged_in_order_with_given_answers():
    lines = ["https://қазақстан.қаз/ \n", "", "http://nowhere.kz/\r\n"]
    assert list(admissible_lines(lines, [f"қазақстан.қаз={PUBLIC}", "nowhere.kz="], [])) == [
        {"input": "https://қазақстан.қаз/ ", "verdict": "allow", "reason": "public"},
        {"input": "", "verdict": "refuse", "reason": "malformed"},
        {"input": "http://nowhere.kz/", "verdict": "refuse", "reason": "unresolvable"},
    ]


def test_changing_answers_start_anew_on_each_line():
    lines = ["http://re.kz/", "http://re.kz/"]
    verdicts = admissible_lines(lines, [f"re.kz={PUBLIC}>127.0.0.1"], [])
    assert [verdict["reason"] for verdict in verdicts] == ["rebinding", "rebinding"]


def test_links_with_equals_signs_can_be_given_as_redirects():
    resolve = [f"vk.com={PUBLIC}", f"a.kz={PUBLIC}"]
    redirect = ["https://vk.com/away.php?to=1&b=2=http://10.0.0.1/?x=y", "https://a.kz/?p=1=/q?r=2"]
    verdicts = admissible_lines(["https://vk.com/away.php?to=1&b=2", "https://a.kz/?p=1"], resolve, redirect)
    assert [verdict["reason"] for verdict in verdicts] == ["address_private", "public"]


@pytest.mark.parametrize(("resolve", "redirect"), [(["example.kz"], []), (["=1.2.3.4"], []), ([], ["https://a.kz/"])])
def test_an_unreadable_option_is_named_before_anything_is_judged(resolve: list[str], redirect: list[str]):
    with pytest.raises(UnreadableOption, match="takes"):
        admissible_lines([], resolve, redirect)

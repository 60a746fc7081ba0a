"""The corpus of links through the real fetcher: names answered by a a stub, pages by a stub server."""

import ssl
from collections.abc import Sequence

import httpcore
import pytest

from complaints.domain.admissibility import PORTS, closed
from complaints.domain.admissibility.lines import parse_answers
from complaints.net.fetch import FetchFailed
from tests.domain.test_admissibility import FIXTURE, PUBLIC, corpus
from tests.net.hostile import Authority, Site, http, moved


class Stub:
    """One server behind every public address, in the clear and under TLS; what else is connected to fails the test."""

    def __init__(self, plain: Site, secure: Site, names: dict[str, list[Sequence[str]]]) -> None:
        self.plain, self.secure, self.names = plain, secure, names
        self.asked: list[str] = []

    def resolve(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        turns = self.names.get(host, [()])
        return turns.pop(0) if len(turns) > 1 else turns[0]

    def connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        assert closed(address) is None, f"connected to {address}"
        assert port in PORTS
        there = self.secure if port in {443, 8443} else self.plain
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", there.port, timeout=seconds)


class Anywhere(dict[str, bytes]):
    """Answers every path alike."""

    def __init__(self, answers: list[bytes]) -> None:
        super().__init__()
        self.answers = answers

    def get(self, key: str, default: bytes | None = None) -> bytes:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.mark.corpus
@pytest.mark.parametrize(("expect", "link", "fixture"), corpus())
def test_the_fetcher_connects_where_the_corpus_allows_and_nowhere_else(expect, link, fixture, fetcher, tmp_path):
    names: dict[str, list[Sequence[str]]] = {}
    answers: list[bytes] = []
    for found in FIXTURE.finditer(fixture):
        if found["kind"] == "redirect":
            answers.append(moved(found["value"]))
            continue
        names |= {host: list(turns) for host, turns in parse_answers([found["value"]]).items()}
    anywhere = Anywhere([*answers, http(b"arrived")])
    plain, secure = Site(), Site(Authority(tmp_path).server("stub.example"))
    plain.paths = secure.paths = anywhere
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    stub = Stub(plain, secure, names)
    try:
        ask = fetcher(resolver=stub.resolve, connect=stub.connect, tls=trusting)
        if expect == "allow":
            assert ask.fetch(link).body == b"arrived"
            return
        with pytest.raises(FetchFailed) as refused:
            ask.fetch(link)
        assert refused.value.code in {"refused_by_policy", "dns"}
        assert len(plain.requests) + len(secure.requests) <= len(answers), "the forbidden end of a chain was asked"
    finally:
        plain.close()
        secure.close()


def test_a_name_rebound_after_the_check_is_still_asked_at_the_checked_address(fetcher):
    site = Site()
    site.paths["/"] = http(b"the checked one")
    stub = Stub(site, site, {"re.kz": [(PUBLIC,), (PUBLIC,), ("127.0.0.1",)]})
    try:
        assert fetcher(resolver=stub.resolve, connect=stub.connect).fetch("http://re.kz/").body == b"the checked one"
        assert stub.asked == ["re.kz", "re.kz"], "the name is looked up by the policy alone, never to connect"
    finally:
        site.close()

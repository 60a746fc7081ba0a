"""Fetching from strangers: what arrives, where it leads, and that nothing else is ever connected to."""

import contextlib
import time
from dataclasses import replace

import httpcore
import pytest

from complaints.net.fetch import CODES, Fetched, FetchFailed
from tests.net.conftest import LIMITS
from tests.net.hostile import ADDRESS, Authority, Site, http, moved


def refused(fetch, url: str = "http://site.kz/") -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetch(url)
    assert caught.value.code in CODES
    return caught.value


def test_a_page_arrives_with_what_was_said_on_the_way(site, internet, fetcher):
    site.paths["/a%20b?q=%D1%8B"] = http(b"<p>hello", "Content-Type: text/html", "X-Twice: 1", "X-Twice: 2")
    page = fetcher().fetch("http://SITE.kz/a b?q=ы#part")
    assert isinstance(page, Fetched)
    assert (page.status, page.body, page.host) == (200, b"<p>hello", "site.kz")
    assert page.final_url == "http://site.kz/a%20b?q=%D1%8B"
    assert page.header("content-TYPE") == "text/html"
    assert [value for name, value in page.headers if name == "X-Twice"] == ["1", "2"]
    assert page.started_at.utcoffset() is not None
    assert 0 < page.elapsed < 5
    (hop,) = page.chain
    assert hop.address == ADDRESS
    assert hop.request.decode() == site.requests[0]
    assert hop.response == site.paths["/a%20b?q=%D1%8B"]
    assert hop.complete


def test_the_request_says_who_asks_and_nothing_else(site, fetcher, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    site.paths["/"] = moved("/next", "Set-Cookie: id=1")
    site.paths["/next"] = http(b"x")
    fetcher().fetch("http://site.kz/#secret")
    for request in site.requests:
        names = [line.split(":")[0].lower() for line in request.splitlines()[1:] if line]
        assert names == ["host", "user-agent", "accept", "accept-encoding", "connection"]
        assert "Host: site.kz\r\n" in request
        assert "User-Agent: Aryz/1 (+https://aryz.example; operator@aryz.example)\r\n" in request
        assert "secret" not in request


def test_an_error_page_is_a_page(site, fetcher):
    site.paths["/"] = http(b"gone", status="410 Gone")
    page = fetcher().fetch("http://site.kz/")
    assert (page.status, page.body) == (410, b"gone")


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_redirects_are_followed_and_kept(site, fetcher, status):
    site.paths["/"] = http(b"", "Location: b?x=1", status=status)
    site.paths["/b?x=1"] = http(b"there")
    page = fetcher().fetch("http://site.kz/")
    assert page.body == b"there"
    assert [(hop.url, hop.complete) for hop in page.chain] == [
        ("http://site.kz/", False),
        ("http://site.kz/b?x=1", True),
    ]


@pytest.mark.parametrize("status", ["300 Choices", "304 Not Modified", "200 OK"])
def test_a_location_without_a_redirect_is_not_followed(site, fetcher, status):
    site.paths["/"] = http(b"", "Location: http://10.0.0.1/", status=status)
    assert len(fetcher().fetch("http://site.kz/").chain) == 1


@pytest.mark.parametrize(
    ("location", "detail"),
    [
        ("http://127.0.0.1/", "address_loopback"),
        ("http://[::1]:8080/", "address_loopback"),
        ("http://2852039166/", "address_link_local"),
        ("//10.0.0.7/", "address_private"),
        ("\\\\10.0.0.7/", "address_private"),
        ("http://inner.kz/", "address_private"),
        ("http://mixed.kz/", "address_shared"),
        ("http://localhost:8080/", "internal_name"),
        ("http://metadata.google.internal/", "internal_name"),
        ("gopher://127.0.0.1:6379/_INFO", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("http://site.kz:6379/", "port"),
        ("http://user:pass@site.kz/", "credentials"),
        ("http://site.kz/" + "a" * 2_050, "too_long"),
    ],
)
def test_the_whole_policy_is_repeated_at_each_redirect(site, internet, fetcher, location, detail):
    internet.names["inner.kz"] = [("192.168.1.1",)]
    internet.names["mixed.kz"] = [(ADDRESS, "100.64.0.1")]
    site.paths["/"] = moved(location)
    failed = refused(fetcher().fetch)
    assert (failed.code, failed.detail) == ("refused_by_policy", detail)
    assert [hop.url for hop in failed.chain] == ["http://site.kz/"]
    assert internet.connections == [(ADDRESS, 80)]


def test_nothing_is_connected_to_where_the_first_link_is_refused(internet, fetcher):
    assert refused(fetcher().fetch, "http://169.254.169.254/latest/meta-data/").code == "refused_by_policy"
    assert internet.connections == []


def test_a_rebound_name_is_connected_to_only_at_the_checked_address(site, internet, fetcher):
    internet.names["site.kz"] = [(ADDRESS,), (ADDRESS,), ("127.0.0.1",)]
    site.paths["/"] = http(b"x")
    assert fetcher().fetch("http://site.kz/").body == b"x"
    assert internet.connections == [(ADDRESS, 80)]


def test_a_name_rebound_between_two_redirects_is_refused(site, internet, fetcher):
    internet.names["site.kz"] = [(ADDRESS,), (ADDRESS,), ("127.0.0.1",)]
    site.paths["/"] = moved("/again")
    assert refused(fetcher().fetch).detail == "address_loopback"
    assert internet.connections == [(ADDRESS, 80)]


def test_a_redirect_loop_ends_after_five(site, fetcher):
    site.paths["/"] = moved("/")
    failed = refused(fetcher().fetch)
    assert (failed.code, len(failed.chain), len(site.requests)) == ("too_many_redirects", 6, 6)


def test_the_next_address_is_tried_where_the_first_does_not_answer(site, internet, fetcher):
    internet.names["site.kz"] = [("1.1.1.1", ADDRESS)]
    internet.routes["1.1.1.1", 80] = httpcore.ConnectError("refused")
    site.paths["/"] = http(b"x")
    assert fetcher().fetch("http://site.kz/").chain[0].address == ADDRESS


@pytest.mark.parametrize(
    ("failure", "code"), [(httpcore.ConnectError("no"), "connection"), (httpcore.ConnectTimeout(), "timeout")]
)
def test_a_site_that_cannot_be_connected_to_is_told_apart(internet, fetcher, failure, code):
    internet.routes[ADDRESS, 80] = failure
    assert refused(fetcher().fetch).code == code


def test_a_name_without_addresses_is_a_finding_about_names(fetcher):
    assert refused(fetcher().fetch, "http://nowhere.kz/").code == "dns"


def test_a_resolver_that_does_not_answer_is_left_behind(fetcher):
    began = time.monotonic()
    slow = fetcher(resolver=lambda host: time.sleep(1) or [ADDRESS], limits=replace(LIMITS, dns=0.1))
    assert refused(slow.fetch).code == "dns"
    assert time.monotonic() - began < 0.8


def test_without_egress_nothing_is_attempted(internet, fetcher):
    assert refused(fetcher("none").fetch).code == "not_attempted"
    assert internet.connections == []


def test_tls_is_checked_against_the_name_and_not_the_address(internet, fetcher, tmp_path):
    seen: list[str | None] = []
    authority = Authority(tmp_path)
    with contextlib.closing(Site(authority.server("site.kz", seen))) as secure:
        secure.paths["/"] = http(b"secret")
        internet.routes[ADDRESS, 443] = secure
        page = fetcher(tls=authority.trusting()).fetch("https://site.kz./")
        assert page.body == b"secret"
        assert seen == ["site.kz"]
        assert page.chain[0].request.startswith(b"GET / HTTP/1.1\r\n")
        internet.names["other.kz"] = [(ADDRESS,)]
        assert refused(fetcher(tls=authority.trusting()).fetch, "https://other.kz/").code == "tls"
        assert refused(fetcher().fetch, "https://site.kz/").code == "tls"


def test_plain_text_where_tls_is_expected_is_a_tls_failure(internet, fetcher):
    with contextlib.closing(Site()) as plain:
        plain.paths["/"] = http(b"x")
        internet.routes[ADDRESS, 443] = plain
        # The server waits for a head that never comes; a handshake is no head.
        limits = replace(LIMITS, seconds=0.5)
        assert refused(fetcher(limits=limits).fetch, "https://site.kz/").code in {"tls", "timeout"}


def test_a_proxy_is_asked_for_a_tunnel_to_the_checked_address(site, internet, fetcher):
    def tunnel(connection):
        connection.sendall(b"HTTP/1.1 200 Connection established\r\nVia: proxy\r\n\r\n")
        site._answer(connection)

    with contextlib.closing(Site()) as proxy:
        proxy.paths[f"{ADDRESS}:80"] = tunnel
        internet.routes["proxy.inside", 3128] = proxy
        site.paths["/"] = http(b"through")
        page = fetcher("http://me:p%40ss@proxy.inside:3128").fetch("http://site.kz/")
        assert page.body == b"through"
        assert proxy.requests[0].startswith(f"CONNECT {ADDRESS}:80 HTTP/1.1\r\n")
        assert "Proxy-Authorization: Basic bWU6cEBzcw==" in proxy.requests[0]
        assert "Proxy" not in site.requests[0]
        assert internet.connections == [("proxy.inside", 3128)]
        assert b"CONNECT" not in page.chain[0].request


def test_a_proxy_that_refuses_is_a_failed_connection(internet, fetcher):
    with contextlib.closing(Site()) as proxy:
        proxy.paths[f"{ADDRESS}:80"] = b"HTTP/1.1 403 Forbidden\r\n\r\n"
        internet.routes["proxy.inside", 3128] = proxy
        assert refused(fetcher("http://proxy.inside:3128").fetch).code == "connection"


@pytest.mark.parametrize("link", ["http://site.kz/?access_token=abcd1234", "http://site.kz/#access_token=abcd1234"])
def test_a_link_that_carries_a_secret_is_not_even_looked_up(internet, fetcher, link):
    with pytest.raises(FetchFailed) as failed:
        fetcher(resolver=lambda host: pytest.fail("looked up")).fetch(link)
    assert failed.value.code == "carries_secret"
    assert internet.connections == []


def test_a_short_link_to_a_secret_is_not_followed(site, internet, fetcher):
    site.paths["/"] = moved("http://other.kz/?reset_token=abcd1234")
    internet.names["other.kz"] = [(ADDRESS,)]
    with pytest.raises(FetchFailed, match="carries_secret"):
        fetcher().fetch("http://site.kz/")
    assert len(site.requests) == 1


def test_a_session_that_the_site_itself_hands_out_is_followed(site, fetcher):
    site.paths["/"] = moved("/start;jsessionid=0A1B2C3D4E5F")
    site.paths["/start;jsessionid=0A1B2C3D4E5F"] = http(b"there")
    assert fetcher().fetch("http://site.kz/").body == b"there"


def test_a_barred_link_is_not_opened_where_a_redirect_leads_to_it(site, internet, fetcher):
    site.paths["/"] = moved("http://other.kz/barred")
    internet.names["other.kz"] = [(ADDRESS,)]
    with pytest.raises(FetchFailed, match="no_capture"):
        fetcher(barred=lambda url: url.endswith("/barred")).fetch("http://site.kz/")
    assert len(site.requests) == 1

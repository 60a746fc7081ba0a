"""Sites that try to hang, fill or confuse the fetcher: each is over in time, within memory, with its cause named."""

import contextlib
import gzip
import time
import tracemalloc
import zlib
from dataclasses import replace

import pytest

from complaints.net.fetch import CODES, FetchFailed, Limits
from tests.net.conftest import LIMITS
from tests.net.hostile import ADDRESS, Site, http

SHORT = replace(LIMITS, seconds=0.6)
OK = b"HTTP/1.1 200 OK\r\n"


def failure(fetcher, limits: Limits = LIMITS) -> FetchFailed:
    began = time.monotonic()
    with pytest.raises(FetchFailed) as caught:
        fetcher(limits=limits).fetch("http://site.kz/")
    assert time.monotonic() - began < limits.seconds + 0.5
    assert caught.value.code in CODES
    return caught.value


def raw_deflate(data: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-15)
    return squeeze.compress(data) + squeeze.flush()


def drip(start: bytes, piece: bytes, pause: float, times: int = 1_000):
    def answer(connection):
        connection.sendall(start)
        for _ in range(times):
            connection.sendall(piece)
            if pause:
                time.sleep(pause)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        drip(OK, b"X", 0.05),
        drip(OK + b"Content-Length: 100000\r\n\r\n", b"x", 0.05),
        drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", 0.05),
        drip(OK + b"Transfer-Encoding: chunked\r\n\r\n1;ext=", b"x", 0.05),
        drip(b"", b"", 0.1, 20),
    ],
    ids=["head", "body", "chunks", "chunk extension", "silence"],
)
def test_a_slow_drip_ends_at_the_deadline_of_the_whole_exchange(site, fetcher, answer):
    site.paths["/"] = answer
    assert failure(fetcher, SHORT).code == "timeout"


def test_a_handshake_that_stalls_ends_at_the_deadline(internet, fetcher):
    with contextlib.closing(Site()) as silent:
        internet.routes[ADDRESS, 443] = silent
        with pytest.raises(FetchFailed) as caught:
            fetcher(limits=SHORT).fetch("https://site.kz/")
        assert caught.value.code == "timeout"


def test_slow_redirects_share_one_deadline(site, fetcher):
    def late(connection):
        time.sleep(0.25)
        connection.sendall(http(b"", "Location: /", status="302 Found"))

    site.paths["/"] = late
    assert failure(fetcher, SHORT).code == "timeout"


@pytest.mark.parametrize(
    "answer",
    [
        drip(OK, b"X-Header: " + b"x" * 1_000 + b"\r\n", 0),
        drip(OK + b"X: ", b"x" * 1_000, 0),
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0, 10_000),
        drip(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n", 0, 10_000),
        drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n", 0, 10_000),
        drip(OK + b"Connection: close\r\n\r\n", b"x" * 4096, 0, 10_000),
        drip(OK + b"Content-Length: 99999999999\r\n\r\n", b"x" * 4096, 0, 10_000),
    ],
    ids=["headers", "one header", "continue", "early hints", "chunks", "until closed", "stated length"],
)
def test_what_never_ends_is_stopped_at_its_limit(site, fetcher, answer):
    site.paths["/"] = answer
    failed = failure(fetcher)
    assert failed.code in {"too_large", "protocol"}
    assert failed.code == "too_large" or "header" in failed.detail.lower() or "headers" in failed.detail.lower()


def test_a_flood_of_one_byte_chunks_is_stopped(site, fetcher):
    site.paths["/"] = drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 10_000, 0)
    assert failure(fetcher, replace(LIMITS, seconds=4)).code in {"too_large", "timeout"}


BOMB = b"\0" * 64_000_000


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(BOMB, 9)),
        ("deflate", zlib.compress(BOMB, 9)),
        ("deflate", raw_deflate(BOMB)),
        ("gzip, gzip", gzip.compress(gzip.compress(BOMB, 9))),
        ("deflate, gzip", gzip.compress(zlib.compress(BOMB, 9))),
        ("gzip", gzip.compress(b"\0" * 500_000) * 5),
    ],
    ids=["gzip", "zlib", "deflate", "gzip in gzip", "zlib in gzip", "many members"],
)
def test_a_decompression_bomb_never_passes_the_limit_in_memory(site, fetcher, encoding, body):
    site.paths["/"] = http(body, f"Content-Encoding: {encoding}")
    tracemalloc.start()
    try:
        assert failure(fetcher).code == "too_large"
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5 * LIMITS.body


TEXT = b"some text, " * 1_000


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("X-GZIP", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:500]) + gzip.compress(TEXT[500:])),
        ("gzip", gzip.compress(TEXT) + b"\0" * 100),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
        ("deflate, gzip", gzip.compress(zlib.compress(TEXT))),
        ("identity", TEXT),
        ("none", TEXT),
    ],
)
def test_lawful_encodings_are_undone(site, fetcher, encoding, body):
    site.paths["/"] = http(body, f"Content-Encoding: {encoding}")
    page = fetcher().fetch("http://site.kz/")
    assert page.body == TEXT
    assert page.chain[0].response.endswith(body)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", b"this is no gzip"),
        ("gzip", gzip.compress(TEXT)[:-8] + b"\xff" * 8),
        ("br", b"\x0b\x02\x80hello\x03"),
        ("gzip, gzip, gzip", gzip.compress(gzip.compress(gzip.compress(TEXT)))),
        ("gzip", gzip.compress(b"") * 2_000),
    ],
    ids=["lie", "broken", "not asked for", "too deep", "too many members"],
)
def test_encodings_that_cannot_be_undone_are_named(site, fetcher, encoding, body):
    site.paths["/"] = http(body, f"Content-Encoding: {encoding}")
    failed = failure(fetcher)
    assert (failed.code, failed.detail) == ("protocol", "encoding")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"220 mail.site.kz ESMTP\r\n",
        b"\x00\xff" * 500 + b"\r\n\r\n",
        OK + b"Content-Length: 100\r\n\r\nshort",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        OK + b"Content-Length: -1\r\n\r\n",
        OK + b"Bad Header\x00: x\r\n\r\n",
    ],
)
def test_what_is_no_whole_answer_is_told_as_such(site, fetcher, answer):
    site.paths["/"] = answer
    assert failure(fetcher).code in {"protocol", "connection"}


def test_more_than_the_stated_length_is_not_read_as_content(site, fetcher):
    site.paths["/"] = OK + b"Content-Length: 5\r\n\r\nhello and more"
    assert fetcher().fetch("http://site.kz/").body == b"hello"


def test_interim_answers_come_before_the_page(site, fetcher):
    site.paths["/"] = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + http(b"page" * 10_000)
    page = fetcher().fetch("http://site.kz/")
    assert (page.status, len(page.body)) == (200, 40_000)


def test_a_body_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(site, fetcher):
    site.paths["/"] = http(b"x" * LIMITS.raw_body)
    assert len(fetcher().fetch("http://site.kz/").body) == LIMITS.raw_body
    site.paths["/"] = http(b"x" * (LIMITS.raw_body + 1))
    assert failure(fetcher).code == "too_large"


def test_a_redirects_body_is_not_read(site, fetcher):
    site.paths["/"] = drip(OK.replace(b"200 OK", b"302 Found") + b"Location: /next\r\n\r\n", b"x" * 4096, 0, 10_000)
    site.paths["/next"] = http(b"there")
    assert fetcher().fetch("http://site.kz/").body == b"there"

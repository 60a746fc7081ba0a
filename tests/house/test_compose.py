"""The scaled deployment as it is written: valid, complete, hardened, and in step with the code."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from complaints import health
from complaints.bootstrap import build
from complaints.cli import cli
from complaints.settings import Settings
from tests import compose
from tests.servers import CHECKOUT
from workers.scheduler import SCHEDULE
from workers.topics import QUEUES, TOPICS

SECRET = re.compile(r"PASSWORD|SECRET|TOKEN|_KEY|AUTH")
GIVEN = re.compile(r"\$\{\w+:(\?[^}]*|-)\}")  # required, or empty where it is not set
CREDENTIALS = re.compile(r"://[^:@/]*:(?P<password>[^@]*)@")
ONE_SHOT = {"migrate"}
WAYS_OUT = {"proxy": "public", "worker-checks": "egress", "worker-notices": "mail"}
EVERY = sorted(compose.services())
OURS = sorted(compose.ours())


def environment(service: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = service.get("environment", {})
    return found


def test_the_file_is_valid_by_the_compose_specification() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(compose.FILE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_queue_has_one_worker_and_no_worker_waits_at_another() -> None:
    listened = Counter(queue for service in compose.services().values() for queue in compose.queues(service))
    assert listened == Counter(QUEUES), "queues routed to (workers/topics.py) = queues listened to (docker-compose.yml)"


def test_topics_written_are_topics_handled() -> None:
    application = build(Settings.from_environment({"ARYZ_SECRET_KEY": "a secret of the tests, long enough"}))
    assert set(application.handlers) == set(TOPICS), "bootstrap.handlers = workers/topics.py"
    written = set(SCHEDULE) | set(topics_put())
    assert written == set(TOPICS), "every topic somebody writes is handled, and none is handled that nobody writes"
    assert {route.queue for route in TOPICS.values()} == set(QUEUES)


def topics_put() -> list[str]:
    """Collect the topics in calls of `….outbox.put("topic", …)` in the source."""
    found = []
    for path in [*(CHECKOUT / "complaints").rglob("*.py"), *(CHECKOUT / "workers").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("outbox.put"):
                first = node.args[0]
                found += [first.value] if isinstance(first, ast.Constant) and isinstance(first.value, str) else []
    return found


@pytest.mark.parametrize("name", OURS)
def test_every_command_is_one_that_the_image_has(name: str) -> None:
    program, *words = compose.ours()[name]["command"]
    assert program == "aryz"
    command: Any = cli
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    assert not hasattr(command, "commands"), "a whole command, not a group of them"
    command.make_context("aryz", words).close()


@pytest.mark.parametrize("name", EVERY)
def test_every_variable_is_known_to_the_settings(name: str) -> None:
    known = set(re.findall(r'"(ARYZ_\w+)"', (CHECKOUT / "complaints" / "settings.py").read_text()))
    text = str(compose.services()[name])
    assert set(re.findall(r"ARYZ_\w+", text)) <= known


@pytest.mark.parametrize("name", EVERY)
def test_no_secret_is_written_down(name: str) -> None:
    for variable, value in environment(compose.services()[name]).items():
        if SECRET.search(variable):
            assert GIVEN.fullmatch(value), f"{variable} must come from the environment"
        for found in CREDENTIALS.finditer(GIVEN.sub("${}", value)):
            assert found["password"] == "${}", f"the password in {variable} must come from the environment"


def test_the_example_names_every_variable_and_gives_no_secret() -> None:
    used = set(re.findall(r"(?<!\$)\$\{(\w+)", compose.FILE.read_text()))
    example = dict(re.findall(r"^#?(\w+)=(.*)$", (CHECKOUT / ".env.example").read_text(), re.MULTILINE))
    assert set(example) == used
    assert not [name for name, value in example.items() if SECRET.search(name) and value]


def test_a_variable_that_must_be_set_stops_the_start() -> None:
    with pytest.raises(compose.MissingVariable):
        compose.interpolate(compose.services(), {})


@pytest.mark.parametrize("name", EVERY)
def test_every_service_is_confined(name: str) -> None:
    service = compose.services()[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "proxy" else [])
    if name == "proxy":
        return  # it binds the two ports below 1024 and has no other right
    assert service["user"] not in {"root", "0", "0:0"}
    assert "ports" not in service, "only the proxy can be reached from outside"


@pytest.mark.parametrize("name", OURS)
def test_our_services_run_as_the_account_of_the_image(name: str) -> None:
    (account,) = re.findall(r"^USER (\S+)$", (CHECKOUT / "Dockerfile").read_text(), re.MULTILINE)
    assert compose.ours()[name]["user"] == account


@pytest.mark.parametrize("name", sorted(set(EVERY) - ONE_SHOT))
def test_every_service_that_stays_is_watched_and_started_again(name: str) -> None:
    service = compose.services()[name]
    assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", sorted(set(OURS) - ONE_SHOT))
def test_every_health_check_asks_about_the_part_that_runs(name: str) -> None:
    service = compose.ours()[name]
    part = health.worker_part(compose.queues(service), QUEUES) if compose.queues(service) else service["command"][1]
    assert service["healthcheck"]["test"] == ["CMD", "python", "-m", "complaints.health", part]


@pytest.mark.parametrize("name", EVERY)
def test_what_a_service_waits_for_can_come(name: str) -> None:
    services = compose.services()
    for other, how in services[name].get("depends_on", {}).items():
        if how["condition"] == "service_completed_successfully":
            assert other in ONE_SHOT
        else:
            assert how["condition"] == "service_healthy"
            assert "healthcheck" in services[other]


def test_only_three_services_can_reach_outside_each_by_a_way_of_its_own() -> None:
    networks = compose.load()["networks"]
    ways_out = {name for name, network in networks.items() if not network.get("internal")}
    found = {
        name: next(iter(ways_out & set(service["networks"])))
        for name, service in compose.services().items()
        if ways_out & set(service["networks"])
    }
    assert found == WAYS_OUT
    fetching = {name for name, service in compose.ours().items() if environment(service)["ARYZ_EGRESS"] != "none"}
    assert fetching == {"worker-checks"}


def test_only_the_migration_knows_the_owner_of_the_tables() -> None:
    knowing = {name for name, service in compose.services().items() if "OWNER_PASSWORD" in str(service)}
    assert knowing == {"migrate", "database"}


def test_every_volume_is_used_and_every_file_is_there() -> None:
    mounts = [mount.split(":")[0] for service in compose.services().values() for mount in service.get("volumes", [])]
    assert {mount for mount in mounts if not mount.startswith(".")} == set(compose.load()["volumes"])
    assert all((CHECKOUT / mount).is_file() for mount in mounts if mount.startswith("."))


def test_parts_that_keep_or_read_evidence_share_its_volume() -> None:
    data = next(iter({environment(service)["ARYZ_DATA_DIR"] for service in compose.ours().values()}))
    sharing = {name for name, service in compose.ours().items() if f"evidence:{data}" in service.get("volumes", [])}
    assert sharing == {"web", "worker-intake", "worker-checks"}


def test_the_image_is_built_from_locked_and_hashed_packages_alone() -> None:
    dockerfile = (CHECKOUT / "Dockerfile").read_text()
    locks = re.findall(r"-r (requirements/\S+)", dockerfile)
    assert sorted(locks) == ["requirements/build.lock", "requirements/run.lock"]
    assert dockerfile.count("--require-hashes") == len(locks)
    copied = [
        word for line in re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.MULTILINE) for word in line.split()[:-1]
    ]
    allowed = re.findall(r"^!(\S+?)/?$", (CHECKOUT / ".dockerignore").read_text(), re.MULTILINE)
    assert {Path(word).parts[0] for word in copied} == set(allowed)

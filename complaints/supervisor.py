"""Runs all parts on one machine: starts them, restarts one that dies, stops them all within ten seconds."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from complaints import bootstrap, lifeline
from complaints.net import broker
from complaints.settings import Settings

STOP_SECONDS = 8.0
BROKER_SECONDS = 1.5
STEADY_SECONDS = 20.0
BACKOFF_SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Part:
    """One process: its name, its command, and in which turn it stops (0 first)."""

    name: str
    command: Sequence[str]
    turn: int = 0


class _Running:
    def __init__(self, part: Part, environment: Mapping[str, str]) -> None:
        self.part = part
        self._environment = environment
        self.failures = 0
        self.start()

    def start(self) -> None:
        parent = os.getpid()
        self.started = time.monotonic()
        self.due: float | None = None
        self.process = subprocess.Popen(
            list(self.part.command),
            env=dict(self._environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: lifeline.die_with_parent(parent),
        )
        threading.Thread(target=self._copy, args=(self.process,), daemon=True).start()

    def _copy(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None  # noqa: S101 - asked for above
        for line in process.stdout:
            text = line.decode("utf-8", "replace").rstrip()
            print(f"{self.part.name:9} | {text}", flush=True)  # noqa: T201 - the foreground log

    def alive(self) -> bool:
        return self.process.poll() is None

    def signal(self, number: int) -> None:
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return


class Supervisor:
    """Holds a set of parts up until it is told to stop."""

    def __init__(self, parts: Sequence[Part], environment: Mapping[str, str]) -> None:
        self._parts = parts
        self._environment = environment
        self._stop = threading.Event()
        self._running: list[_Running] = []

    def stop(self, *_: object) -> None:
        """Ask for the end."""
        self._stop.set()

    def start(self, part: Part) -> None:
        """Start one part now."""
        self._running.append(_Running(part, self._environment))

    def run(self) -> None:
        """Start every part, keep them up until `stop`, then stop them in their turns."""
        try:
            for part in self._parts:
                self.start(part)
            while not self._stop.wait(0.2):
                for running in self._running:
                    self._keep_up(running)
        finally:
            self._stop_all()

    def _keep_up(self, running: _Running) -> None:
        if running.alive():
            return
        now = time.monotonic()
        if running.due is None:
            steady = now - running.started > STEADY_SECONDS
            running.failures = 0 if steady else running.failures
            wait = BACKOFF_SECONDS[min(running.failures, len(BACKOFF_SECONDS) - 1)]
            running.failures += 1
            running.due = now + wait
            code = running.process.returncode
            print(f"{running.part.name} ended ({code}); starting again in {wait:g} s", flush=True)  # noqa: T201 - told to the operator
        elif now >= running.due:
            running.signal(signal.SIGKILL)  # whatever it left behind in its group
            running.start()

    def _stop_all(self) -> None:
        deadline = time.monotonic() + STOP_SECONDS
        for turn in sorted({running.part.turn for running in self._running}):
            last = turn == max(running.part.turn for running in self._running)
            group = [running for running in self._running if running.part.turn == turn]
            for running in group:
                running.signal(signal.SIGTERM)
            limit = deadline + BROKER_SECONDS if last and turn else deadline
            while time.monotonic() < limit and any(running.alive() for running in group):
                time.sleep(0.05)
        for running in self._running:
            running.signal(signal.SIGKILL)
            running.process.wait()


def serve(settings: Settings, environment: Mapping[str, str] | None = None) -> int:
    """Run the embedded whole until SIGINT or SIGTERM; return the exit status.

    Refuses, with one plain line, a second service on the same data directory and a port that is taken.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    lock = (settings.data_dir / "serve.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _refuse(f"another service already runs on {settings.data_dir}")
    if _taken(settings.host, settings.port):
        return _refuse(f"port {settings.port} on {settings.host} is taken; choose another with PORT=…")
    told = bootstrap.prepare(settings)
    own = dict(os.environ if environment is None else environment)
    own["ARYZ_DATA_DIR"] = str(settings.data_dir)
    supervisor = Supervisor(_parts(settings), own)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, supervisor.stop)
    if broker.wanted(settings):
        supervisor.start(Part("broker", broker.command(settings), turn=1))
        broker.wait_until_up(settings.redis_url, 5.0)
    _greet(settings, told)
    supervisor.run()
    lock.close()
    return 0


def _parts(settings: Settings) -> list[Part]:
    aryz = [sys.executable, "-m", "complaints.cli"]
    background = [sys.executable, "-m", "workers.parts"]
    parts = [Part("web", [*aryz, "web"]), Part("relay", [*background, "relay"])]
    parts.append(Part("scheduler", [*background, "scheduler"]))
    if broker.wanted(settings) or settings.broker_url != "embedded":
        parts.append(Part("worker", [*background, "worker"]))
    return parts


def _greet(settings: Settings, told: Sequence[str]) -> None:
    say: Callable[[str], None] = lambda line: print(line, flush=True)  # noqa: E731, T201 - told to the operator
    say(f"{settings.service_name}: http://{settings.host}:{settings.port}")
    for line in told:
        say(line)
    mail = "by the mail server of ARYZ_SMTP_URL" if settings.smtp_url else f"to {settings.data_dir / 'mail'}"
    say(f"mail goes {mail}")
    if not broker.wanted(settings) and settings.broker_url == "embedded":
        say("no broker runs on this machine: the relay does the work itself")


def _taken(host: str, port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _refuse(why: str) -> int:
    print(f"aryz: {why}", file=sys.stderr)  # noqa: T201 - the one line an operator needs
    return 1

"""Runs the product's own commands as processes that a test can kill, read, and find again wherever they went."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from complaints import lifeline
from tests.servers import CHECKOUT

MARK = "STORY_MARK"
Answer = TypeVar("Answer")


class Processes:
    """The processes of one test; every descendant carries a mark, so that orphans are found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self._mark = uuid.uuid4().hex

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for pid in self.alive():
            os.kill(pid, signal.SIGKILL)
        for process in self.running.values():
            process.wait()

    def start(self, name: str, command: Sequence[str], settings: Mapping[str, str]) -> "subprocess.Popen[bytes]":
        """Start a command written as for a shell (`aryz web`, `python -m …`); its output goes to a log of this name."""
        parent = os.getpid()
        with self._log(name).open("ab") as log:
            process = subprocess.Popen(
                written(command),
                env=self._environment(settings),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: lifeline.die_with_parent(parent),
            )
        self.running[name] = process
        return process

    def run(
        self, command: Sequence[str], settings: Mapping[str, str], words: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end, with words on its standard input."""
        return subprocess.run(
            written(command),
            env=self._environment(settings),
            cwd=self.folder,
            input=words,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def kill(self, name: str) -> None:
        """Kill a process outright and wait until it is gone."""
        self.running[name].kill()
        self.running.pop(name).wait()

    def stop(self, *names: str) -> dict[str, int | None]:
        """Ask processes to stop, give them ten seconds, and tell their exit statuses; None where one did not stop."""
        for name in names:
            self.running[name].terminate()
        limit = time.monotonic() + 10
        while time.monotonic() < limit and any(self.running[name].poll() is None for name in names):
            time.sleep(0.02)
        return {name: self.running[name].poll() for name in names}

    def alive(self) -> list[int]:
        """List the processes of this test and all they started, by their mark or by the folder they run in."""
        return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit() and self._ours(each)]

    def _ours(self, process: Path) -> bool:
        try:
            if f"{MARK}={self._mark}".encode() in (process / "environ").read_bytes():
                return True
            # The broker writes its title over its environment.
            return (process / "cwd").readlink().is_relative_to(self.folder)
        except OSError:  # it ended, or belongs to somebody else
            return False

    def log(self, name: str) -> str:
        """Read what a process has written."""
        return self._log(name).read_text(errors="replace")

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        path = os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH", "")]))
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
        return {**kept, "HOME": str(self.folder), "PYTHONPATH": path, **settings, MARK: self._mark}


def written(command: Sequence[str]) -> list[str]:
    """Turn a command as an operator writes it into one that runs this checkout."""
    program, *words = command
    assert program in {"aryz", "python"}
    return [sys.executable, *(["-m", "complaints.cli"] if program == "aryz" else []), *words]


def wait_for(ask: Callable[[], Answer | None], seconds: float, what: str) -> Answer:
    """Ask until there is an answer; raises AssertionError that says what did not come."""
    limit = time.monotonic() + seconds
    while (answer := ask()) is None:
        assert time.monotonic() < limit, f"{what} did not come within {seconds:g} s"
        time.sleep(0.05)
    return answer

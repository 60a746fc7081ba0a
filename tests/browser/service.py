"""Runs the whole service as `make run` does, for a browser or another program to talk to."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers import free_port

PASSWORD = "the demo password"
START_SECONDS = 60.0
STOP_SECONDS = 10.0


class Service:
    """`aryz serve` on a data directory of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ARYZ_")},
            "ARYZ_DATA_DIR": str(folder),
            "ARYZ_EGRESS": "none",
            "ARYZ_DEMO_PASSWORD": PASSWORD,
            "PORT": str(self.port),
        }

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._log = (self.folder / "serve.log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "complaints.cli", "serve"],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        limit = time.monotonic() + START_SECONDS
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > limit:
                raise RuntimeError((self.folder / "serve.log").read_text()[-3_000:])
            time.sleep(0.1)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        finally:
            self._process.kill()
            self._process.wait()
            self._log.close()

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run an `aryz` command beside the service."""
        command = [sys.executable, "-m", "complaints.cli", *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=120, check=False)

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:  # noqa: S310 - our own address
                found = json.load(answer)
        except OSError:
            return False
        return found["database"] == found["broker"] == found["worker"] == "ok"

"""A worker process for tests: runs waiting checks against the local site it is told of, until it is stopped."""

import json
import os
import sys
import threading
import time
from datetime import timedelta
from functools import cached_property

import httpcore

from complaints.bootstrap import Application, now
from complaints.domain.access import system
from complaints.domain.checks.steps import STEPS
from complaints.net.capturing import PageCapturer
from complaints.net.fetch import Fetcher
from complaints.services.capturing import Capturing
from complaints.services.checks import Checking
from complaints.settings import Settings

ADDRESS = "93.184.215.14"


class LocalWorker(Application):
    """The application whose every public address is the local site; nothing leaves the machine."""

    @cached_property
    def fetcher(self) -> Fetcher:
        port = int(os.environ["TEST_SITE_PORT"])

        def connect(address: str, _port: int, seconds: float) -> httpcore.NetworkStream:
            assert address == ADDRESS
            return httpcore.SyncBackend().connect_tcp("127.0.0.1", port, timeout=seconds)

        return Fetcher("direct", "Aryz/1 (test)", lambda host: [ADDRESS], connect, barred=self.barred)

    @cached_property
    def capturing(self) -> Capturing:
        pause = timedelta(seconds=float(os.environ.get("TEST_PAUSE", "0")))
        capture = PageCapturer(self.fetcher.fetch)
        return Capturing(self.open_uow, self.clock, capture, self.evidence, lambda: 0.5, self.robots, pause=pause)

    @cached_property
    def checking(self) -> Checking:
        return Checking(self.open_uow, self.clock, STEPS, self.capturing)


def work(application: Application, stop: threading.Event) -> None:
    while not stop.is_set():
        with application.open_uow(system("relay"), "relay.take") as uow:
            messages = uow.outbox.take(1)
            uow.outbox.mark_published([message.id for message in messages])
        for message in messages:
            application.handlers[message.topic](**message.payload)
        if not messages:
            time.sleep(0.02)


def serve() -> None:
    """Work in threads until standard input ends."""
    application = LocalWorker(Settings.from_environment(), now)
    stop = threading.Event()
    threads = [
        threading.Thread(target=work, args=(application, stop), daemon=True)
        for _ in range(int(os.environ.get("TEST_THREADS", "2")))
    ]
    for thread in threads:
        thread.start()
    print(json.dumps({"ready": os.getpid()}), flush=True)
    sys.stdin.read()
    stop.set()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    serve()

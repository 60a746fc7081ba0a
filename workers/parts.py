"""The entry points of the background parts: `python -m workers.parts worker|relay|scheduler`."""

import argparse
import logging
import signal
import sys
import threading
import time
import warnings

from celery.exceptions import SecurityWarning
from sqlalchemy.exc import SQLAlchemyError

from complaints import health
from complaints.bootstrap import Application, build
from complaints.net import broker
from complaints.net.memory import settle_garbage, share_one_arena
from complaints.settings import SettingError, Settings
from workers import relay, scheduler
from workers.app import make_app
from workers.topics import QUEUES

log = logging.getLogger("aryz.parts")
BEAT_SECONDS = 10.0


def worker(settings: Settings, queues: str) -> None:
    """Work off queues until told to stop; what is under way is finished first."""
    share_one_arena()
    settle_garbage()
    application = build(settings)
    part = health.worker_part(queues.split(","), QUEUES)
    threading.Thread(target=_beat, args=(application, health.name(part)), daemon=True).start()
    # Said to root about pickled messages; ours are JSON alone.
    warnings.simplefilter("ignore", SecurityWarning)
    app = make_app(settings)
    arguments = ["worker", "--pool=threads", f"--concurrency={settings.worker_threads}", f"--queues={queues}"]
    quiet = ["--loglevel=WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    app.worker_main(["--quiet", *arguments, *quiet])


def run_relay(settings: Settings) -> None:
    """Relay until told to stop; where no broker can run, do the work here and say so."""
    application, stop = build(settings), _stopping()
    if settings.broker_url == "embedded" and not broker.available():
        print("no broker runs on this machine: the relay does the work itself", file=sys.stderr)  # noqa: T201 - told once
        relay.run(application, relay.DirectPublisher(application), stop, direct=True)
    else:
        relay.run(application, relay.QueuePublisher(make_app(settings)), stop)
    application.close()


def run_scheduler(settings: Settings) -> None:
    """Schedule until told to stop."""
    application, stop = build(settings), _stopping()
    scheduler.run(application, stop)
    application.close()


def _beat(application: Application, part: str) -> None:
    while True:
        try:
            application.beat(part)
        except SQLAlchemyError as failure:
            log.warning("the database is away (%s); no sign of life was left", type(failure).__name__)
        time.sleep(BEAT_SECONDS)


def _stopping() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def main() -> None:
    """Start one part."""
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=["worker", "relay", "scheduler"])
    parser.add_argument("--queues", default=",".join(QUEUES))
    chosen = parser.parse_args()
    if unknown := [queue for queue in chosen.queues.split(",") if queue not in QUEUES]:
        parser.error(f"unknown queue {', '.join(unknown)!r}; there are {', '.join(QUEUES)}")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        settings = Settings.from_environment()
    except SettingError as failure:
        print(f"aryz: {failure}", file=sys.stderr)  # noqa: T201 - the one line an operator needs
        sys.exit(2)
    if chosen.part == "worker":
        worker(settings, chosen.queues)
    elif chosen.part == "relay":
        run_relay(settings)
    else:
        run_scheduler(settings)


if __name__ == "__main__":
    main()

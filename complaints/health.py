"""Says whether one part on this machine is alive: `python -m complaints.health web|relay|scheduler|worker[-QUEUES]`.

Every part leaves signs of life under a name that tells what it is and where it runs, so that a check inside a
container asks about that container's process and not about its twin elsewhere.
"""

import http.client
import socket
import sys
from collections.abc import Sequence
from datetime import timedelta

from complaints.settings import SettingError, Settings

FRESH = timedelta(seconds=60)
NAME_LENGTH = 40
WAIT_SECONDS = 3.0
PARTS = ("web", "relay", "scheduler", "worker")


def name(part: str, host: str | None = None) -> str:
    """Name a part and where it runs in at most 40 characters; of a long host name the end tells more."""
    room = NAME_LENGTH - len(part) - 1
    return f"{part}@{(host or socket.gethostname())[-room:]}"


def worker_part(queues: Sequence[str], every: Sequence[str]) -> str:
    """Name a worker by the queues it listens to: plain `worker` where it listens to all of them."""
    return "worker" if set(queues) >= set(every) else "worker-" + "-".join(queues)


def fault(settings: Settings, part: str, host: str | None = None) -> str | None:
    """Say in one sentence why a part on this machine is not alive, or None where it is.

    `worker` asks for any worker here, `worker-checks` for the one of that queue.
    """
    return _web_fault(settings) if part == "web" else _beat_fault(settings, part, host or socket.gethostname())


def _web_fault(settings: Settings) -> str | None:
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104 - what was listened to
    connection = http.client.HTTPConnection(host, settings.port, timeout=WAIT_SECONDS)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        return None if answer.status == 200 else f"the pages answer {answer.status}: {answer.read(500).decode()}"
    except OSError as failure:
        return f"the pages do not answer: {failure}"
    finally:
        connection.close()


def _beat_fault(settings: Settings, part: str, host: str) -> str | None:
    # Only here: asking the pages every few seconds must not load the whole service.
    from sqlalchemy.exc import SQLAlchemyError

    from complaints import bootstrap

    try:
        with bootstrap.running(settings) as application, application.open_reader() as uow:
            beats, now = uow.schedule.beats(), application.clock()
    except SQLAlchemyError as failure:
        return f"the database does not answer: {type(failure).__name__}"
    seen = max((at for beat, at in beats.items() if _is(beat, part, host)), default=None)
    if seen is None:
        return f"{part} has left no sign of life on {host}"
    return _late(part, now - seen)


def _is(beat: str, part: str, host: str) -> bool:
    kind = beat.partition("@")[0]
    return (kind == part or kind.startswith(f"{part}-")) and beat == name(kind, host)


def _late(part: str, since: timedelta) -> str | None:
    return None if since < FRESH else f"{part} was last seen {since.total_seconds():.0f} s ago"


def main(arguments: Sequence[str]) -> int:
    """Answer for one part: exit status 0 alive, 1 not, 2 wrong use."""
    if len(arguments) != 1 or arguments[0].partition("-")[0] not in PARTS:
        print(f"usage: python -m complaints.health {'|'.join(PARTS)}", file=sys.stderr)  # noqa: T201 - a command's line
        return 2
    try:
        found = fault(Settings.from_environment(), arguments[0])
    except SettingError as failure:
        print(f"aryz: {failure}", file=sys.stderr)  # noqa: T201 - the one line an operator needs
        return 2
    if found is not None:
        print(f"aryz: {found}", file=sys.stderr)  # noqa: T201 - a health check's log keeps it
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

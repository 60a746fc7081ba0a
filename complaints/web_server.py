"""The web server: gunicorn in this process, with a log that holds neither query strings nor addresses."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.util import import_app

from complaints import lifeline
from complaints.settings import Settings

PAGES = "complaints.web.wsgi:application()"
GRACE_SECONDS = 5
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - heartbeat files of gunicorn, which it makes with mode 0600
ACCESS_FORMAT = "%(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"


class QuietLogger(Logger):
    """Writes the method, the path and the answer; whoever files a complaint leaves no address here."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """Give the words of a log line, the path written so that no line can be forged through it."""
        words: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        words["U"] = quote((environ.get("PATH_INFO") or "").encode("latin-1", "replace"))
        return words

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log a failure; gunicorn names the request by its whole target, of which only the path is kept."""
        super().exception(msg, *(_path(arg) for arg in args), **kwargs)

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log a warning; a request that cannot be read is told without its text or sender."""
        if isinstance(msg, str) and msg.startswith("Invalid request"):
            msg = "a request could not be read and was refused"
        super().warning(msg, *args, **kwargs)


class WebServer(BaseApplication):
    """Gunicorn, set up by our settings instead of its command line and files."""

    def __init__(self, settings: Settings, pages: str) -> None:
        self._settings = settings
        self._pages = pages
        super().__init__()

    def load_config(self) -> None:
        """Set every option that differs from gunicorn's own."""
        for name, value in options(self._settings).items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the WSGI application, in each worker process anew: nothing opened is shared across a fork."""
        return import_app(self._pages)


def options(settings: Settings) -> dict[str, Any]:
    """Derive gunicorn's options."""
    chosen: dict[str, Any] = {
        "bind": f"{settings.host}:{settings.port}",
        "worker_class": "gthread",
        "workers": settings.web_workers,
        "threads": settings.web_threads,
        "graceful_timeout": GRACE_SECONDS,
        "timeout": 60,
        "keepalive": 5,
        "proc_name": "aryz-web",
        "accesslog": "-",
        "access_log_format": ACCESS_FORMAT,
        "logger_class": QuietLogger,
        "loglevel": "warning",
        # A link of 2,048 Cyrillic letters in /lookup?url= is 12 kB when percent-encoded; 0 would be no limit at all.
        "limit_request_line": 8190,
        "limit_request_fields": 60,
        # The pages themselves weigh forwarded addresses, by ARYZ_TRUSTED_PROXIES.
        "forwarded_allow_ips": "",
        "control_socket_disable": True,
        "post_fork": _after_fork,
    }
    if os.access(SHARED_MEMORY, os.W_OK):
        chosen["worker_tmp_dir"] = str(SHARED_MEMORY)
    return chosen


def run(settings: Settings, pages: str = PAGES) -> None:
    """Serve the pages until SIGTERM or SIGINT, then finish what is running within five seconds. Never returns."""
    WebServer(settings, pages).run()


def _after_fork(_server: Any, worker: Any) -> None:
    lifeline.die_with_parent(worker.ppid)


def _path(value: Any) -> Any:
    return quote(urlsplit(value).path, safe="/%") if isinstance(value, str) and "/" in value else value

"""What a request carries: the application, the language, the network, and small encrypted cookies."""

import base64
import ipaddress
import json
from datetime import timedelta
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from flask import Response, current_app, request

from complaints.bootstrap import Application
from complaints.web.kept import KeptPages

STAFF_COOKIE = "aryz_staff"
RECEIPT_COOKIE = "aryz_receipt"
OPEN_COOKIE = "aryz_open"
OBJECTION_COOKIE = "aryz_objection"
REPORTER_COOKIE = "aryz_reporter"
LANGUAGE_COOKIE = "aryz_language"
RECEIPT_LIFE = timedelta(minutes=15)
OPEN_LIFE = timedelta(minutes=30)


def application() -> Application:
    """Give the application behind the pages."""
    found: Application = current_app.extensions["aryz"]
    return found


def kept_pages() -> KeptPages:
    """Give the pages that are kept ready."""
    found: KeptPages = current_app.extensions["aryz_pages"]
    return found


def network() -> str | None:
    """Name the network a request comes from: its /24 or /48, never the address itself."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    prefix = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))


def put_cookie(response: Response, name: str, value: str, *, life: timedelta | None = None, path: str = "/") -> None:
    """Set a cookie that scripts cannot read and other sites cannot send."""
    response.set_cookie(
        name,
        value,
        max_age=int(life.total_seconds()) if life else None,
        path=path,
        secure=application().settings.secure_cookies,
        httponly=True,
        samesite="Lax",
    )


def put_sealed(response: Response, name: str, value: dict[str, Any], life: timedelta) -> None:
    """Set an encrypted cookie that ends after a while."""
    put_cookie(response, name, _box(name).encrypt(json.dumps(value).encode()).decode(), life=life)


def read_sealed(name: str, life: timedelta) -> dict[str, Any] | None:
    """Read an encrypted cookie, or None where there is none, or it is too old or not ours."""
    text = request.cookies.get(name)
    if not text:
        return None
    try:
        value: dict[str, Any] = json.loads(_box(name).decrypt(text.encode(), ttl=int(life.total_seconds())))
    except (InvalidToken, ValueError):
        return None
    return value


def _box(name: str) -> Fernet:
    return _box_under(application().keys.derive(f"cookie {name}"))


@lru_cache(maxsize=32)
def _box_under(key: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(key))

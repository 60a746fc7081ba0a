"""Which links carry a secret of the person who pasted them: such a link is never fetched.

Opening it could sign somebody in, confirm an order, use up a one-time code, or show what only its holder may see.
"""

import re
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, unquote_plus

import can_ada


class Secret(StrEnum):
    """What kind of secret a link carries."""

    TOKEN = "token"  # noqa: S105 - a kind, not a secret
    SESSION = "session"
    CODE = "code"


# Names of parameters, folded to letters and digits, whose value is a secret whatever it looks like.
ALWAYS: Final[dict[str, Secret]] = {
    **dict.fromkeys(
        (
            "accesstoken",
            "apikey",
            "apitoken",
            "authtoken",
            "authenticitytoken",
            "bearer",
            "clientsecret",
            "confirmationtoken",
            "confirmtoken",
            "csrftoken",
            "emailtoken",
            "idtoken",
            "invitetoken",
            "jwt",
            "logintoken",
            "magictoken",
            "oauthtoken",
            "oauthverifier",
            "oobcode",
            "passwd",
            "password",
            "privatekey",
            "pwd",
            "refreshtoken",
            "resetpasswordtoken",
            "resettoken",
            "samlrequest",
            "samlresponse",
            "secret",
            "signintoken",
            "token",
            "unsubscribetoken",
            "usertoken",
            "verificationtoken",
            "xamzcredential",
            "xamzsecuritytoken",
            "xamzsignature",
            "xgoogcredential",
            "xgoogsignature",
        ),
        Secret.TOKEN,
    ),
    **dict.fromkeys(
        (
            "aspnetsessionid",
            "cfid",
            "cftoken",
            "jsessionid",
            "phpsessid",
            "sessid",
            "sessionid",
            "sessionkey",
            "sessiontoken",
        ),
        Secret.SESSION,
    ),
    **dict.fromkeys(("onetimecode", "onetimepassword", "otp", "otpcode", "smscode", "totp"), Secret.CODE),
}
# Names that are a secret only where the value is long and random: else they are a page's own words.
WHERE_RANDOM: Final[dict[str, Secret]] = {
    **dict.fromkeys(
        ("auth", "authkey", "authorization", "credential", "hmac", "key", "sig", "sign", "signature", "ticket"),
        Secret.TOKEN,
    ),
    **dict.fromkeys(("s", "ses", "sess", "session", "sid"), Secret.SESSION),
    **dict.fromkeys(
        ("activation", "activationcode", "confirm", "confirmation", "nonce", "verificationcode", "verify"), Secret.CODE
    ),
}
# An OAuth answer (RFC 6749 4.1.2) is a code beside one of these.
CODE_BESIDE: Final = frozenset({"state", "sessionstate", "scope", "iss"})
# Steps of a path that come before a secret: /reset-password/<random>.
STEPS: Final = re.compile(
    r"(?:^|/)(?:re-?set(?:[-_]?password)?|password[-_]?reset|forgot[-_]?password|set[-_]?password|activate|activation"
    r"|confirm(?:ation)?(?:[-_]?email)?|verify(?:[-_]?email)?|verification|magic(?:[-_]?link)?|one[-_]?time(?:[-_]?login)?"
    r"|autologin|auto[-_]?login|sso|unsubscribe|accept[-_]?invite)/(?P<value>[^/]{1,300})",
    re.IGNORECASE,
)
# Six digits after a login step are a one-time code: t.me/login/12345.
LOGIN_CODE: Final = re.compile(r"(?:^|/)(?:login|signin|sign-in|otp)/\d{4,8}/?$", re.IGNORECASE)
PATH_SESSION: Final = re.compile(r";(?:jsessionid|phpsessid|sid|sessionid)=[^;/]{6,}", re.IGNORECASE)
ASP_SESSION: Final = re.compile(r"/\([SAF]\([A-Za-z0-9]{20,}\)\)/")
JWT: Final = re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}")
BOT_TOKEN: Final = re.compile(r"/bot\d{6,12}:[A-Za-z0-9_-]{30,}")
RANDOM_FROM: Final = 16  # characters
SHORTEST: Final = 4


def secret_in(link: str) -> Secret | None:
    """Say what kind of secret a link carries, or None; text that is no link carries none.

    The query, the path and the fragment are looked at, since a fragment too is in what was pasted; credentials before
    the host are the connection policy's matter.
    """
    try:
        parsed = can_ada.parse(link)
    except (ValueError, UnicodeError):
        return None
    path = unquote(parsed.pathname)
    whole = unquote(link)
    if JWT.search(whole) or BOT_TOKEN.search(path):
        return Secret.TOKEN
    if PATH_SESSION.search(path) or ASP_SESSION.search(path):
        return Secret.SESSION
    if LOGIN_CODE.search(path) or any(_random(found["value"]) for found in STEPS.finditer(path)):
        return Secret.CODE
    pairs = [*_pairs(parsed.search), *_pairs(parsed.hash)]
    names = {name for name, _ in pairs}
    for name, value in pairs:
        kind = _kind(name, value, names)
        if kind:
            return kind
    return None


def _pairs(text: str) -> list[tuple[str, str]]:
    # A fragment may hold a path of its own before its question mark: #/auth?token=…
    parts = re.split(r"[?&;#]", text[:4_096])
    pairs = (part.partition("=") for part in parts if "=" in part)
    return [(_folded(name), unquote_plus(value)) for name, _, value in pairs]


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", unquote_plus(name).lower())


def _kind(name: str, value: str, names: set[str]) -> Secret | None:
    if len(value) < SHORTEST:
        return None
    if name in ALWAYS:
        return ALWAYS[name]
    if name in WHERE_RANDOM and _random(value):
        return WHERE_RANDOM[name]
    if name == "code" and CODE_BESIDE & names:
        return Secret.CODE
    return None


def _random(value: str) -> bool:
    """Say whether a value looks drawn at random: long, of one piece, letters and digits mixed."""
    bare = value.rstrip("=")
    if len(bare) < RANDOM_FROM or not re.fullmatch(r"[A-Za-z0-9+/_.~-]+", bare):
        return False
    digits = sum(map(str.isdigit, bare))
    pieces = re.split(r"[-_.~/+]", bare)
    return digits >= 3 and digits < len(bare) and max(map(len, pieces)) >= RANDOM_FROM // 2

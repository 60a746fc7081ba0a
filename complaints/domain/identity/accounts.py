"""Whose account a resource belongs to, as far as its key alone tells."""

import re
from collections.abc import Mapping
from typing import Final

from complaints.domain.identity.scopes import Scope

# Kinds of pages whose key goes on with the account, and the kind under which the account itself has its key.
NAMED: Final[Mapping[str, Mapping[str, str]]] = {
    "blogspot": {"page": "blog"},
    "bluesky": {"post": "account"},
    "facebook": {"group": "group", "post": "account"},
    "github": {"file": "account", "part": "account", "project": "account"},
    "google_groups": {"topic": "group"},
    "livejournal": {"post": "journal", "profile": "journal"},
    "soundcloud": {"track": "account"},
    "substack": {"post": "blog"},
    "telegram": {"chat": "chat", "post": "account", "story": "account"},
    "tumblr": {"post": "blog"},
    "whatsapp": {"channel": "channel"},
}
# VKontakte writes the owner before an underscore; a community's number is negative there.
_VK_OWNER: Final = re.compile(r"(-?)(\d+)_\d+")
_OK_GROUP: Final = re.compile(r"group(\d+)")


def account_of(key: str, scope: Scope) -> str | None:
    """Give the key of the account that a resource is or belongs to; None where the key names none."""
    if scope is Scope.ACCOUNT:
        return key
    platform, _, path = key.partition(":")
    kind, _, rest = path.partition("/")
    owner, _, post = rest.partition("/")
    if platform == "vk":
        found = _VK_OWNER.fullmatch(owner)
        return f"vk:{'community' if found[1] else 'user'}/{found[2]}" if found else None
    if platform == "odnoklassniki" and kind == "topic":
        group = _OK_GROUP.fullmatch(owner)
        return f"odnoklassniki:group/{group[1]}" if group else None
    account = NAMED.get(platform, {}).get(kind)
    return f"{platform}:{account}/{owner}" if account and owner and (post or kind != account) else None

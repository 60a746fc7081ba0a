"""What a reviewer may write to reporters: checked before it leaves, and begun from templates with fields to fill in."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Final

from complaints.domain.correspondence.asking import asks_identity
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.templates import left_open
from complaints.domain.wording import clean, mask_contacts

MAX_MESSAGE: Final = 4_000


class Audience(StrEnum):
    """To whom a message goes: to whoever filed one complaint, to everyone on the case, or to those of one language."""

    ONE = "one"
    EVERYONE = "everyone"
    KK = "kk"
    RU = "ru"
    EN = "en"


class Letter(StrEnum):
    """What became of the mail that says a message is there: none where no address was left."""

    NONE = "none"
    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Template:
    """A text to begin from, in each language; what stands in double braces in it must be filled in."""

    code: str
    name: Mapping[str, str]
    text: Mapping[str, str]


def compose(text: str) -> str:
    """Check a message to reporters and return what is sent.

    Raises Refusals with every fault: nothing or too much written, a field of a template left, an address or a number in
    it (a reviewer is a role, and answers come through the service), and a request to say who they are.
    """
    words = clean(text[: MAX_MESSAGE * 4])
    faults: list[Refusal] = []
    if not words:
        raise Refusals([Refusal("message.missing", "message")])
    if len(words) > MAX_MESSAGE:
        faults.append(Refusal("message.too_long", "message", limit=MAX_MESSAGE, length=len(words)))
    left = left_open(words)
    if left is not None:
        faults.append(Refusal("message.placeholder", "message", placeholder=left))
    if mask_contacts(words) != words:
        faults.append(Refusal("message.contact", "message"))
    asked = asks_identity(words)
    if asked:
        faults.append(Refusal(f"message.asks_{asked.kind}", "message", words=asked.words))
    if faults:
        raise Refusals(faults)
    return words


@cache
def templates() -> tuple[Template, ...]:
    """List the templates of messages, in the order in which they are offered."""
    place = resources.files("complaints.domain.correspondence") / "templates.toml"
    read = tomllib.loads(place.read_text("utf-8"))
    return tuple(
        Template(code, each["name"], {language: _flowing(text) for language, text in each["text"].items()})
        for code, each in read.items()
    )


def _flowing(text: str) -> str:
    """Undo the line breaks of the data file; an empty line stays one."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)

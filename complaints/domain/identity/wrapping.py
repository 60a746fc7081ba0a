"""Links that only lead to another link: how their rules are written, and how the other link is taken out."""

import re
from dataclasses import dataclass
from typing import Final

from complaints.domain.identity.decoding import DECODERS, HOSTS, percent
from complaints.domain.identity.forms import Pair

FULL: Final = re.compile(r"https?:/{0,2}[^/\s]", re.IGNORECASE)
ENCODED: Final = re.compile(r"https?(?:%(?:25)?3A|:%(?:25)?2F)", re.IGNORECASE)
APP: Final = re.compile(r"tg:(?://)?[a-z]", re.IGNORECASE)
BARE: Final = re.compile(r"(?:[^\s/?#:@.%]{1,63}\.){1,10}[^\s/?#:@.%]{1,63}(?::[0-9]{1,5})?(?:[/?#]|\Z)")
MAX_ENCODINGS: Final = 3
_LITERAL: Final = re.compile(r"((?:[A-Za-z0-9_/-]|\\[.-])*?)(?:/\?)?")
TRANSLATOR: Final = "_x_tr_"


@dataclass(frozen=True, kw_only=True)
class Wrapper:
    """A form of link that leads to another: where it stands, and where in it the other link is.

    The target is the group `target` of `path`, the first of `params` that is there, all that follows the question mark
    (`rest`), the fragment (`in_fragment`), or the host itself, hidden as `in_host` names. `decode` names how it is
    hidden. A link with a parameter of `unless` has another meaning. `base` is the place that a target without
    a host belongs to; with `own`, a target elsewhere is not led to. `bare` targets may lack their scheme. With
    `drops_query`, parameters beside the path are the wrapper's. `same` are pairs that test it.
    """

    hosts: tuple[str, ...]
    same: tuple[Pair, ...]
    path: str | None = None
    params: tuple[str, ...] = ()
    rest: bool = False
    in_fragment: bool = False
    in_host: str = ""
    unless: tuple[str, ...] = ()
    decode: str = ""
    base: str = ""
    own: bool = False
    bare: bool = False
    drops_query: bool = False


def literal_path(wrapper: Wrapper) -> str | None:
    """Give the path that a wrapper asks for where it is plain text, without its last slash, else None."""
    found = _LITERAL.fullmatch(wrapper.path) if wrapper.path is not None else None
    return None if found is None else found.group(1).replace("\\", "")


@dataclass(frozen=True, slots=True)
class Unwrapper:
    """A wrapper made ready for one host; `before` are the labels of the host before the wrapper's domain."""

    wrapper: Wrapper
    path: re.Pattern[str] | None
    before: str

    def target(self, path: str, search: str, fragment: str) -> str | None:
        """Give the text of the link that a link leads to, or None where it has another form."""
        found = self.path.fullmatch(path) if self.path is not None else None
        if self.path is not None and found is None:
            return None
        rule = self.wrapper
        if rule.in_host:
            return self._from_host(path, search)
        if rule.unless and any(_parameters(search).get(name) for name in rule.unless):
            return None
        if found is not None and "target" in found.groupdict():
            text = found["target"]
            if not rule.drops_query:
                text += search + fragment
        elif rule.in_fragment:
            text = fragment[1:]
        elif rule.rest:
            text = percent(search[1:]) if ENCODED.match(search[1:]) else search[1:] + fragment
        else:
            text = self._from_params(search)
        if rule.decode:
            text = DECODERS[rule.decode](text)
        return self._full(text)

    def _from_host(self, path: str, search: str) -> str:
        words = [part for part in search[1:].split("&") if part and not part.startswith(TRANSLATOR)]
        place = HOSTS[self.wrapper.in_host](self.before)
        if f"{TRANSLATOR}sch=http&" in f"{search}&":
            place = place.replace("https:", "http:", 1)
        return place + path + ("?" + "&".join(words) if words else "")

    def _from_params(self, search: str) -> str:
        given = _parameters(search)
        return next((percent(given[name]) for name in self.wrapper.params if given.get(name)), "")

    def _full(self, text: str) -> str | None:
        rule = self.wrapper
        for _ in range(MAX_ENCODINGS):
            if not ENCODED.match(text):
                break
            text = percent(text)
        if FULL.match(text) or APP.match(text):
            return text
        if text.startswith("//"):
            return f"https:{text}"
        if rule.base and (text.startswith("/") or percent(text).startswith("/")):
            return rule.base + (text if text.startswith("/") else percent(text))
        if rule.bare and BARE.match(text):
            return f"https://{text}"
        return None


def _parameters(search: str) -> dict[str, str]:
    """List the parameters of a query as they are written; the first of a name counts."""
    given: dict[str, str] = {}
    for part in search[1:].split("&"):
        name, _, value = part.partition("=")
        given.setdefault(name, value)
    return given

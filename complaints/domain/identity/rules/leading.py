"""How the short rows of the wrapper tables are read: a host, a path as it stands, the parameter with the other link."""

import re
from typing import Final
from urllib.parse import quote

from complaints.domain.identity.forms import host_pattern
from complaints.domain.identity.wrapping import Wrapper

# The link that rows are tested with: an own query, so that a row which loses it is found out.
TARGET: Final = "https://site.example.org/a/slovo-1?id=7"


def by_parameter(host: str, path: str, *params: str, decode: str = "", base: str = "", own: bool = False) -> Wrapper:
    """Read a row: the other link stands in the first of `params` that is there. `path` is literal; "" is any path.

    The pair that tests the row is written from it. Hosts may be patterns: `(regex).domain`, `google.*`.
    """
    domain, before = host_pattern(host)
    shown = domain.replace(".*", ".kz")
    if before is not None and not before.fullmatch(""):
        shown = f"{_sample(before)}.{shown}"
    target = TARGET if not own else f"{base or f'https://{shown}'}/slovo-1"
    link = f"https://{shown}{path or '/go'}?x=1&{params[0]}={quote(target, safe='')}"
    return Wrapper(
        hosts=(host,),
        path=f"{re.escape(path.rstrip('/'))}/?" if path else None,
        params=params,
        decode=decode,
        base=base,
        own=own,
        bare=not own,
        same=((link, target),) if not decode else (),
    )


def by_rest(host: str, path: str = "/") -> Wrapper:
    """Read a row: the other link is all that follows the question mark."""
    return Wrapper(
        hosts=(host,),
        path=f"{re.escape(path.rstrip('/'))}/?",
        rest=True,
        same=((f"https://{host}{path}?{TARGET}", TARGET),),
    )


def by_path(host: str, start: str = "/", *, bare: bool = True, drops_query: bool = False) -> Wrapper:
    """Read a row: the other link follows `start` in the path."""
    target = TARGET if not drops_query else TARGET.partition("?")[0]
    return Wrapper(
        hosts=(host,),
        path=f"{re.escape(start)}(?P<target>.+)",
        bare=bare,
        drops_query=drops_query,
        same=((f"https://{host}{start}{target}", target),),
    )


def _sample(before: re.Pattern[str]) -> str:
    """Find some labels that an expression for the labels before a domain allows."""
    tried = ("nam02", "touch", "ru-ru", "ru", "i0", "s1", "images1-focus-opensocial")
    return next(labels for labels in tried if before.fullmatch(labels))

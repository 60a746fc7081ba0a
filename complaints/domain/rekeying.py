"""Computing keys anew after the rules about links changed: what joins, what parts, and what only gets a new name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from complaints.domain.errors import Refusal
from complaints.domain.identity import Resource, resolve

VERBATIM: Final = "text:"


@dataclass(frozen=True, slots=True)
class Stored:
    """A resource as it was stored under earlier rules."""

    id: int
    key: str
    url: str


@dataclass(frozen=True, slots=True)
class Named:
    """A complaint's link, as pasted, that is attached under a resource."""

    attachment_id: int
    pasted: str


def key_now(stored: Stored) -> str:
    """Give a resource's key under today's rules; what they refuse keeps the key it has."""
    resource = resource_now(stored)
    return resource.key if resource else stored.key


def resource_now(stored: Stored) -> Resource | None:
    """Say what a stored address names under today's rules; None where they refuse it."""
    if stored.key.startswith(VERBATIM):
        return None
    try:
        return resolve(stored.url)
    except Refusal:
        return None


def parted(key: str, links: Iterable[Named]) -> dict[str, list[Named]]:
    """Group the links that name something else than their resource's key, by what they name today."""
    found: dict[str, list[Named]] = {}
    for link in links:
        try:
            named = resolve(link.pasted).key
        except Refusal:
            continue
        if named != key:
            found.setdefault(named, []).append(link)
    return found


def in_order(stored: Stored, holder_of: Callable[[str], Stored | None], limit: int = 20) -> list[Stored]:
    """List which resources must get their new keys before one can have its own, the last of them first.

    A key is taken only by a holder that keeps it: one that gets another key itself makes way first. A circle of
    resources that would exchange their keys is cut, so that the one asked for meets a taken key.
    """
    waiting = [stored]
    while len(waiting) < limit:
        wanted = key_now(waiting[-1])
        holder = holder_of(wanted) if wanted != waiting[-1].key else None
        if holder is None or key_now(holder) == holder.key or any(holder.id == each.id for each in waiting):
            break
        waiting.append(holder)
    return waiting[::-1]

"""When two cases are one and when one is two: aliases between resources, joining and parting, and their limits."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from complaints.domain.casework import OPEN_STATES, CaseState
from complaints.domain.errors import Refusal
from complaints.domain.identity import Resource, Scope
from complaints.domain.wording import clean

# How many steps a chain of accepted aliases may have.
MAX_CHAIN: Final = 8
MAX_REASON: Final = 2_000


class AliasKind(StrEnum):
    """Why two resources may be the same thing."""

    REDIRECT = "redirect"
    CANONICAL = "canonical"
    HANDLE_ID = "handle_id"
    RULES = "rules"
    MERGED = "merged"


class AliasState(StrEnum):
    """What became of an alias: only an accepted one leads complaints on."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ENDED = "ended"


class Deed(StrEnum):
    """What a reviewer did to two cases."""

    MERGE = "merge"
    SPLIT = "split"
    RECATEGORISE = "recategorise"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two cases that may be joined."""

    id: int
    resource_id: int
    category: str
    state: CaseState


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest round of a resource under one category."""

    case_id: int
    round: int
    state: CaseState

    @property
    def own(self) -> bool:
        """Say whether complaints about the resource come here, rather than to a case that this one was merged into."""
        return self.state is not CaseState.MERGED


def reason_given(text: str) -> str:
    """Clean the reason of an act; raises Refusal `joining.reason.missing` or `joining.reason.too_long`."""
    words = clean(text[: MAX_REASON * 4])
    if not words:
        raise Refusal("joining.reason.missing", "joining_reason")
    if len(words) > MAX_REASON:
        raise Refusal("joining.reason.too_long", "joining_reason", limit=MAX_REASON, length=len(words))
    return words


def require_mergeable(source: Side, target: Side) -> None:
    """Refuse to merge what cannot be one case.

    Raises Refusal `merge.itself`, `merge.category`, `merge.not_open`. That the source is held by whoever merges it is
    asked beforehand (`require_claim`).
    """
    if source.id == target.id:
        raise Refusal("merge.itself", "into")
    if source.category != target.category:
        raise Refusal("merge.category", "into")
    if target.state not in OPEN_STATES:
        raise Refusal("merge.not_open", "into")


def require_no_circle(resource_id: int, onward: list[int], steps_behind: int) -> None:
    """Refuse an alias that would lead back to where it starts, or on for too long.

    `onward` is the chain of accepted aliases from the target, the target first; `steps_behind` the length of the
    longest chain that leads to the resource already. Raises Refusal `alias.circle`, `alias.too_long`.
    """
    if resource_id in onward:
        raise Refusal("alias.circle", "into")
    if len(onward) + steps_behind > MAX_CHAIN:
        raise Refusal("alias.too_long", "into", limit=MAX_CHAIN)


def chain(start: int, next_of: Callable[[int], int | None]) -> list[int]:
    """Follow accepted aliases from a resource, itself first: never in a circle, at most MAX_CHAIN steps."""
    passed = [start]
    while len(passed) <= MAX_CHAIN:
        following = next_of(passed[-1])
        if following is None or following in passed:
            break
        passed.append(following)
    return passed


def levels_behind(resource_id: int, leading_to: Callable[[list[int]], list[int]]) -> list[list[int]]:
    """List the resources that accepted aliases lead to this one, level by level, no further than MAX_CHAIN."""
    levels: list[list[int]] = []
    level, known = [resource_id], {resource_id}
    while len(levels) < MAX_CHAIN:
        level = [each for each in leading_to(level) if each not in known]
        if not level:
            break
        known.update(level)
        levels.append(level)
    return levels


def group(resource_id: int, leading_to: Callable[[list[int]], list[int]]) -> list[int]:
    """List a resource and all that lead to it: what reviewers found to be one thing."""
    return [resource_id, *(each for level in levels_behind(resource_id, leading_to) for each in level)]


def home(passed: list[int], standing_of: Callable[[int], Standing | None]) -> int:
    """Choose, along a chain, the resource whose case a complaint comes to.

    The first that has a case of its own keeps its complaints, so that a standing decision answers and an open case
    stays whole; otherwise they go to the end of the chain.
    """
    for resource_id in passed:
        standing = standing_of(resource_id)
        if standing is not None and standing.own:
            return resource_id
    return passed[-1]


def taken_out(own: int, parted: int, named: list[int], chain_of: Callable[[int], list[int]]) -> list[int]:
    """List which resources of a case go along when one of them is parted from it.

    Those go whose chain leads through the parted one: they came into the case by way of it. What the case is about
    stays. Raises Refusal `split.own`, `split.nothing`.
    """
    if parted == own:
        raise Refusal("split.own", "resource")
    if parted not in named:
        raise Refusal("split.nothing", "resource")
    return [resource_id for resource_id in named if resource_id != own and parted in chain_of(resource_id)]


def alias_kind(told: AliasKind, named: Resource, found: Resource) -> AliasKind:
    """Say what an alias that a page teaches is: an account under its handle and under its id, or what told it.

    Platforms give an account a number that stays and a handle that changes; a page at the handle names the number as
    its canonical address.
    """
    accounts = named.scope is Scope.ACCOUNT and found.scope is Scope.ACCOUNT
    return AliasKind.HANDLE_ID if accounts and named.platform and named.platform == found.platform else told

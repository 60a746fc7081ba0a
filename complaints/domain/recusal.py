"""Conflicts of interest: who keeps away from which cases, why, and until when one may think better of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from complaints.domain.errors import Refusal
from complaints.domain.wording import clean

MAX_REASON: Final = 2_000
# A slip of the hand is taken back within this; afterwards somebody else has to judge whether the conflict is gone.
SECOND_THOUGHTS: Final = timedelta(minutes=10)


class Reach(StrEnum):
    """How far a recusal reaches: what the case is about, the whole account, the whole site."""

    RESOURCE = "resource"
    ACCOUNT = "account"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Concern:
    """What a case is about, as far as conflicts of interest go; `account` is None where the link names none."""

    resource_id: int
    site: str
    account: str | None


@dataclass(frozen=True, slots=True)
class Recused:
    """Everything one person keeps away from; `resources` holds all links that were found to be one thing."""

    resources: frozenset[int] = field(default_factory=frozenset)
    sites: frozenset[str] = field(default_factory=frozenset)
    accounts: frozenset[str] = field(default_factory=frozenset)

    def covers(self, concern: Concern) -> bool:
        """Say whether the person keeps away from this."""
        return concern.resource_id in self.resources or concern.site in self.sites or concern.account in self.accounts


def reach_of(text: str, concern: Concern) -> Reach:
    """Read how far a recusal is to reach; raises Refusal `recusal.reach` where the link does not go as far."""
    try:
        reach = Reach(text)
    except ValueError:
        raise Refusal("recusal.reach", "reach") from None
    if (reach is Reach.ACCOUNT and concern.account is None) or (reach is Reach.SITE and not concern.site):
        raise Refusal("recusal.reach", "reach")
    return reach


def reason_given(text: str, field_name: str = "recusal_reason") -> str:
    """Clean the reason of a recusal or of its end; raises Refusal `recusal.reason`, `recusal.too_long`."""
    words = clean(text[: MAX_REASON * 4])
    if not words:
        raise Refusal("recusal.reason", field_name)
    if len(words) > MAX_REASON:
        raise Refusal("recusal.too_long", field_name, limit=MAX_REASON, length=len(words))
    return words


def require_may_end(staff_id: int, *, recused_id: int, made_at: datetime, now: datetime, senior: bool) -> None:
    """Refuse the end of a recusal by whoever may not judge it.

    Oneself may take it back for as long as `SECOND_THOUGHTS`; later a senior reviewer who is somebody else says whether
    the conflict is gone. Raises Refusal `recusal.too_late`, `recusal.own_end`, `access.denied`.
    """
    if staff_id == recused_id:
        if now - made_at > SECOND_THOUGHTS:
            raise Refusal("recusal.own_end" if senior else "recusal.too_late")
    elif not senior:
        raise Refusal("access.denied")

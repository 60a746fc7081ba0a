"""What the case page shows of joining and parting: frozen values."""

from dataclasses import dataclass
from datetime import datetime

from complaints.services.views import LinkView


@dataclass(frozen=True, slots=True)
class CaseLine:
    """Another case in one line."""

    number: str
    round: int
    state: str
    outcome: str | None
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class AliasView:
    """An alias of the case's resource; `outward` says that it leads from the case's resource to the other one."""

    id: int
    outward: bool
    link: LinkView
    kind: str
    evidence: str
    state: str
    made_at: datetime
    other: CaseLine | None
    answered_by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class JoiningView:
    """A merger or a split that touched the case."""

    deed: str
    from_number: str
    to_number: str
    link: LinkView
    moved: int
    by: str
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class OtherLink:
    """A further resource that complaints of the case name, and how many do."""

    resource_id: int
    link: LinkView
    complaints: int


@dataclass(frozen=True, slots=True)
class Similar:
    """A case about another link with nearly the same captured text, or complained about in nearly the same words."""

    number: str
    percent: int
    outcome: str | None
    by: str


@dataclass(frozen=True, slots=True)
class JoinsView:
    """Everything about a case's joins: where it went, its other rounds, what may belong to it, what was done."""

    merged_into: CaseLine | None
    rounds: tuple[CaseLine, ...]
    aliases: tuple[AliasView, ...]
    joinings: tuple[JoiningView, ...]
    others: tuple[OtherLink, ...]

    @property
    def proposed(self) -> tuple[AliasView, ...]:
        """Give the aliases that wait for an answer."""
        return tuple(each for each in self.aliases if each.state == "proposed")

    @property
    def answered(self) -> tuple[AliasView, ...]:
        """Give the aliases that were answered."""
        return tuple(each for each in self.aliases if each.state != "proposed")

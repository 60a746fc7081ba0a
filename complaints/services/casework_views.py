"""What the page of a case shows to be read before deciding: frozen values."""

from dataclasses import dataclass
from datetime import datetime

from complaints.domain.precedents import Reason
from complaints.domain.voices import Sharing
from complaints.services.case_views import JoinedComplaint
from complaints.services.joining_views import Similar
from complaints.services.views import GroundView, LinkView


@dataclass(frozen=True, slots=True)
class CapturedText:
    """The text of one capture of the page; `length` is how long it was before it was cut to what is kept."""

    evidence_id: int
    captured_at: datetime
    title: str
    text: str
    language: str | None
    length: int


@dataclass(frozen=True, slots=True)
class VoiceView:
    """A complaint that stands for all of its wording: `alike` others say the same.

    `reporters` and `networks` count those behind the wording, itself among them; `sharing` is about itself alone.
    """

    complaint: JoinedComplaint
    sharing: Sharing
    alike: int
    reporters: int
    networks: int


@dataclass(frozen=True, slots=True)
class VoicesPage:
    """Wordings of a case's complaints; `after` is the place where the next page begins."""

    voices: tuple[VoiceView, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class ComplaintsPage:
    """Complaints of a case, each by itself; `after` is the place where the next page begins."""

    complaints: tuple[JoinedComplaint, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class PrecedentView:
    """An earlier decision, with why it is worth reading; `facts` is the beginning of what it relied upon."""

    number: str
    case_number: str
    decided_at: datetime
    category: str
    outcome: str
    ground: GroundView | None
    link: LinkView
    facts: str
    language: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PrecedentsView:
    """What was decided before about this and like things, and which like cases about other links there are."""

    decided: tuple[PrecedentView, ...]
    similar: tuple[Similar, ...]

    @property
    def undecided(self) -> tuple[Similar, ...]:
        """Give the like cases that are still open."""
        return tuple(each for each in self.similar if each.outcome is None)

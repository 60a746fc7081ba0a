"""Who acts, in which role, and what each role may do."""

from dataclasses import dataclass
from enum import StrEnum

from complaints.domain.errors import Refusal


class Role(StrEnum):
    """A staff member's one role; roles exclude each other."""

    REVIEWER = "reviewer"
    SENIOR = "senior"
    AUDITOR = "auditor"
    CUSTODIAN = "custodian"
    ADMIN = "admin"


class Act(StrEnum):
    """Something a staff member may be allowed to do."""

    READ_CASES = "read cases"
    WORK_CASES = "claim, note and decide cases"
    APPROVE = "approve or return a proposal"
    JUDGE = "judge appeals and objections"
    ASSIGN = "give cases to named reviewers, and see who has which"
    READ_LOG = "read histories and the log"
    SET_DEADLINES = "set deadlines and the working calendar"
    KEEP_CATALOGUE = "propose changes to legal grounds and protected sources"
    CONFIRM_CHANGES = "be the second person for a change"
    READ_FIGURES = "read figures about the work of the desk as a whole"


ALLOWED: dict[Role, frozenset[Act]] = {
    Role.REVIEWER: frozenset({Act.READ_CASES, Act.WORK_CASES}),
    Role.SENIOR: frozenset(
        {
            Act.READ_CASES,
            Act.WORK_CASES,
            Act.APPROVE,
            Act.JUDGE,
            Act.ASSIGN,
            Act.READ_FIGURES,
            Act.CONFIRM_CHANGES,
        }
    ),
    Role.AUDITOR: frozenset({Act.READ_CASES, Act.READ_LOG, Act.READ_FIGURES}),
    Role.CUSTODIAN: frozenset(),
    Role.ADMIN: frozenset(
        {
            Act.READ_FIGURES,
            Act.KEEP_CATALOGUE,
            Act.CONFIRM_CHANGES,
            Act.SET_DEADLINES,
        }
    ),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever causes a change, as the log names them: `staff:12`, `reporter:R-…`, `system:attach`, `public`."""

    kind: str
    id: str = ""

    def __str__(self) -> str:
        """Write the actor as it stands in the log."""
        return f"{self.kind}:{self.id}" if self.id else self.kind


PUBLIC = Actor("public")


def system(part: str) -> Actor:
    """Name the part of the service that acts by itself."""
    return Actor("system", part)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A signed-in member of staff."""

    id: int
    email: str
    role: Role

    @property
    def actor(self) -> Actor:
        """Give the name under which the log knows this person."""
        return Actor("staff", str(self.id))

    def may(self, act: Act) -> bool:
        """Say whether this person's role allows `act`."""
        return act in ALLOWED[self.role]

    def require(self, act: Act) -> None:
        """Refuse with `access.denied` where the role does not allow `act`."""
        if not self.may(act):
            raise Refusal("access.denied")

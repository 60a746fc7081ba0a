"""Keeping the catalogue of legal grounds: a new ground, a new version of one, the end of one."""

from dataclasses import dataclass, replace

from complaints.domain.access import Act, StaffMember
from complaints.domain.changes import ChangeKind
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.grounds import Ground, WrittenGround, as_fields, compose_ground, ending_day, standing
from complaints.services.changes import Changing, Proposed
from complaints.services.ports import OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True)
class Grounds:
    """The use cases of an administrator about grounds; each is a change that a second person answers."""

    open_uow: OpenUnitOfWork
    changing: Changing

    def add(self, who: StaffMember, written: WrittenGround, reason: str) -> Proposed:
        """Propose a new ground; raises Refusals, Refusal `ground.exists`, `change.open`, `access.denied`."""
        who.require(Act.KEEP_CATALOGUE)
        with self.open_uow(who.actor, "changes.propose") as uow:
            ground = self._compose(uow, written)
            if any(each.code == ground.code for each in uow.catalogue.ground_versions()):
                raise Refusals([Refusal("ground.exists", "code")])
            fields = as_fields(ground)
            return self.changing.propose(uow, ChangeKind.GROUND_ADD, _about(ground.code), fields, reason, who)

    def revise(self, who: StaffMember, code: str, written: WrittenGround, reason: str) -> Proposed:
        """Propose a new version of a ground, beside which the old ones stay; raises as `add`, and `ground.unknown`."""
        who.require(Act.KEEP_CATALOGUE)
        with self.open_uow(who.actor, "changes.propose") as uow:
            _find(uow, code)
            ground = self._compose(uow, replace(written, code=code))
            fields = as_fields(ground)
            return self.changing.propose(uow, ChangeKind.GROUND_VERSION, _about(code), fields, reason, who)

    def end(self, who: StaffMember, code: str, day: str, reason: str) -> Proposed:
        """Propose that a ground is no longer in force from a day; raises Refusal `ground.day`, and as `revise`."""
        who.require(Act.KEEP_CATALOGUE)
        with self.open_uow(who.actor, "changes.propose") as uow:
            versions = _find(uow, code)
            ends = ending_day(day, versions[0])
            ending_day(day, standing(versions, ends)[code])
            payload = {"code": code, "valid_to": ends.isoformat()}
            return self.changing.propose(uow, ChangeKind.GROUND_END, _about(code), payload, reason, who)

    def _compose(self, uow: UnitOfWork, written: WrittenGround) -> Ground:
        return compose_ground(written, (category.code for category in uow.catalogue.categories()))


def _about(code: str) -> str:
    return f"ground:{code}"


def _find(uow: UnitOfWork, code: str) -> list[Ground]:
    found = [each for each in uow.catalogue.ground_versions() if each.code == code]
    if not found:
        raise Refusal("ground.unknown")
    return found

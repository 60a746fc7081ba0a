"""What the use cases around evidence need from the world: the narrow interfaces that adapters fulfil."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from complaints.domain.checks import Capture, Seen, Subject
from complaints.domain.politeness import Site
from complaints.domain.retention import ObjectState, Why
from complaints.domain.robots import RobotsFile


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of asking for a page last: a capture, or a failure and when it may be asked again."""

    resource_id: int
    busy_until: datetime
    ended_at: datetime | None
    evidence_id: int | None
    failure: str | None
    tries: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptPiece:
    """A captured piece whose bytes are in the evidence store."""

    kind: str
    media_type: str
    sha256: str
    size: int
    look: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image made safe: re-encoded, without metadata; sizes in pixels, `look` a hash of how it looks.

    Like images have like hashes; None where there is too little to be seen in it.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    look: int | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A citizen's file whose bytes are in the evidence store."""

    sha256: str
    size: int
    media_type: str
    width: int
    height: int
    look: int | None = None


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of evidence as a viewer needs it: `shown` is false where its kind must never be shown."""

    id: int
    case_id: int
    case_number: str
    kind: str
    media_type: str
    sha256: str
    shown: bool


class CaptureFailed(Exception):
    """A page could not be captured; `code` is one of the codes of `check.failed` and `check.not_attempted`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail


# Gives the code for which a link is not to be opened on the way to a page, or None.
Unwanted = Callable[[str], str | None]


class Capturer(Protocol):
    """Fetches a page and reads it; raises CaptureFailed."""

    def __call__(self, url: str, unwanted: Unwanted) -> Capture: ...


class Vault(Protocol):
    """Keeps bytes under their SHA-256; `get` raises EvidenceDamaged where they are not what they were."""

    def put(self, data: bytes) -> Any: ...
    def get(self, sha256: str) -> bytes: ...
    def exists(self, sha256: str) -> bool: ...
    def intact(self, sha256: str) -> bool: ...
    def delete(self, sha256: str) -> None: ...
    def stored_before(self, moment: datetime, folder: int) -> Sequence[str]: ...


class Images(Protocol):
    """Makes images safe; raises `UnsafeImage` where that cannot be done."""

    def reencode(self, data: bytes) -> Picture: ...
    def veil(self, data: bytes) -> Picture: ...


class UnsafeImage(Exception):
    """A file is no image, or larger than is taken; `code` says which: "not_an_image", "too_large"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Evidence(Protocol):
    """What is known about captured evidence."""

    def add_capture(self, case_id: int, capture: Capture, pieces: Sequence[KeptPiece], at: datetime) -> int: ...
    def share(self, evidence_id: int, case_id: int) -> int | None: ...
    def seen(self, case_id: int, evidence_id: int) -> Seen | None: ...
    def referred(self, sha256: str) -> bool: ...
    def known(self, hashes: Sequence[str]) -> frozenset[str]: ...
    def add_object(self, sha256: str, size: int, at: datetime) -> None: ...
    def set_object(self, sha256: str, state: ObjectState, at: datetime) -> bool: ...
    def removing(self, limit: int) -> list[str]: ...
    def to_look_at(self, before: datetime, limit: int) -> list[str]: ...
    def damaged(self, limit: int) -> int: ...
    def looked_at(self, sha256: str, at: datetime) -> None: ...
    def expired(self, now: datetime, limit: int) -> list[int]: ...
    def remove(self, evidence_ids: Sequence[int], why: Why, at: datetime) -> list[str]: ...
    def of_resource(self, resource_id: int) -> tuple[list[int], list[int]]: ...
    def hashes_of(self, evidence_ids: Sequence[int], upload_ids: Sequence[int]) -> set[str]: ...
    def alike(self, hashes: Sequence[str]) -> list[int]: ...
    def forget_findings(self, resource_id: int) -> int: ...
    def record_purge(self, case_id: int, staff_id: int, objects: int, at: datetime) -> None: ...
    def exhibit(self, evidence_id: int) -> Exhibit | None: ...


class Uploads(Protocol):
    """Citizens' files."""

    def add(self, complaint_id: int, position: int, upload: Upload, at: datetime) -> None: ...
    def last_position(self, complaint_id: int) -> int: ...
    def of(self, complaint_id: int) -> list[tuple[int, Upload]]: ...
    def shown_by(self, complaint_id: int) -> frozenset[int]: ...
    def show_in(self, case_id: int, upload: Upload, at: datetime) -> None: ...
    def show_moved(self, case_id: int, at: datetime) -> None: ...
    def bring_new(self, complaint_id: int, resource_id: int) -> bool: ...
    def remove(self, upload_ids: Sequence[int], why: Why, at: datetime) -> list[str]: ...
    def of_resource(self, resource_id: int) -> list[int]: ...
    def alike(self, hashes: Sequence[str]) -> list[int]: ...
    def expired(self, now: datetime, limit: int) -> list[int]: ...


class Visits(Protocol):
    """Whose turn it is to ask a site, and when checks run again."""

    def site(self, name: str) -> Site: ...
    def keep_site(self, site: Site) -> None: ...
    def forget_sites(self, before: datetime) -> int: ...
    def robots(self, authority: str) -> RobotsFile | None: ...
    def keep_robots(self, file: RobotsFile) -> None: ...
    def forget_robots(self, before: datetime) -> int: ...
    def visit(self, resource_id: int) -> Visit: ...
    def keep_visit(self, visit: Visit) -> None: ...
    def retry(self, case_id: int, due_at: datetime) -> None: ...
    def forget_retry(self, case_id: int) -> None: ...
    def due_retries(self, now: datetime, limit: int) -> list[int]: ...


class Comparisons(Protocol):
    """What other cases say about the thing one case is about."""

    def compared(self, subject: Subject) -> Subject: ...


Counts = Mapping[str, int]

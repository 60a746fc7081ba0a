"""What the queue needs from the world."""

from typing import Protocol

from complaints.domain.queue import Corroboration


class Queue(Protocol):
    """What the queue is narrowed by, kept on the cases themselves."""

    def mark(self, case_id: int, corroboration: Corroboration) -> None: ...
    def mark_resource(self, resource_id: int) -> None: ...
    def mark_site(self, site: str, kind: str | None, limit: int) -> int: ...

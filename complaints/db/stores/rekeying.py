"""Stores new keys of resources after a change of the rules."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from complaints.db.handing_tables import resource_accounts
from complaints.db.schema import attachments, complaint_links, resources
from complaints.db.writing import insert_once
from complaints.domain.identity import Resource
from complaints.domain.identity.accounts import account_of
from complaints.domain.rekeying import Named, Stored


class RekeyStore:
    """Resources whose keys earlier rules made."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, version: int) -> int:
        """Count the resources that rules before a version named."""
        found = select(func.count()).select_from(resources).where(resources.c.rules_version < version)
        return int(self._connection.execute(found).scalar_one())

    def outdated(self, version: int, after: int, limit: int) -> list[Stored]:
        """List resources that rules before a version named, in their order, after one."""
        return self._stored(resources.c.rules_version < version, resources.c.id > after, limit=limit)

    def holder(self, key: str) -> Stored | None:
        """Find the resource that has a key."""
        return next(iter(self._stored(resources.c.key == key)), None)

    def _stored(self, *conditions: ColumnElement[bool], limit: int = 1) -> list[Stored]:
        r = resources.c
        found = select(r.id, r.key, r.url).where(*conditions).order_by(r.id).limit(limit)
        return [Stored(row.id, row.key, row.url) for row in self._connection.execute(found)]

    def links(self, resource_id: int, after: int, limit: int) -> list[Named]:
        """List the links attached under a resource, after one attachment."""
        a = attachments.c
        found = (
            select(a.id, complaint_links.c.pasted)
            .join(complaint_links, complaint_links.c.id == a.link_id)
            .where(a.resource_id == resource_id, a.id > after)
            .order_by(a.id)
            .limit(limit)
        )
        return [Named(row.id, row.pasted) for row in self._connection.execute(found)]

    def rename(self, resource_id: int, resource: Resource, version: int) -> None:
        """Give a resource the key and the readings of today's rules."""
        self._set(
            resource_id,
            key=resource.key,
            url=resource.url,
            display=resource.display,
            host=resource.host,
            site=resource.site,
            scope=resource.scope.value,
            platform=resource.platform,
            rules_version=version,
        )
        self._connection.execute(delete(resource_accounts).where(resource_accounts.c.resource_id == resource_id))
        account = account_of(resource.key, resource.scope)
        if account:
            insert_once(self._connection, resource_accounts, {"resource_id": resource_id, "account": account})

    def mark(self, resource_id: int, version: int) -> None:
        """Note that a resource keeps its key under a version of the rules."""
        self._set(resource_id, rules_version=version)

    def _set(self, resource_id: int, **values: Any) -> None:
        self._connection.execute(update(resources).where(resources.c.id == resource_id).values(**values))

    def name_links(self, attachment_ids: Sequence[int], resource_id: int) -> None:
        """Note what some attached links name."""
        for start in range(0, len(attachment_ids), 500):
            some = attachment_ids[start : start + 500]
            self._connection.execute(
                update(attachments).where(attachments.c.id.in_(some)).values(resource_id=resource_id)
            )

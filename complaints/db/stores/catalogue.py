"""Stores the catalogue: categories, legal grounds, protected sources."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from complaints.db.schema import (
    categories,
    ground_version_categories,
    ground_versions,
    grounds,
    protected_sources,
)
from complaints.db.writing import insert_once
from complaints.domain import categories as category_rules
from complaints.domain import grounds as ground_rules
from complaints.domain.categories import Category
from complaints.domain.grounds import Ground

LANGUAGES = ("kk", "ru", "en")


class CatalogueStore:
    """What an administrator keeps."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def categories(self) -> tuple[Category, ...]:
        """List the active categories in the order of the form."""
        rows = self._connection.execute(
            select(categories).where(categories.c.active).order_by(categories.c.position)
        ).mappings()
        return tuple(
            Category(
                row["code"],
                row["severity"],
                {language: row[f"name_{language}"] for language in LANGUAGES},
                {language: row[f"sentence_{language}"] for language in LANGUAGES},
                capture=row["capture"],
                publish_link=row["publish_link"],
                danger=row["danger"],
                help=row["help"],
            )
            for row in rows
        )

    def ground_versions(self) -> tuple[Ground, ...]:
        """List every version of every legal ground, by code and version."""
        v, c = ground_versions.c, ground_version_categories.c
        allowed: dict[int, list[str]] = {}
        for row in self._connection.execute(select(c.version_id, c.category).order_by(c.version_id, c.category)):
            allowed.setdefault(row.version_id, []).append(row.category)
        rows = self._connection.execute(select(ground_versions).order_by(v.ground, v.version)).mappings()
        return tuple(
            Ground(
                row["ground"],
                {language: row[f"act_{language}"] for language in LANGUAGES},
                row["article"],
                {language: row[f"text_{language}"] for language in LANGUAGES},
                row["valid_from"],
                tuple(allowed.get(row["id"], ())),
                row["valid_to"],
                row["version"],
                row["id"],
            )
            for row in rows
        )

    def add_ground_version(self, ground: Ground, change_id: int | None) -> int:
        """Store what a ground says from now on as its next version, the first where it is new; return the number."""
        insert_once(self._connection, grounds, {"code": ground.code})
        v = ground_versions.c
        latest = select(func.max(v.version)).where(v.ground == ground.code)
        version = int(self._connection.execute(latest).scalar() or 0) + 1
        row: dict[str, object] = {
            "ground": ground.code,
            "version": version,
            "article": ground.article,
            "valid_from": ground.valid_from,
            "valid_to": ground.valid_to,
            "change_id": change_id,
        }
        for language in LANGUAGES:
            row[f"act_{language}"] = ground.act[language]
            row[f"text_{language}"] = ground.text[language]
        made = self._connection.execute(insert(ground_versions).values(**row).returning(v.id)).scalar_one()
        pairs = [{"version_id": made, "category": category} for category in ground.categories]
        self._connection.execute(insert(ground_version_categories), pairs)
        return version

    def protected_kind(self, site: str) -> str | None:
        """Say why a site is a protected source, or None where it is not."""
        return self._connection.execute(
            select(protected_sources.c.kind).where(protected_sources.c.site == site)
        ).scalar()

    def protect(self, site: str, kind: str, at: datetime) -> bool:
        """Put a site on the protected list; say whether it is new there."""
        return insert_once(self._connection, protected_sources, {"site": site, "kind": kind, "added_at": at})

    def unprotect(self, site: str) -> bool:
        """Take a site off the protected list; say whether it stood there."""
        gone = delete(protected_sources).where(protected_sources.c.site == site)
        return self._connection.execute(gone).rowcount > 0

    def seed(self) -> None:
        """Fill an empty catalogue with the categories and grounds a service starts with."""
        if self._connection.execute(select(categories.c.code).limit(1)).first() is None:
            rows = [_category_row(position, each) for position, each in enumerate(category_rules.AT_START, start=1)]
            self._connection.execute(insert(categories), rows)
        if self._connection.execute(select(grounds.c.code).limit(1)).first() is None:
            for ground in ground_rules.AT_START:
                self.add_ground_version(ground, None)


def _category_row(position: int, category: Category) -> dict[str, object]:
    row: dict[str, object] = {
        "code": category.code,
        "position": position,
        "severity": category.severity,
        "active": True,
        "capture": category.capture,
        "publish_link": category.publish_link,
        "danger": category.danger,
        "help": category.help,
    }
    for language in LANGUAGES:
        row[f"name_{language}"] = category.name[language]
        row[f"sentence_{language}"] = category.sentence[language]
    return row

"""Stores the catalogue: categories, legal grounds, protected sources."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from complaints.db.schema import categories, ground_categories, grounds, protected_sources
from complaints.db.writing import insert_new
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

    def grounds(self) -> Mapping[str, Ground]:
        """List all legal grounds, also those no longer in force, by code."""
        allowed: dict[str, list[str]] = {}
        pairs = select(ground_categories).order_by(ground_categories.c.ground, ground_categories.c.category)
        for row in self._connection.execute(pairs):
            allowed.setdefault(row.ground, []).append(row.category)
        rows = self._connection.execute(select(grounds).order_by(grounds.c.code)).mappings()
        return {
            row["code"]: Ground(
                row["code"],
                {language: row[f"act_{language}"] for language in LANGUAGES},
                row["article"],
                {language: row[f"text_{language}"] for language in LANGUAGES},
                row["valid_from"],
                tuple(allowed.get(row["code"], ())),
                row["valid_to"],
            )
            for row in rows
        }

    def protected_kind(self, site: str) -> str | None:
        """Say why a site is a protected source, or None where it is not."""
        return self._connection.execute(
            select(protected_sources.c.kind).where(protected_sources.c.site == site)
        ).scalar()

    def protect(self, site: str, kind: str, at: datetime) -> int | None:
        """Put a site on the protected list; return the id of the line, None where the site stood there before."""
        return insert_new(self._connection, protected_sources, {"site": site, "kind": kind, "added_at": at})

    def protected_source(self, source_id: int) -> tuple[str, str] | None:
        """Give the site and the kind of a line of the protected list."""
        p = protected_sources.c
        row = self._connection.execute(select(p.site, p.kind).where(p.id == source_id)).first()
        return (row.site, row.kind) if row else None

    def seed(self) -> None:
        """Fill an empty catalogue with the categories and grounds a service starts with."""
        if self._connection.execute(select(categories.c.code).limit(1)).first() is None:
            rows = [_category_row(position, each) for position, each in enumerate(category_rules.AT_START, start=1)]
            self._connection.execute(insert(categories), rows)
        if self._connection.execute(select(grounds.c.code).limit(1)).first() is None:
            self._connection.execute(insert(grounds), [_ground_row(each) for each in ground_rules.AT_START])
            pairs = [
                {"ground": each.code, "category": category}
                for each in ground_rules.AT_START
                for category in each.categories
            ]
            self._connection.execute(insert(ground_categories), pairs)


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


def _ground_row(ground: Ground) -> dict[str, object]:
    row: dict[str, object] = {
        "code": ground.code,
        "article": ground.article,
        "valid_from": ground.valid_from,
        "valid_to": ground.valid_to,
    }
    for language in LANGUAGES:
        row[f"act_{language}"] = ground.act[language]
        row[f"text_{language}"] = ground.text[language]
    return row

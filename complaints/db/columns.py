"""Words for the schema: column kinds, and how the audit treats a table or a column."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Text, text

from complaints.db.metadata import Instant


class Through(NamedTuple):
    """A subject that a row names by way of another table: the row's `key` is that table's `id`."""

    key: str
    table: str
    column: str


def identifier() -> Column[int]:
    """Make the integer primary key of a table."""
    return Column("id", Integer, primary_key=True, autoincrement=True)


def key_to(table: str, name: str, *, nullable: bool = False, unique: bool = False, index: bool = False) -> Column[int]:
    """Make a foreign key to another table's `id`; rows are never deleted by cascade."""
    return Column(name, ForeignKey(f"{table}.id"), nullable=nullable, unique=unique or None, index=index or None)


def instant(name: str, *, nullable: bool = False) -> Column[Any]:
    """Make a column for a moment in time, in UTC to the microsecond."""
    return Column(name, Instant, nullable=nullable)


def partial(name: str, where: str, *columns: str, unique: bool = False) -> Index:
    """Make an index over the rows that meet a condition; it costs the others nothing."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


def closed_set(name: str, values: type[StrEnum]) -> Column[str]:
    """Make a column that the database itself holds to an enum's values."""
    listed = ", ".join(f"'{value.value}'" for value in values)
    return Column(name, String(20), CheckConstraint(f"{name} IN ({listed})", name=name), nullable=False)


def words(name: str, *, nullable: bool = False, unique: bool = False) -> Column[str]:
    """Make a column of free text: the log keeps a salted commitment, the text itself stays erasable."""
    return Column(name, Text, nullable=nullable, unique=unique or None, info={"audit": "text"})


def sealed(name: str, type_: Any, *, nullable: bool = False, unique: bool = False) -> Column[Any]:
    """Make a column whose value never reaches the log: an entry holds a salted seal of it, which nobody can undo."""
    return Column(name, type_, nullable=nullable, unique=unique or None, info={"audit": "sealed"})


def audited(*, immutable: bool | Iterable[str] = False, **subjects: str | Through) -> dict[str, Any]:
    """Mark a table as audited; `subjects` maps case, complaint, reporter and staff to what names them in a row.

    A row never changes its primary key; `immutable` names further columns, or with True all of them and the row itself.
    """
    marks: dict[str, Any] = {"audit": True, "subjects": subjects}
    if immutable:
        marks["immutable"] = True if immutable is True else tuple(immutable)
    return marks


def excused(reason: str) -> dict[str, Any]:
    """Excuse a table from the audit, with the reason."""
    return {"excused": reason}

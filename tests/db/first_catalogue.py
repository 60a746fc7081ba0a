"""The catalogue as the first versions of the schema held it: what a ground says stood in its own row."""

from sqlalchemy import Connection, text

from complaints.domain.categories import AT_START as CATEGORIES
from complaints.domain.grounds import AT_START as GROUNDS
from complaints.domain.intake import LANGUAGES


def seed(connection: Connection) -> None:
    """Fill the tables of categories and grounds of a database below revision 0008."""
    for position, each in enumerate(CATEGORIES, start=1):
        words = {f"name_{code}": each.name[code] for code in LANGUAGES}
        words |= {f"sentence_{code}": each.sentence[code] for code in LANGUAGES}
        marks = {"capture": each.capture, "publish_link": each.publish_link, "danger": each.danger, "active": True}
        row = {"code": each.code, "position": position, "severity": each.severity, "help": each.help, **marks, **words}
        _insert(connection, "categories", row)
    for ground in GROUNDS:
        words = {f"act_{code}": ground.act[code] for code in LANGUAGES}
        words |= {f"text_{code}": ground.text[code] for code in LANGUAGES}
        row = {"code": ground.code, "article": ground.article, "valid_from": ground.valid_from.isoformat(), **words}
        _insert(connection, "grounds", row)
        for category in ground.categories:
            _insert(connection, "ground_categories", {"ground": ground.code, "category": category})


def _insert(connection: Connection, table: str, row: dict[str, object]) -> None:
    listed = ", ".join(row)
    values = ", ".join(
        f"CAST(:{name} AS DATE)" if name == "valid_from" and _strict(connection) else f":{name}" for name in row
    )
    connection.execute(text(f"INSERT INTO {table} ({listed}) VALUES ({values})"), row)


def _strict(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"

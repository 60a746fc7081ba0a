"""Fills a database with many open cases at once: rows as the use cases leave them, made by the database itself."""

from sqlalchemy import Connection, Engine

from complaints.db import triggers, triggers_postgresql, triggers_sqlite
from complaints.db.metadata import metadata

# Twenty links a complaint, as many as one may name, so that a case has its complaint at a twentieth of the rows.
LINKS = 20
START = 1_750_000_000_000_000  # microseconds; the oldest case
STEP = 30_000_000  # microseconds from one case to the next
TERM = 10**15  # microseconds from the opening of a case to its deadline: in none of the seeded cases it has passed
SERIES = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {last}) ",
    "postgresql": "WITH n(i) AS (SELECT generate_series(1, {last})) ",
}
CATEGORY = "(SELECT code FROM categories WHERE position = 1 + i % 11)"
# One case in 5,000 is in review, one in 50,000 proposed; a hundredth is in English, the rest Kazakh and Russian.
STATE = "CASE WHEN i % 50000 = 7 THEN 'proposed' WHEN i % 5000 = 5 THEN 'in_review' ELSE 'waiting' END"
LANGUAGE = "CASE WHEN i % 100 = 9 THEN 'en' WHEN i % 3 = 0 THEN 'kk' ELSE 'ru' END"
# Most are on no platform, a third of the others on a rare one; few are of protected sources, few well corroborated.
PLATFORM = "CASE WHEN i % 10 = 1 THEN 'telegram' WHEN i % 1000 = 2 THEN 'vk' END"
PROTECTED = "CASE WHEN i % 2000 = 4 THEN 'news' END"
CORROBORATION = "CASE WHEN i % 4000 = 6 THEN 'many' WHEN i % 20 = 3 THEN 'some' ELSE 'one' END"
PRIORITY = "(100 + CAST(i AS BIGINT) * 7919 % 600)"
# One case in a hundred is due soon, one in a thousand overdue.
STAGE = "CASE WHEN i % 1000 = 3 THEN 'overdue' WHEN i % 100 = 3 THEN 'soon' ELSE 'early' END"
COMPLAINT = f"(1 + (i - 1) / {LINKS})"

TABLES = (
    "reporters",
    "complaints",
    "complaint_links",
    "resources",
    "cases",
    "attachments",
    "resource_reporters",
    "resource_networks",
    "case_terms",
)
DECIDED_TABLES = ("statements", "decisions", "register_entries")
JOINED_TABLES = ("checks", "aliases", "joinings")
SHOWN_TABLES = ("evidence_objects", "uploads", "evidence", "image_looks")
NUMBERED = {*TABLES[:6], "statements", "decisions", *JOINED_TABLES, *SHOWN_TABLES[1:]}
# Of every twenty cases one was merged into the case eleven further on, which is of the same category (a tenth of these
# went another eleven on), and of one a check proposes that its page is the next one's.
MERGED, PROPOSED, ONWARD = 11, 7, 11


def fill(engine: Engine, count: int) -> None:
    """Store `count` open cases, each with its resource, its link and complaint, and its words; the log stays empty."""
    _store(engine, TABLES, _rows(count))


def fill_desk(engine: Engine, count: int, *, complaints: int, decided: int, staff_id: int) -> None:
    """Store `count` cases, the oldest `decided` of them over, and so many complaints beside their first ones."""
    rows = [
        *_rows(count, decided, 1 + complaints // count),
        *_further(count, complaints),
        *_decisions(decided, staff_id),
    ]
    _store(engine, (*TABLES, *DECIDED_TABLES), rows)


def decide(engine: Engine, count: int, staff_id: int) -> None:
    """Decide the oldest `count` cases, in the name of one member of staff, and enter them in the register."""
    ended = f"UPDATE case_terms SET ended = true WHERE case_id <= {count}"
    _store(
        engine,
        DECIDED_TABLES,
        _decisions(count, staff_id),
        f"UPDATE cases SET state = 'decided' WHERE id <= {count}",
        ended,
    )


def join(engine: Engine, after: int, count: int, staff_id: int) -> None:
    """Give each of `count` cases a finding, and those `after` so many the aliases and joinings that came of it.

    Both are whole two hundreds. An alias that a check proposed carries the address that the page led to.
    """
    then = []
    for every, left in ((20, MERGED), (200, MERGED + ONWARD)):
        which = f"SELECT id FROM cases WHERE id > {after} AND id <= {count - 2 * ONWARD} AND id % {every} = {left}"
        further = f"SELECT id + {ONWARD} FROM ({which}) AS merged"
        moved = f"(SELECT o.complaints FROM cases o WHERE o.id = cases.id - {ONWARD})"
        then += [
            f"UPDATE cases SET complaints = complaints + {moved} WHERE id IN ({further})",
            f"UPDATE cases SET merged_into = merged_into + {ONWARD} WHERE merged_into IN ({which})",
            f"UPDATE case_terms SET ended = true WHERE case_id IN ({which})",
            f"INSERT INTO case_terms (case_id, term, source) SELECT id + {ONWARD}, 'site' || (id % 5000), 1 "
            f"FROM ({which}) AS merged",
            f"UPDATE attachments SET case_id = case_id + {ONWARD} WHERE case_id IN ({which})",
            f"UPDATE cases SET state = 'merged', merged_into = id + {ONWARD}, complaints = 0, turns_at = NULL "
            f"WHERE id IN ({which})",
        ]
    _store(engine, JOINED_TABLES, _joined(after, count, staff_id), *then)


def _joined(after: int, count: int, staff_id: int) -> list[tuple[str, str, str, int]]:
    moment = f"{START} + CAST(i AS BIGINT) * {STEP}"
    led = f"CASE WHEN i % 20 IN ({PROPOSED}, {MERGED}) OR i % 200 = {MERGED + ONWARD} THEN 'yes' ELSE 'no' END"
    rows = [
        (
            "checks",
            "id, case_id, step, run, version, result, code, params, confidence, made_at",
            f"i, i, 'redirected', 1, 1, 'done', 'check.redirected.' || {led}, '{{}}', 100, {moment}",
            count,
        ),
        (
            "aliases",
            "resource_id, target_id, kind, check_id, evidence, state, made_at",
            _alias(f"({after} + 20 * (i - 1) + {PROPOSED})", 1, f"'proposed', {moment}"),
            (count - after) // 20,
        ),
    ]
    answer = f"{staff_id}, 'They are one page.'"
    for every, left, times in ((20, MERGED, (count - after) // 20 - 1), (200, MERGED + ONWARD, (count - after) // 200)):
        source = f"({after} + {every} * (i - 1) + {left})"
        rows += [
            (
                "aliases",
                "resource_id, target_id, kind, check_id, evidence, state, answered_by, reason, made_at, answered_at",
                _alias(source, ONWARD, f"'accepted', {answer}, {moment}, {moment}"),
                times,
            ),
            (
                "joinings",
                "deed, from_case_id, to_case_id, resource_id, moved, staff_id, reason, made_at",
                f"'merge', {source}, {source} + {ONWARD}, {source}, 1, {answer}, {moment}",
                times,
            ),
        ]
    return rows


def _alias(source: str, step: int, rest: str) -> str:
    target = f"({source} + {step})"
    url = f"'https://site' || ({target} % 5000) || '.kz/page/' || {target}"
    return f"{source}, {target}, 'redirect', {source}, {url}, {rest}"


def show(engine: Engine, count: int) -> None:
    """Give each of `count` cases an image that came with its complaint; no two are alike, but many share a band."""
    sha256 = "substr('0000000000000000000000000000000000000000000000000000000000000000' || i, -64)"
    if engine.dialect.name != "sqlite":
        sha256 = "lpad(CAST(i AS TEXT), 64, '0')"
    look, moment = "(CAST(i AS BIGINT) * 2654435761)", f"{START} + CAST(i AS BIGINT) * {STEP}"
    parts = ", ".join(f"({look} >> {16 * band}) & 65535" for band in range(4))
    rows = [
        ("evidence_objects", "sha256, size, state, changed_at", f"{sha256}, 1000, 'kept', {moment}", count),
        (
            "uploads",
            "id, complaint_id, position, sha256, media_type, width, height, made_at",
            f"i, {COMPLAINT}, 1 + (i - 1) % {LINKS}, {sha256}, 'image/png', 100, 100, {moment}",
            count,
        ),
        (
            "evidence",
            "id, case_id, kind, media_type, sha256, size, url, title, text, captured_at",
            f"i, i, 'upload', 'image/png', {sha256}, 1000, '', '', '', {moment}",
            count,
        ),
        ("image_looks", "id, sha256, look, band_0, band_1, band_2, band_3", f"i, {sha256}, {look}, {parts}", count),
    ]
    _store(engine, SHOWN_TABLES, rows)


def crowd(engine: Engine, case_id: int, count: int) -> None:
    """Bring the oldest `count` links to one case, as if so many complaints had named it."""
    _store(engine, (), [], f"UPDATE attachments SET case_id = {case_id} WHERE id <= {count}")


def _store(engine: Engine, tables: tuple[str, ...], rows: list[tuple[str, str, str, int]], *then: str) -> None:
    with engine.begin() as connection:
        _silence(connection)
        indexes = [index for name in tables for index in metadata.tables[name].indexes]
        for index in indexes:
            index.drop(connection)
        for table, columns, values, last in rows:
            series = SERIES[connection.dialect.name].format(last=last)
            statement = f"INSERT INTO {table} ({columns}) {series}SELECT {values} FROM n"
            # Nothing is bound, so that the percent signs are remainders on both.
            connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
        for index in indexes:
            index.create(connection)
        for statement in then:
            connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
        _speak(connection, tables)
    _settle(engine)


def _decisions(count: int, staff_id: int) -> list[tuple[str, str, str, int]]:
    moment = f"{START} + CAST(i AS BIGINT) * {STEP}"
    # One in 5,000 is about what the service does not decide.
    outcome = "CASE WHEN i % 5000 = 3 THEN 'out_of_scope' ELSE 'no_violation' END"
    return [
        (
            "statements",
            "id, case_id, author_id, outcome, facts, explanation, language, manifestly_unfounded, automation, "
            "appeal_until, written_at",
            f"i, i, {staff_id}, {outcome}, 'The page lists figures.', 'That is lawful.', 'en', false, '', "
            f"'2030-01-01', {moment}",
            count,
        ),
        (
            "decisions",
            "id, case_id, statement_id, outcome, decided_by, decided_at",
            f"i, i, i, {outcome}, {staff_id}, {moment}",
            count,
        ),
        (
            "register_entries",
            "decision_id, resource_id, category, outcome, link_shown, published_at, version, window_version, "
            "statement_id, force, appeal_until",
            f"i, i, {CATEGORY}, {outcome}, true, {moment}, 1, 1, i, 'in_force', '2030-01-01'",
            count,
        ),
    ]


def _rows(count: int, decided: int = 0, each: int = 1) -> list[tuple[str, str, str, int]]:
    complaints = -(-count // LINKS)
    state = f"CASE WHEN i <= {decided} THEN 'decided' ELSE ({STATE}) END"
    ended = f"CASE WHEN i <= {decided} THEN true END"
    moment = f"{START} + CAST(i AS BIGINT) * {STEP}"
    host = "'site' || (i % 5000) || '.kz'"
    url = f"{host} || '/page/' || i"
    return [
        ("reporters", "id, pseudonym, kind, made_at", f"i, 'R-SEED' || i, 'single', {moment}", complaints),
        (
            "complaints",
            "id, reporter_id, category, description, language, source, state, receipt_hash, network_token, filed_at",
            f"i, i, {CATEGORY}, 'The page calls for violence, see paragraph ' || i, {LANGUAGE}, 'web', 'filed', "
            f"'seed receipt ' || i, 'seed network ' || i, {moment}",
            complaints,
        ),
        (
            "complaint_links",
            "id, complaint_id, position, pasted, state",
            f"i, {COMPLAINT}, 1 + (i - 1) % {LINKS}, 'https://' || {url}, 'attached'",
            count,
        ),
        (
            "resources",
            "id, key, url, display, host, site, scope, rules_version, capture_allowed, first_seen_at",
            f"i, {url}, 'https://' || {url}, {url}, {host}, {host}, 'page', 1, true, {moment}",
            count,
        ),
        ("resource_reporters", "resource_id, reporter_id", f"i, {COMPLAINT}", count),
        ("resource_networks", "resource_id, token", f"i, 'seed network ' || {COMPLAINT}", count),
        (
            "cases",
            "id, resource_id, category, round, state, language, complaints, priority, rank, priority_parts, version, "
            "opened_at, site, platform, protected, corroboration, waits_since, due_at, due_stage, turns_at",
            f"i, i, {CATEGORY}, 1, {state}, {LANGUAGE}, {each}, {PRIORITY}, 1000 - {PRIORITY}, "
            f"'severity=' || {PRIORITY}, 1, {moment}, {host}, {PLATFORM}, {PROTECTED}, {CORROBORATION}, {moment}, "
            f"{moment} + {TERM}, {STAGE}, {moment} + CASE WHEN i % 1000 = 3 THEN 0 ELSE {TERM} END",
            count,
        ),
        (
            "attachments",
            "id, link_id, complaint_id, case_id, resource_id, attached_at",
            f"i, i, {COMPLAINT}, i, i, {moment}",
            count,
        ),
        ("case_terms", "case_id, term, source, ended", f"i, 'page', 1, {ended}", count),
        ("case_terms", "case_id, term, source, ended", f"i, 'site' || (i % 5000), 1, {ended}", count),
    ]


def _further(count: int, complaints: int) -> list[tuple[str, str, str, int]]:
    """Give complaints of one link each that join the cases in turn; five of them come from one person."""
    first = -(-count // LINKS)
    own, reporter, case = f"({first} + i)", f"({first} + 1 + i / 5)", f"(1 + (i - 1) % {count})"
    moment = f"{START} + CAST({case} AS BIGINT) * {STEP} + 1000000"
    category = f"(SELECT category FROM cases WHERE id = {case})"
    return [
        (
            "reporters",
            "id, pseudonym, kind, made_at",
            f"{first} + i, 'R-SEED' || ({first} + i), 'single', {START}",
            complaints // 5 + 1,
        ),
        (
            "complaints",
            "id, reporter_id, category, description, language, source, state, receipt_hash, network_token, filed_at",
            f"{own}, {reporter}, {category}, 'I saw this page as well and ask you to look at it, number ' || i, "
            f"{LANGUAGE}, 'web', 'filed', 'seed receipt ' || {own}, 'seed network ' || {reporter}, {moment}",
            complaints,
        ),
        (
            "complaint_links",
            "id, complaint_id, position, pasted, state",
            f"{count} + i, {own}, 1, 'https://site' || ({case} % 5000) || '.kz/page/' || {case}, 'attached'",
            complaints,
        ),
        (
            "attachments",
            "id, link_id, complaint_id, case_id, resource_id, attached_at",
            f"{count} + i, {count} + i, {own}, {case}, {case}, {moment}",
            complaints,
        ),
        ("resource_reporters", "resource_id, reporter_id", f"{case}, {reporter}", complaints),
    ]


def _silence(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        for name in triggers_sqlite.present(connection):
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    else:
        triggers_postgresql.drop(connection)
        if connection.exec_driver_sql("SELECT current_setting('is_superuser')").scalar() == "on":
            # Foreign keys are triggers too; what follows refers to rows it makes itself.
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")


def _speak(connection: Connection, tables: tuple[str, ...]) -> None:
    if connection.dialect.name != "sqlite":
        for table in (name for name in tables if name in NUMBERED):
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )
    triggers.install(connection, metadata)


def _settle(engine: Engine) -> None:
    # What the autovacuum would do within a minute, and SQLite with the next thousand pages written.
    statement = "PRAGMA wal_checkpoint(TRUNCATE)" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE"
    connection = engine.raw_connection()
    try:
        connection.cursor().execute(statement)
    finally:
        connection.close()

"""Engines, set up alike everywhere: SQLite with its safety settings, PostgreSQL as it comes.

On both, transactions are opened by ourselves: a writer's in one statement with whoever acts in it, a reader's not at
all where each statement sees what is committed anyway (PostgreSQL's read committed).
"""

import select
import time
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError, OperationalError

from complaints.db import triggers

BUSY_MILLISECONDS = 15_000
# A connection used this recently is only looked at before its next use; one idle for longer is asked.
FRESH_SECONDS = 20.0


def make_engine(url: str, *, pool_size: int = 8) -> Engine:
    """Make an engine for a database address.

    SQLite: write-ahead log, durable commits, foreign keys, triggers also on rows that REPLACE deletes, and BEGIN
    IMMEDIATE for writers so that two of them queue instead of failing. No failure writes a row's values into a log.
    """
    if not url.startswith("sqlite"):
        # Autocommit keeps the driver from opening transactions of its own; `_begin_postgresql` does.
        engine = create_engine(
            url, pool_size=pool_size, max_overflow=pool_size, connect_args={"autocommit": True}, hide_parameters=True
        )
        event.listen(engine, "begin", _begin_postgresql)
        event.listen(engine, "checkout", _require_alive)
        event.listen(engine, "checkin", _note_use)
        triggers.register(engine)
        return engine
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_MILLISECONDS / 1_000, "check_same_thread": False},
        pool_size=pool_size,
        max_overflow=pool_size,
        hide_parameters=True,
        pool_use_lifo=True,  # the connection that wrote last has the pages at hand
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    triggers.register(engine)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not open transactions of its own; `_begin_sqlite` says which kind is meant.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "trusted_schema = ON",
        "cache_size = -16000",
        # Of the pages that many writes change anew, a checkpoint writes each but once; by default one came every 40
        # complaints.
        "wal_autocheckpoint = 4000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    reading = options.get("aryz_reading") or options.get("aryz_snapshot")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
    if acting := options.get("aryz_acting"):
        triggers.bind(connection, *acting)


def _begin_postgresql(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("aryz_reading"):
        return
    statement = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if options.get("aryz_snapshot") else "BEGIN"
    if acting := options.get("aryz_acting"):
        statement += f"; {triggers.binding(*acting)}"
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute(statement, prepare=False)
    except psycopg.OperationalError as failure:
        connection.invalidate(failure)
        raise OperationalError(statement, {}, failure, connection_invalidated=True) from failure


def _require_alive(connection: Any, record: Any, _proxy: object) -> None:
    # A server that has gone closes its end, which shows as something to read where nothing was asked.
    polled = select.poll()
    polled.register(connection.fileno(), select.POLLIN)
    if connection.closed or polled.poll(0):
        raise DisconnectionError("the server closed the connection")
    if time.monotonic() - record.info.get("aryz_used", 0.0) > FRESH_SECONDS:
        try:
            connection.execute("")
        except psycopg.OperationalError as failure:
            raise DisconnectionError("the server does not answer") from failure


def _note_use(_connection: object, record: Any) -> None:
    record.info["aryz_used"] = time.monotonic()

"""The floor: the smallest form with CSRF protection that inserts one row and commits it durably."""

import sqlite3
import threading
from collections.abc import Callable

import psycopg
from flask import Flask, redirect
from flask_wtf import FlaskForm
from sqlalchemy.engine import make_url
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from complaints.settings import Settings

TABLE = "CREATE TABLE IF NOT EXISTS words (id {}, words TEXT NOT NULL)"
PAGE = "<!doctype html><title>Form</title><form method=post>{{ form.csrf_token }}{{ form.words }}<button>Send</button>"


class WordsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """One field and the token."""

    words = TextAreaField(validators=[DataRequired()])


def application() -> Flask:
    """Make the floor on the database of the environment's settings."""
    settings = Settings.from_environment()
    insert = _on_sqlite(settings) if settings.database_url.startswith("sqlite") else _on_postgresql(settings)
    app = Flask("bench.floor")
    app.secret_key = settings.secret_key
    page = app.jinja_env.from_string(PAGE)

    @app.route("/", methods=["GET", "POST"])
    def form() -> str | Response:
        filled = WordsForm()
        if filled.validate_on_submit():
            insert(str(filled.words.data))
            return redirect("/done", 303)
        return page.render(form=filled)

    return app


def _on_sqlite(settings: Settings) -> Callable[[str], None]:
    path = f"{make_url(settings.database_url).database}.floor"
    own = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(own, "connection"):
            own.connection = sqlite3.connect(path, timeout=15, isolation_level="IMMEDIATE")
            own.connection.execute("PRAGMA journal_mode = WAL")
            own.connection.execute("PRAGMA synchronous = FULL")
        found: sqlite3.Connection = own.connection
        return found

    def insert(words: str) -> None:
        with connection() as opened:
            opened.execute("INSERT INTO words (words) VALUES (?)", (words,))

    with connection() as opened:
        opened.execute(TABLE.format("INTEGER PRIMARY KEY"))
    return insert


def _on_postgresql(settings: Settings) -> Callable[[str], None]:
    address = make_url(settings.database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    own = threading.local()

    def connection() -> psycopg.Connection:
        if not hasattr(own, "connection"):
            own.connection = psycopg.connect(address)
        found: psycopg.Connection = own.connection
        return found

    def insert(words: str) -> None:
        connection().execute("INSERT INTO words (words) VALUES (%s)", (words,))
        connection().commit()

    connection().execute("SELECT pg_advisory_xact_lock(1)")
    connection().execute(TABLE.format("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"))
    connection().commit()
    return insert

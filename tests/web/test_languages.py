"""Sentences with codes in them are read in words, in the language of the reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from complaints.bootstrap import build
from complaints.settings import Settings
from complaints.web.factory import create_app
from complaints.web.languages import sentence


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    made = build(Settings.from_environment({"ARYZ_DATA_DIR": str(tmp_path), "ARYZ_EGRESS": "none"}))
    yield create_app(made)
    made.close()


@pytest.mark.parametrize(
    ("code", "params", "read"),
    [
        ("check.failed", {"reason": "timeout"}, "because: the site did not answer in time."),
        ("check.decided.before", {"number": "D-2026-000001", "outcome": "restricted"}, "D-2026-000001 (Restricted)."),
        ("check.protected.yes", {"kind": "human_rights"}, "(human rights)"),
        ("check.language.found", {"language": "uk"}, "Ukrainian"),
        ("case.move", {"present": "closed", "to": "waiting"}, "“Closed” cannot get the status “Waiting for review”."),
    ],
)
def test_a_code_inside_a_sentence_is_read_in_words(app: Flask, code: str, params: dict[str, str], read: str) -> None:
    with app.test_request_context("/?lang=en"):
        assert read in sentence(code, **params)


def test_a_language_is_named_in_the_language_of_the_reader(app: Flask) -> None:
    with app.test_request_context("/?lang=kk"):
        assert "украин тілі" in sentence("check.language.found", language="uk")


def test_a_code_without_words_is_shown_as_it_is(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert "(a_new_kind)" in sentence("check.protected.yes", kind="a_new_kind")
        assert "zz" in sentence("check.language.found", language="zz")
        assert sentence("action.papers.shuffle") == "papers.shuffle"

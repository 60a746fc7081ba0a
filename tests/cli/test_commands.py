"""The `aryz` command from outside: answers, exit statuses, one plain line for what went wrong."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from complaints import bootstrap
from complaints.domain.access import system
from complaints.domain.casework import CaseState
from complaints.domain.intake import Filing
from complaints.services.demonstration import Clock
from complaints.services.intake import Origin
from tests.builders import copy_of, settings_for

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def aryz(prepared_folder: Path, tmp_path: Path) -> Run:
    """Run the command on a prepared data directory."""
    folder = copy_of(prepared_folder, tmp_path / "data")

    def run(*words: str, stdin: bytes = b"", **environment: str) -> "subprocess.CompletedProcess[bytes]":
        env = {**os.environ, "ARYZ_DATA_DIR": str(folder), "ARYZ_EGRESS": "none", **environment}
        command = [sys.executable, "-m", "complaints.cli", *words]
        return subprocess.run(command, input=stdin, capture_output=True, env=env, timeout=120, check=False)

    return run


def plain(done: "subprocess.CompletedProcess[bytes]") -> str:
    """Give the error, which must be one line and no traceback."""
    text = done.stderr.decode()
    assert "Traceback" not in text
    return text


def test_evidence_is_read_let_go_and_tidied(aryz: Run, tmp_path: Path) -> None:
    done = aryz("evidence", "verify")
    assert (done.returncode, done.stdout) == (0, b"0 read, 0 damaged\n")
    with bootstrap.running(settings_for(tmp_path / "data")) as application:
        whole, damaged = (application.evidence.put(word).sha256 for word in (b"whole", b"damaged"))
        with application.open_uow(system("test"), "checks.capture") as uow:
            for sha256 in (whole, damaged):
                uow.evidence.add_object(sha256, 7, application.clock())
    (tmp_path / "data" / "evidence" / damaged[:2] / damaged).write_bytes(b"something else")
    done = aryz("evidence", "verify")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [f"{damaged}: missing or changed", "2 read, 1 damaged"]
    assert plain(done) == ""
    orphan = tmp_path / "data" / "evidence" / "ab" / ("ab" * 32)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"left by a worker that was killed")
    os.utime(orphan, (0, 0))
    assert aryz("evidence", "sweep").stdout == b"1 deleted\n"
    assert not orphan.exists()
    assert aryz("evidence", "expire").stdout == b"0 let go\n"


def test_links_are_resolved_line_by_line_whatever_the_bytes(aryz: Run) -> None:
    lines = [
        b"https://www.page.kz/a?utm_source=x",
        b"",
        b"\xff\xfe\x00",
        b"hello there",
        "https://қаз.kz/ә".encode(),
        b"t.me/durov",
    ]
    done = aryz("urls", "resolve", stdin=b"\n".join(lines) + b"\n")
    assert (done.returncode, plain(done)) == (0, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(lines)
    assert found[0]["ok"]
    assert set(found[0]) == {"input", "ok", "key", "url", "scope", "platform", "site"}
    assert found[0]["site"] == "page.kz"
    assert not found[1]["ok"]
    assert set(found[3]) == {"input", "ok", "error", "message"}


def test_links_are_judged_with_given_answers(aryz: Run) -> None:
    options = ["--resolve", "a.example=93.184.216.34", "--resolve", "b.example=10.0.0.1", "--offline"]
    done = aryz("urls", "admissible", *options, stdin=b"http://a.example/\nhttp://b.example/\nhttp://c.example/\n")
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["verdict"] for each in verdicts] == ["allow", "refuse", "refuse"]
    assert verdicts[2]["reason"] == "unresolvable"
    assert aryz("urls", "admissible", "--resolve", "nonsense").returncode == 2


def test_staff_accounts(aryz: Run) -> None:
    assert aryz("users", "add", "new@staff.example", "--role", "reviewer").returncode == 0
    again = aryz("users", "add", "new@staff.example", "--role", "senior")
    assert again.returncode == 1
    assert plain(again) == "aryz: There is already an account for new@staff.example.\n"
    assert b"new@staff.example\treviewer\ton" in aryz("users", "list").stdout
    assert aryz("users", "disable", "new@staff.example").returncode == 0
    assert b"new@staff.example\treviewer\toff" in aryz("users", "list").stdout
    assert aryz("users", "reset-password", "nobody@staff.example").returncode == 1
    assert aryz("users", "add", "x@staff.example", "--role", "king").returncode == 2
    short = aryz("users", "add", "y@staff.example", "--role", "admin", "--password-stdin", stdin=b"short\n")
    assert short.returncode == 1


def test_the_log_is_verified_and_a_break_is_named(aryz: Run, tmp_path: Path) -> None:
    import sqlite3

    whole = aryz("audit", "verify")
    assert whole.returncode == 0
    assert b"internally consistent; rewriting not excluded" in whole.stdout
    with sqlite3.connect(tmp_path / "data" / "aryz.sqlite3") as connection:
        (trigger,) = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%categories_update'"
        ).fetchone()
        connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("UPDATE categories SET severity = 1 WHERE code = 'other'")
    broken = aryz("audit", "verify")
    assert broken.returncode == 1
    assert b"categories other" in broken.stdout
    check = aryz("db", "check")
    assert check.returncode == 1
    assert trigger in check.stdout.decode()


@pytest.mark.parametrize(
    ("environment", "setting"),
    [
        ({"ARYZ_DATABASE_URL": "postgresql://db/x"}, "ARYZ_SECRET_KEY"),
        ({"ARYZ_DATABASE_URL": "postgresql://db/x", "ARYZ_SECRET_KEY": "k" * 32, "ARYZ_DEMO": "1"}, "ARYZ_DEMO"),
        ({"ARYZ_DATABASE_URL": "postgresql://db/x", "ARYZ_SECRET_KEY": "k" * 32}, "ARYZ_BASE_URL"),
        ({"ARYZ_SECRET_KEY": "short"}, "ARYZ_SECRET_KEY"),
        ({"PORT": "eight"}, "PORT"),
        ({"ARYZ_EGRESS": "maybe"}, "ARYZ_EGRESS"),
        ({"ARYZ_DATABASE_URL": "mysql://x"}, "ARYZ_DATABASE_URL"),
    ],
)
def test_an_unsafe_setting_is_refused_by_name(aryz: Run, environment: dict[str, str], setting: str) -> None:
    done = aryz("web", **environment)
    assert done.returncode == 2
    assert setting in plain(done)
    assert len(plain(done).splitlines()) == 1


def test_a_demonstration_is_filed_decided_and_published_once(aryz: Run, tmp_path: Path) -> None:
    done = aryz("demo", "load", "--complaints", "40", "--seed", "7")
    assert (done.returncode, plain(done)) == (0, "")
    import sqlite3

    def counts() -> list[int]:
        with sqlite3.connect(tmp_path / "data" / "aryz.sqlite3") as connection:
            tables = ("complaints", "cases", "decisions", "register_entries", "proposals")
            return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]

    first = counts()
    assert first[0] == 40
    assert all(count > 0 for count in first)
    assert first[2] == first[3]
    assert aryz("demo", "load", "--complaints", "40", "--seed", "7").returncode == 0
    assert counts()[0] == 40
    assert aryz("audit", "verify").returncode == 0
    assert aryz("demo", "load", ARYZ_DEMO="0").returncode == 2


def test_a_demonstration_waits_for_no_page_that_another_worker_is_asking_for(
    prepared_folder: Path, tmp_path: Path
) -> None:
    settings = settings_for(copy_of(prepared_folder, tmp_path), ARYZ_EGRESS="direct")
    show = bootstrap.demonstration(settings, Clock(bootstrap.now() - timedelta(days=1)))
    lodged = show.intake.lodge(Filing(["https://busy.example/"], "other", "x", "en", good_faith=True), Origin("n"))
    show.identity.attach(lodged.complaint_id)
    with show.checking.open_uow(system("test"), "checks.start") as uow:
        uow.visits.keep_visit(replace(uow.visits.visit(1), busy_until=bootstrap.now() + timedelta(days=9)))
    begun = time.monotonic()
    show.checking.advance(1)
    assert time.monotonic() - begun < 30
    with show.open_reader() as uow:
        case = uow.cases.get(1)
    assert case is not None
    assert case.state is CaseState.WAITING


def test_protected_sources_are_imported(aryz: Run, tmp_path: Path) -> None:
    file = tmp_path / "sources.csv"
    file.write_text("site,kind\nhttps://www.habar.kz/,news\nukim.org,human_rights\nx,news\ny.kz,gossip\n")
    done = aryz("sources", "import", str(file))
    assert done.returncode == 1
    assert done.stdout == b"2 added, 0 known before, 2 refused\n"
    assert b"line 4" in done.stderr
    assert len(plain(done).splitlines()) == 2
    assert aryz("sources", "import", str(file)).stdout == b"0 added, 2 known before, 2 refused\n"
    assert aryz("sources", "import", str(tmp_path / "none.csv")).returncode == 2

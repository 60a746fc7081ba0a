"""New keys after a change of the rules: told before they are given, joins proposed, what parts left to a reviewer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from complaints.bootstrap import Application
from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.verification import verify
from complaints.domain.access import Actor
from complaints.domain.identity import RULES_VERSION, key_of
from complaints.domain.rekeying import Named, Stored, in_order, parted
from tests.builders import lodge, member

OPERATOR = Actor("operator", "test")
LINKS = ("https://www.page.kz/a", "https://page.kz/b", "https://page.kz/c")


def rows(application: Application, question: str) -> list[tuple[object, ...]]:
    with application.database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(question)]


@pytest.fixture
def old(application: Application) -> Application:
    """Cases whose keys were made by earlier rules: one to rename, one whose key another holds, one of two things."""
    for link in (*LINKS, "https://page.kz/c?page=2"):
        application.identity.attach(lodge(application, link).complaint_id)
    with application.open_uow(OPERATOR, "test.age") as uow:
        for statement in (
            # Number 4 is what rules that dropped `page` knew under the key of number 3.
            "UPDATE attachments SET resource_id = 3, case_id = 3 WHERE resource_id = 4",
            "UPDATE cases SET complaints = 2, state = 'waiting' WHERE id = 3",
            "UPDATE resources SET rules_version = 0",
            "UPDATE resources SET key = 'www.page.kz/a' WHERE id = 1",
            "UPDATE resources SET key = 'page.kz/b/', url = 'https://page.kz/c' WHERE id = 2",
        ):
            uow.connection.exec_driver_sql(statement)
    return application


def told(batches) -> list[tuple[object, ...]]:  # type: ignore[no-untyped-def]  # batches of changes
    return [(each.kind, each.resource_id, each.new_key, each.other_id) for batch in batches for each in batch.changes]


def test_a_dry_run_tells_and_changes_nothing(old: Application) -> None:
    before = rows(old, "SELECT id, key, rules_version FROM resources")
    assert old.rekeying.outdated() == 4
    assert told(old.rekeying.plan()) == [
        ("renamed", 1, key_of(LINKS[0]), None),
        ("join", 2, key_of(LINKS[2]), 3),
        ("split", 2, key_of(LINKS[1]), None),
        ("split", 3, key_of("https://page.kz/c?page=2"), None),
    ]
    assert rows(old, "SELECT id, key, rules_version FROM resources") == before


def test_new_keys_are_given_joins_proposed_and_parts_shown_to_the_reviewer(old: Application) -> None:
    attached = rows(old, "SELECT id, case_id FROM attachments")
    assert told(old.rekeying.apply(OPERATOR))[:2] == [
        ("renamed", 1, key_of(LINKS[0]), None),
        ("join", 2, key_of(LINKS[2]), 3),
    ]
    assert rows(old, "SELECT id, case_id FROM attachments") == attached
    assert rows(old, f"SELECT count(*) FROM resources WHERE rules_version < {RULES_VERSION}") == [(0,)]
    assert rows(old, "SELECT resource_id, target_id, kind, state FROM aliases") == [(2, 3, "rules", "proposed")]
    (other,) = old.views.joins.of(3).others
    assert (other.complaints, other.link.key) == (1, key_of("https://page.kz/c?page=2"))
    assert told(old.rekeying.apply(OPERATOR)) == []
    seal_all(old.database.engine)
    with old.database.reading() as connection:
        assert list(verify(connection, metadata)) == []
    reviewer = member(old, "reviewer")
    number = old.views.joins.of(2).proposed[0].other.number
    old.casework.claim(number, reviewer)
    version = int(str(rows(old, "SELECT version FROM cases WHERE id = 3")[0][0]))
    old.joining.split(number, reviewer, version, other.resource_id, "Two pages of the list.")
    assert rows(old, "SELECT complaints FROM cases WHERE id = 3") == [(1,)]


def test_a_stopped_run_goes_on_where_it_was(old: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("complaints.services.rekeying.BATCH", 1)
    batches = old.rekeying.apply(OPERATOR)
    next(batches)
    batches.close()
    assert old.rekeying.outdated() == 3
    assert len(told(old.rekeying.apply(OPERATOR))) == 3
    assert old.rekeying.outdated() == 0


def test_who_gives_a_key_up_makes_way_first() -> None:
    stored = {
        "a.kz/1": Stored(2, "a.kz/1", "https://a.kz/2"),
        "a.kz/2": Stored(3, "a.kz/2", "https://a.kz/3"),
        "b.kz/1": Stored(5, "b.kz/1", "https://b.kz/2"),
        "b.kz/2": Stored(6, "b.kz/2", "https://b.kz/1"),
    }
    first = Stored(1, "old", "https://a.kz/1")
    assert [each.id for each in in_order(first, stored.get)] == [3, 2, 1]
    assert [each.id for each in in_order(stored["b.kz/1"], stored.get)] == [6, 5]


def test_links_part_by_what_they_name_and_nonsense_stays() -> None:
    links = [
        Named(1, "https://a.kz/1"),
        Named(2, "a.kz/2"),
        Named(3, "https://a.kz/2?utm_source=x"),
        Named(4, "nonsense"),
    ]
    assert {key: [link.attachment_id for link in group] for key, group in parted("a.kz/1", links).items()} == {
        "a.kz/2": [2, 3]
    }


def test_the_command_reports_before_it_applies(old: Application, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    environment = {"ARYZ_DATA_DIR": str(old.settings.data_dir), "ARYZ_EGRESS": "none", "PATH": "/usr/bin"}

    def rekey(*more: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "complaints.cli", "identity", "rekey", str(report), *more]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    refused = rekey("--apply")
    assert refused.returncode == 2
    assert "run without --apply" in refused.stderr
    assert "Traceback" not in refused.stderr
    dry = rekey()
    assert (dry.returncode, dry.stdout) == (0, "1 with a new key, 1 to join, 2 to part; nothing was changed\n")
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert [line["kind"] for line in lines] == ["renamed", "join", "split", "split", "progress", "done"]
    # Stopped after its first batch, in the middle of a line: it goes on, and tells the same in all.
    report.write_text("".join(json.dumps(line) + "\n" for line in lines[:5]) + '{"kind": "jo')
    assert rekey().stdout == dry.stdout
    done = rekey("--apply")
    assert (done.returncode, done.stdout) == (0, "1 with a new key, 1 to join, 2 to part\n")
    assert old.rekeying.outdated() == 0
    report.write_text("nonsense\n")
    assert rekey().returncode == 2

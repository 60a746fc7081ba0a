"""Importing complaints: every line once, bad ones set aside with the reason, real links walked to the queue."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from complaints.bootstrap import Application
from complaints.cli import cli
from tests.builders import work
from tests.corpora import corpus

Import = Callable[[Path], Result]
GOOD = {
    "external_id": "a-1",
    "filed_at": "2024-05-06T07:08:09+05:00",
    "links": ["https://page.kz/1", "https://page.kz/2"],
    "category": "other",
    "description": "Сипаттама",
    "language": "kk",
    "reporter": "somebody",
}


@pytest.fixture
def imported(application: Application, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Run `aryz complaints import` on the test's service."""
    monkeypatch.setenv("ARYZ_DATA_DIR", str(application.settings.data_dir))
    monkeypatch.setenv("ARYZ_EGRESS", "none")

    def run(file: Path) -> Result:
        return CliRunner().invoke(cli, ["complaints", "import", str(file)])

    return run


def rows(application: Application, query: str) -> list[tuple[object, ...]]:
    """Read rows."""
    with application.database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query).all()]


def rejects(file: Path) -> list[dict[str, object]]:
    """Read the rejects of a file."""
    return [json.loads(line) for line in file.with_name(file.name + ".rejects.jsonl").read_text().splitlines()]


def test_bad_lines_are_set_aside_with_the_reason_and_the_rest_is_stored(
    imported: Import, application: Application, tmp_path: Path
) -> None:
    file = tmp_path / "complaints.jsonl"
    lines: list[bytes] = [json.dumps(GOOD).encode(), b"{not json", b"[1, 2]", b"\xff\xfe\x00", b""]
    for number, changes in enumerate(
        [
            {"links": []},
            {"links": ["nope"]},
            {"category": "treason"},
            {"description": ""},
            {"filed_at": "yesterday"},
            {"external_id": ""},
            {"links": [7]},
            {"description": {"a": 1}},
            {"description": "x" * 1_100_000},
            {"links": [f"https://page.kz/{each}" for each in range(21)]},
        ],
        start=2,
    ):
        lines.append(json.dumps({**GOOD, "external_id": f"a-{number}", **changes}).encode())
    lines.append(json.dumps({**GOOD, "external_id": "a-99"}).encode())
    file.write_bytes(b"\n".join(lines) + b"\n")
    done = imported(file)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == "2 imported, 0 known before, 13 rejected"
    found = rejects(file)
    assert [each["line"] for each in found] == [2, 3, 4, *range(6, 16)]
    assert all(each["reasons"] for each in found)
    reasons = {each["line"]: each["reasons"][0]["code"] for each in found}  # type: ignore[index]  # JSON of our own
    assert reasons[2] == "import.unreadable"
    assert reasons[8] == "category.unknown"
    assert reasons[10] == "import.filed_at"


def test_importing_twice_changes_nothing(imported: Import, application: Application, tmp_path: Path) -> None:
    file = tmp_path / "complaints.jsonl"
    file.write_text(json.dumps(GOOD) + "\n" + json.dumps(GOOD) + "\n")
    assert imported(file).stdout == "1 imported, 1 known before, 0 rejected\n"
    assert imported(file).stdout == "0 imported, 2 known before, 0 rejected\n"
    assert rows(application, "SELECT count(*) FROM complaints") == [(1,)]


def test_csv_is_read_as_well_quotes_line_breaks_and_all(
    imported: Import, application: Application, tmp_path: Path
) -> None:
    file = tmp_path / "complaints.csv"
    with file.open("w", newline="", encoding="utf-8-sig") as sink:
        writer = csv.DictWriter(sink, GOOD)
        writer.writeheader()
        writer.writerow(
            {**GOOD, "links": "https://page.kz/1 https://page.kz/2", "description": 'he said "no"\nand left'}
        )
        sink.write("too,few\n")
    done = imported(file)
    assert done.stdout.splitlines()[0] == "1 imported, 0 known before, 1 rejected"
    assert rows(application, "SELECT description FROM complaints") == [('he said "no"\nand left',)]
    assert rows(application, "SELECT count(*) FROM complaint_links") == [(2,)]


def test_an_imported_complaint_is_marked_keeps_its_date_and_adds_no_weight(
    imported: Import, application: Application, tmp_path: Path
) -> None:
    file = tmp_path / "complaints.jsonl"
    lines = [{**GOOD, "external_id": f"b-{n}", "reporter": f"r-{n}", "links": ["https://crowd.kz/"]} for n in range(40)]
    lines.append({**GOOD, "external_id": "c", "links": ["https://alone.kz/"]})
    file.write_text("\n".join(map(json.dumps, lines)))
    assert imported(file).exit_code == 0
    work(application)
    assert rows(application, "SELECT DISTINCT source FROM complaints") == [("import",)]
    assert len(rows(application, "SELECT DISTINCT priority FROM cases")) == 1
    assert rows(application, "SELECT count(*) FROM resource_reporters") == [(0,)]
    (claimed, filed) = rows(application, "SELECT DISTINCT claimed_at, min(filed_at) FROM complaints")[0]
    assert claimed == 1_714_961_289_000_000
    assert isinstance(filed, int)
    assert filed > 1_714_961_289_000_000


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"a,b,c\n1,2,3\n"])
def test_a_file_that_is_neither_is_wrong_use(imported: Import, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "complaints.bin"
    file.write_bytes(content)
    done = imported(file)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert imported(tmp_path / "none.jsonl").exit_code == 2


@pytest.mark.corpus
def test_real_links_are_imported_and_walked_to_the_queue(
    imported: Import, application: Application, tmp_path: Path
) -> None:
    file = tmp_path / "real.jsonl"
    with file.open("w") as sink:
        for name in ("kz_urls", "global_urls"):
            with corpus(f"{name}.csv").open(newline="") as source:
                for number, row in enumerate(csv.DictReader(source)):
                    line = {
                        **GOOD,
                        "external_id": f"{name}:{number}",
                        "links": [row["url"]],
                        "filed_at": row["date_added"],
                    }
                    sink.write(json.dumps(line) + "\n")
    done = imported(file)
    assert done.stdout == "2275 imported, 0 known before, 0 rejected\n"
    work(application)
    assert rows(application, "SELECT state, count(*) > 2000 FROM cases GROUP BY state") == [("waiting", 1)]
    assert rows(application, "SELECT count(*) FROM complaint_links WHERE state = 'pending'") == [(0,)]
    assert rows(application, "SELECT count(*) FROM attachments") == [(2275,)]

"""Reads import files line by line, JSON Lines or CSV, whatever bytes stand in them."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from complaints.services.importing import Line

COLUMNS = ("external_id", "filed_at", "links", "category", "description", "language", "reporter")
MAX_LINE = 1_000_000  # bytes; twenty links and the longest description are about 90 kB


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; the text says why."""


class Reader:
    """Iterates over a file's lines; `size` is the file's length in bytes and `read` how many of them were read."""

    def __init__(self, file: Path) -> None:
        """Look at the file; raises UnreadableFileError where it cannot be opened or has no known columns."""
        self._file = file
        self.read = 0
        try:
            self.size = file.stat().st_size
            with file.open("rb") as source:
                first = source.readline(MAX_LINE)
        except OSError as failure:
            raise UnreadableFileError(f"{file} cannot be read: {failure.strerror}") from None
        self._json = file.suffix.lower() in {".jsonl", ".ndjson", ".json"} or first.lstrip()[:1] == b"{"
        if not self._json:
            self._columns = _header(file, first)

    def __iter__(self) -> Iterator[Line]:
        """Read the lines; one that cannot be read comes with its fault and stops nothing."""
        return self._json_lines() if self._json else self._csv_rows()

    def _lines(self) -> Iterator[bytes]:
        with self._file.open("rb") as source:
            while line := source.readline(MAX_LINE + 1):
                self.read += len(line)
                while len(line) > MAX_LINE and not line.endswith(b"\n"):
                    rest = source.readline(MAX_LINE)
                    self.read += len(rest)
                    if not rest or rest.endswith(b"\n"):
                        break
                yield line

    def _json_lines(self) -> Iterator[Line]:
        for number, raw in enumerate(self._lines(), start=1):
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").rstrip("\r\n")
            if len(raw) > MAX_LINE:
                yield Line(number, text[:200], None, f"the line is longer than {MAX_LINE} bytes")
            elif text.strip():
                yield _json_line(number, text)

    def _csv_rows(self) -> Iterator[Line]:
        decoded = (line.decode("utf-8", "replace") for line in self._lines())
        next(decoded)
        rows = csv.reader(_without_nul(decoded), strict=False)
        number = 1
        while True:
            try:
                row = next(rows, None)
            except csv.Error as failure:
                yield Line(number + rows.line_num, "", None, str(failure))
                continue
            if row is None:
                return
            if row:
                yield self._csv_row(number + rows.line_num, row)

    def _csv_row(self, number: int, row: list[str]) -> Line:
        raw = _written(row)
        if len(row) != len(self._columns):
            return Line(number, raw, None, f"{len(row)} columns where the header has {len(self._columns)}")
        return Line(number, raw, dict(zip(self._columns, row, strict=True)))


def _header(file: Path, first: bytes) -> list[str]:
    columns = next(csv.reader([first.decode("utf-8-sig", "replace")]), [])
    names = [name.strip() for name in columns]
    if "external_id" not in names or "links" not in names:
        raise UnreadableFileError(f"{file} is neither JSON Lines nor CSV with the columns {', '.join(COLUMNS)}")
    return names


def _without_nul(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\0", "\ufffd")


def _json_line(number: int, text: str) -> Line:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError) as failure:
        return Line(number, text, None, str(failure))
    if not isinstance(found, dict):
        return Line(number, text, None, "not an object")
    return Line(number, text, found)


def _written(row: list[str]) -> str:
    sink = io.StringIO()
    csv.writer(sink, lineterminator="").writerow(row)
    return sink.getvalue()

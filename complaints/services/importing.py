"""Importing complaints from files: each line once, bad lines set aside with the reason, the rest stored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from complaints.domain.access import system
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.intake import Filing, Source, examine
from complaints.domain.keys import Keyring
from complaints.domain.numbers import pseudonym_from, receipt_from
from complaints.services.intake import RECEIPT_HASH, RECEIPT_KEY, REPORTER_KEY, store
from complaints.services.intake_ports import NewComplaint, NewReporter
from complaints.services.ports import Clock, OpenUnitOfWork, RandomBytes, UnitOfWork

BATCH = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an import file; `fault` is set where the line could not be read at all."""

    number: int
    raw: str
    fields: Mapping[str, object] | None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line: stored, already there, or refused for the reasons given as codes with parameters."""

    line: Line
    stored: bool
    faults: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Importing:
    """Stores complaints that another system holds, marked as imported and without weight (PRODUCT.md, rule 11)."""

    open_uow: OpenUnitOfWork
    clock: Clock
    random: RandomBytes
    keys: Keyring

    def run(self, lines: Iterable[Line]) -> Iterator[Outcome]:
        """Import lines in batches of one transaction each; a bad line stops nothing."""
        batch: list[Line] = []
        for line in lines:
            batch.append(line)
            if len(batch) >= BATCH:
                yield from self._batch(batch)
                batch = []
        if batch:
            yield from self._batch(batch)

    def _batch(self, batch: list[Line]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        with self.open_uow(system("import"), "importing.store") as uow:
            capture = {category.code: category.capture for category in uow.catalogue.categories()}
            for line in batch:
                try:
                    outcomes.append(Outcome(line, self._store(uow, capture, line)))
                except Refusals as refused:
                    outcomes.append(Outcome(line, stored=False, faults=tuple(refused.refusals)))
                except Refusal as refused_once:
                    outcomes.append(Outcome(line, stored=False, faults=(refused_once,)))
        return outcomes

    def _store(self, uow: UnitOfWork, capture: Mapping[str, bool], line: Line) -> bool:
        if line.fields is None:
            raise Refusal("import.unreadable", None, detail=line.fault or "")
        fields = line.fields
        external_id = _text(fields, "external_id").strip()
        if not external_id or len(external_id) > 200:
            raise Refusal("import.external_id", "external_id")
        claimed_at = _moment(_text(fields, "filed_at"))
        filing = Filing(
            _links(fields), _text(fields, "category"), _text(fields, "description"), _text(fields, "language") or "ru"
        )
        now = self.clock()
        draft = examine(filing, list(capture), now, good_faith_needed=False)
        if uow.complaints.by_external_id(external_id) is not None:
            return False
        receipt = receipt_from(self.keys.derive(RECEIPT_KEY), f"import:{external_id}")
        complaint = NewComplaint(
            draft=draft,
            source=Source.IMPORT,
            receipt_hash=self.keys.tag(RECEIPT_HASH, receipt),
            nonce_hash=None,
            reporter=self._reporter(uow, _text(fields, "reporter"), now),
            capture=capture[draft.category],
            external_id=external_id,
            claimed_at=claimed_at,
        )
        store(uow, complaint)
        return True

    def _reporter(self, uow: UnitOfWork, name: str, now: datetime) -> int | NewReporter:
        pseudonym = pseudonym_from(self.random(10))
        if not name:
            return NewReporter("import", pseudonym)
        return uow.complaints.reporter("import", self.keys.tags(REPORTER_KEY, f"import:{name}"), pseudonym, now)


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise Refusal("import.not_text", name, name=name)


def _links(fields: Mapping[str, object]) -> list[str]:
    value = fields.get("links")
    if isinstance(value, list):
        if not all(isinstance(link, str) for link in value):
            raise Refusal("import.not_text", "links", name="links")
        return [str(link) for link in value]
    return _text(fields, "links").split()


def _moment(text: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        if text.strip().isdigit():
            return datetime.fromtimestamp(int(text), UTC)
        moment = datetime.fromisoformat(text.strip())
    except (ValueError, OverflowError, OSError):
        raise Refusal("import.filed_at", "filed_at") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

"""Filing a complaint, adding to it and withdrawing it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from complaints.domain import signin
from complaints.domain.access import PUBLIC
from complaints.domain.categories import Category
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.identity import RULES_VERSION
from complaints.domain.intake import ComplaintState, Draft, EntryKind, Filing, Source, addition, examine
from complaints.domain.keys import Keyring
from complaints.domain.numbers import COMPLAINT, number, pseudonym_from, receipt_digits, receipt_from
from complaints.services.adding import bring
from complaints.services.evidence_ports import Upload
from complaints.services.intake_ports import AlreadyFiled, NewComplaint, NewReporter
from complaints.services.networks import NetworkTokens
from complaints.services.ports import Clock, ContactSeal, OpenReader, OpenUnitOfWork, RandomBytes, Throttle, UnitOfWork

RECEIPT_KEY = "receipt code"
RECEIPT_HASH = "receipt hash"
NONCE_HASH = "form nonce"
REPORTER_KEY = "reporter"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a filing came from, as far as it may be known: form nonce, reporter's cookie, network (a /24 or /48)."""

    nonce: str
    cookie: str | None = None
    network: str | None = None


@dataclass(frozen=True, slots=True)
class Lodged:
    """What the person who filed is told: the complaint's number and the receipt code, in 16 digits.

    `slow` says that it waits in the slower lane, `dropped` how many files were let go unread.
    """

    complaint_id: int
    number: str
    receipt: str
    again: bool
    slow: bool = False
    dropped: int = 0


@dataclass(frozen=True)
class Intake:
    """The use cases around filing a complaint."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock
    random: RandomBytes
    keys: Keyring
    networks: NetworkTokens
    throttle: Throttle
    seal: ContactSeal
    categories: Callable[[], Sequence[Category]]

    def faults(self, filing: Filing) -> list[Refusal]:
        """Name what is wrong with a filing, without filing it."""
        try:
            examine(filing, [category.code for category in self.categories()], self.clock())
        except Refusals as refused:
            return refused.refusals
        return []

    def lodge(self, filing: Filing, origin: Origin, uploads: Sequence[Upload] = ()) -> Lodged:
        """File a complaint, once per form nonce, and leave word for the workers in the same transaction.

        Raises Refusals where the filing does not hold, Refusal `filing.throttled` with `seconds` to wait where very
        many come from one network; where that may be a danger, it is filed for the slower lane instead. A second
        submission of the same form returns the same receipt. `uploads` are images whose bytes are stored; they become
        the complaint's in the same transaction.
        """
        now = self.clock()
        receipt = receipt_from(self.keys.derive(RECEIPT_KEY), origin.nonce)
        wait = self._crowd(origin.network)
        try:
            categories = {category.code: category for category in self.categories()}
            draft = examine(filing, list(categories), now)
            if wait and not categories[draft.category].danger:
                raise Refusal("filing.throttled", "links", seconds=wait)
            capture = categories[draft.category].capture
            return self._store(draft, origin, receipt, uploads, capture=capture, slow=bool(wait))
        except (Refusal, Refusals, AlreadyFiled):
            with self.open_reader() as uow:
                known = uow.complaints.by_nonce(self.keys.tags(NONCE_HASH, origin.nonce))
                if known is None:
                    raise
                return self._told(uow, known, receipt, again=True)

    def _store(
        self, draft: Draft, origin: Origin, receipt: str, uploads: Sequence[Upload], *, capture: bool, slow: bool
    ) -> Lodged:
        # All that can be worked out beforehand is, so that writers wait for each other as briefly as may be.
        now = draft.filed_at
        nonce_hash, *earlier = self.keys.tags(NONCE_HASH, origin.nonce)
        receipt_hash = self.keys.tag(RECEIPT_HASH, receipt)
        network_token = self.networks.token(origin.network, now)
        sealed_contact = self.seal.seal(draft.email) if draft.email else None
        with self.open_uow(PUBLIC, "intake.lodge") as uow:
            # A nonce used under the present secret is refused by its unique constraint.
            if earlier and uow.complaints.by_nonce(earlier) is not None:
                raise AlreadyFiled
            complaint = NewComplaint(
                draft=draft,
                source=Source.WEB,
                receipt_hash=receipt_hash,
                nonce_hash=nonce_hash,
                reporter=self._reporter(uow, draft, origin, now),
                network_token=network_token,
                sealed_contact=sealed_contact,
                capture=capture,
            )
            complaint_id = store(uow, complaint) if not slow else keep(uow, complaint)
            for position, upload in enumerate(uploads if capture else (), start=1):
                uow.uploads.add(complaint_id, position, upload, now)
        return Lodged(complaint_id, number(COMPLAINT, now, complaint_id), receipt, again=False, slow=slow)

    def _crowd(self, network: str | None) -> int:
        # Counted before the transaction: the count lives in the broker, and none is held open across a network.
        place = self.keys.tag("throttle", f"filing:{network}")
        return self.throttle.hit("filing-network", place, signin.FILING_PER_NETWORK)

    def _told(self, uow: UnitOfWork, complaint_id: int, receipt: str, *, again: bool) -> Lodged:
        stored = uow.complaints.get(complaint_id)
        assert stored is not None  # noqa: S101 - the id was read in this transaction and rows are never deleted
        return Lodged(complaint_id, number(COMPLAINT, stored.filed_at, complaint_id), receipt, again)

    def _reporter(self, uow: UnitOfWork, draft: Draft, origin: Origin, now: datetime) -> int | NewReporter:
        pseudonym = pseudonym_from(self.random(10))
        # An address nobody confirmed must not speak for its owner: it joins no standing, only this complaint.
        if origin.cookie and not draft.email:
            hashes = self.keys.tags(REPORTER_KEY, f"cookie:{origin.cookie}")
            return uow.complaints.reporter("cookie", hashes, pseudonym, now)
        return NewReporter("single", pseudonym)

    def find(self, receipt: str, network: str | None) -> int:
        """Find the complaint a receipt code opens.

        Raises Refusal `receipt.unknown` for a wrong code and for none at all alike, `receipt.throttled` with
        `seconds` to wait when too many codes were tried from one network, under one prefix, or in all.
        """
        digits = receipt_digits(receipt)
        # The same work is done for a code that is no code, so that both failures take the same time.
        hashes = self.keys.tags(RECEIPT_HASH, digits or "-")
        self._slow_down(digits or "-", network)
        with self.open_reader() as uow:
            found = uow.complaints.by_receipt(hashes)
        if found is None or digits is None:
            raise Refusal("receipt.unknown", "receipt")
        return found

    def _slow_down(self, digits: str, network: str | None) -> None:
        prefix = self.keys.tag("throttle", f"receipt:{digits[:4]}")
        place = self.keys.tag("throttle", f"network:{network}")
        waits = (
            self.throttle.hit("receipt-network", place, signin.RECEIPT_PER_NETWORK),
            self.throttle.hit("receipt-prefix", f"{prefix}{place}", signin.RECEIPT_PER_PREFIX),
            self.throttle.hit("receipt-all", "all", signin.RECEIPT_IN_ALL),
        )
        if max(waits):
            raise Refusal("receipt.throttled", "receipt", seconds=max(waits))

    def add(self, complaint_id: int, text: str, uploads: Sequence[Upload] = ()) -> None:
        """Add information to a complaint; the complaint itself stays as filed.

        `uploads` are images whose bytes are stored. Raises Refusal on empty or overlong text, `complaint.unknown`,
        `complaint.withdrawn`, `uploads.too_many_in_all`.
        """
        words = addition(text)
        now = self.clock()
        with self.open_uow(PUBLIC, "intake.add") as uow:
            self._standing(uow, complaint_id)
            entry_id = uow.complaints.add_addition(complaint_id, words, now)
            if uploads:
                bring(uow, complaint_id, uploads, now)
            case_ids = uow.complaints.case_ids(complaint_id)
            uow.correspondence.arrived(entry_id, complaint_id, case_ids, now)
            for case_id in case_ids:
                uow.cases.touch(case_id)

    def withdraw(self, complaint_id: int) -> None:
        """Withdraw a complaint; its cases stay for a reviewer. Withdrawing twice changes nothing."""
        now = self.clock()
        with self.open_uow(PUBLIC, "intake.withdraw") as uow:
            stored = uow.complaints.get(complaint_id)
            if stored is None:
                raise Refusal("complaint.unknown")
            if stored.state is ComplaintState.WITHDRAWN:
                return
            uow.complaints.add_entry(complaint_id, EntryKind.WITHDRAWAL, "", now)
            uow.complaints.set_withdrawn(complaint_id)
            for case_id in uow.complaints.case_ids(complaint_id):
                uow.cases.touch(case_id)

    def _standing(self, uow: UnitOfWork, complaint_id: int) -> None:
        stored = uow.complaints.hold(complaint_id)
        if stored is None:
            raise Refusal("complaint.unknown")
        if stored.state is ComplaintState.WITHDRAWN:
            raise Refusal("complaint.withdrawn")


def store(uow: UnitOfWork, complaint: NewComplaint) -> int:
    """Store a complaint and leave word for the workers; both or neither are committed. Raises AlreadyFiled."""
    complaint_id = keep(uow, complaint)
    uow.outbox.put("complaint.attach", complaint.draft.filed_at, complaint_id=complaint_id)
    return complaint_id


def keep(uow: UnitOfWork, complaint: NewComplaint) -> int:
    """Store a complaint for the slower lane: the regular sweep finds it when nothing else waits. Raises AlreadyFiled.

    Where its category forbids capture, what its links name is marked at once: no worker may fetch it for another
    complaint before this one is attached.
    """
    complaint_id = uow.complaints.add(complaint)
    if not complaint.capture:
        for link in complaint.draft.links:
            uow.cases.forbid_capture(uow.cases.resource(link.resource, RULES_VERSION, complaint.draft.filed_at))
    return complaint_id


def fallback_nonce(csrf_token: str, fields: dict[str, object]) -> str:
    """Make a nonce for a form that came without one, the same for the same words under the same token."""
    return "content:" + json.dumps([csrf_token, fields], sort_keys=True, ensure_ascii=False)

"""One entry of the log as bytes: closed values in clear, words as salted commitments; and what may be wrong with it."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Entry:
    """One write as the triggers recorded it; `before` and `after` are the JSON texts of the closed values."""

    id: int
    at: int
    tx: str
    actor: str
    action: str
    table: str
    row_id: str
    op: str
    before: str | None
    after: str | None
    # Which case, complaint, reporter and staff member it speaks of; histories are found by these.
    subjects: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the log, or a row it speaks of, is not what it was."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something an auditor should know that is no break, such as words that were erased by the rules."""

    where: str
    sentence: str


def commitment(salt: bytes, value: str) -> str:
    """Commit to a text without showing it: HMAC-SHA256 under the row's random salt, in hexadecimal."""
    return hmac.new(salt, value.encode(), sha256).hexdigest()


def leaf_bytes(entry: Entry, commitments: Mapping[str, str]) -> bytes:
    """Write an entry in one canonical form: JSON, keys sorted, no spaces, UTF-8."""
    fields = {
        "id": entry.id,
        "at": entry.at,
        "tx": entry.tx,
        "actor": entry.actor,
        "action": entry.action,
        "table": entry.table,
        "row": entry.row_id,
        "op": entry.op,
        "before": entry.before,
        "after": entry.after,
        "subjects": dict(entry.subjects),
        "texts": dict(commitments),
    }
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

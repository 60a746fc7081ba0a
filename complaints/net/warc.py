"""Writing a fetch down as a WARC file that other tools read."""

import base64
import hashlib
import re
import uuid
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from complaints.net.fetch import Fetched, Hop

HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
# zlib's fourth level packs a page to within a tenth of what the sixth, its usual one, does, in half the time. Its usual
# tables of 256 kB take longer to prepare than a short record takes to pack.
LEVEL: Final = 4
GZIP: Final = 16  # added to the bits of the window (zlib.h, deflateInit2)
WINDOW, MEMORY = 15, 8
SHORT: Final = 32 * 1024  # bytes
SHORT_WINDOW, SHORT_MEMORY = 14, 5


def to_warc(fetched: Fetched) -> bytes:
    """Write a response and a request record for every hop, byte for byte as they went (WARC/1.1, ISO 28500:2017).

    A response that was not read to its end is marked with WARC-Truncated. Each record is compressed by itself. The same
    fetch gives the same bytes, so that writing it down twice keeps one copy.
    """
    records = [_info(fetched)]
    for hop in fetched.chain:
        answered = {} if hop.complete else {"WARC-Truncated": "unspecified"}
        response_id, response = _message(hop, "response", hop.response, answered)
        _, request = _message(hop, "request", hop.request, {"WARC-Concurrent-To": response_id})
        records += [response, request]
    return b"".join(records)


def _info(fetched: Fetched) -> bytes:
    asked = " ".join(fetched.url.split())
    fields = f"software: Aryz\r\nformat: WARC File Format 1.1\r\ndescription: asked: {asked}\r\n".encode()
    date = _date(fetched.started_at)
    facts = {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": _id(fetched.url, date),
        "WARC-Date": date,
        "WARC-Block-Digest": _digest(fields),
        "Content-Type": "application/warc-fields",
    }
    return _record(facts, fields)


def _message(hop: Hop, kind: str, message: bytes, further: Mapping[str, str]) -> tuple[str, bytes]:
    end = HEAD_END.search(message)
    payload = memoryview(message)[end.end() if end else len(message) :]
    digest, date = _digest(message), _date(hop.started_at)
    record_id = _id(hop.url, date, kind, digest)
    facts = {
        "WARC-Type": kind,
        "WARC-Record-ID": record_id,
        "WARC-Date": date,
        "WARC-Target-URI": hop.url,
        "WARC-IP-Address": hop.address,
        "WARC-Block-Digest": digest,
        "Content-Type": f"application/http; msgtype={kind}",
        **further,
    }
    if payload:
        facts["WARC-Payload-Digest"] = _digest(payload)
    return record_id, _record(facts, message)


def _record(facts: Mapping[str, str], block: bytes) -> bytes:
    lines = [f"{name}: {value}" for name, value in facts.items()]
    head = "\r\n".join(["WARC/1.1", *lines, f"Content-Length: {len(block)}", "", ""]).encode()
    window, memory = (SHORT_WINDOW, SHORT_MEMORY) if len(block) < SHORT else (WINDOW, MEMORY)
    packing = zlib.compressobj(LEVEL, zlib.DEFLATED, window + GZIP, memory)
    return packing.compress(head + block + b"\r\n\r\n") + packing.flush()


def _date(at: datetime) -> str:
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def _id(*facts: str) -> str:
    return f"<{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join(facts)).urn}>"


def _digest(data: bytes | memoryview) -> str:
    return f"sha256:{base64.b32encode(hashlib.sha256(data).digest()).decode()}"

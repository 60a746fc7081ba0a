"""Writing a fetch down as a WARC file that other tools read."""

import base64
import hashlib
import io
import re
import uuid
from datetime import UTC, datetime
from typing import Final

from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import datetime_to_iso_date
from warcio.warcwriter import WARCWriter

from complaints.net.fetch import Fetched, Hop

HEAD_END: Final = re.compile(rb"\r?\n\r?\n")


class _ExactHead(StatusAndHeaders):  # type: ignore[misc]  # warcio is untyped
    """The head of a message as it was on the wire; the library would write it anew in its own spelling."""

    def __init__(self, head: bytes) -> None:
        line, *_ = head.decode("latin-1").splitlines() or [""]
        protocol, _, rest = line.partition(" ")
        super().__init__(rest, [], protocol=protocol)
        self._head = head

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """Give the head unchanged."""
        self.headers_buff = self._head


def to_warc(fetched: Fetched) -> bytes:
    """Write a response and a request record for every hop, byte for byte as they went (WARC/1.1, ISO 28500:2017).

    A response that was not read to its end is marked with WARC-Truncated. Each record is compressed by itself. The same
    fetch gives the same bytes, so that writing it down twice keeps one copy.
    """
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="WARC/1.1")
    facts = {"software": "Aryz", "format": "WARC File Format 1.1", "description": f"asked: {fetched.url}"}
    info = writer.create_warcinfo_record("", facts)
    info.rec_headers.replace_header("WARC-Date", _date(fetched.started_at))
    info.rec_headers.replace_header("WARC-Record-ID", _id(fetched.url, _date(fetched.started_at)))
    writer.write_record(info)
    for hop in fetched.chain:
        answered = {} if hop.complete else {"WARC-Truncated": "unspecified"}
        response_id = _write(writer, hop, "response", hop.response, answered)
        _write(writer, hop, "request", hop.request, {"WARC-Concurrent-To": response_id})
    return buffer.getvalue()


def _write(writer: WARCWriter, hop: Hop, kind: str, message: bytes, facts: dict[str, str]) -> str:
    end = HEAD_END.search(message)
    cut = end.end() if end else len(message)
    payload = message[cut:]
    record_id = _id(hop.url, _date(hop.started_at), kind, _digest(message))
    facts |= {
        "WARC-Record-ID": record_id,
        "WARC-Date": _date(hop.started_at),
        "WARC-IP-Address": hop.address,
        "WARC-Block-Digest": _digest(message),
        "WARC-Payload-Digest": _digest(payload),
    }
    record = writer.create_warc_record(
        hop.url,
        kind,
        payload=io.BytesIO(payload),
        length=len(payload),
        http_headers=_ExactHead(message[:cut]),
        warc_headers_dict=facts,
    )
    writer.write_record(record)
    return record_id


def _date(at: datetime) -> str:
    return str(datetime_to_iso_date(at.astimezone(UTC).replace(tzinfo=None), use_micros=True))


def _id(*facts: str) -> str:
    return f"<{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join(facts)).urn}>"


def _digest(data: bytes) -> str:
    return f"sha256:{base64.b32encode(hashlib.sha256(data).digest()).decode()}"

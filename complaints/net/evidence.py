"""The evidence store: captured bytes under their SHA-256, encrypted at rest, checked whenever they are read."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE: Final = 12  # bytes; NIST SP 800-38D 8.2.2
VERSION: Final = b"\x01"
DIGEST: Final = re.compile(r"[0-9a-f]{64}")
DRAFT: Final = "."
NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class EvidenceDamaged(OSError):
    """Stored bytes are missing or are not what they were."""


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """What was stored: its SHA-256 in hexadecimal and its size in bytes."""

    sha256: str
    size: int


def evidence_folder(url: str | None, data_dir: Path) -> Path:
    """Give the folder of the evidence store: the data directory's own, or that of a file:// address.

    Raises EvidenceDamaged for an address of another kind.
    """
    if url is None:
        return data_dir / "evidence"
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"} or not parts.path:
        raise EvidenceDamaged("ARYZ_EVIDENCE_URL must be a file:// address, or left empty for the data directory")
    return Path(unquote(parts.path))


class EvidenceStore:
    """Files in a folder, each AES-256-GCM under a key of the deployment and named by its content's hash.

    `previous` is the key before the present one, tried when reading, so that a change of secret loses nothing.
    """

    def __init__(self, root: Path, key: bytes, previous: bytes | None = None) -> None:
        self._root = root
        self._ciphers = [AESGCM(key), *([AESGCM(previous)] if previous else [])]

    def put(self, data: bytes) -> StoredEvidence:
        """Store bytes so that they outlive a power cut; stored twice they are one copy, a damaged copy is made good."""
        digest = hashlib.sha256(data).hexdigest()
        place = self._place(digest)
        nonce = os.urandom(NONCE)
        sealed = VERSION + nonce + self._ciphers[0].encrypt(nonce, data, VERSION + digest.encode())
        try:
            _write(place, sealed)
        except FileExistsError:
            if self.intact(digest):
                # Whoever wrote them may not have come to an end yet.
                _settle(place)
            else:
                draft = place.with_name(f"{DRAFT}{os.urandom(16).hex()}")
                _write(draft, sealed)
                os.replace(draft, place)
        _settle(place.parent)
        return StoredEvidence(digest, len(data))

    def get(self, sha256: str) -> bytes:
        """Read bytes back; raises EvidenceDamaged where they are missing, changed or sealed under another key."""
        place = self._place(sha256)
        try:
            kept = place.read_bytes()
        except FileNotFoundError as failure:
            raise EvidenceDamaged(f"evidence {sha256} is missing") from failure
        except OSError as failure:
            raise EvidenceDamaged(f"evidence {sha256} cannot be read: {failure.strerror}") from failure
        data = self._open(kept, sha256)
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            raise EvidenceDamaged(f"evidence {sha256} was changed or belongs to another key")
        return data

    def intact(self, sha256: str) -> bool:
        """Say whether bytes with this hash can be read back unchanged."""
        try:
            self.get(sha256)
        except EvidenceDamaged:
            return False
        return True

    def exists(self, sha256: str) -> bool:
        """Say whether something is stored under this hash, intact or not."""
        return self._place(sha256).exists()

    def delete(self, sha256: str) -> None:
        """Delete what is stored under this hash, if anything."""
        self._place(sha256).unlink(missing_ok=True)

    def hashes(self) -> Iterator[str]:
        """List the hashes of all that is stored, for the periodic check."""
        for place in sorted(self._root.glob("[0-9a-f][0-9a-f]/*")):
            if DIGEST.fullmatch(place.name):
                yield place.name

    def stored_before(self, moment: datetime, folder: int) -> list[str]:
        """List hashes of what was stored before a time, in one of the store's 256 folders.

        A draft as old as that was left by a writer that was killed, and is deleted.
        """
        place = self._root / f"{folder % 256:02x}"
        found = []
        for entry in sorted(place.iterdir()) if place.is_dir() else ():
            with suppress(FileNotFoundError):
                if entry.stat().st_mtime >= moment.timestamp():
                    continue
            if DIGEST.fullmatch(entry.name):
                found.append(entry.name)
            elif entry.name.startswith(DRAFT):
                entry.unlink(missing_ok=True)
        return found

    def _open(self, kept: bytes, sha256: str) -> bytes | None:
        nonce, sealed = kept[1 : 1 + NONCE], kept[1 + NONCE :]
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(nonce, sealed, kept[:1] + sha256.encode())
            except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
                continue
        return None

    def _place(self, sha256: str) -> Path:
        if not DIGEST.fullmatch(sha256):
            raise EvidenceDamaged("not the hash of any evidence")
        return self._root / sha256[:2] / sha256


def _write(place: Path, data: bytes) -> None:
    """Write a new file and have its content outlive a power cut; raises FileExistsError.

    It is written in place: whoever reads half a file finds it damaged and makes it good, and no row names it before it
    is whole. A writer that fails empties its own file only, for the name may be another's by then.
    """
    try:
        descriptor = os.open(place, NEW_FILE, 0o600)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _settle(place.parent.parent)
        descriptor = os.open(place, NEW_FILE, 0o600)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    except BaseException:
        os.truncate(descriptor, 0)
        raise
    finally:
        os.close(descriptor)


def _settle(place: Path) -> None:
    """Have a file's content, or a folder's names, outlive a power cut."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The evidence store: captured bytes under their SHA-256, encrypted at rest, checked whenever they are read."""

import hashlib
import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class EvidenceDamagedError(Exception):
    """Stored bytes are missing or are not what they were."""


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """Where bytes are: their SHA-256 in hexadecimal and their size in bytes."""

    sha256: str
    size: int


class EvidenceStore:
    """Files in a folder, AES-256-GCM under the deployment's key, named by the content's hash."""

    def __init__(self, root: Path, key: bytes) -> None:
        self._root = root
        self._cipher = AESGCM(key)

    def put(self, data: bytes) -> StoredEvidence:
        """Store bytes, whole or not at all; storing them twice keeps one copy."""
        digest = hashlib.sha256(data).hexdigest()
        place = self._place(digest)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            nonce = os.urandom(NONCE)
            draft = place.with_name(f".{uuid.uuid4().hex}")
            with draft.open("wb") as handle:
                handle.write(nonce + self._cipher.encrypt(nonce, data, digest.encode()))
                handle.flush()
                os.fsync(handle.fileno())
            os.replace(draft, place)
        return StoredEvidence(digest, len(data))

    def get(self, sha256: str) -> bytes:
        """Read bytes back; raises EvidenceDamagedError where they are missing or changed."""
        try:
            sealed = self._place(sha256).read_bytes()
            data = self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], sha256.encode())
        except (OSError, InvalidTag) as failure:
            raise EvidenceDamagedError(f"evidence {sha256} is missing or was changed") from failure
        if hashlib.sha256(data).hexdigest() != sha256:
            raise EvidenceDamagedError(f"evidence {sha256} is not what it was")
        return data

    def exists(self, sha256: str) -> bool:
        """Say whether bytes with this hash are stored."""
        return self._place(sha256).exists()

    def delete(self, sha256: str) -> None:
        """Delete bytes, if they are there."""
        self._place(sha256).unlink(missing_ok=True)

    def _place(self, sha256: str) -> Path:
        if len(sha256) != 64 or not sha256.isalnum():
            raise EvidenceDamagedError("not the hash of any evidence")
        return self._root / sha256[:2] / sha256

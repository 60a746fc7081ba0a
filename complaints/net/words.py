"""Sealing words that only the service itself reads back (AES-256-GCM, the owner as associated data)."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class SealedWords:
    """Encrypts words under a 32-byte key; `previous` is the key before the present one."""

    def __init__(self, key: bytes, previous: bytes | None = None) -> None:
        self._boxes = [AESGCM(each) for each in (key, previous) if each]

    def seal(self, words: str, label: str) -> bytes:
        """Encrypt words so that they open under the same label only."""
        nonce = os.urandom(NONCE)
        return nonce + self._boxes[0].encrypt(nonce, words.encode("utf-8", "replace"), label.encode())

    def open(self, sealed: bytes, label: str) -> str | None:
        """Decrypt words; None where they were sealed under another key or label."""
        for box in self._boxes:
            try:
                return box.decrypt(sealed[:NONCE], sealed[NONCE:], label.encode()).decode()
            except (InvalidTag, ValueError):
                continue
        return None

"""Sealing contacts: the web encrypts to a public key, only the mailer opens (X25519, HKDF-SHA256, AES-256-GCM)."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
BLOCK = 64


class SealBroken(Exception):
    """A sealed contact cannot be opened with this key."""


def public_half(private_key: bytes) -> bytes:
    """Give the 32-byte public key of a 32-byte private key."""
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


class Seal:
    """Encrypts addresses; cannot read them back."""

    def __init__(self, public_key: bytes) -> None:
        self._public = X25519PublicKey.from_public_bytes(public_key)

    def seal(self, address: str) -> bytes:
        """Encrypt an address under a fresh key; lengths are padded to 64 bytes so that they say little."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        key = _key(ephemeral.exchange(self._public), share, self._public.public_bytes_raw())
        plain = address.encode()
        padded = plain + b"\0" * (-len(plain) % BLOCK)
        nonce = os.urandom(12)
        return VERSION + share + nonce + AESGCM(key).encrypt(nonce, padded, VERSION)


class Opener:
    """Reads sealed addresses; only the mailer has one. `previous` is the key before the present one."""

    def __init__(self, private_key: bytes, previous: bytes | None = None) -> None:
        self._keys = [X25519PrivateKey.from_private_bytes(key) for key in (private_key, previous) if key]

    def open(self, sealed: bytes) -> str:
        """Decrypt an address; raises SealBroken where key and text do not belong together."""
        share, nonce, text = sealed[1:33], sealed[33:45], sealed[45:]
        for private in self._keys:
            try:
                shared = private.exchange(X25519PublicKey.from_public_bytes(share))
                key = _key(shared, share, private.public_key().public_bytes_raw())
                return AESGCM(key).decrypt(nonce, text, sealed[:1]).rstrip(b"\0").decode()
            except (InvalidTag, ValueError):
                continue
        raise SealBroken("the sealed contact was made for another key or was changed")


def _key(shared: bytes, share: bytes, public: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=share + public, info=b"aryz/1/contact").derive(shared)

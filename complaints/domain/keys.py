"""One key per purpose, derived from the deployment's secret, so that no two uses share a key."""

import hmac
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


@dataclass(frozen=True, slots=True)
class Keyring:
    """The deployment's secret and, during a change of secret, the one before it."""

    secret: bytes = field(repr=False)
    previous: bytes | None = field(repr=False, default=None)

    def derive(self, purpose: str) -> bytes:
        """Derive the 32-byte key for one purpose (HKDF-SHA256, RFC 5869)."""
        return _derive(self.secret, purpose)

    def derive_previous(self, purpose: str) -> bytes | None:
        """Derive the key that the secret before this one gave for a purpose."""
        return _derive(self.previous, purpose) if self.previous else None

    def tag(self, purpose: str, value: str | bytes) -> str:
        """Give the keyed hash of a value (HMAC-SHA256, RFC 2104) as 64 hexadecimal digits."""
        return keyed_hash(self.derive(purpose), value)

    def tags(self, purpose: str, value: str | bytes) -> list[str]:
        """Give the keyed hashes under the present secret and the one before, the present one first."""
        return [keyed_hash(key, value) for key in (self.derive(purpose), self.derive_previous(purpose)) if key]


def keyed_hash(key: bytes, value: str | bytes) -> str:
    """Give HMAC-SHA256 of a value as 64 hexadecimal digits."""
    return hmac.new(key, value.encode() if isinstance(value, str) else value, sha256).hexdigest()


@lru_cache(maxsize=256)
def _derive(secret: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"aryz/1/" + purpose.encode()).derive(secret)

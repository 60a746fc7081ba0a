"""Password hashing with argon2id."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2Passwords:
    """Argon2id with the library's parameters (RFC 9106, second recommended option: 64 MiB, 3 passes)."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()

    def hash(self, password: str) -> str:
        """Hash a password under a fresh salt."""
        return self._hasher.hash(password)

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Check a password; an unknown account costs the same time as a wrong password."""
        try:
            self._hasher.verify(password_hash or _nobody(), password)
        except (VerificationError, InvalidHashError):
            return False
        return password_hash is not None


@cache
def _nobody() -> str:
    return PasswordHasher().hash("nobody has this password")

"""Networks as tokens: a keyed hash of the /24 or /48 under a key that is destroyed every 30 days (PRODUCT.md)."""

import threading
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from complaints.domain.access import system
from complaints.domain.keys import keyed_hash
from complaints.services.ports import Clock, OpenUnitOfWork, RandomBytes

PERIOD_SECONDS: Final = 30 * 24 * 3_600


@dataclass(frozen=True)
class NetworkTokens:
    """Hashes networks under the key of the present 30-day period."""

    open_uow: OpenUnitOfWork
    clock: Clock
    random: RandomBytes
    _keys: dict[int, bytes] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def token(self, network: str | None, now: datetime) -> str | None:
        """Give a network's token for the present period, or None where the network is not known."""
        if network is None:
            return None
        return keyed_hash(self._key(int(now.timestamp()) // PERIOD_SECONDS), network)

    def _key(self, period: int) -> bytes:
        with self._lock:
            if period not in self._keys:
                with self.open_uow(system("networks"), "networks.key") as uow:
                    key = uow.networks.key(period, self.random(32))
                self._keys.clear()
                self._keys[period] = key
            return self._keys[period]

    def forget(self) -> int:
        """Destroy the keys of past periods; the tokens made under them can then never be matched again."""
        period = int(self.clock().timestamp()) // PERIOD_SECONDS
        with self.open_uow(system("networks"), "networks.forget") as uow:
            return uow.networks.forget_before(period)

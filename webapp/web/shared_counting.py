"""Counts of requests that several processes share in Redis. While it fails, each process counts for itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from limits.storage import RedisStorage, Storage

from webapp.web.counting import Counts

REDIS_SECONDS = 0.5
"""How long one question to Redis may take."""
QUIET_SECONDS = 60.0
"""How long Redis is not asked after it has failed: each question to it could take its whole time."""

log = logging.getLogger("lanestep")

Answer = TypeVar("Answer")


def open_counts(cache: str) -> Storage:
    """Return where requests are counted: in Redis if `LANESTEP_CACHE` names one, else in memory."""
    if not cache.startswith(("redis://", "rediss://")):
        return Counts()
    shared = RedisStorage(
        cache, key_prefix="lanestep:requests", socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
    )
    return SharedCounts(shared)


class SharedCounts(Storage):
    """Counts in `shared`, and in memory for a minute after that has failed. Thread-safe; no method raises."""

    STORAGE_SCHEME = None

    def __init__(self, shared: Storage) -> None:
        super().__init__()
        self._shared = shared
        self._own = Counts()
        self._quiet_until = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return the errors that can occur: none of our own."""
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to the count of the current window, which lasts `expiry` seconds, and return it."""
        return self._ask(lambda counts: counts.incr(key, expiry, amount))

    def get(self, key: str) -> int:
        """Return the count of the current window."""
        return self._ask(lambda counts: counts.get(key))

    def get_expiry(self, key: str) -> float:
        """Return when the window ends, in seconds since 1970."""
        return self._ask(lambda counts: counts.get_expiry(key))

    def check(self) -> bool:
        """Return that counting works."""
        return True

    def reset(self) -> int | None:
        """Remove all counts, and return their number."""
        return self._ask(lambda counts: counts.reset())

    def clear(self, key: str) -> None:
        """Remove one count."""
        self._ask(lambda counts: counts.clear(key))

    def _ask(self, question: Callable[[Storage], Answer]) -> Answer:
        if time.monotonic() >= self._quiet_until:
            try:
                return question(self._shared)
            except Exception as error:
                # Whatever it is: a request is never refused because nobody can count it.
                self._quiet_until = time.monotonic() + QUIET_SECONDS
                log.warning("requests cannot be counted in Redis (%s); this process counts its own", error)
        return question(self._own)

"""Counts requests in memory, for many threads. The library's own storage starts a thread, possibly more than one."""

from __future__ import annotations

import time
from threading import Lock

from limits.storage import Storage

SWEEP_EVERY = 10.0
"""Seconds."""


class Counts(Storage):
    """The number of requests of each key in its current window; ended windows are removed."""

    STORAGE_SCHEME = None

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._found: dict[str, tuple[int, float]] = {}
        self._swept = time.time()

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return the errors that can occur: none of our own."""
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count, and return the count in the current window; windows last `expiry` seconds."""
        now = time.time()
        with self._lock:
            self._sweep(now)
            count, end = self._found.get(key, (0, 0.0))
            if end <= now:
                count, end = 0, now + expiry
            self._found[key] = count + amount, end
            return count + amount

    def get(self, key: str) -> int:
        """Return the count in the current window."""
        count, end = self._found.get(key, (0, 0.0))
        return count if end > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Return when the window ends, in seconds since 1970."""
        return self._found.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        """Return that it works."""
        return True

    def reset(self) -> int | None:
        """Remove all counts, and return how many keys there were."""
        with self._lock:
            known = len(self._found)
            self._found.clear()
            return known

    def clear(self, key: str) -> None:
        """Remove the count of a key."""
        with self._lock:
            self._found.pop(key, None)

    def _sweep(self, now: float) -> None:
        if now - self._swept < SWEEP_EVERY:
            return
        self._swept = now
        self._found = {key: (count, end) for key, (count, end) in self._found.items() if end > now}

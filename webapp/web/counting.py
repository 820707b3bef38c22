"""Counts of requests in memory, for many threads; those of the library start threads, and two may start the same."""

from __future__ import annotations

import time
from threading import Lock

from limits.storage import Storage

SWEEP_EVERY = 10.0
"""Seconds."""


class Counts(Storage):
    """How often each key was counted since its window began; a window that has ended is forgotten."""

    STORAGE_SCHEME = None

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._found: dict[str, tuple[int, float]] = {}
        self._swept = time.time()

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return what may go wrong: nothing of our own."""
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count, and return how many there are in the window that is open; windows last `expiry` seconds."""
        now = time.time()
        with self._lock:
            self._sweep(now)
            count, end = self._found.get(key, (0, 0.0))
            if end <= now:
                count, end = 0, now + expiry
            self._found[key] = count + amount, end
            return count + amount

    def get(self, key: str) -> int:
        """Return how many there are in the window that is open."""
        count, end = self._found.get(key, (0, 0.0))
        return count if end > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Return when the window ends, in seconds since 1970."""
        return self._found.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        """Tell that it works."""
        return True

    def reset(self) -> int | None:
        """Forget everything, and return how many keys that were."""
        with self._lock:
            known = len(self._found)
            self._found.clear()
            return known

    def clear(self, key: str) -> None:
        """Forget one key."""
        with self._lock:
            self._found.pop(key, None)

    def _sweep(self, now: float) -> None:
        if now - self._swept < SWEEP_EVERY:
            return
        self._swept = now
        self._found = {key: (count, end) for key, (count, end) in self._found.items() if end > now}

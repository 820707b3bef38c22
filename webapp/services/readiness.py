"""Is everything there that the program needs?"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic

log = logging.getLogger("lanestep")

LOOK_EVERY = 1.0
"""Seconds for which it is believed that the database can be written, or not: to find out, something must be written."""


class Readiness:
    """Named checks; each raises when what it looks at does not work. `writes` raises where nothing can be saved."""

    def __init__(self, *, writes: Callable[[], object], **checks: Callable[[], object]) -> None:
        self._checks = checks
        self._writes = writes
        self._lock = Lock()
        self._looked: float | None = None
        self._writable = False

    def words(self) -> dict[str, str]:
        """Return `ok` or what is wrong, by name. Never raises."""
        return {name: self._word(name, check) for name, check in self._checks.items()}

    def writes(self) -> bool:
        """Return whether something can be saved. Never raises."""
        with self._lock:
            if self._looked is None or monotonic() - self._looked > LOOK_EVERY:
                self._writable = self._word("writes", self._writes) == "ok"
                self._looked = monotonic()
            return self._writable

    def _word(self, name: str, check: Callable[[], object]) -> str:
        try:
            check()
        except Exception as error:
            # The answer is open to everybody: the kind of the fault only, its words go to the log.
            log.warning("not ready: %s: %s", name, error)
            return f"failed ({type(error).__name__}): see the log"
        return "ok"

"""Checks whether everything that the program needs works."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic

log = logging.getLogger("lanestep")

LOOK_EVERY = 1.0
"""Seconds for which the result of the last test write is reused."""


class Readiness:
    """Runs named checks, each of which raises if something does not work; `writes` raises if nothing can be saved."""

    def __init__(self, *, writes: Callable[[], object], **checks: Callable[[], object]) -> None:
        self._checks = checks
        self._writes = writes
        self._lock = Lock()
        self._looked: float | None = None
        self._writable = False

    def results(self) -> dict[str, str]:
        """Return `ok` or what is wrong, by name. Never raises."""
        return {name: self._result(name, check) for name, check in self._checks.items()}

    def writes(self) -> bool:
        """Return whether documents can be saved. Never raises."""
        with self._lock:
            if self._looked is None or monotonic() - self._looked > LOOK_EVERY:
                self._writable = self._result("writes", self._writes) == "ok"
                self._looked = monotonic()
            return self._writable

    def _result(self, name: str, check: Callable[[], object]) -> str:
        try:
            check()
        except Exception as error:
            # Everybody can read the answer, so it has only the type of the error; the message is in the log.
            log.warning("not ready: %s: %s", name, error)
            return f"failed ({type(error).__name__}): see the log"
        return "ok"

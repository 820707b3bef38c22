"""Removes, now and then, what need not be kept: old autosaves, and diagrams that were in the bin for 30 days."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta
from threading import Lock

from webapp.errors import LanestepError
from webapp.services.documents import BIN_FOR
from webapp.storage import ClearingRepository

log = logging.getLogger("lanestep")

AUTOSAVES_FOR = timedelta(days=30)
MOST_AUTOSAVES = 500
MOST_DIAGRAMS = 20
EVERY = 3600.0
WHERE_MORE = 60.0
"""Seconds until the next time, where there was more to remove than is removed at once."""


class Housekeeping:
    """Removes at the first write of this process, and then once an hour at most."""

    def __init__(self, repository: ClearingRepository) -> None:
        self._repository = repository
        self._next = 0.0
        self._lock = Lock()

    def after_write(self) -> None:
        """Remove some of what need not be kept, if it is time; that never fails."""
        with self._lock:
            now = time.monotonic()
            if self._next and now < self._next:
                return
            self._next = now + EVERY
        try:
            if not self.clear(datetime.now(UTC)):
                self._next = time.monotonic() + WHERE_MORE
        except LanestepError as error:
            log.warning("old versions could not be removed: %s", error)

    def clear(self, now: datetime) -> bool:
        """Remove a bounded number of rows; return whether nothing is left to remove.

        Raises:
            StorageFailed: the database does not answer or cannot be written.
        """
        thinned = self._repository.thin(now - AUTOSAVES_FOR, MOST_AUTOSAVES)
        purged = self._repository.purge(now - BIN_FOR, MOST_DIAGRAMS)
        return thinned < MOST_AUTOSAVES and purged < MOST_DIAGRAMS

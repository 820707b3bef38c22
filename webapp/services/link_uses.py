"""Counts how often links are opened. The counts are stored together, so that reading a document needs no write."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Lock

from webapp.storage import LinkRepository, LinkUses

STORE_EVERY = timedelta(seconds=5)
"""Between two writes. Longer costs less; what a killed process had not stored yet is not counted."""
MOST_WAITING = 10_000
"""Links whose uses wait to be stored; while the database cannot be written, further links are not counted."""


class LinkUseCounter:
    """Collects uses of links in memory, and stores them when a link is opened later, or when they are asked for."""

    def __init__(self, repository: LinkRepository) -> None:
        self._repository = repository
        self._waiting: dict[int, LinkUses] = {}
        self._stored_at: datetime | None = None
        self._lock = Lock()

    def note(self, link: int) -> None:
        """Count one use of a link."""
        now = datetime.now(UTC)
        with self._lock:
            self._add({link: LinkUses(1, now)})
            is_due = self._stored_at is None or now - self._stored_at >= STORE_EVERY
        if is_due:
            self.store()

    def store(self) -> None:
        """Store all counts. If the database is busy, they wait for the next time. Needs an application context."""
        with self._lock:
            taken, self._waiting = self._waiting, {}
            self._stored_at = datetime.now(UTC)
        if taken and not self._repository.note_uses(taken):
            with self._lock:
                self._add(taken)

    def _add(self, uses: dict[int, LinkUses]) -> None:
        for link, more in uses.items():
            known = self._waiting.get(link)
            if known:
                self._waiting[link] = LinkUses(known.count + more.count, max(known.last, more.last))
            elif len(self._waiting) < MOST_WAITING:
                self._waiting[link] = more

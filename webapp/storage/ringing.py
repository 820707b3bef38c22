"""Rings where a document was changed: in this process, and in others that share the database."""

from __future__ import annotations

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from webapp.storage.bell_lines import BellLine, Hears, News, open_line


class Bell:
    """Tells what happens to documents to whoever listens in this process.

    With a line to other processes, it also tells them, and hears them.
    """

    def __init__(self) -> None:
        self._hears: Hears = lambda _news: None
        self._line: BellLine | None = None

    def attach(self, engine: Engine, cache: str = "") -> None:
        """Use this database, and the Redis in `LANESTEP_CACHE` where that is needed to reach other processes."""
        self._line = open_line(engine, cache)

    @property
    def reaches_others(self) -> bool:
        """Return whether other processes are heard just now."""
        return self._line is not None and self._line.hears_others

    def listen(self, hears: Hears) -> None:
        """Call `hears` with all news; None says that some may have been missed. Any thread may call it."""
        self._hears = hears
        if self._line is not None:
            self._line.listen(hears)

    def ring(self, session: Session, document: int, version: int) -> None:
        """Tell that a document has so many steps, once the transaction is done."""
        self._with(session, {"document": document, "version": version})

    def ring_links(self, session: Session, document: int) -> None:
        """Tell that links of a document were ended, once the transaction is done."""
        self._with(session, {"document": document, "links": True})

    def tell(self, news: News) -> None:
        """Tell what is in no database; it must be short."""
        self._hears(news)
        if self._line is not None:
            self._line.send(news)

    def close(self) -> None:
        """Listen no longer."""
        if self._line is not None:
            self._line.close()

    def _with(self, session: Session, news: News) -> None:
        event.listen(session, "after_commit", lambda _session: self._hears(news), once=True)
        if self._line is not None:
            self._line.send_with(session, news)

"""Rings where a document was changed: in this process, and through PostgreSQL in the others."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

CHANNEL = "lanestep"
MOST_BYTES = 7_900
"""PostgreSQL passes on less than 8,000 bytes."""
AGAIN_SECONDS = 1.0
LISTEN_SECONDS = 5.0

log = logging.getLogger("lanestep")

News = Mapping[str, Any]
"""`document`, and `version` (the number of steps) or what a person told."""


class Bell:
    """Tells what happens to documents to whoever listens in this process.

    With the engine of a PostgreSQL database, it also tells other processes, and hears them.
    """

    def __init__(self) -> None:
        self._hears: Callable[[News | None], None] = lambda _news: None
        self._engine: Engine | None = None
        self._listener: threading.Thread | None = None
        self._closed = threading.Event()

    def attach(self, engine: Engine) -> None:
        """Use this database."""
        self._engine = engine if engine.dialect.name == "postgresql" else None

    @property
    def reaches_others(self) -> bool:
        """Return whether other processes are heard."""
        return self._engine is not None

    def listen(self, hears: Callable[[News | None], None]) -> None:
        """Call `hears` with all news; None says that some may have been missed. Any thread may call it."""
        self._hears = hears
        if self._engine is not None and self._listener is None:
            self._listener = threading.Thread(target=self._listen, name="bell", daemon=True)
            self._listener.start()

    def ring(self, session: Session, document: int, version: int) -> None:
        """Tell that a document has so many steps, once the transaction is done."""
        self._with(session, {"document": document, "version": version})

    def ring_links(self, session: Session, document: int) -> None:
        """Tell that links of a document were ended, once the transaction is done."""
        self._with(session, {"document": document, "links": True})

    def tell(self, news: News) -> None:
        """Tell what is in no database; it must be short."""
        self._hears(news)
        if self._engine is not None and len(json.dumps(news)) < MOST_BYTES:
            with suppress(SQLAlchemyError), self._engine.begin() as connection:
                connection.execute(text("SELECT pg_notify(:channel, :news)"), _sent(news))

    def close(self) -> None:
        """Listen no longer."""
        self._closed.set()
        if self._listener is not None:
            self._listener.join(LISTEN_SECONDS)

    def _with(self, session: Session, news: News) -> None:
        if self._engine is not None:
            session.execute(text("SELECT pg_notify(:channel, :news)"), _sent(news))
        event.listen(session, "after_commit", lambda _session: self._hears(news), once=True)

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                self._listen_once()
            except Exception as error:
                # Whatever it is: the bell must hear again once the database answers.
                log.warning("changes of other processes are not heard just now: %s", error)
                self._closed.wait(AGAIN_SECONDS)

    def _listen_once(self) -> None:
        assert self._engine is not None
        connection = self._engine.raw_connection()
        try:
            driver: Any = connection.driver_connection
            driver.autocommit = True
            driver.patience = None
            driver.execute(f"LISTEN {CHANNEL}")
            self._hears(None)
            while not self._closed.is_set():
                for found in driver.notifies(timeout=1.0):
                    self._hear(found.payload)
                # A connection that fell silent is found out by asking.
                driver.execute("SELECT 1")
        finally:
            # It listens and has no time limits, so it must not go back to the pool.
            connection.invalidate()
            connection.close()

    def _hear(self, payload: str) -> None:
        news = json.loads(payload)
        if isinstance(news, dict):
            self._hears(news)


def _sent(news: News) -> dict[str, str]:
    return {"channel": CHANNEL, "news": json.dumps(news)}

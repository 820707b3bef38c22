"""How the bell reaches other processes: through PostgreSQL, or through Redis where the database cannot pass news on."""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

CHANNEL = "lanestep"
MOST_BYTES = 7_900
"""PostgreSQL passes on less than 8,000 bytes at once; what is longer goes in parts."""
MOST_PARTS = 20
"""Parts of one news; each costs all processes a notification. What needs more is left out."""
AGAIN_SECONDS = 1.0
LISTEN_SECONDS = 5.0
REDIS_SECONDS = 0.5
"""How long a change waits for Redis at most; others find out about it from the database within five seconds."""
QUIET_SECONDS = 10.0
"""How long nothing is sent to Redis after it has failed: each change would wait for it."""
SILENT_SECONDS = 5
"""A connection to Redis that was silent for so long is tried."""

log = logging.getLogger("lanestep")

News = Mapping[str, Any]
"""`document`, and `version` (the number of steps) or what a person told."""
Hears = Callable[[News | None], None]


class BellLine:
    """A way to other processes; each has a thread of its own that listens."""

    hears_others: bool
    """Whether the news of other processes come in just now."""

    def __init__(self) -> None:
        self._hears: Hears = lambda _news: None
        self._listener: threading.Thread | None = None
        self._closed = threading.Event()

    def listen(self, hears: Hears) -> None:
        """Call `hears` with all news of others; None says that some may have been missed."""
        self._hears = hears
        if self._listener is None:
            self._listener = threading.Thread(target=self._listen, name="bell", daemon=True)
            self._listener.start()

    def close(self) -> None:
        """Listen no longer."""
        self._closed.set()
        if self._listener is not None:
            self._listener.join(LISTEN_SECONDS)

    def send(self, news: News) -> None:
        """Tell others at once; what does not reach them is left out."""
        raise NotImplementedError

    def send_with(self, session: Session, news: News) -> None:
        """Tell others once the transaction is done."""
        raise NotImplementedError

    def _listen_once(self) -> None:
        raise NotImplementedError

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                self._listen_once()
            except Exception as error:
                # Whatever it is: the bell must hear again once the other side answers.
                log.warning("changes of other processes are not heard just now: %s", error)
                self._closed.wait(AGAIN_SECONDS)


class PostgresLine(BellLine):
    """All processes on one PostgreSQL."""

    hears_others = True

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._parts: list[str] = []

    def send(self, news: News) -> None:
        """Tell others at once, unless it is too long."""
        parts = _parts(news)
        if len(parts) <= MOST_PARTS:
            with suppress(SQLAlchemyError), self._engine.begin() as connection:
                for part in parts:
                    connection.execute(*_notification(part))

    def send_with(self, session: Session, news: News) -> None:
        """Tell others in the moment of the commit."""
        for part in _parts(news):
            session.execute(*_notification(part))

    def _listen_once(self) -> None:
        connection = self._engine.raw_connection()
        try:
            driver: Any = connection.driver_connection
            driver.autocommit = True
            driver.patience = None
            driver.execute(f"LISTEN {CHANNEL}")
            self._parts.clear()
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
        if not payload.startswith("{"):
            # The parts of one transaction come one after the other, and all of them or none.
            place, _, part = payload.partition(" ")
            number, _, count = place.partition("/")
            if number == "1":
                self._parts.clear()
            self._parts.append(part)
            if number != count:
                return
            payload = "".join(self._parts)
            self._parts.clear()
        news = json.loads(payload)
        if isinstance(news, dict):
            self._hears(news)


class RedisLine(BellLine):
    """All processes that share one file of SQLite and one Redis."""

    def __init__(self, address: str, database: str) -> None:
        """Take the address of Redis and the file of the database."""
        import redis

        super().__init__()
        self.hears_others = False
        self._channel = f"{CHANNEL}:bell:{_identity(Path(database))}"
        self._sender = secrets.token_hex(8)
        self._quiet_until = 0.0
        self._client: Any = redis.Redis.from_url(
            address,
            socket_timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
            health_check_interval=SILENT_SECONDS,
        )

    def send(self, news: News) -> None:
        """Tell others at once."""
        if time.monotonic() < self._quiet_until:
            return
        try:
            self._client.publish(self._channel, json.dumps({"from": self._sender, "news": news}))
        except Exception as error:
            # Whatever it is: what was stored is stored, and others find it in the database.
            self._quiet_until = time.monotonic() + QUIET_SECONDS
            log.warning("other processes are not told of changes through Redis just now: %s", error)

    def send_with(self, session: Session, news: News) -> None:
        """Tell others right after the commit."""
        event.listen(session, "after_commit", lambda _session: self.send(news), once=True)

    def _listen_once(self) -> None:
        try:
            with self._client.pubsub() as heard:
                heard.subscribe(self._channel)
                while not self._closed.is_set():
                    message = heard.get_message(timeout=1.0)
                    if message is not None:
                        self._hear(message)
        finally:
            if self.hears_others:
                self.hears_others = False
                self._hears(None)

    def _hear(self, message: Mapping[str, Any]) -> None:
        if message["type"] == "subscribe":
            self.hears_others = True
            self._hears(None)
        elif message["type"] == "message":
            sent = json.loads(message["data"])
            if sent["from"] != self._sender:
                self._hears(sent["news"])


def open_line(engine: Engine, cache: str) -> BellLine | None:
    """Return how others are reached, None where this process is on its own with its database.

    Args:
        engine: of the database; PostgreSQL passes news on.
        cache: `LANESTEP_CACHE`; Redis does so for SQLite.
    """
    if engine.dialect.name == "postgresql":
        return PostgresLine(engine)
    if cache.startswith(("redis://", "rediss://")) and engine.url.database not in (None, "", ":memory:"):
        return RedisLine(cache, engine.url.database or "")
    return None


def _identity(file: Path) -> str:
    # By the file and not by its name: containers may have a file of this name each, and one Redis.
    try:
        found = file.stat()
    except OSError:
        return hashlib.sha256(str(file.absolute()).encode()).hexdigest()[:16]
    return f"{found.st_dev:x}-{found.st_ino:x}"


def _parts(news: News) -> list[str]:
    """Return the news as JSON, which begins with a brace; where it is long, its parts, each behind `number/count`."""
    whole = json.dumps(news)
    if len(whole) < MOST_BYTES:
        return [whole]
    size = MOST_BYTES - len("1000/1000 ")
    parts = [whole[at : at + size] for at in range(0, len(whole), size)]
    return [f"{number}/{len(parts)} {part}" for number, part in enumerate(parts, 1)]


def _notification(payload: str) -> Any:
    return text("SELECT pg_notify(:channel, :news)"), {"channel": CHANNEL, "news": payload}

"""Opens SQLite: with durable writes if possible, else read-only."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, event

BUSY_SECONDS = 10
BEGIN = "lanestep_begin"
AT_ONCE = "lanestep_at_once"

log = logging.getLogger("lanestep")


_turns: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()


@contextmanager
def in_turn(engine: Engine) -> Iterator[None]:
    """Let the writers of this process wait for each other, where the database is SQLite.

    SQLite itself lets a writer that has to wait look again after ever longer pauses, up to a tenth of a second, so
    that many writers wait far longer than writing takes. Whoever still waits after `BUSY_SECONDS` goes on and asks
    SQLite, which says what is wrong.
    """
    if engine.dialect.name != "sqlite":
        yield
        return
    turn = _turns.setdefault(engine, Lock())
    mine = turn.acquire(timeout=BUSY_SECONDS)
    try:
        yield
    finally:
        if mine:
            turn.release()


class ReadOnlyConnection(sqlite3.Connection):
    """A connection that reads the file as it is: it takes no locks, writes nothing and sees no changes."""


def attach(engine: Engine, database: str) -> None:
    """Make the engine use our way of opening the file, beginning transactions and returning connections."""

    reported: set[str] = set()

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, cargs: tuple[Any, ...], cparams: dict[str, Any]) -> sqlite3.Connection:
        connection = sqlite3.connect(*cargs, **cparams)
        try:
            return _prepared(connection)
        except sqlite3.OperationalError as error:
            connection.close()
            reading = _read_only(Path(database), cparams, error)
            if str(error) not in reported:
                reported.add(str(error))
                log.warning("the database can only be read: %s", error)
            return reading

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        timeout = 0 if options.get(AT_ONCE) else BUSY_SECONDS * 1000
        connection.exec_driver_sql(f"PRAGMA busy_timeout={timeout}")
        # If a write began as a read, SQLite would refuse it at once instead of letting it wait.
        connection.exec_driver_sql(f"BEGIN {options.get(BEGIN, 'DEFERRED')}")

    @event.listens_for(engine, "checkin")
    def give_back(connection: Any, record: Any) -> None:
        # The file may be writable by now, and a read-only connection would not see what others write.
        if isinstance(connection, ReadOnlyConnection):
            record.invalidate()


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    # The driver must not begin transactions itself; `begin` above does.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        # A read-only file keeps its journal mode.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def _read_only(path: Path, cparams: dict[str, Any], error: sqlite3.OperationalError) -> sqlite3.Connection:
    # Even to read a database, SQLite needs files next to it, which it cannot create in a read-only or full folder.
    # Without a journal, nobody else writes, and the file is complete. A journal without its shared index was left by a
    # crash, so nobody uses it either, and it can be indexed in memory.
    is_left = _is_filled(Path(f"{path}-wal"))
    if not path.is_file() or (is_left and _is_filled(Path(f"{path}-shm"))):
        raise error
    how = "vfs=unix-none" if is_left else "immutable=1"
    address = f"file:{quote(str(path.resolve()))}?mode=ro&{how}"
    try:
        connection = sqlite3.connect(address, **{**cparams, "uri": True}, factory=ReadOnlyConnection)
    except sqlite3.Error:
        raise error from None
    try:
        connection.isolation_level = None
        if is_left:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise error from None
    return connection


def _is_filled(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0

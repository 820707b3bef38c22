"""Opening SQLite: durable where it can be written, and readable where it cannot."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, event

BUSY_SECONDS = 10
BEGIN = "lanestep_begin"
AT_ONCE = "lanestep_at_once"

log = logging.getLogger("lanestep")


class ReadOnlyConnection(sqlite3.Connection):
    """A connection that reads the file as it stands: it takes no lock, writes nothing and sees no change."""


def attach(engine: Engine, database: str) -> None:
    """Make the engine open the file, begin transactions and give connections back in our way."""

    told: set[str] = set()

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, cargs: tuple[Any, ...], cparams: dict[str, Any]) -> sqlite3.Connection:
        connection = sqlite3.connect(*cargs, **cparams)
        try:
            return _prepared(connection)
        except sqlite3.OperationalError as error:
            connection.close()
            reading = _read_only(Path(database), cparams, error)
            if str(error) not in told:
                told.add(str(error))
                log.warning("the database can only be read: %s", error)
            return reading

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        patience = 0 if options.get(AT_ONCE) else BUSY_SECONDS * 1000
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
        # A write that begins as a read could not wait for its turn: SQLite would refuse it at once.
        connection.exec_driver_sql(f"BEGIN {options.get(BEGIN, 'DEFERRED')}")

    @event.listens_for(engine, "checkin")
    def give_back(connection: Any, record: Any) -> None:
        # The next one may find the file writable again, and must not read past what others write.
        if isinstance(connection, ReadOnlyConnection):
            record.invalidate()


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    # The driver must not begin transactions by itself: `begin` above decides which kind.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        # A file that cannot be written stays in the mode that it is in.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def _read_only(path: Path, cparams: dict[str, Any], error: sqlite3.OperationalError) -> sqlite3.Connection:
    # SQLite needs files beside the database even to read it, and a folder that is read-only or full has no room for
    # them. While there is no journal, nobody else writes, and the file holds everything. A journal without the index
    # that all its users share was left by a crash: nobody uses it either, and it is indexed in memory.
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

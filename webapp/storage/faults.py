"""Classifies errors of the database."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

# SQLite reports a file that cannot grow as an error of writing, as if the disk had failed.
_UNWRITABLE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}
# A commit that fails with one of these was rolled back: names of SQLite errors, classes of PostgreSQL errors.
_UNDONE_SQLITE = ("SQLITE_FULL", "SQLITE_BUSY", "SQLITE_READONLY", "SQLITE_CONSTRAINT")
_UNDONE_POSTGRESQL = ("23", "40001", "40P01", "53")
_READ_ONLY_TRANSACTION, _DISK_FULL = "25006", "53100"


def is_unwritable(error: SQLAlchemyError) -> bool:
    """Return whether the database is read-only or its disk is full."""
    code = _sqlite_code(error)
    if code is not None:
        return code in _UNWRITABLE or code & 0xFF in _UNWRITABLE
    return _state(error) in (_READ_ONLY_TRANSACTION, _DISK_FULL)


def was_undone(error: DBAPIError) -> bool:
    """Return whether it is certain that a failed commit changed nothing."""
    sqlite, postgresql = getattr(error.orig, "sqlite_errorname", None), getattr(error.orig, "sqlstate", None)
    return (sqlite or "").startswith(_UNDONE_SQLITE) or (postgresql or "").startswith(_UNDONE_POSTGRESQL)


def is_busy(error: SQLAlchemyError) -> bool:
    """Return whether another connection is writing to SQLite."""
    code = _sqlite_code(error)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _sqlite_code(error: SQLAlchemyError) -> int | None:
    orig = error.orig if isinstance(error, DBAPIError) else None
    return getattr(orig, "sqlite_errorcode", None)


def _state(error: SQLAlchemyError) -> str | None:
    orig = error.orig if isinstance(error, DBAPIError) else None
    return getattr(orig, "sqlstate", None)

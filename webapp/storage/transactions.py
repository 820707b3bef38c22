"""Transactions: reading, writing, and what is said when the database fails."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.orm import Session

from webapp.errors import OutcomeUnknown, StorageFailed
from webapp.storage.faults import is_unwritable, was_undone
from webapp.storage.sqlite import BEGIN, in_turn
from webapp.storage.tables import DocumentRow, db

log = logging.getLogger("lanestep")

UNWRITABLE = "the database cannot be written just now: it is read-only or its disk is full; nothing was changed"


@contextmanager
def _database_errors() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, TimeoutError) as error:
        log.error("the database failed: %s", getattr(error, "orig", error))
        if is_unwritable(error):
            raise StorageFailed(UNWRITABLE) from error
        raise StorageFailed("the database does not answer; nothing was changed. Try again in a moment") from error


@contextmanager
def _commit_errors() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        log.error("the database failed at a commit: %s", error.orig)
        if was_undone(error):
            refused = "the database refused the change; nothing was changed. Try again in a moment"
            raise StorageFailed(UNWRITABLE if is_unwritable(error) else refused) from error
        raise OutcomeUnknown(
            "the database stopped answering while this was being saved: it may or may not have been saved. "
            "Try again in a moment"
        ) from error


@contextmanager
def reading() -> Iterator[Session]:
    """Open a session that reads; what the database fails with is said in plain words."""
    with _database_errors(), Session(db.engine) as session:
        yield session


@contextmanager
def writing() -> Iterator[Session]:
    """Open a session whose changes are one transaction, committed at the end."""
    with in_turn(db.engine), Session(db.engine, expire_on_commit=False) as session:
        with _database_errors():
            session.connection(execution_options={BEGIN: "IMMEDIATE"})
            yield session
            session.flush()
        with _commit_errors():
            _commit(session)


def _commit(session: Session) -> None:
    try:
        session.commit()
    except DBAPIError:
        # The connection may still be in the transaction, so it must not go back to the pool.
        session.invalidate()
        raise


def locked(session: Session, document: int) -> DocumentRow:
    """Return the row of a document, after all who change this document."""
    # On PostgreSQL, this row lock makes writers wait for each other; SQLite ignores it and has BEGIN IMMEDIATE.
    return session.get_one(DocumentRow, document, with_for_update=True)

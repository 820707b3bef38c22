"""The writers of one process wait for each other in it, because SQLite lets them wait far longer than writing takes."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, event

from webapp.storage import Database, DocumentRepository, Right, sqlite

KEYS = {right: f"{right.value:x<24}" for right in Right}


class Turn:
    """A lock that notes when it is taken and given back; `free` tells whether it is to be had."""

    def __init__(self, happened: list[str], *, free: bool) -> None:
        self.happened, self.free = happened, free

    def acquire(self, timeout: float) -> bool:
        self.happened.append("turn" if self.free else f"waited {timeout:.0f} seconds")
        return self.free

    def release(self) -> None:
        self.happened.append("given back")


def saved_in(database: Database, repository: DocumentRepository, monkeypatch: pytest.MonkeyPatch, free: bool) -> Any:
    """Return in which order a save takes its turn, begins and commits."""
    if not database.is_sqlite:
        pytest.skip("PostgreSQL lets writers of one document wait by itself")
    happened: list[str] = []
    engine = database.engine
    monkeypatch.setitem(sqlite._turns, engine, Turn(happened, free=free))

    @event.listens_for(engine, "begin")
    def begun(_connection: Connection) -> None:
        happened.append("begin")

    @event.listens_for(engine, "commit")
    def committed(_connection: Connection) -> None:
        happened.append("commit")

    repository.create("", {}, "", KEYS)
    return happened


def test_a_writer_has_its_turn_from_before_it_begins_until_it_has_committed(
    database: Database, repository: DocumentRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert saved_in(database, repository, monkeypatch, free=True) == ["turn", "begin", "commit", "given back"]


def test_a_writer_that_waited_too_long_asks_sqlite_all_the_same(
    database: Database, repository: DocumentRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert saved_in(database, repository, monkeypatch, free=False) == ["waited 10 seconds", "begin", "commit"]

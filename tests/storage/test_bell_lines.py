"""What is too long for one notification of PostgreSQL reaches other processes all the same."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Queue
from typing import Any

import pytest
from sqlalchemy import create_engine

from webapp.storage.bell_lines import MOST_BYTES, MOST_PARTS, PostgresLine
from webapp.storage.postgresql import attach

PATIENCE = 60
"""Seconds for what takes a moment on a quiet machine."""

pytestmark = pytest.mark.postgresql


@pytest.fixture
def lines(postgresql_server: str) -> Iterator[tuple[PostgresLine, PostgresLine]]:
    """Two processes on one PostgreSQL."""
    engines = [create_engine(postgresql_server) for _ in range(2)]
    for engine in engines:
        attach(engine)
    one, other = (PostgresLine(engine) for engine in engines)
    yield one, other
    for line in (one, other):
        line.close()
    for engine in engines:
        engine.dispose()


def test_long_news_are_heard_whole_and_in_order_and_endless_ones_not_at_all(lines: tuple[PostgresLine, PostgresLine]):
    one, other = lines
    heard: Queue[Any] = Queue()
    other.listen(heard.put)
    assert heard.get(timeout=PATIENCE) is None
    long = {"document": 1, "run": "né-1 \\ " * 4_000}

    for news in (long, {"document": 1, "run": "x" * MOST_BYTES * MOST_PARTS}, {"document": 2, "version": 3}, long):
        one.send(news)

    assert [heard.get(timeout=PATIENCE) for _ in range(3)] == [long, {"document": 2, "version": 3}, long]

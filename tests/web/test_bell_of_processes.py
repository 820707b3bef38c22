"""Several processes on one SQLite ring through Redis, and find changes in the database while it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest
from flask import Flask
from ready_database import begin_with_tables

from webapp.storage.bell_lines import RedisLine

NOBODY_LISTENS = "redis://127.0.0.1:1/0"
PATIENCE = 60
"""Seconds for what takes a moment on a quiet machine."""


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Callable[[str, str], RedisLine]]:
    """Open lines of several processes; all end with the test."""
    made: list[RedisLine] = []

    def line(address: str, file: str) -> RedisLine:
        begin_with_tables(tmp_path / file)
        made.append(RedisLine(address, str(tmp_path / file)))
        return made[-1]

    yield line
    for each in made:
        each.close()


def heard_by(line: RedisLine) -> Queue[Any]:
    """Listen, and wait until the line hears others."""
    heard: Queue[Any] = Queue()
    line.listen(heard.put)
    assert heard.get(timeout=PATIENCE) is None
    assert line.hears_others
    return heard


def test_a_change_in_one_process_rings_in_the_other_and_not_twice_in_its_own(
    redis_server: str, lines: Callable[[str, str], RedisLine]
):
    one, other = lines(redis_server, "a.db"), lines(redis_server, "a.db")
    heard, own = heard_by(other), heard_by(one)

    one.send({"document": 7, "version": 3})
    other.send({"document": 7, "version": 4})

    assert heard.get(timeout=PATIENCE) == {"document": 7, "version": 3}
    assert own.get(timeout=PATIENCE) == {"document": 7, "version": 4}
    assert own.empty()


def test_another_database_on_the_same_redis_hears_nothing(redis_server: str, lines: Callable[[str, str], RedisLine]):
    one, same, foreign = (lines(redis_server, file) for file in ("a.db", "a.db", "b.db"))
    heard, stranger = heard_by(same), heard_by(foreign)

    one.send({"document": 7, "version": 3})
    heard.get(timeout=PATIENCE)

    with pytest.raises(Empty):
        stranger.get_nowait()


def watched_elsewhere(
    make_app: Callable[..., Flask], cache: str, folder: Path
) -> tuple[Flask, dict[str, str], Queue[Any]]:
    """Make two applications on one file, and a document that is watched at the second.

    Returns: the first one, the keys of the document, and what the second one is told after the version that is there.
    """
    url = begin_with_tables(folder / "both.db")
    one, other = (make_app(cache=cache, database_url=url) for _ in range(2))
    keys = one.test_client().post("/api/documents", json={"code": "A { # A\n}\n"}).json
    told: Queue[Any] = Queue()
    with other.app_context():
        there = other.extensions["lanestep"].audience
        there.follow(keys["view_key"], "192.0.2.1", lambda name, data: told.put((name, data)))
    assert told.get(timeout=PATIENCE) == ("version", {"version": 0})
    return one, keys, told


def test_two_applications_on_one_file_tell_each_other_of_a_change(
    redis_server: str, make_app: Callable[..., Flask], tmp_path: Path
):
    one, keys, told = watched_elsewhere(make_app, redis_server, tmp_path)
    moves = count()
    while told.empty():
        # The other process may not listen yet; the same again would not be passed on.
        at = next(moves) % 9
        said = {"person": "tab-1", "name": "Anna", "cursor": [at, at]}
        one.test_client().post(f"/api/documents/{keys['view_key']}/presence", json=said)

    name, data = told.get(timeout=PATIENCE)

    assert (name, data["name"]) == ("presence", "Anna")


def test_without_redis_a_change_is_stored_all_the_same_and_the_other_process_finds_it(
    make_app: Callable[..., Flask], tmp_path: Path
):
    one, keys, told = watched_elsewhere(make_app, NOBODY_LISTENS, tmp_path)

    body = {"version": 0, "steps": [{"client": "tab", "changes": [10, [0, "# x"]]}]}
    assert one.test_client().post(f"/api/documents/{keys['edit_key']}/steps", json=body).status_code == 200

    assert told.get(timeout=PATIENCE) == ("version", {"version": 1})

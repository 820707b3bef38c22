from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp.errors import RenderFailed
from webapp.render.cache import PictureCache


def test_a_cache_forgets_what_was_not_asked_for_longest():
    cache = PictureCache(limit=10)
    cache.get("a", lambda: "aaaa")
    cache.get("b", lambda: "bbbb")
    cache.get("a", lambda: "new")
    cache.get("c", lambda: "cccc")

    assert cache.get("a", lambda: "new") == "aaaa"
    assert cache.get("b", lambda: "new") == "new"
    assert cache.held <= 10


def test_a_picture_larger_than_the_cache_is_not_kept():
    cache = PictureCache(limit=3)

    assert cache.get("a", lambda: "aaaa") == "aaaa"
    assert cache.held == 0


def test_fifty_who_ask_for_the_same_at_once_get_what_was_made_once():
    cache = PictureCache(limit=100)
    everybody = threading.Barrier(50)
    begun, go_on = threading.Event(), threading.Event()
    made: list[str] = []

    def make() -> str:
        made.append("made")
        begun.set()
        go_on.wait(30)
        return "picture"

    def ask(_: int) -> str:
        everybody.wait(30)
        return cache.get("a", make)

    with ThreadPoolExecutor(50) as threads:
        answers = threads.map(ask, range(50))
        begun.wait(30)
        go_on.set()

    assert list(answers) == ["picture"] * 50
    assert made == ["made"]


def test_an_error_is_told_and_not_kept():
    cache = PictureCache(limit=100)

    def fail() -> str:
        raise RenderFailed("too slow")

    with pytest.raises(RenderFailed, match="too slow"):
        cache.get("a", fail)

    assert cache.get("a", lambda: "picture") == "picture"


def test_who_waits_for_another_is_told_its_error():
    cache = PictureCache(limit=100)
    everybody = threading.Barrier(5)
    made: list[str] = []

    def fail() -> str:
        made.append("tried")
        while len(waiting) < 4:
            go_on.wait(0.01)
        raise RenderFailed("too slow")

    waiting: list[int] = []
    go_on = threading.Event()

    def ask(number: int) -> str:
        everybody.wait(30)
        if number:
            while not made:
                go_on.wait(0.001)
            waiting.append(number)
        return cache.get("a", fail)

    with ThreadPoolExecutor(5) as threads:
        answers = [threads.submit(ask, number) for number in range(5)]

    assert [str(answer.exception()) for answer in answers] == ["too slow"] * 5


def test_a_look_makes_nothing_and_keeps_what_it_finds():
    cache = PictureCache(6)
    cache.get("old", lambda: "abc")
    cache.get("new", lambda: "def")

    assert cache.peek("old") == "abc"
    assert cache.peek("other") is None

    cache.get("newest", lambda: "ghi")
    assert "old" in cache
    assert "new" not in cache

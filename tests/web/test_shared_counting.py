"""Several processes share the counts of the rate limit in Redis, and do without while it fails."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.exceptions import TooManyRequests

from webapp.web.counting import Counts
from webapp.web.rate_limit import Limiter
from webapp.web.shared_counting import QUIET_SECONDS, SharedCounts

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


class Failing(Counts):
    """Counts, unless it is told to fail."""

    fails = False
    asked = 0

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        self.asked += 1
        if self.fails:
            raise ConnectionResetError("gone")
        return super().incr(key, expiry, amount)


def passes(limiter: Limiter, client: str = "anna") -> bool:
    try:
        limiter.count("pages", "192.0.2.1", client)
    except TooManyRequests:
        return False
    return True


def test_processes_that_share_the_counts_refuse_what_is_too_much_for_all_together():
    shared = Counts()
    processes = [Limiter("3 per hour", SharedCounts(shared)) for _ in range(2)]

    assert [passes(processes[number % 2]) for number in range(5)] == [True, True, True, False, False]


def test_each_process_counts_for_itself_while_the_shared_counts_fail(caplog: pytest.LogCaptureFixture):
    shared = Failing()
    shared.fails = True
    processes = [Limiter("2 per hour", SharedCounts(shared)) for _ in range(2)]

    with caplog.at_level(logging.WARNING, "lanestep"):
        assert [passes(process) for process in processes for _ in range(3)] == [True, True, False] * 2

    assert [record.getMessage() for record in caplog.records] == [
        "requests cannot be counted in Redis (gone); this process counts its own"
    ] * 2
    assert shared.asked == 2


def test_the_shared_counts_are_asked_again_after_a_minute(monkeypatch: pytest.MonkeyPatch):
    now = 1_000.0
    monkeypatch.setattr("webapp.web.shared_counting.time.monotonic", lambda: now)
    shared = Failing()
    counts = SharedCounts(shared)
    shared.fails = True
    assert [counts.incr("key", 3_600), counts.incr("key", 3_600)] == [1, 2]
    shared.fails = False

    now += QUIET_SECONDS

    assert counts.incr("key", 3_600) == 1
    assert shared.get("key") == 1


def test_a_redis_that_is_away_refuses_nobody_and_breaks_nothing(
    make_app: Callable[..., Flask], caplog: pytest.LogCaptureFixture
):
    client = make_app(rate_limit="2 per hour", cache=NOBODY_LISTENS).test_client()

    with caplog.at_level(logging.WARNING, "lanestep"):
        assert [client.get("/icon.svg").status_code for _ in range(3)] == [200, 200, 429]

    assert sum("counted in Redis" in record.getMessage() for record in caplog.records) == 1


def test_two_processes_count_together_in_redis(make_app: Callable[..., Flask], redis_server: str):
    clients = [make_app(rate_limit="3 per hour", cache=redis_server).test_client() for _ in range(2)]

    answers = [clients[number % 2].get("/icon.svg") for number in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert 3_000 < int(answers[-1].headers["Retry-After"]) <= 3_600

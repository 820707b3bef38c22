"""Limits by browser and by address, small answers, and proxies in front."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.web.api import PARTS
from webapp.web.counting import Counts


@pytest.mark.parametrize("path", ["/", "/samples/blue-green", "/samples/blue-green.svg", "/api/samples"])
@pytest.mark.parametrize("method", ["br", "gzip"])
def test_text_goes_out_compressed(client: FlaskClient, path: str, method: str):
    assert client.get(path, headers={"Accept-Encoding": method}).headers["Content-Encoding"] == method


def test_health_answers_are_not_counted(make_app: Callable[..., Flask]):
    client = make_app(rate_limit="1 per minute").test_client()

    assert [client.get("/healthz").status_code for _ in range(3)] == [200, 200, 200]


def test_a_limit_counts_each_visitor_behind_a_trusted_proxy(make_app: Callable[..., Flask]):
    client = make_app(rate_limit="1 per minute", trusted_proxies=1).test_client()

    answers = [client.get("/", headers={"X-Forwarded-For": address}) for address in ("192.0.2.1", "192.0.2.2")]

    assert [answer.status_code for answer in answers] == [200, 200]


def test_nobody_escapes_the_limit_by_naming_another_address(make_app: Callable[..., Flask]):
    client = make_app(rate_limit="1 per minute").test_client()

    answers = [client.get("/", headers={"X-Forwarded-For": address}) for address in ("192.0.2.1", "192.0.2.2")]

    assert [answer.status_code for answer in answers] == [200, 429]


def test_addresses_follow_the_prefix_of_a_trusted_proxy(make_app: Callable[..., Flask]):
    client = make_app(trusted_proxies=1).test_client()

    page = client.get("/new", headers={"X-Forwarded-Prefix": "/draw"}).text

    assert 'href="/draw/' in page


CODE = 'a { # A\n  n1: circle label:"A"\n}\n'


class Browser:
    """Asks as a browser of a name does."""

    def __init__(self, app: Flask, name: str) -> None:
        self._client = app.test_client(use_cookies=False)
        self._headers = {"Lanestep-Client": name} if name else {}

    def draw(self) -> int:
        return self._client.post("/api/render", json={"code": CODE}, headers=self._headers).status_code

    def open(self) -> int:
        return self._client.get("/icon.svg", headers=self._headers).status_code

    def create(self) -> int:
        return self._client.post("/api/documents", json={"code": CODE}, headers=self._headers).status_code


def test_four_who_type_behind_one_address_are_not_refused(make_app: Callable[..., Flask]):
    app = make_app(rate_limit="8 per hour")
    typists = [Browser(app, f"typist-{number}") for number in range(4)]

    assert [typist.draw() for _ in range(8) for typist in typists] == [200] * 32
    assert [typist.draw() for typist in typists] == [429] * 4


def test_one_who_floods_drawings_can_still_save_and_open_pages(make_app: Callable[..., Flask]):
    browser = Browser(make_app(rate_limit="3 per hour"), "anna")

    drawn = [browser.draw() for _ in range(30)]

    assert drawn == [200] * 3 + [429] * 27
    assert [browser.create(), browser.open()] == [201, 200]


def test_no_request_with_a_text_counts_as_a_page(make_app: Callable[..., Flask]):
    paths = {it.path for part in PARTS for it in part.operations if it.method == "POST" and "<" not in it.path}
    assert "/api/scenarios/propose" in paths
    for path in sorted(paths):
        client = make_app(rate_limit="1 per minute").test_client()
        client.post(path, json={})
        assert client.get("/help").status_code == 200, path


def test_a_playground_is_counted_as_a_save(make_app: Callable[..., Flask]):
    app = make_app(rate_limit="1 per hour")
    client = app.test_client()
    anna = Browser(app, "anna")
    named = {"json": {"code": CODE}, "headers": {"Lanestep-Client": "anna"}}

    assert anna.draw() == 200
    assert client.post("/api/playground/create", **named).status_code in {200, 201}
    assert anna.create() == 429


def test_one_who_is_refused_takes_nothing_from_the_others_of_the_address(make_app: Callable[..., Flask]):
    app = make_app(rate_limit="2 per hour")
    flood, other = Browser(app, "flood"), Browser(app, "other")

    assert Counter(flood.draw() for _ in range(100)) == {200: 2, 429: 98}
    assert other.draw() == 200


def test_an_address_may_send_twenty_times_as_much_under_however_many_names(make_app: Callable[..., Flask]):
    app = make_app(rate_limit="2 per hour")

    opened = [Browser(app, f"invented-{number}").open() for number in range(50)]

    assert opened == [200] * 40 + [429] * 10


@pytest.mark.parametrize("name", ["", "two words", "x" * 65, "ä"], ids=["none", "two words", "too long", "no ASCII"])
def test_all_without_a_name_share_one_count(make_app: Callable[..., Flask], name: str):
    app = make_app(rate_limit="2 per hour")

    assert [Browser(app, name).open() for _ in range(3)] == [200, 200, 429]


def test_who_makes_up_a_name_that_cannot_be_one_is_counted_with_all_without_a_name(make_app: Callable[..., Flask]):
    app = make_app(rate_limit="1 per hour")

    assert [Browser(app, name).open() for name in ("a b", "c d", "x" * 65)] == [200, 429, 429]


def test_a_refusal_says_when_to_come_again(make_app: Callable[..., Flask]):
    client = make_app(rate_limit="1 per hour").test_client()
    client.get("/")

    refused = client.get("/")

    assert refused.status_code == 429
    assert 3_000 < int(refused.headers["Retry-After"]) <= 3_600


def test_counting_takes_no_threads(make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch):
    """The library's counts start a thread with nearly each request: none may be left, and two may start the same."""
    client = make_app().test_client()

    def fails(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", fails)

    assert [client.get("/icon.svg").status_code for _ in range(3)] == [200, 200, 200]


@pytest.mark.slow
def test_of_many_at_once_exactly_as_many_pass_as_may(make_app: Callable[..., Flask]):
    browser = Browser(make_app(rate_limit="50 per hour"), "anna")

    with ThreadPoolExecutor(16) as threads:
        answers = Counter(threads.map(lambda _: browser.open(), range(200)))

    assert answers == {200: 50, 429: 150}


def test_a_window_that_has_ended_is_forgotten(monkeypatch: pytest.MonkeyPatch):
    now = 1_000.0
    monkeypatch.setattr("webapp.web.counting.time.time", lambda: now)
    counts = Counts()
    assert [counts.incr(f"key {number}", 60) for number in range(100)] == [1] * 100
    assert counts.incr("key 5", 60) == 2

    now += 61

    assert counts.get("key 5") == 0
    assert counts.incr("key 5", 60) == 1
    assert counts.reset() == 1

"""Many at once, and far too much at once: everybody gets the right answer, in words where there is no picture."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from plain_texts import chain, code_named
from running_server import running

pytestmark = pytest.mark.slow

Ask = Callable[[str], tuple[int, str]]


def children() -> list[int]:
    """Return the processes that this one has started and that live."""
    found: list[int] = []
    for task in Path("/proc/self/task").iterdir():
        # A thread may end while the list is read.
        with contextlib.suppress(OSError):
            found += map(int, (task / "children").read_text().split())
    return found


@pytest.fixture
def ask(make_app: Callable[..., Flask]) -> Iterator[Ask]:
    """Draw a text by a real server with eight threads and processes of its own."""
    with running(make_app(), threads=8) as server:

        def ask(code: str) -> tuple[int, str]:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
            connection.request("POST", "/api/render", json.dumps({"code": code}), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            data = json.loads(answer.read())
            connection.close()
            return answer.status, data.get("svg") or data["error"]["message"]

        yield ask


@pytest.mark.dot
@pytest.mark.skipif(not shutil.which("dot"), reason="needs native Graphviz")
def test_two_hundred_at_once_get_their_own_pictures_from_few_processes(ask: Ask):
    before = set(children())
    names = [f"Start {number}" for number in range(200)]

    with ThreadPoolExecutor(200) as threads:
        answers = list(threads.map(ask, map(code_named, names)))

    assert [(status, f">{name}<" in svg) for name, (status, svg) in zip(names, answers, strict=True)] == [
        (200, True)
    ] * 200
    assert 1 <= len(set(children()) - before) <= 2


def test_processes_that_are_killed_all_the_while_cost_nobody_the_picture(ask: Ask):
    # The browser and the database of other tests may be children of this process too.
    foreign = set(children())
    names = [f"Begin {number}" for number in range(60)]
    done = threading.Event()

    def kill() -> None:
        while not done.wait(0.02):
            for pid in set(children()) - foreign:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        with ThreadPoolExecutor(20) as threads:
            answers = list(threads.map(ask, map(code_named, names)))
    finally:
        done.set()
        killer.join()

    wrong = [
        name for name, (status, svg) in zip(names, answers, strict=True) if status == 200 and f">{name}<" not in svg
    ]
    assert wrong == []
    assert {svg for status, svg in answers if status != 200 and "again" not in svg} == set()


def test_others_are_served_while_something_large_is_drawn(make_app: Callable[..., Flask]):
    app = make_app()
    large = threading.Thread(target=lambda: app.test_client().post("/api/render", json={"code": chain(3_000)}))
    large.start()
    client = app.test_client()

    answers = [client.post("/api/render", json={"code": code_named(f"Small {number}")}) for number in range(5)]
    large.join()

    assert [answer.status_code for answer in answers] == [200] * 5


@pytest.mark.parametrize(
    ("code", "message"),
    [
        pytest.param(
            "".join(f"a{n} {{ # A\n}}\n" for n in range(1_001)),
            "1,001 lanes, but at most 1,000",
            id="lanes",
        ),
        pytest.param(
            "a { # A\n" + "".join(f'n{n}: circle label:"x"\n' for n in range(1, 10_002)) + "}\n",
            "10,001 nodes, but at most 10,000",
            id="nodes",
        ),
        pytest.param(
            'a { # A\nn1: circle label:"x"\nn2: circle label:"x"\n'
            + "n1.handle(right) -> n2.handle(left)\n" * 15_001
            + "}\n",
            "15,001 edges, but at most 15,000",
            id="edges",
        ),
    ],
)
def test_too_much_for_one_picture_is_refused_in_words(client: FlaskClient, code: str, message: str):
    answer = client.post("/api/render", json={"code": code})

    assert answer.status_code == 422
    assert message in answer.json["error"]["message"]
    assert "The text is kept" in answer.json["error"]["message"]


def test_a_label_of_a_hundred_thousand_characters_is_drawn_and_whole_in_its_tooltip(client: FlaskClient):
    word = "x" * 100_000

    answer = client.post("/api/render", json={"code": code_named(word)})

    assert answer.status_code == 200
    assert f"<title>{word}</title>" in answer.json["svg"]
    assert "…</text>" in answer.json["svg"]

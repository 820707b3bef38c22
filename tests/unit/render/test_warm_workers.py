from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp.render import workers
from webapp.render.workers import AllBusy, Pool, WorkerLost

pytestmark = [
    pytest.mark.dot,
    pytest.mark.skipif(not shutil.which("dot"), reason="needs native Graphviz"),
]

COMMAND = [shutil.which("dot") or "dot", "-Knop2", "-Tsvg"]
GRAPH = b'digraph workflow { "n1" [pos="0,0", width=1, height=1] }\n'


def named(name: str) -> bytes:
    return GRAPH.replace(b"n1", name.encode())


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(COMMAND, size=2)
    yield pool
    pool.close()


def test_one_process_answers_one_graph_after_another(pool: Pool):
    assert b"<title>n1</title>" in pool.draw(named("n1"), 10)
    [first] = pool.pids()

    assert b"<title>n2</title>" in pool.draw(named("n2"), 10)
    assert pool.pids() == [first]


def test_a_process_that_was_killed_while_idle_is_replaced(pool: Pool):
    pool.draw(GRAPH, 10)
    [killed] = pool.pids()
    os.kill(killed, signal.SIGKILL)

    with pytest.raises(WorkerLost):
        pool.draw(GRAPH, 10)

    assert b"<title>n1</title>" in pool.draw(GRAPH, 10)
    assert killed not in pool.pids()


def test_a_process_that_is_stopped_is_given_up_after_its_time(pool: Pool):
    pool.draw(GRAPH, 10)
    [stopped] = pool.pids()
    os.kill(stopped, signal.SIGSTOP)

    with pytest.raises(WorkerLost, match="in time"):
        pool.draw(GRAPH, 0.2)

    assert pool.pids() == []


def test_a_syntax_error_costs_the_process_and_nothing_else(pool: Pool):
    with pytest.raises(WorkerLost):
        pool.draw(b"digraph { this is no graph ]\n", 10)

    assert b"<title>n1</title>" in pool.draw(GRAPH, 10)


def test_a_process_is_replaced_after_its_share_of_drawings(pool: Pool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workers, "DRAWINGS_PER_PROCESS", 2)
    pool.draw(GRAPH, 10)
    [first] = pool.pids()

    pool.draw(GRAPH, 10)

    assert pool.pids() == []
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_many_threads_get_their_own_answers(pool: Pool):
    names = [f"n{number}" for number in range(1, 41)]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda name: pool.draw(named(name), 30).decode(), names))

    assert [f"<title>{name}</title>" in answer for name, answer in zip(names, answers, strict=True)] == [True] * 40
    assert len(pool.pids()) == 2


def test_nobody_waits_longer_than_asked_for_a_free_process():
    pool = Pool(COMMAND, size=1)
    with ThreadPoolExecutor(1) as threads, pool._slots:
        asked = threads.submit(pool.draw, GRAPH, 0.1)

        with pytest.raises(AllBusy):
            asked.result()


def test_closing_ends_the_processes(pool: Pool):
    pool.draw(GRAPH, 10)
    [pid] = pool.pids()

    pool.close()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)

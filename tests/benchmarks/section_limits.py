"""The largest and worst that may be sent to a server: what it answers, what it takes, and who else waits meanwhile."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from documents import ROOT, generated, samples
from live_server import Answer, Meanwhile, Server, Watch, serving
from section_burst import burst

sys.path.append(str(ROOT / "tests"))

from plain_texts import chain, code_named, hub

from webapp.config import MIB

WORDS = 120
BURST = 20


class Visitor(Meanwhile):
    """Somebody else, who asks for pictures of usual size all the while, far below what one address may in a minute."""

    def __init__(self, server: Server) -> None:
        super().__init__(server)
        self.answers: list[Answer] = []
        self._code = samples()["blue-green"]

    def step(self) -> None:
        """Ask for a new picture."""
        self.answers.append(self.server.render(f"{self._code}\n# {len(self.answers)}\n", refine=False))

    def summary(self) -> str:
        """Say how long the slowest answer took, and how many came without a picture."""
        failed = sum(answer.status != 200 for answer in self.answers)
        slowest = max(answer.seconds for answer in self.answers)
        return f"{slowest:.2f} of {len(self.answers)}" + (f", {failed} without a picture" if failed else "")


def run(chosen: argparse.Namespace) -> None:
    """Print a row for each: a real server with default settings, a new one every time."""
    print("Memory is the most that the server and its workers held together; the last column is what another visitor,")
    print("who draws blue-green again and again, waited at most.\n")
    print("| sent | status | s | the answer begins | memory, MB | slowest answer to another, s |")
    print("|---|---|---|---|---|---|")
    _row("nothing large: blue-green", samples()["blue-green"], refine=False)
    for name, code in _texts(chosen.tools).items():
        for refine in (False, True):
            _row(f"{name}, {'refined' if refine else 'at once'}", code, refine=refine)
    with serving() as server:
        server.render(code_named("Warm"))
        with Watch(server) as watch, Visitor(server) as visitor:
            _kill_a_graphviz(server)
            started = time.perf_counter()
            right, _ = burst(server, BURST)
            seconds = time.perf_counter() - started
        answer = f"{right} of {BURST} pictures are right"
        print(f"| a Graphviz worker is killed, then {BURST} pictures | - | {seconds:.2f} | {answer} ", end="")
        print(f"| {watch.memory:.0f} | {visitor.summary()} |")


def _texts(tools: Path) -> dict[str, str]:
    ordinary = generated(tools, 10_000)
    size = len(ordinary.encode())
    return {
        "1 MiB: 10,000 generated nodes, rest empty lines": ordinary + "\n" * (MIB - size),
        "1 MiB: one chain of more nodes than are drawn": _chain_of(MIB),
        "10,000 nodes in one lane": chain(10_000),
        "a node with 2,000 edges": hub(2_000),
        "a label of 100,000 characters": code_named("x" * 100_000),
    }


def _chain_of(size: int) -> str:
    """Return the longest chain whose text is not larger than so many bytes."""
    length = size * 10_000 // len(chain(10_000))
    while len(chain(length)) > size:
        length -= 10
    return chain(length)


def _row(name: str, code: str, *, refine: bool) -> None:
    with serving() as server:
        server.render(code_named("Warm"))
        with Watch(server) as watch, Visitor(server) as visitor:
            answer = server.render(code, refine=refine)
    told = f"a picture of {len(answer.content) // 1024:,} kB" if answer.status == 200 else answer.content[:WORDS]
    print(f"| {name} | {answer.status} | {answer.seconds:.2f} | {told} | {watch.memory:.0f} | {visitor.summary()} |")
    sys.stdout.flush()


def _kill_a_graphviz(server: Server) -> None:
    """Kill one of the workers that this server has started."""
    for pid in server.workers():
        if (Path("/proc") / str(pid) / "comm").read_text().startswith(("dot", "graphviz")):
            os.kill(pid, signal.SIGKILL)
            return
    raise RuntimeError("no Graphviz worker is there to be killed")

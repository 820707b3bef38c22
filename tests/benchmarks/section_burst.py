"""Many pictures asked for at a time: does everybody get the own one, when, and from how many processes?"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from documents import ROOT
from live_server import Server, Watch, serving

sys.path.append(str(ROOT / "tests"))

from plain_texts import code_named


def run(chosen: argparse.Namespace) -> None:
    """Print one row: a real server with default settings, as many clients as pictures."""
    print("| pictures at a time | right answers | all after, s | slowest, s | most workers at a time | memory, MB |")
    print("|---|---|---|---|---|---|")
    with serving() as server, Watch(server) as watch:
        started = time.perf_counter()
        right, slowest = burst(server, chosen.burst)
        seconds = time.perf_counter() - started
    cells = f"{right} | {seconds:.1f} | {slowest:.1f} | {watch.workers} | {watch.memory:.0f}"
    print(f"| {chosen.burst} | {cells} |")


def burst(server: Server, count: int) -> tuple[int, float]:
    """Ask for so many different pictures at once; return how many came right, and the seconds of the slowest."""
    names = [f"Start {number}" for number in range(count)]
    with ThreadPoolExecutor(count) as threads:
        answers = list(threads.map(server.render, map(code_named, names)))
    right = sum(answer.shows(name) for name, answer in zip(names, answers, strict=True))
    return right, max(answer.seconds for answer in answers)

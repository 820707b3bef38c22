#!/usr/bin/env python3
"""Measures what is told before a run, and prints a table.

    python3 dev.py bench analysis
    python3 dev.py bench analysis --repeat 15

The documents are the generator's (see bench.py), and a process of as many nodes in which a third are decisions whose
outcomes meet again. CPU time, medians: the analysis of a diagram that was run before, that of a new one, and one
statement that no run breaks, for which every state is looked at.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from documents import TOOLS, generated

from webapp import dsl
from webapp.domain import Diagram
from webapp.simulation import compiler
from webapp.simulation.analysis import RunStatement, analyze, verdict

SIZES = (30, 100, 300, 1000)


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--tools", type=Path, default=TOOLS)
    chosen = parser.parse_args(arguments)
    print("| document | situations | explored | analysis, ms | with compiling, ms | a statement, ms |")
    print("|---|---|---|---|---|---|")
    for size in SIZES:
        for name, text in (("generated", generated(chosen.tools, size)), ("decisions", decisions(size))):
            row(f"{size} nodes, {name}", dsl.parse(text).diagram, chosen.repeat)


def row(name: str, diagram: Diagram, repeat: int) -> None:
    """Print the row of a document."""
    found = analyze(diagram)
    first, last = diagram.nodes[0].id, diagram.nodes[-1].id
    statement = RunStatement("never", visited=(first,), not_visited=(first, last))
    looking = milliseconds(lambda: analyze(diagram), repeat)
    anew = milliseconds(lambda: (compiler._kept.clear(), analyze(diagram)), repeat)
    judging = milliseconds(lambda: verdict(diagram, found.met, statement), repeat)
    print(f"| {name} | {found.states:,} | {found.explored} | {looking:.1f} | {anew:.1f} | {judging:.2f} |")


def milliseconds(act: Callable[[], object], repeat: int) -> float:
    """Return the median CPU time; the first time is not counted."""
    times = []
    for _ in range(repeat + 1):
        started = time.process_time()
        act()
        times.append((time.process_time() - started) * 1000)
    return median(times[1:])


def decisions(size: int) -> str:
    """Return a process of decisions, each with two steps that meet at the next one."""
    lines = ['L {\nn1: circle label:"Start"']
    before = ["n1"]
    for number in range(2, size - 2, 3):
        ask, yes, no = f"n{number}", f"n{number + 1}", f"n{number + 2}"
        lines.append(f'{ask}: diamond label:"{ask}?"\n{yes}: rectangle label:"{yes}"\n{no}: rectangle label:"{no}"')
        lines += [f"{node}.handle(right) -> {ask}.handle(left)" for node in before]
        lines += [f'{ask}.handle(right) -> {yes}.handle(left) [label="Yes"]']
        lines += [f'{ask}.handle(bottom) -> {no}.handle(left) [label="No"]']
        before = [yes, no]
    lines += [f'n{size}: circle label:"End"', *(f"{node}.handle(right) -> n{size}.handle(left)" for node in before)]
    return "\n".join(lines) + "\n}\n"

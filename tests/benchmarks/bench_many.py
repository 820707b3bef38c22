"""Many runs against SimPy: the same graph, the same kind of durations, in one run; CPU time.

.venv/bin/python tests/benchmarks/bench_many.py [--tools FOLDER]
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any

import simpy
from documents import TOOLS, generated, samples

from webapp.dsl import parse
from webapp.simulation.many_runs.computing import compute
from webapp.simulation.many_runs.model import Model, model_of
from webapp.simulation.many_runs.timed_run import timed_run
from webapp.simulation.many_runs.wanted_runs import Wanted
from webapp.simulation.run_options import RunOptions

ROUNDS = 3
RUNS = 10_000
BETWEEN = 40


def run(chosen: argparse.Namespace) -> None:
    """Print how many times as many steps a second as SimPy: at once, one by one, and with capacity."""
    texts = {"blue-green": samples()["blue-green"], "1,000 nodes": generated(chosen.tools, 1_000)}
    print("| document | steps of a run | SimPy, steps a second | at once | one run by one | with capacity |")
    print("|---|---|---|---|---|---|")
    for name, text in texts.items():
        diagram = parse(text).diagram
        durations = {node.id: {"kind": "uniform", "least": 1, "most": 5} for node in diagram.nodes}
        profile: dict[str, Any] = {"durations": durations}
        model = model_of(diagram, profile, RunOptions())
        small = name == "blue-green"
        runs = RUNS if small else 2_000
        compute(model, Wanted(100))
        found = [_measured(diagram, model, seed, runs, 2_000 if small else 20) for seed in range(ROUNDS)]
        steps, simpy_speed, at_once, single = (median(values) for values in zip(*found, strict=True))
        waits = "-"
        if small:
            lanes = {lane.id: {"capacity": 2} for lane in diagram.lanes}
            start = {model.program.nodes[model.program.starts[0]].id: BETWEEN}
            queued = model_of(diagram, {**profile, "lanes": lanes, "arrivals": start}, RunOptions())
            ratios = [_scheduled(queued, seed) for seed in range(ROUNDS)]
            waits = f"{median(ratios):.1f}"
        print(f"| {name} | {steps:,.0f} | {simpy_speed:,.0f} | {at_once:.0f} | {single:.2f} | {waits} |", flush=True)


def _measured(diagram: Any, model: Model, seed: int, runs: int, singly: int) -> tuple[float, float, float, float]:
    begin = process_time()
    computed = compute(model, Wanted(runs, seed))
    fired = float(computed.tallies.fired.sum())
    ours = fired / (process_time() - begin)
    theirs = _simpy(model, seed, singly)
    begin = process_time()
    steps = sum(len(timed_run(diagram, model, number, RunOptions()).ends) for number in range(singly))
    single = steps / (process_time() - begin)
    return fired / runs, theirs, ours / theirs, single / theirs


def _ways(model: Model) -> list[list[int]]:
    return [list(ahead) for ahead in model.program.ahead]


def _simpy(model: Model, seed: int, runs: int) -> float:
    """Steps a second of a process that waits once a step and chooses at every node with several ways."""
    environment, dice, ways, count = simpy.Environment(), Random(seed), _ways(model), [0]
    start = model.program.starts[0]

    def walk() -> Any:
        number, left = start, 2_500
        while left:
            yield environment.timeout(dice.uniform(1, 5))
            count[0] += 1
            left -= 1
            ahead = ways[number]
            if not ahead:
                return
            number = ahead[0] if len(ahead) == 1 else dice.choice(ahead)

    begin = process_time()
    for _ in range(runs):
        environment.process(walk())
    environment.run()
    return count[0] / (process_time() - begin)


def _scheduled(model: Model, seed: int) -> float:
    begin = process_time()
    computed = compute(model, Wanted(RUNS, seed))
    ours = float(computed.tallies.fired.sum()) / (process_time() - begin)
    environment, dice, ways, count = simpy.Environment(), Random(seed), _ways(model), [0]
    lanes = [simpy.Resource(environment, lane.capacity or 1) for lane in model.lanes]

    def walk() -> Any:
        number = model.program.starts[0]
        while True:
            with lanes[model.lane_of[number]].request() as mine:
                yield mine
                yield environment.timeout(dice.uniform(1, 5))
            count[0] += 1
            ahead = ways[number]
            if not ahead:
                return
            number = ahead[0] if len(ahead) == 1 else dice.choice(ahead)

    def arrive() -> Any:
        for _ in range(RUNS):
            yield environment.timeout(BETWEEN)
            environment.process(walk())

    begin = process_time()
    environment.process(arrive())
    environment.run()
    return ours / (count[0] / (process_time() - begin))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--tools", type=Path, default=TOOLS)
    run(parser.parse_args())

"""Computations of many runs in processes of their own."""

from __future__ import annotations

import pytest

from webapp.dsl import parse
from webapp.errors import NotFound, RunRefused, SimulationFailed
from webapp.services.simulation_jobs import FORGOTTEN, Simulations
from webapp.simulation.many_runs.wanted_runs import Setting, Wanted

TEXT = 'A {\nn1: circle label:"Start"\nn2: circle label:"End"\nn1.handle(right) -> n2.handle(left)\n}\n'
SETTING = Setting(parse(TEXT).diagram)
MANY = Wanted(1_000_000)


def test_a_computation_that_takes_too_long_is_refused() -> None:
    simulations = Simulations(1, seconds=0.001)
    computation = simulations.start(SETTING, MANY)
    computation.wait_for_end(60)

    with pytest.raises(RunRefused, match="take longer than"):
        computation.result()


def test_what_nobody_asks_about_is_ended_and_forgotten() -> None:
    now = [0.0]
    simulations = Simulations(1, clock=lambda: now[0])
    computation = simulations.start(SETTING, MANY)
    now[0] = FORGOTTEN + 1

    with pytest.raises(NotFound):
        simulations.find(computation.id)
    computation.wait_for_end(60)
    assert computation.ended


def test_a_process_that_ends_by_itself_says_so() -> None:
    simulations = Simulations(1)
    computation = simulations.start(SETTING, MANY)
    computation.cancel()
    computation.wait_for_end(60)

    with pytest.raises(SimulationFailed, match="ended unexpectedly"):
        computation.result()

"""Each sample has a profile, whose many runs come to their ends and say something."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from webapp.dsl import parse
from webapp.simulation.many_runs.simulating_runs import simulate
from webapp.simulation.many_runs.wanted_runs import Setting, Wanted

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.fz"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_many_runs_of_a_sample_take_their_time_and_end(path: Path) -> None:
    companion = json.loads(path.with_suffix(".lanestep.json").read_text(encoding="utf-8"))
    result = simulate(Setting(parse(path.read_text(encoding="utf-8")).diagram, companion["simulation"]), Wanted(400))

    assert (result["runs"], result["limited"]) == (400, 0)
    assert result["total"]["mean"] > 0
    assert len(result["outcomes"]) > 1
    assert all(lane.get("use") is None or lane["use"] < 0.95 for lane in result["lanes"])

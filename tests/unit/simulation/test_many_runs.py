"""Many runs: what theory, the engine and sums say about their results."""

from __future__ import annotations

import math
from statistics import fmean, stdev
from typing import Any

import pytest
from grown_diagrams import grow

from webapp.domain import Diagram
from webapp.dsl import parse
from webapp.errors import RunRefused
from webapp.graph import start_nodes
from webapp.simulation import run
from webapp.simulation.many_runs.beginning import begun_at
from webapp.simulation.many_runs.computing import compute
from webapp.simulation.many_runs.model import model_of
from webapp.simulation.many_runs.simulating_runs import simulate
from webapp.simulation.many_runs.timed_run import timed_run
from webapp.simulation.many_runs.wanted_runs import Setting, Wanted
from webapp.simulation.run_options import RunOptions
from webapp.simulation.script import Choice

COUNTER = """A { # Counter
n1: circle label:"Start"
n2: rectangle label:"Serve"
n3: circle label:"End"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
}
"""
FORK = """A { # A
n1: circle label:"Start"
n2: rectangle label:"Short"
n3: rectangle label:"Long"
n4: rectangle label:"Both"
n5: circle label:"End"
n1.handle(right) -> n2.handle(left)
n1.handle(right) -> n3.handle(left)
n2.handle(right) -> n4.handle(left)
n3.handle(right) -> n4.handle(left)
n4.handle(right) -> n5.handle(left)
}
"""
RETRY = """A { # A
n1: circle label:"Start"
n2: rectangle label:"Try"
n3: diamond label:"Good?"
n4: circle label:"End"
n5: circle label:"Given up"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
n3.handle(right) -> n4.handle(left) [label="Yes"]
n3.handle(bottom) -> n2.handle(bottom) [label="Again"]
n3.handle(top) -> n5.handle(left) [label="No"]
}
loop [up to 2 times] n2 n3
"""


def diagram(text: str) -> Diagram:
    return parse(text).diagram


def result(text: str, profile: dict[str, Any], runs: int = 2_000, seed: int = 1, **wanted: Any) -> dict[str, Any]:
    options = RunOptions.from_json(profile.get("options", {}))
    return simulate(Setting(diagram(text), profile, options), Wanted(runs, seed, **wanted))


def waits(capacity: int, service: Any, between: float, seeds: int = 30, runs: int = 3_000) -> tuple[float, float]:
    """Return the mean time in a queue over some seeds, and its standard error."""
    profile = {
        "durations": {"n2": service},
        "arrivals": {"n1": {"kind": "exponential", "mean": between}},
        "lanes": {"A": {"capacity": capacity}},
    }
    model = model_of(diagram(COUNTER), profile, RunOptions())
    found = []
    for seed in range(seeds):
        computed = compute(model, Wanted(runs, seed))
        found.append(float(computed.tallies.queue.sum()) / computed.timed)
    return fmean(found), stdev(found) / math.sqrt(seeds)


def erlang_wait(servers: int, load: float, service: float) -> float:
    """Return the mean wait in M/M/c."""
    full = load**servers / math.factorial(servers) / (1 - load / servers)
    chance = full / (sum(load**k / math.factorial(k) for k in range(servers)) + full)
    return chance * service / (servers - load)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("servers", "service", "between", "wait"),
    [
        (1, {"kind": "exponential", "mean": 6}, 10, erlang_wait(1, 0.6, 6)),
        (3, {"kind": "exponential", "mean": 6}, 3, erlang_wait(3, 2, 6)),
        (1, 6, 10, 0.6 * 6 / (2 * (1 - 0.6))),
    ],
    ids=["M/M/1", "M/M/3", "M/D/1"],
)
def test_a_queue_waits_as_theory_says(servers: int, service: Any, between: float, wait: float) -> None:
    mean, error = waits(servers, service, between)

    assert abs(mean - wait) < 3 * error


def test_fixed_durations_add_up_exactly() -> None:
    found = result(COUNTER, {"durations": {"n2": 4, "n1-n2": 1.5}}, runs=10)

    assert (found["total"]["mean"], found["total"]["interval"], found["total"]["p99"]) == (5.5, 0, 5.5)
    assert found["split"] == {
        "work": 4, "way": 1.5, "queue": 0, "timetable": 0, "branches": 0, "batch": 0, "total": 5.5,
    }  # fmt: skip


def test_a_join_begins_when_the_last_branch_is_there_and_the_first_waits() -> None:
    found = result(FORK, {"durations": {"n2": 1, "n3": 5, "n4": 2}}, runs=10)

    assert found["total"]["mean"] == 7
    assert (found["split"]["branches"], found["split"]["total"]) == (4, 12)


def test_a_limit_of_a_loop_holds_in_many_runs() -> None:
    weights = {"n3-n4": 0, "n3-n2": 1, "n3-n5": 0}
    found = result(RETRY, {"weights": weights, "durations": {"n2": 1}}, runs=100)
    visits = {row["id"]: row["visits"] for row in found["nodes"]}

    assert visits["n2"] == 3
    assert {row["name"] for row in found["outcomes"]} == {"End", "Given up"}


def test_weights_by_visit_hold_from_visit_to_visit() -> None:
    by_visit = {"n3-n4": [0, 1], "n3-n2": [1, 0], "n3-n5": [0]}
    found = result(RETRY, {"weights_by_visit": by_visit, "durations": {"n2": 1}}, runs=100)

    assert found["total"]["least"] == found["total"]["most"] == 2


@pytest.mark.parametrize("seed", range(4))
def test_the_parts_of_the_time_add_up(seed: int) -> None:
    grown = grow(seed, small=True).diagram
    durations: dict[str, Any] = {node.id: {"kind": "log-normal", "mean": 3, "deviation": 2} for node in grown.nodes}
    durations |= {edge.id: 0.25 for edge in grown.edges[:3]}
    start = start_nodes(grown)[0]
    lanes = {
        lane.id: {"capacity": 1, "timetable": [{"days": ["monday", "tuesday"], "opens": "08:00", "closes": "17:30"}]}
        for lane in grown.lanes
    }
    busy = {"durations": durations, "lanes": lanes, "batches": {grown.nodes[1].id: {"size": 3}}}
    for profile in ({"durations": durations}, busy, {**busy, "arrivals": {start: 200}}):
        split = dict(simulate(Setting(grown, profile), Wanted(200, 5))["split"])
        total = split.pop("total")

        assert sum(split.values()) == pytest.approx(total, rel=1e-9)


def test_the_same_seed_gives_the_same_answer_and_another_seed_another() -> None:
    profile = {"durations": {"n2": {"kind": "triangular", "least": 1, "usual": 2, "most": 6}}}

    assert result(RETRY, profile) == result(RETRY, profile)
    assert result(RETRY, profile) != result(RETRY, profile, seed=2)


def test_many_runs_have_the_mean_of_single_runs() -> None:
    retry = diagram(RETRY)
    weights = {"n3-n4": 2, "n3-n2": 3, "n3-n5": 1}
    found = result(RETRY, {"weights": weights}, runs=20_000)
    visits = {row["id"]: (row["visits"], row["interval"]) for row in found["nodes"]}
    single = [run(retry, seed=seed, weights=weights).visited.count("n2") for seed in range(3_000)]

    mean, half = visits["n2"]
    assert abs(mean - fmean(single)) < 2 * (half + 1.96 * stdev(single) / math.sqrt(len(single)))


def test_from_here_on_only_the_rest_of_a_run_counts() -> None:
    fork = diagram(FORK)
    model = model_of(fork, {"durations": {"n2": 1, "n3": 5, "n4": 2}}, RunOptions())
    trace = run(fork)
    rest = [
        float(compute(model, Wanted(5, begun=begun_at(trace, step))).total.max()) for step in range(trace.steps + 1)
    ]

    assert rest == [7, 7, 7, 2, 0, 0]


def test_a_limit_that_was_used_up_before_counts_from_here_on() -> None:
    retry = diagram(RETRY)
    trace = run(retry, [Choice("n3", "Again"), Choice("n3", "Again")])
    model = model_of(retry, {"weights": {"n3-n2": 1, "n3-n4": 0, "n3-n5": 0}, "durations": {"n2": 1}}, RunOptions())

    assert compute(model, Wanted(20, begun=begun_at(trace, trace.steps))).tallies.fired.sum() == 40


def test_two_settings_meet_the_same_luck() -> None:
    usual = {"durations": {"n2": {"kind": "exponential", "mean": 4}}}
    longer = {"durations": {"n2": {"kind": "exponential", "mean": 5}}}
    found = simulate(Setting(diagram(COUNTER), usual), Wanted(5_000), Setting(diagram(COUNTER), longer))

    assert found["difference"]["mean"] == pytest.approx(found["total"]["mean"] / 4)
    assert found["difference"]["interval"] == pytest.approx(found["total"]["interval"] / 4)


def test_enough_is_enough() -> None:
    profile = {"durations": {"n2": {"kind": "uniform", "least": 1, "most": 2}}}
    found = result(COUNTER, profile, runs=100_000, within=1.0)

    assert found["runs"] == 10_000
    assert found["total"]["interval"] < 0.01 * found["total"]["mean"]


def test_work_stops_when_a_lane_closes_and_goes_on_when_it_opens() -> None:
    hours = [{"days": ["monday"], "opens": "09:00", "closes": "10:00"}]
    profile = {
        "unit": "hours",
        "durations": {"n2": 1.5},
        "lanes": {"A": {"capacity": 1, "timetable": hours}},
        "arrivals": {"n1": 9.5},
    }
    found = result(COUNTER, profile, runs=1, warm_up=0.0)

    assert found["total"]["mean"] == 7 * 24 + 0.5
    assert (found["split"]["work"], found["split"]["timetable"]) == (1.5, 7 * 24 - 1)


def test_a_batch_waits_until_it_is_full_and_is_worked_on_once() -> None:
    profile = {
        "durations": {"n2": 4},
        "arrivals": {"n1": 10},
        "lanes": {"A": {"capacity": 1, "cost": 3}},
        "batches": {"n2": {"size": 2}},
    }
    found = result(COUNTER, profile, runs=4, warm_up=0.0)

    assert (found["total"]["least"], found["total"]["most"]) == (4, 14)
    assert (found["split"]["batch"], found["cost"]["mean"]) == (5, 6)


def test_a_batch_does_not_wait_longer_than_it_may() -> None:
    profile = {"durations": {"n2": 4}, "arrivals": {"n1": 10}, "batches": {"n2": {"size": 50, "longest": 3}}}

    assert result(COUNTER, profile, runs=4, warm_up=0.0)["total"]["most"] == 7


def test_what_has_the_highest_priority_is_worked_on_first() -> None:
    text = FORK.replace('n4: rectangle label:"Both"', 'n4: rectangle label:"Both"\nn6: rectangle label:"Wait"').replace(
        "n1.handle(right) -> n2.handle(left)",
        "n1.handle(right) -> n6.handle(left)\nn1.handle(right) -> n2.handle(left)",
    )
    durations = {"n6": 10, "n2": 1, "n3": 5}
    found = {}
    for first in ("n2", "n3"):
        profile = {"durations": durations, "lanes": {"A": {"capacity": 1}}, "priorities": {"n6": 9, first: 5}}
        nodes = {row["id"]: row["queue"] for row in result(text, profile, runs=1)["nodes"]}
        found[first] = (nodes["n2"], nodes["n3"])

    assert found["n3"] != found["n2"]
    assert found["n2"][0] < found["n2"][1]
    assert found["n3"][1] < found["n3"][0]


def test_a_lane_that_cannot_do_what_comes_in_says_so() -> None:
    profile = {
        "durations": {"n2": 4},
        "arrivals": {"n1": 3},
        "lanes": {"A": {"capacity": 1}},
    }
    said = [one["text"] for one in result(COUNTER, profile)["sentences"] if one["about"] == "lanes"]

    assert said == ['More comes in at "Counter" than it can do: the queue grows as long as runs begin.']


@pytest.mark.parametrize("runs", [0, 10_000_000])
def test_a_number_of_runs_that_cannot_be_computed_is_refused(runs: int) -> None:
    with pytest.raises(RunRefused, match="ask for 1 to 1,000,000"):
        result(COUNTER, {}, runs=runs)


def test_too_many_scheduled_steps_are_refused_with_how_many_would_do() -> None:
    profile = {"durations": {"n2": 1}, "arrivals": {"n1": 2}, "lanes": {"A": {"capacity": 1}}}

    with pytest.raises(RunRefused, match="ask for at most 500,000"):
        result(COUNTER, profile, runs=1_000_000)


def test_runs_without_an_end_stop_at_their_limit() -> None:
    endless = RETRY.replace("loop [up to 2 times] n2 n3\n", "")
    found = result(endless, {"weights": {"n3-n4": 0, "n3-n2": 1, "n3-n5": 0}}, runs=30)

    assert (found["limited"], found["counted"]) == (30, 0)
    assert "30 of 30 runs were stopped because they look endless" in found["sentences"][0]["text"]


def test_arrivals_at_what_is_no_start_are_refused() -> None:
    with pytest.raises(RunRefused, match=r"simulation\.arrivals\.n2 is no node at which a run starts"):
        result(COUNTER, {"arrivals": {"n2": 4}, "durations": {"n2": 1}, "lanes": {"A": {"capacity": 1}}})


@pytest.mark.parametrize("rule", ["each", "all"])
def test_the_options_of_joins_hold(rule: str) -> None:
    found = result(FORK, {"options": {"join": rule}, "durations": {"n2": 1, "n3": 5, "n4": 2}}, runs=20)
    visits = {row["id"]: row["visits"] for row in found["nodes"]}

    assert visits["n4"] == (2 if rule == "each" else 1)
    assert found["total"]["mean"] == 7


@pytest.mark.parametrize("seed", range(12))
def test_one_run_of_the_engine_takes_as_long_as_that_run_among_many(seed: int) -> None:
    grown = grow(seed, small=True).diagram
    first = {edges[0].id: 0 for node in grown.nodes if len(edges := grown.outgoing[node.id]) > 1}
    profile = {
        "durations": {node.id: place % 7 + 1 for place, node in enumerate(grown.nodes)},
        "weights": {edge.id: 1 for edge in grown.edges} | first,
    }
    model = model_of(grown, profile, RunOptions())
    many = {round(total, 9) for total in compute(model, Wanted(400, seed)).total.tolist()}
    single = [timed_run(grown, model, number, RunOptions()) for number in range(20)]

    short = [one.total for one in single if len(one.ends) < 12]
    assert {round(total, 9) for total in short} <= many


def test_fixed_durations_make_one_run_and_many_runs_equal() -> None:
    fork = diagram(FORK)
    model = model_of(fork, {"durations": {"n2": 1, "n3": 5, "n4": 2}}, RunOptions())

    assert timed_run(fork, model, 1, RunOptions()).total == 7 == compute(model, Wanted(3)).total.max()

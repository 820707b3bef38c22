"""What a document or a person may set differently, also for one node or edge."""

from __future__ import annotations

import pytest
from drawing import draw

from webapp.errors import InvalidRequest
from webapp.simulation import Choice, RunOptions, Trace, merged, run, weights_from_json

FORK = draw("(1) [2] [3] [4] [5]", "1>2 2>3:a 2>4:b 2>5:c")
MEETING = draw("(1) <2> [3] [4] [5]", "1>2 2>3:Yes 2>4:No 3>5 4>5")


def visits(trace: Trace) -> str:
    """Return the numbers of the nodes in the order of firing."""
    return " ".join(node[1:] for node in trace.visited)


def options(**data: object) -> RunOptions:
    return RunOptions.from_json(data)


def test_a_step_can_send_its_token_along_some_edges() -> None:
    some = [Choice("n2", edges=("n2-n3", "n2-n5"))]
    trace = run(FORK, some, options=options(outgoing="any"))
    assert (visits(trace), trace.choices[0].edges) == ("1 2 3 5", ("n2-n3", "n2-n5"))
    assert run(FORK, trace.choices, options=options(outgoing="any")) == trace


def test_a_single_edge_is_some_too() -> None:
    assert visits(run(FORK, [Choice("n2", "b")], options=options(outgoing="any"))) == "1 2 4"


def test_chance_takes_at_least_one_of_some_edges() -> None:
    drawn = {visits(run(FORK, seed=seed, options=options(outgoing="any"))) for seed in range(60)}
    assert drawn == {"1 2 3", "1 2 4", "1 2 5", "1 2 3 4", "1 2 3 5", "1 2 4 5", "1 2 3 4 5"}


def test_too_many_edges_to_choose_some_of_are_refused() -> None:
    wide = draw("[1] [2]", "1>2 " * 31)
    with pytest.raises(InvalidRequest, match="n1 has 31 branches, but at most 30"):
        run(wide, options=options(outgoing="any"))


def test_one_node_may_choose_where_the_others_fork() -> None:
    diagram = draw("(1) [2] [3] [4]", "1>2 1>3 2>3:a 2>4:b")
    trace = run(diagram, [Choice("n2", "b")], options=options(nodes={"n2": {"outgoing": "one"}}))
    assert visits(trace) == "1 2 3 4"


def test_where_each_token_passes_a_node_fires_once_for_each() -> None:
    diagram = draw("(1) [2] [3] [4] [5]", "1>2 1>3 2>4 3>4 4>5")
    assert visits(run(diagram)) == "1 2 3 4 5"
    assert visits(run(diagram, options=options(nodes={"n4": {"join": "each"}}))) == "1 2 3 4 4 5"
    assert visits(run(diagram, options=options(join="each"))) == "1 2 3 4 4 5 5"


def test_the_tokens_that_pass_one_by_one_are_counted() -> None:
    diagram = draw("(1) [2] [3] [4]", "1>2 1>3 2>4 3>4")
    changes = run(diagram, options=options(join="each")).to_json()["changes"]
    assert [change["tokens"].get("n4") for change in changes] == [None, 1, 2, 1, 0]


def test_a_join_that_waits_for_all_edges_fires_when_all_have_come() -> None:
    diagram = draw("(1) [2] [3] [4] [5]", "1>2 1>3 2>4 3>4 4>5")
    trace = run(diagram, options=options(join="all"))
    assert (visits(trace), trace.status) == ("1 2 3 4 5", "complete")


def test_a_join_that_gets_stuck_says_for_which_edge() -> None:
    trace = run(MEETING, [Choice("n2", "Yes")], options=options(nodes={"n5": {"join": "all"}}))
    assert (visits(trace), trace.status) == ("1 2 3", "limit")
    assert trace.reason == ('This run is stuck: "n5" waits for all its incoming edges, and nothing comes from "n4".')
    said = trace.log[-1][1]
    assert (said.event, said.node, said.edges, said.nodes) == ("limit", "n5", ("n4-n5",), ("n4",))


def test_a_join_that_gets_stuck_names_each_node_once_with_the_labels_of_its_edges() -> None:
    diagram = draw("(1) [2] [3]", "1>2 2>3 3>2:x 3>2:y_z")
    assert run(diagram, options=options(join="all")).reason == (
        'This run is stuck: "n2" waits for all its incoming edges, and nothing comes from "n3" over "x" and "y z".'
    )


def test_a_stuck_run_shows_whom_it_waits_for() -> None:
    data = run(MEETING, [Choice("n2", "Yes")], options=options(join="all")).to_json()
    assert data["changes"][-1]["waiting"] == {"n5": ["n4"]}
    assert data["changes"][-1]["active"] is None


def test_a_turn_that_is_not_drawn_does_not_wait_for_all_edges() -> None:
    diagram = draw("(1) (2) [3] (4)", "1>3 2>3 3>4", "repeat 3 times | 3")
    assert visits(run(diagram, options=options(join="all"))) == "1 2 3 3 3 4"


def test_one_edge_may_fire_its_node_again() -> None:
    diagram = draw("(1) [2] [3] [4]", "1>2 2>3 3>2 3>4")
    trace = run(diagram, options=options(edges={"n3-n2": {"reply": "restart"}}))
    assert (visits(trace), trace.status) == ("1 2 3 2 4", "complete")


def test_only_chosen_starts_can_be_taken() -> None:
    diagram = draw("(1) [2] [3]", "1>2 2>3")
    assert visits(run(diagram, options=options(start="chosen", also_start=["n2"]))) == "2 3"


def test_chosen_starts_must_be_named() -> None:
    with pytest.raises(InvalidRequest, match="also_start names no node"):
        run(FORK, options=options(start="chosen"))


@pytest.mark.parametrize(
    ("exceptions", "message"),
    [
        ({"nodes": {"n9": {"join": "all"}}}, "the options name the node 'n9': there is no such node"),
        ({"edges": {"n1-n9": {"reply": "stop"}}}, "the options name the edge 'n1-n9': there is no such edge"),
    ],
)
def test_exceptions_for_what_is_not_there_are_refused(exceptions: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidRequest, match=message):
        run(FORK, options=options(**exceptions))


def test_weights_draw_without_a_seed_and_the_same_each_time() -> None:
    chosen = options(choices="weights")
    assert run(MEETING, options=chosen).status == "complete"
    assert run(MEETING, options=chosen) == run(MEETING, options=chosen)


def test_a_branch_with_the_weight_zero_is_never_drawn() -> None:
    drawn = {visits(run(MEETING, seed=seed, weights={"n2-n3": 0})) for seed in range(40)}
    assert drawn == {"1 2 4 5"}


def test_a_heavy_branch_is_drawn_more_often() -> None:
    drawn = [visits(run(MEETING, seed=seed, weights={"n2-n3": 9})) for seed in range(400)]
    assert 330 < drawn.count("1 2 3 5") < 390


def test_without_any_weight_each_branch_is_as_likely() -> None:
    drawn = [visits(run(MEETING, seed=seed, weights={"n2-n3": 0, "n2-n4": 0})) for seed in range(400)]
    assert 150 < drawn.count("1 2 3 5") < 250


@pytest.mark.parametrize("data", [[], {"n1-n2": -1}, {"n1-n2": "3"}, {"n1-n2": True}, {"n1-n2": 10**9}])
def test_what_is_no_weight_is_refused(data: object) -> None:
    with pytest.raises(InvalidRequest, match="weight"):
        weights_from_json(data)


def test_a_request_goes_before_the_companion_for_each_node() -> None:
    parts = ({"join": "all", "nodes": {"n1": {"join": "each"}}}, {"nodes": {"n2": {"join": "all"}}, "end": "run"})
    assert merged(*parts) == {"join": "all", "nodes": {"n1": {"join": "each"}, "n2": {"join": "all"}}, "end": "run"}


def test_where_several_loops_turn_at_a_step_each_can_be_answered_by_its_name() -> None:
    diagram = draw("(1) [2] [3] (4)", "1>2 2>3 3>4", "until done | 2 3", "until ready | 3")
    trace = run(diagram, [Choice("n3", "Go on"), Choice("n3", "Repeat (loop-1)"), Choice("n3", "Repeat")])
    assert (visits(trace), [choice.label for choice in trace.choices]) == ("1 2 3 2 3", ["Go on", "Repeat", "Repeat"])
    assert trace.waiting is not None
    assert (trace.waiting.question, trace.waiting.visit) == ("Ready?", 3)

"""The rules of a run, one by one."""

from __future__ import annotations

import pytest
from drawing import draw

from webapp.errors import InvalidRequest
from webapp.simulation import Choice, RunOptions, Trace, run


def visits(trace: Trace) -> str:
    """Return the numbers of the nodes in the order of firing."""
    return " ".join(node[1:] for node in trace.visited)


def events(trace: Trace, name: str) -> list[str]:
    """Return what the entries of one event are about: edge, or node."""
    return [said.edge or said.node or "" for _, said in trace.log if said.event == name]


def choose(*written: str) -> list[Choice]:
    """Read choices such as `3=Yes`."""
    return [Choice(f"n{node}", label) for node, _, label in (word.partition("=") for word in written)]


def test_a_chain_runs_from_its_start_to_its_end() -> None:
    trace = run(draw("(1) [2] (3)", "1>2 2>3"))
    assert (visits(trace), trace.status, trace.steps) == ("1 2 3", "complete", 3)


def test_a_step_with_several_edges_sends_a_token_along_each() -> None:
    trace = run(draw("(1) [2] [3] [4]", "1>2 2>3 2>4"))
    assert visits(trace) == "1 2 3 4"
    assert events(trace, "fork") == ["n2"]


def test_tokens_wait_where_others_can_still_arrive_and_become_one() -> None:
    trace = run(draw("(1) [2] [3] [4] [5]", "1>2 1>3 3>4 2>5 4>5"))
    assert visits(trace) == "1 2 3 4 5"
    assert events(trace, "join") == ["n5"]


def test_a_waiting_token_names_those_it_waits_for() -> None:
    trace = run(draw("(1) [2] [3] [4] [5]", "1>2 1>3 3>4 2>5 4>5"))
    assert [(said.node, said.nodes) for _, said in trace.log if said.event == "wait"] == [("n5", ("n3",))]


def test_a_join_is_not_stuck_when_a_decision_sent_one_side_elsewhere() -> None:
    diagram = draw("(1) <2> [3] [4] (5)", "1>2 1>3 2>4:Yes 2>5:No 3>4")
    assert visits(run(diagram, choose("2=No"))) == "1 2 3 4 5"


def test_a_decision_takes_exactly_one_branch() -> None:
    diagram = draw("(1) <2> [3] [4]", "1>2 2>3:Yes 2>4:No")
    assert visits(run(diagram, choose("2=No"))) == "1 2 4"


def test_edges_with_the_same_label_are_one_branch_and_leave_together() -> None:
    diagram = draw("(1) <2> [3] [4] [5]", "1>2 2>3:Yes 2>4:Yes 2>5:No")
    assert visits(run(diagram, choose("2=Yes"))) == "1 2 3 4"


def test_a_diamond_whose_edges_all_say_the_same_is_a_step() -> None:
    assert visits(run(draw("(1) <2> [3] [4]", "1>2 2>3:Yes 2>4:Yes"))) == "1 2 3 4"


def test_a_diamond_with_one_edge_is_a_step() -> None:
    assert visits(run(draw("(1) <2> [3]", "1>2 2>3:Yes"))) == "1 2 3"


def test_a_run_stops_at_an_open_decision_and_lists_its_branches() -> None:
    trace = run(draw("(1) <2> [3] [4]", "1>2 2>3:Yes 2>4:No"))
    assert trace.waiting is not None
    assert (trace.status, visits(trace)) == ("waiting", "1")
    assert (trace.waiting.node, trace.waiting.visit) == ("n2", 1)
    assert [(o.label, o.edges, o.targets) for o in trace.waiting.options] == [
        ("Yes", ("n2-n3",), ("n3",)),
        ("No", ("n2-n4",), ("n4",)),
    ]


def test_a_ring_with_a_decision_goes_round_as_often_as_the_user_says() -> None:
    diagram = draw("(1) [2] <3> (4)", "1>2 2>3 3>2:Again 3>4:Done")
    assert visits(run(diagram, choose("3=Again", "3=Again", "3=Done"))) == "1 2 3 2 3 2 3 4"


def test_a_join_remembers_the_nodes_of_a_token_that_waited_when_a_fork_sends_the_other() -> None:
    diagram = draw("(1) [2] [3] [4] [5] [6] <7>", "1>3 3>6 4>3 5>7 6>4 6>5 7>2 7>6")
    trace = run(diagram, choose("7=n6", "7=n2"))
    assert (visits(trace), events(trace, "reply")) == ("1 3 6 5 7 6 5 7 4 2", ["n4-n3"])


def test_a_join_remembers_the_nodes_of_a_token_that_waited_when_a_decision_sends_the_other() -> None:
    diagram = draw("(1) [2] [3] <4>", "1>2 2>3 2>4 3>2 4>2 4>3")
    trace = run(diagram, choose("4=n3"))
    assert (visits(trace), events(trace, "reply")) == ("1 2 4 3", ["n3-n2"])
    assert {run(diagram, seed=seed).visited[-2:] for seed in range(9)} == {("n4", "n3")}


def test_a_ring_without_a_decision_runs_once_and_its_last_edge_is_a_reply() -> None:
    trace = run(draw("(1) [2] [3] (4)", "1>2 2>3 3>2 3>4"))
    assert visits(trace) == "1 2 3 4"
    assert events(trace, "reply") == ["n3-n2"]


def test_an_answer_to_the_asking_side_does_not_ask_again() -> None:
    trace = run(draw("(1) [2] [3]", "1>2 2>3 3>2"))
    assert (visits(trace), trace.status) == ("1 2 3", "complete")


def test_a_step_that_leads_to_itself_fires_once() -> None:
    trace = run(draw("(1) [2]", "1>2 2>2"))
    assert (visits(trace), events(trace, "reply")) == ("1 2", ["n2-n2"])


def test_a_decision_that_leads_to_itself_asks_again() -> None:
    diagram = draw("(1) <2> (3)", "1>2 2>2:Wait 2>3:Go")
    assert visits(run(diagram, choose("2=Wait", "2=Go"))) == "1 2 2 3"


def test_a_token_on_the_next_turn_does_not_hold_up_this_one() -> None:
    diagram = draw("(1) [2] [3] <4> (5)", "1>2 1>3 2>4 3>4 4>2:Again 4>5:Done")
    assert visits(run(diagram, choose("4=Again", "4=Done"))) == "1 3 2 4 2 4 5"


def test_several_starts_run_side_by_side_and_meet() -> None:
    trace = run(draw("(1) (2) [3]", "1>3 2>3"))
    assert (visits(trace), events(trace, "start")) == ("1 2 3", ["n1", "n2"])


def test_without_a_circle_the_run_starts_at_what_only_leaves() -> None:
    assert visits(run(draw("[1] [2]", "1>2"))) == "1 2"


def test_a_ring_without_start_runs_once_from_its_first_node() -> None:
    assert visits(run(draw("[1] [2] [3]", "1>2 2>3 3>1"))) == "1 2 3"


def test_of_nodes_without_edges_only_the_first_runs() -> None:
    assert visits(run(draw("[1] [2]"))) == "1"


def test_an_empty_diagram_is_complete_at_once_and_says_why() -> None:
    trace = run(draw(""))
    assert (trace.status, trace.steps, trace.reason) == (
        "complete",
        0,
        "There is nothing to run: the diagram has no nodes.",
    )


def test_a_circle_with_a_way_out_never_ends_a_token() -> None:
    assert visits(run(draw("(1) (2) [3]", "1>2 2>3"))) == "1 2 3"


def test_an_end_does_not_cancel_other_tokens() -> None:
    assert visits(run(draw("(1) (2) [3] (4)", "1>2 1>3 3>4"))) == "1 2 3 4"


def test_a_run_that_goes_round_by_itself_more_than_a_hundred_times_is_stopped_and_names_the_cycle() -> None:
    diagram = draw("(1) [2] [3]", "1>2 2>3 3>2")
    trace = run(diagram, options=RunOptions(reply="restart"))
    assert (trace.status, trace.visited.count("n2")) == ("limit", 101)
    assert 'This looks endless: "n2", "n3" go on repeating' in trace.reason


def test_what_a_person_chooses_is_never_endless() -> None:
    diagram = draw("(1) [2] <3> (4)", "1>2 2>3 3>2:Again 3>4:Done")
    trace = run(diagram, choose(*["3=Again"] * 250, "3=Done"))
    assert (trace.status, trace.visited.count("n2")) == ("complete", 251)


def test_a_counted_loop_may_fire_as_often_as_it_says() -> None:
    trace = run(draw("(1) [2] (3)", "1>2 2>3", "repeat 150 times | 2"))
    assert (trace.status, trace.visited.count("n2")) == ("complete", 150)


def test_a_document_of_a_thousand_nodes_runs_through() -> None:
    nodes = " ".join(f"[{number}]" for number in range(1, 1001))
    edges = " ".join(f"{number}>{number + 1}" for number in range(1, 1000))
    trace = run(draw(nodes, edges))
    assert (trace.steps, trace.status) == (1000, "complete")


def test_a_diagram_too_large_to_run_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="10,001 nodes, but at most 10,000"):
        run(draw(" ".join(f"[{number}]" for number in range(1, 10_002))))


def test_a_diagram_with_too_many_edges_to_run_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="15,001 edges, but at most 15,000"):
        run(draw("(1) [2]", "1>2 " * 15_001))


def test_a_run_in_which_too_much_happens_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.simulation.engine.MOST_MOVES", 3)
    trace = run(draw("(1) [2] [3] [4] [5] [6]", "1>2 1>3 1>4 1>5 5>6"))
    assert (visits(trace), trace.status) == ("1", "limit")
    assert trace.reason == "Stopped after 1 step: the run became too large to record."


def test_a_diagram_with_too_many_loops_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="301 loops, but at most 300"):
        run(draw("[1] [2]", "1>2", *["repeat 2 times | 1 2"] * 301))


def test_a_very_long_run_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.simulation.endlessness.MOST_STEPS", 2)
    monkeypatch.setattr("webapp.simulation.engine.FIRST_LOOK", 2)
    trace = run(draw("(1) [2] [3]", "1>2 2>3"))
    assert (trace.status, trace.reason) == ("limit", "Stopped after 2 steps, the limit for one run.")


def test_a_run_that_ends_on_its_last_allowed_step_is_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.simulation.endlessness.MOST_STEPS", 3)
    monkeypatch.setattr("webapp.simulation.engine.FIRST_LOOK", 3)
    assert run(draw("(1) [2] [3]", "1>2 2>3")).status == "complete"


def test_a_seed_draws_open_decisions_and_the_same_seed_draws_the_same() -> None:
    diagram = draw("(1) [2] <3> (4)", "1>2 2>3 3>2:Again 3>4:Done")
    assert run(diagram, seed=3) == run(diagram, seed=3)
    assert {run(diagram, seed=seed).steps for seed in range(20)} > {4, 6}


def test_what_was_drawn_can_be_given_back_as_choices() -> None:
    diagram = draw("(1) [2] <3> (4)", "1>2 2>3 3>2:Again 3>4:Done")
    drawn = run(diagram, seed=7)
    assert run(diagram, drawn.choices).visited == drawn.visited


def test_a_label_full_of_markup_stays_text() -> None:
    diagram = draw("(1) <2> [3] [4]", '1>2 2>3:<script>"\\ 2>4:]]>')
    trace = run(diagram, choose('2=<script>"\\'))
    assert trace.choices[0].label == '<script>"\\'


class TestOptions:
    """What a user can set differently."""

    def test_a_step_can_send_its_token_along_one_edge_only(self) -> None:
        diagram = draw("(1) [2] [3] [4]", "1>2 2>3:a 2>4:b")
        assert visits(run(diagram, choose("2=b"), options=RunOptions(outgoing="one"))) == "1 2 4"

    def test_a_reply_can_start_its_node_again_until_the_run_is_stopped(self) -> None:
        trace = run(draw("(1) [2] [3]", "1>2 2>3 3>2"), options=RunOptions(reply="restart"))
        assert trace.status == "limit"

    def test_an_end_circle_can_end_the_whole_run(self) -> None:
        trace = run(draw("(1) (2) [3] (4)", "1>2 1>3 3>4"), options=RunOptions(end="run"))
        assert (visits(trace), trace.status) == ("1 2", "complete")

    def test_all_sources_can_be_starts(self) -> None:
        diagram = draw("(1) [2] [3]", "1>3 2>3")
        assert visits(run(diagram, options=RunOptions(start="sources"))) == "1 2 3"

    def test_further_starts_can_be_ticked(self) -> None:
        diagram = draw("(1) [2] [3]", "1>3 2>3")
        assert visits(run(diagram, options=RunOptions(also_start=("n2",)))) == "1 2 3"

    def test_a_further_start_downstream_waits_for_the_others(self) -> None:
        trace = run(draw("(1) [2] [3]", "1>2 2>3"), options=RunOptions(also_start=("n3",)))
        assert events(trace, "wait") == ["n3"]
        assert visits(trace) == "1 2 3"

    def test_the_first_branch_can_be_taken_without_asking(self) -> None:
        diagram = draw("(1) <2> [3] [4]", "1>2 2>3:Yes 2>4:No")
        assert visits(run(diagram, options=RunOptions(choices="first"))) == "1 2 3"

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            ({"merge": "all"}, "there is no option 'merge'"),
            ({"reply": "sing"}, "the option reply must be stop or restart, not 'sing'"),
            ({"outgoing": "none"}, "the option outgoing must be all, one or any, not 'none'"),
            ({"nodes": {"n7": {"reply": "stop"}}}, "no option 'reply' for nodes: use outgoing or join at nodes.n7"),
            ({"edges": {"n7-n8": {"reply": "go"}}}, "the option edges.n7-n8.reply must be stop or restart"),
            ({"nodes": ["n7"]}, "the option nodes must be an object"),
            ({"nodes": {"n7": "all"}}, "the option nodes must be an object"),
            ({"also_start": "n2"}, "a list of node ids"),
            ({"also_start": [2]}, "a list of node ids"),
            ([], "must be a JSON object"),
        ],
    )
    def test_what_is_no_option_is_refused(self, data: object, message: str) -> None:
        with pytest.raises(InvalidRequest, match=message):
            RunOptions.from_json(data)

    def test_an_unknown_further_start_is_refused(self) -> None:
        with pytest.raises(InvalidRequest, match="cannot start at 'n9'"):
            run(draw("(1)"), options=RunOptions(also_start=("n9",)))

    def test_options_are_read_from_json(self) -> None:
        assert RunOptions.from_json({"also_start": ["n2"], "end": "run"}) == RunOptions(also_start=("n2",), end="run")

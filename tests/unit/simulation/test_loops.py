"""What loop fragments do to a run."""

from __future__ import annotations

from drawing import draw

from webapp.simulation import Choice, RunOptions, Trace, run

RETRY = ("(1) [2] <3> (4)", "1>2 2>3 3>2:No 3>4:Yes")
CHAIN = ("(1) [2] [3] (4)", "1>2 2>3 3>4")


def visits(trace: Trace) -> str:
    return " ".join(node[1:] for node in trace.visited)


def at(node: str, *labels: str) -> list[Choice]:
    return [Choice(node, label) for label in labels]


def last_choice(trace: Trace) -> tuple[str, str | None]:
    return [(said.text, said.by) for _, said in trace.log if said.event == "choose"][-1]


def test_after_its_retries_the_repeat_branch_is_greyed_and_the_way_out_taken() -> None:
    trace = run(draw(*RETRY, "retry up to 2 times | 2 3"), at("n3", "No", "No"))
    assert visits(trace) == "1 2 3 2 3 2 3 4"
    assert last_choice(trace) == ("n3: chose Yes (limit 2 reached)", "limit")


def test_a_forced_branch_is_not_among_the_choices_to_send_back() -> None:
    trace = run(draw(*RETRY, "retry up to 2 times | 2 3"), at("n3", "No", "No"))
    assert [choice.label for choice in trace.choices] == ["No", "No"]
    assert run(draw(*RETRY, "retry up to 2 times | 2 3"), trace.choices) == trace


def test_a_user_may_override_the_limit_for_a_visit() -> None:
    choices = [*at("n3", "No"), Choice("n3", "No", visit=2)]
    trace = run(draw(*RETRY, "retry up to 1 time | 2 3"), choices)
    assert visits(trace) == "1 2 3 2 3 2 3 4"


def test_with_two_ways_out_the_greyed_branch_is_shown_as_such() -> None:
    diagram = draw("(1) [2] <3> (4) (5)", "1>2 2>3 3>2:No 3>4:Yes 3>5:Stop", "retry up to 1 time | 2 3")
    trace = run(diagram, at("n3", "No"))
    assert trace.waiting is not None
    assert [(option.label, option.greyed) for option in trace.waiting.options] == [
        ("No", True),
        ("Yes", False),
        ("Stop", False),
    ]


def test_a_repeat_branch_may_go_round_over_other_steps() -> None:
    diagram = draw("(1) [2] <3> (4) [5]", "1>2 2>3 3>5:No 5>2 3>4:Yes", "retry up to 1 time | 2 3")
    assert visits(run(diagram, at("n3", "No"))) == "1 2 3 5 2 3 4"


def test_the_decision_that_turns_a_loop_round_need_not_be_listed() -> None:
    diagram = draw("(1) [2] [3] <4> (5)", "1>2 2>3 3>4 4>2:No 4>5:Yes", "retry up to 1 time | 2 3")
    assert visits(run(diagram, at("n4", "No"))) == "1 2 3 4 2 3 4 5"


def test_n_times_goes_round_exactly_so_often_without_asking() -> None:
    trace = run(draw(*RETRY, "repeat 3 times | 2 3"))
    assert (visits(trace), trace.status) == ("1 2 3 2 3 2 3 4", "complete")
    assert last_choice(trace) == ("n3: chose Yes (repetition 3 of 3 done)", "limit")


def test_n_times_works_on_a_chain_with_no_edge_drawn_back() -> None:
    trace = run(draw(*CHAIN, "repeat 3 times | 2 3"))
    assert (visits(trace), trace.status) == ("1 2 3 2 3 2 3 4", "complete")


def test_n_times_on_a_chain_uses_an_edge_that_is_drawn_back() -> None:
    trace = run(draw("(1) [2] [3] (4)", "1>2 2>3 3>2 3>4", "repeat 2 times | 2 3"))
    assert visits(trace) == "1 2 3 2 3 4"
    assert [said.edge for _, said in trace.log if said.event == "move"].count("n3-n2") == 1


def test_n_times_works_on_a_single_node() -> None:
    assert visits(run(draw(*CHAIN, "repeat 3 times | 2"))) == "1 2 2 2 3 4"


def test_a_loop_at_the_end_of_a_chain_ends_its_token_after_the_last_pass() -> None:
    trace = run(draw("(1) [2] [3]", "1>2 2>3", "repeat 2 times | 2 3"))
    assert (visits(trace), trace.status) == ("1 2 3 2 3", "complete")


def test_an_until_loop_on_a_chain_asks_after_every_turn() -> None:
    trace = run(draw(*CHAIN, "retry until valid format | 2 3"))
    assert trace.waiting is not None
    assert trace.waiting.question == "Valid format?"
    assert [option.label for option in trace.waiting.options] == ["Go on", "Repeat"]


def test_an_until_loop_on_a_chain_goes_round_as_told() -> None:
    trace = run(draw(*CHAIN, "retry until valid format | 2 3"), at("n3", "Repeat", "Go on"))
    assert visits(trace) == "1 2 3 2 3 4"


def test_an_up_to_loop_on_a_chain_goes_on_by_itself_at_its_limit() -> None:
    trace = run(draw(*CHAIN, "retry up to 1 time | 2 3"), at("n3", "Repeat"))
    assert (visits(trace), trace.status) == ("1 2 3 2 3 4", "complete")


def test_an_automatic_run_leaves_an_until_loop_at_once() -> None:
    trace = run(draw(*RETRY, "retry until valid | 2 3"), options=RunOptions(choices="first"))
    assert visits(trace) == "1 2 3 4"


def test_for_each_asks_how_many_once_before_its_first_pass() -> None:
    trace = run(draw(*CHAIN, "for each order | 2 3"))
    assert trace.waiting is not None
    assert (trace.waiting.node, trace.waiting.question) == ("n2", "How many? (for each order)")


def test_for_each_goes_through_its_items_one_after_another() -> None:
    asked = run(draw(*CHAIN, "for each order | 2 3")).to_text()
    assert asked.endswith('Choose "1", "2", "3", "5", "10", or another number up to 99.\n')
    trace = run(draw(*CHAIN, "for each order | 2 3"), at("n2", "3"))
    assert (visits(trace), trace.status) == ("1 2 3 2 3 2 3 4", "complete")
    assert run(draw(*CHAIN, "for each order | 2 3"), trace.choices) == trace


def test_for_each_takes_two_items_in_an_automatic_run() -> None:
    assert visits(run(draw(*CHAIN, "for each order | 2 3"), seed=1)) == "1 2 3 2 3 4"


def test_a_free_loop_only_frames_its_nodes() -> None:
    assert visits(run(draw(*CHAIN, "retry loop | 2 3"))) == "1 2 3 4"


def test_a_last_node_that_is_a_decision_without_a_way_back_gets_one() -> None:
    diagram = draw("(1) [2] <3> (4) (5)", "1>2 2>3 3>4:Yes 3>5:No", "repeat 2 times | 2 3")
    trace = run(diagram, at("n3", "No"))
    assert visits(trace) == "1 2 3 2 3 5"


def test_nodes_listed_against_the_flow_make_no_loop() -> None:
    assert visits(run(draw(*CHAIN, "repeat 3 times | 3 2"))) == "1 2 3 4"


def test_a_loop_that_would_go_round_for_ever_is_stopped() -> None:
    trace = run(draw(*CHAIN, "repeat 999999999 times | 2 3"))
    assert trace.status == "limit"


def test_passes_are_counted_in_the_state() -> None:
    state = run(draw(*RETRY, "retry up to 2 times | 2 3"), at("n3", "No")).to_json()
    assert [change["loops"] for change in state["changes"] if "loops" in change] == [{"loop-1": 1}, {"loop-1": 2}]


def test_a_loop_that_was_left_elsewhere_counts_anew_when_it_is_entered_again() -> None:
    left_before = draw(
        "(1) [2] <3> [4] <5> <6> (7)",
        "1>2 2>3 3>6:On 3>4:Out 4>5 5>2:Again 5>7:End 6>2:No 6>7:Yes",
        "at most 1 time | 2 3 6",
    )
    chosen = [Choice("n3", "Out"), Choice("n5", "Again"), Choice("n3", "On")]
    waiting = run(left_before, chosen).waiting
    assert waiting
    assert [(option.label, option.greyed) for option in waiting.options] == [("No", False), ("Yes", False)]


def test_where_several_loops_turn_at_one_node_each_is_called_by_its_text() -> None:
    trace = run(draw("(1) [2] [3] [4] (5)", "1>2 2>3 3>4 4>5", "2 times | 2 3 4", "3 times | 3 4"))
    asked = [said.text for _, said in trace.log if said.event == "choose" and said.node == "n4"]
    assert asked[:3] == [
        'Repeat "3 times"? Chose Repeat (repetition 1 of 3 done)',
        'Repeat "3 times"? Chose Repeat (repetition 2 of 3 done)',
        'Repeat "3 times"? Chose Go on (repetition 3 of 3 done)',
    ]
    assert asked[3] == 'Repeat "2 times"? Chose Repeat (repetition 1 of 2 done)'

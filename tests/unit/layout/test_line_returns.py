"""Hand-overs to lower lanes may return to the left, so that a drawing fits its page: when, how often, how long."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from folded_checks import folded_problems
from hostile_diagrams import hostile
from layout_checks import chart, problems

from webapp.domain import Diagram, Edge, Node, Shape, Side
from webapp.dsl import parse
from webapp.layout import Hints, LayoutOptions, is_planned, lay_out, lay_out_with_plan, remembered
from webapp.layout.geometry import Geometry

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.fz"))
NARROW = LayoutOptions(width=900.0)
ANY = LayoutOptions(width=0)


def two_lines(steps: int = 5, out: str = "b", into: str = "t", lanes: tuple[int, int] = (0, 1)) -> Diagram:
    """Return as many steps in one lane as in another, and a hand-over between them."""
    first = [f"{lanes[0]}[{i}]" for i in range(1, steps + 1)]
    second = [f"{lanes[1]}[{i}]" for i in range(steps + 1, 2 * steps + 1)]
    edges = [f"{i}r>{i + 1}l" for i in range(1, 2 * steps) if i != steps]
    return chart(" ".join([*first, *second]), " ".join([*edges, f"{steps}{out}>{steps + 1}{into}"]), lanes=2)


def columns(geometry: Geometry) -> dict[str, int]:
    return {node.id: node.column for node in geometry.nodes}


def bends(geometry: Geometry, edge: str) -> int:
    return next(len(route.points) - 2 for route in geometry.edges if route.id == edge)


def hinted(options: LayoutOptions = NARROW, **hints: object) -> LayoutOptions:
    width = options.width if options.width is not None else 1650
    return replace(options, width=None, hints=Hints.from_json({"width": width, **hints}))


def test_the_next_lane_begins_at_the_left_again_where_the_page_would_be_too_wide():
    diagram = two_lines()

    found = columns(lay_out(diagram, NARROW))

    assert (found["n1"], found["n5"], found["n6"], found["n10"]) == (0, 4, 0, 4)
    assert problems(lay_out(diagram, NARROW)) == []


def test_nothing_returns_where_the_drawing_fits_its_page():
    found = columns(lay_out(two_lines(steps=3)))

    assert found["n4"] == found["n3"]


def test_nothing_returns_without_a_width_to_fit():
    diagram = two_lines(steps=12)

    assert columns(lay_out(diagram, ANY))["n13"] == 11
    assert columns(lay_out(diagram))["n13"] == 0


def test_no_hand_over_to_a_higher_lane_returns():
    found = columns(lay_out(two_lines(out="t", into="b", lanes=(1, 0)), NARROW))

    assert found["n6"] == found["n5"]


def test_nothing_returns_in_a_diagram_of_many_edges():
    diagram = two_lines(steps=19)

    assert len(diagram.edges) == 37
    assert columns(lay_out(diagram))["n20"] == 18


def test_at_most_two_hand_overs_return():
    lanes, steps = 5, 4
    nodes = " ".join(f"{i // steps}[{i + 1}]" for i in range(lanes * steps))
    edges = " ".join(f"{i}b>{i + 1}t" if i % steps == 0 else f"{i}r>{i + 1}l" for i in range(1, lanes * steps))

    found = columns(lay_out(chart(nodes, edges, lanes=lanes), NARROW))

    assert sum(found[f"n{i * steps + 1}"] < found[f"n{i * steps}"] for i in range(1, lanes)) == 2


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_can_be_read_whole_in_a_usual_window(sample):
    drawn = lay_out(parse(sample.read_text(encoding="utf-8")).diagram, LayoutOptions(refine=True))

    assert min(1240 / drawn.width, 640 / drawn.height) >= 0.745


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_returned_edge_has_at_most_three_bends(sample):
    drawn = lay_out(parse(sample.read_text(encoding="utf-8")).diagram)
    x = {node.id: node.box.x for node in drawn.nodes}

    back = [e for e in drawn.edges if e.source_side is Side.BOTTOM and x[e.target] + 100 < x[e.source]]
    assert max([len(edge.points) - 2 for edge in back], default=0) <= 3


def test_an_edge_that_would_go_round_the_page_for_a_crossing_returns_straight():
    """The line of the first step has to be crossed; going round it would take more bends than are easy to follow."""
    steps = "0[1] 0[2] 0[3] 1[4] 1[5] 1[6] 2[7] 2[8] 2[9] 2[10]"
    edges = "1b>10t 1r>2l 2r>3l 3b>4l 4r>5l 5r>6l 6b>7t 7r>8l 8r>9l 9r>10l"

    drawn = lay_out(chart(steps, edges, lanes=3))

    assert columns(drawn)["n7"] < columns(drawn)["n6"]
    assert bends(drawn, "n6-n7") <= 3


def test_a_returned_edge_keeps_to_three_bends_in_a_refined_drawing():
    steps = "1[1] 1[2] 1[3] 1[4] 2[5] 2[6] 2[7] 2[8] 2[9]"
    edges = "1r>2l 2b>8t 2b>9t 2r>3l 3r>4l 4b>5t 5r>6l 6r>7l 7r>8l 8r>9l"

    drawn = lay_out(chart(steps, edges, lanes=3), LayoutOptions(refine=True))

    assert columns(drawn)["n5"] < columns(drawn)["n4"]
    assert bends(drawn, "n4-n5") <= 3


def test_a_choice_that_seemed_dearer_is_taken_where_the_others_cross_too_much():
    steps = "0[1] 0[2] 0[3] 0[4] 0[5] 0[6] 0[7] 1[8] 1[9] 1[10] 1[11]"
    edges = "1r>2l 2b>8t 3b>10t 3r>4l 4r>5l 5r>6l 6r>7l 7b>9t 8r>3b 9r>10l 10b>11b 11t>8t"

    drawn = lay_out(chart(steps, edges, lanes=3))

    assert columns(drawn)["n8"] < columns(drawn)["n2"]


def test_what_is_laid_out_without_ghosts_knows_which_edges_return():
    plan = lay_out_with_plan(two_lines(), NARROW).plan
    assert plan is not None

    left = plan.placement.without([0, 5])

    assert plan.placement.choices.returns == (8,)
    assert left.choices.returns == (6,)
    assert left.paths[6] == plan.placement.paths[8]


def test_words_never_change_which_edges_return():
    diagram = two_lines()
    wordy = replace(diagram, nodes=tuple(replace(node, label=node.label * 6) for node in diagram.nodes))

    assert columns(lay_out(wordy, NARROW)) == columns(lay_out(diagram, NARROW))


def test_an_edge_that_led_back_leads_back_though_its_cycle_returns():
    whole = two_lines()
    diagram = replace(whole, edges=(*whole.edges, Edge("n10-n1", "n10", "n1", Side.BOTTOM, Side.BOTTOM, "")))

    found = columns(lay_out(diagram, NARROW))

    assert (found["n1"], found["n6"]) == (0, 0)


def test_an_edit_remembers_which_edges_return():
    diagram = two_lines()

    memory = remembered(diagram, diagram, Hints(width=900.0), {})

    assert memory["returns"] == ["n5-n6"]
    assert lay_out(diagram, hinted(**memory)) == lay_out(diagram, NARROW)


def test_an_edit_remembers_that_nothing_returned_only_where_something_could_have():
    small, wide = two_lines(steps=3), two_lines(out="t", into="b", lanes=(1, 0))

    assert "returns" not in remembered(small, small, Hints(), {})
    assert "returns" not in remembered(wide, wide, Hints(width=900.0), {})
    assert remembered(wide, wide, Hints(width=900.0, returns=()), {})["returns"] == []


def test_a_step_more_moves_only_what_follows_it():
    before = two_lines()
    step = Node("n11", "L1", Shape.RECTANGLE, "Step")
    edges = [edge for edge in before.edges if edge.id != "n8-n9"]
    edges += [Edge(f"{a}-{b}", a, b, Side.RIGHT, Side.LEFT, "") for a, b in (("n8", "n11"), ("n11", "n9"))]
    after = Diagram(before.lanes, (*before.nodes, step), tuple(edges))

    memory = remembered(before, after, Hints(width=900.0), {})
    was, now = columns(lay_out(before, NARROW)), columns(lay_out(after, hinted(**memory)))

    assert {name for name in was if was[name] != now[name]} == {"n9", "n10"}


def test_a_returned_edge_is_known_by_its_new_name():
    before = two_lines()
    named = [replace(edge, id="handover") if edge.id == "n5-n6" else edge for edge in before.edges]

    memory = remembered(
        before, replace(before, edges=tuple(named)), Hints(width=900.0), {("edge", "n5-n6"): "handover"}
    )

    assert memory["returns"] == ["handover"]


def test_removing_an_edge_that_returned_moves_nobody():
    before = two_lines()
    after = replace(before, edges=tuple(edge for edge in before.edges if edge.id != "n5-n6"))

    memory = remembered(before, after, Hints(width=900.0), {})

    boxes = {node.id: node.box for node in lay_out(before, NARROW).nodes}
    assert {node.id: node.box for node in lay_out(after, hinted(**memory)).nodes} == boxes
    again = remembered(after, after, Hints.from_json({"width": 900.0, **memory}), {})
    assert again == memory


def test_what_was_remembered_is_what_is_drawn():
    diagram = two_lines(steps=3)

    assert columns(lay_out(diagram, hinted(LayoutOptions(), returns=["n3-n4"])))["n4"] == 0
    assert columns(lay_out(two_lines(), hinted(returns=[])))["n6"] == 4


def test_another_width_chooses_anew():
    options = replace(hinted(returns=[]), width=700.0)

    assert columns(lay_out(two_lines(), options))["n6"] == 0


def test_a_plan_holds_once_its_choice_is_remembered():
    diagram = two_lines()
    chosen = hinted()
    plan = lay_out_with_plan(diagram, chosen).plan

    assert is_planned(diagram, replace(hinted(returns=["n5-n6"]), like=plan))
    assert not is_planned(diagram, replace(hinted(returns=[]), like=plan))


def test_a_draft_keeps_what_returns():
    before = two_lines()
    after = replace(before, edges=(*before.edges, Edge("n7-n9", "n7", "n9", Side.BOTTOM, Side.BOTTOM, "")))
    plan = lay_out_with_plan(before, NARROW).plan

    assert columns(lay_out(after, replace(NARROW, like=plan)))["n6"] == 0


def test_upright_lanes_return_to_the_top():
    drawn = lay_out(two_lines(steps=12, out="r", into="l"), LayoutOptions(direction="down"))
    down = {node.id: node.box.y for node in drawn.nodes}

    assert down["n13"] == down["n1"] or down["n13"] < down["n12"]


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 48, 12))
def test_hostile_diagrams_are_drawn_without_a_flaw_on_a_narrow_page(first):
    flaws = {seed: problems(lay_out(hostile(seed), NARROW)) for seed in range(first, first + 12)}

    assert [seed for seed in flaws if flaws[seed]] == []


@pytest.mark.parametrize("seed", range(0, 40, 5))
def test_a_hint_about_any_edges_and_nodes_spoils_no_drawing(seed):
    diagram = hostile(seed)
    hints = {"returns": [edge.id for edge in diagram.edges[::2]], "staggered": [node.id for node in diagram.nodes]}

    assert problems(lay_out(diagram, LayoutOptions(hints=Hints.from_json(hints)))) == []


def test_a_drawing_with_a_returned_edge_is_folded_like_any_other():
    drawn = lay_out(two_lines(), replace(NARROW, fold=500.0))

    assert drawn.rows > 1
    assert {node.column for node in drawn.nodes} == set(range(5))
    assert folded_problems(drawn) == []


def test_nothing_returns_without_a_width_to_fit_whatever_was_remembered():
    diagram = two_lines()

    assert columns(lay_out(diagram, hinted(ANY, returns=["n5-n6"])))["n6"] == 4
    assert columns(lay_out(diagram, replace(hinted(returns=["n5-n6"]), width=0)))["n6"] == 4

"""Hints of the companion: what edits remember keeps the picture calm, and no hint spoils a drawing."""

from __future__ import annotations

import pytest
from hostile_diagrams import hostile
from layout_checks import chart, problems

from webapp.domain import Diagram
from webapp.dsl import parse
from webapp.dsl.edits import apply, operation_from_json
from webapp.layout import HintError, Hints, LayoutOptions, lay_out, remembered, tidied
from webapp.layout.geometry import Geometry
from webapp.layout.measure.sizes import LABEL_MOST, measure_edge_label

GHOST = {"source": "n1", "source_side": "right", "target": "n2", "target_side": "left", "place": 0}


def ghost(number: int, names: list[str]) -> dict[str, object]:
    """Return a ghost between two of these nodes, another one for each number."""
    sides = ["right", "bottom", "left", "top"]
    source, target = names[number % len(names)], names[number * 5 % len(names)]
    return {
        "source": source,
        "source_side": sides[number % 4],
        "target": target,
        "target_side": sides[number // 4 % 4],
        "place": number % 11,
        "label": [number % 3 * 30, 12.5],
        "back": number % 5 == 0,
        "returned": number % 4 == 1,
    }


def middles(geometry: Geometry) -> dict[str, tuple[float, float]]:
    return {node.id: (node.box.x + node.box.width / 2, node.box.y + node.box.height / 2) for node in geometry.nodes}


def drawn(diagram: Diagram, **hints: object) -> Geometry:
    return lay_out(diagram, LayoutOptions(hints=Hints.from_json(hints)))


def test_a_part_that_lost_a_node_it_followed_stays_where_it_was():
    before = chart("0[1] 0[2] 0[3] 0[4] 1[5] 1[6]", "1r>2l 2r>3l 3r>4l 5r>6l 2b>6t", lanes=2)
    after = Diagram(before.lanes, before.nodes[:1] + before.nodes[2:], before.edges[2:4])

    memory = remembered(before, after, Hints(), {})

    assert memory == {"columns": {"n3": 2}}
    assert places(drawn(after, **memory))["n4"] == places(lay_out(before))["n4"]


def test_an_edge_that_led_back_goes_on_leading_back():
    before = chart("0[1] 0[2] 0[3] 0[4]", "1r>2l 2r>3l 3r>4l 4r>2l")
    after = Diagram(before.lanes, before.nodes[1:], before.edges[1:])

    memory = remembered(before, after, Hints(), {})
    x = {node: place[0] for node, place in middles(drawn(after, **memory)).items()}

    assert x["n2"] < x["n3"] < x["n4"]


def test_nothing_is_remembered_where_nothing_would_move():
    before = chart("0[1] 0[2] 0[3]", "1r>2l 2r>3l")

    assert remembered(before, before, Hints(), {}) == {}


def test_a_node_that_is_led_to_again_is_forgotten():
    before = chart("0[1] 0[2] 0[3]", "1r>2l 2r>3l")
    cut = Diagram(before.lanes, before.nodes[1:], before.edges[1:])

    assert remembered(cut, before, Hints.from_json(remembered(before, cut, Hints(), {})), {}) == {}


def test_a_relabelled_node_of_the_same_size_moves_nothing(blue_green):
    label = operation_from_json({"op": "update_node", "id": "n1", "label": "Begin"})

    changed = apply(blue_green, [label]).text

    assert middles(lay_out(parse(changed).diagram)) == middles(lay_out(parse(blue_green).diagram))


def test_an_offset_moves_a_node_and_who_stood_there_takes_its_place():
    diagram = chart("0[1] 0[2] 0[3]", "1r>2l 1r>3l")
    before = middles(lay_out(diagram))

    after = middles(drawn(diagram, nodes={"n2": {"row": 1 if before["n2"][1] < before["n3"][1] else -1}}))

    assert (after["n2"][1] > after["n3"][1]) != (before["n2"][1] > before["n3"][1])


def test_an_offset_in_columns_moves_a_node_to_the_right():
    diagram = chart("0[1] 0[2]", "1r>2l")

    assert middles(drawn(diagram, nodes={"n2": {"column": 2}}))["n2"] > middles(lay_out(diagram))["n2"]


def places(geometry: Geometry) -> dict[str, tuple[int, int]]:
    return {node.id: (node.column, node.row) for node in geometry.nodes}


@pytest.mark.parametrize("refine", [False, True])
def test_nobody_gives_way_to_a_node_that_is_moved_by_hand(blue_green, refine):
    diagram = parse(blue_green).diagram
    offsets = {"n3": {"column": 1, "row": 1}, "n9": {"column": -1}, "n20": {"row": -1}}
    before = places(lay_out(diagram, LayoutOptions(refine=refine)))

    hints = Hints.from_json({"nodes": offsets})
    after = places(lay_out(diagram, LayoutOptions(refine=refine, hints=hints)))

    moved = {name: (by.get("column", 0), by.get("row", 0)) for name, by in offsets.items()}
    assert after == {
        name: (column + moved.get(name, (0, 0))[0], row + moved.get(name, (0, 0))[1])
        for name, (column, row) in before.items()
    }


def test_nodes_moved_to_one_place_stand_beside_each_other():
    diagram = chart("0[1] 0[2] 0[3]", "1r>2l 2r>3l")

    geometry = drawn(diagram, nodes={"n1": {"column": 1}, "n3": {"column": -1}})

    assert problems(geometry) == []
    assert len({x for x, _ in middles(geometry).values()}) == 1
    assert len({y for _, y in middles(geometry).values()}) == 3


def test_lanes_can_be_of_equal_thickness():
    lanes = drawn(chart("0[1] 0[2] 0[3] 1[4]", "1r>2l 1r>3l 1b>4t", lanes=2), thickness="equal").lanes

    assert lanes[0].box.height == lanes[1].box.height


def test_a_compact_drawing_is_smaller():
    diagram = chart("0[1] 0[2] 0[3] 1[4]", "1r>2l 1r>3l 1b>4t", lanes=2)

    compact, comfortable = drawn(diagram, density="compact"), lay_out(diagram)

    assert (compact.width, compact.height) < (comfortable.width, comfortable.height)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200, 224))
def test_no_hint_spoils_a_hostile_diagram(seed):
    diagram = hostile(seed)
    some = [node.id for node in diagram.nodes][:: 1 + seed % 4]
    hints = {
        "columns": dict.fromkeys(some, seed % 7),
        "feedback": [edge.id for edge in diagram.edges][::3],
        "ghosts": [ghost(seed + i, some) for i in range(seed % 9)],
        "nodes": {name: {"column": i % 7 - 3, "row": i % 5 - 2} for i, name in enumerate(some)},
        "thickness": "equal",
        "density": "compact",
    }

    assert problems(lay_out(diagram, LayoutOptions(hints=Hints.from_json(hints), refine=10))) == []


def test_the_label_of_a_removed_edge_was_no_larger_than_a_label_can_be():
    removed = Hints.from_json({"ghosts": [{**GHOST, "label": [1e12, 1e12]}]}).ghosts[0]

    longest = measure_edge_label("W" * 10_000)
    assert removed.label == LABEL_MOST
    assert longest.width <= LABEL_MOST[0]
    assert longest.height <= LABEL_MOST[1]


@pytest.mark.parametrize(
    ("hints", "named"),
    [
        ({"columns": [1]}, "columns"),
        ({"columns": {"n1": -1}}, "columns.n1"),
        ({"feedback": "n1-n2"}, "feedback"),
        ({"returns": "n1-n2"}, "returns must be an array of edge ids"),
        ({"staggered": [1]}, "staggered must be an array of node ids"),
        ({"width": 100}, "width must be a whole number from 320"),
        ({"ghosts": {"source": "n1"}}, "ghosts must be an array"),
        ({"ghosts": [{}] * 101}, "at most 100"),
        ({"ghosts": [GHOST, "n1-n2"]}, r"ghosts\[1\]"),
        ({"ghosts": [{**GHOST, "target": 2}]}, r"ghosts\[0\]\.target"),
        ({"ghosts": [{**GHOST, "source_side": "east"}]}, r"ghosts\[0\]\.source_side"),
        ({"ghosts": [{**GHOST, "label": [20]}]}, r"ghosts\[0\]\.label"),
        ({"ghosts": [{**GHOST, "place": -1}]}, r"ghosts\[0\]\.place"),
        ({"nodes": {"n1": 3}}, "nodes.n1"),
        ({"nodes": {"n1": {"row": 0.5}}}, "nodes.n1.row"),
        ({"nodes": {"n1": {"column": 51}}}, "nodes.n1.column"),
        ({"thickness": "thick"}, "thickness"),
        ({"density": ["compact"]}, "density"),
    ],
)
def test_a_wrong_hint_is_named(hints, named):
    with pytest.raises(HintError, match=named):
        Hints.from_json(hints)


def test_tidying_forgets_what_was_remembered_and_given_by_hand_but_no_wish():
    layout_hints = {
        "columns": {"n1": 2},
        "feedback": [],
        "ghosts": [GHOST],
        "nodes": {"n1": {"row": 1}},
        "returns": ["n1-n2"],
        "staggered": [],
        "width": 900,
        "density": "compact",
    }

    assert tidied(layout_hints) == {"width": 900, "density": "compact"}

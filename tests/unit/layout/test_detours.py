"""No line walks round the page, along its borders, or round a node that it has nothing to do with."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import pytest
from layout_checks import chart, problems

from webapp.dsl import parse
from webapp.layout import LayoutOptions, lay_out
from webapp.layout.geometry import EdgeRoute, Geometry
from webapp.layout.route.paths import path_through, rounds_of

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.fz"))


def enclosed(drawn: Geometry, edge: EdgeRoute) -> list[str]:
    """Return the nodes that lie within the bounds of an edge and are none of its ends."""
    xs, ys = zip(*edge.points, strict=True)
    return [
        node.id
        for node in drawn.nodes
        if node.id not in (edge.source, edge.target)
        and min(xs) <= node.box.x
        and node.box.x + node.box.width <= max(xs)
        and min(ys) <= node.box.y
        and node.box.y + node.box.height <= max(ys)
    ]


@pytest.mark.parametrize("sides", ["".join(pair) for pair in product("lrtb", "lrtb")])
def test_an_edge_from_a_node_to_itself_stays_in_its_column_and_encloses_nobody(sides):
    drawn = lay_out(chart("0[1] 0[2] 0[3] 0[4] 0[5]", f"1r>2l 2r>3l 2b>4t 5b>2t 2{sides[0]}>2{sides[1]}:Once"))

    loop, boxes = drawn.edges[-1], {node.id: node.box for node in drawn.nodes}
    assert enclosed(drawn, loop) == []
    assert min(x for x, _ in loop.points) > boxes["n1"].x + boxes["n1"].width
    assert max(x for x, _ in loop.points) < boxes["n3"].x


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_no_line_of_a_sample_hugs_a_border(sample):
    drawn = lay_out(parse(sample.read_text(encoding="utf-8")).diagram, LayoutOptions(refine=True))
    borders = {y for lane in drawn.lanes for y in (lane.box.y, lane.box.y + lane.box.height)}

    hugging = [
        edge.id
        for edge in drawn.edges
        for a, b in pairwise(edge.points)
        if a.y == b.y and abs(a.x - b.x) >= 100 and min(abs(a.y - y) for y in borders) < 13
    ]
    assert hugging == []


def test_a_line_crosses_another_once_rather_than_walk_round_the_page():
    nodes = " ".join(f"0[{i}]" for i in range(1, 8)) + " 1[8] 1[9]"
    edges = " ".join(f"{i}r>{i + 1}l" for i in range(1, 7)) + " 4b>8t 8r>9l 1b>7b 9t>4t"

    drawn = lay_out(chart(nodes, edges, lanes=2))

    assert max(len(edge.points) - 2 for edge in drawn.edges) <= 4


def test_a_line_crosses_another_once_rather_than_go_round_its_own_node():
    nodes = "0(1) 0[2] 0[3] 0[4] 0[5] 1[6] 1[7] 1[8] 1[9] 1[10] 1[11] 1(12)"
    flow = "1r>2l 2r>3l 3r>4l 4r>5l 5b>6t 6r>7l 7r>8l 8r>9l 9r>10l 10r>11l 11r>12l"

    drawn = lay_out(chart(nodes, f"{flow} 1b>12t", lanes=2), LayoutOptions(width=1200, fold=0, refine=True))

    points, start = drawn.edges[-1].points, drawn.nodes[0].box
    assert len(points) == 4
    assert min(point.y for point in points) == start.y + start.height
    assert problems(drawn) == []


@pytest.mark.parametrize(
    ("corners", "rounds"),
    [
        ([(3, 1), (3, 2), (9, 2), (9, 5)], 0),
        ([(3, 1), (3, 2), (2, 2), (2, 0), (9, 0), (9, 5)], 1),
        ([(3, 1), (3, 2), (4, 2), (4, 0), (9, 0), (9, 5)], 0),
        ([(3, 1), (3, 6), (10, 6), (10, 4), (9, 4), (9, 5)], 1),
        ([(3, 1), (3, 2), (2, 2), (2, 6), (10, 6), (10, 4), (9, 4), (9, 5)], 1),
        ([(3, 1), (3, 2), (2, 2), (2, 0), (10, 0), (10, 6), (9, 6), (9, 5)], 2),
    ],
)
def test_a_line_goes_round_a_node_that_it_leaves_away_from_its_target_or_passes_before_it_enters(corners, rounds):
    assert rounds_of(path_through(corners, 1)) == rounds

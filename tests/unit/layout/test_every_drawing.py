"""What a drawing owes its reader holds for every diagram, however strange."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout_checks import build, chart, problems

from webapp.domain import Diagram, Lane, Shape, Side
from webapp.dsl import parse
from webapp.layout import lay_out

SAMPLES = Path(__file__).parents[3] / "samples"
SIDE_PAIRS = list(product("lrtb", "lrtb"))


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.fz")), ids=lambda path: path.stem)
def test_every_sample_is_drawn_without_a_flaw(sample):
    diagram = parse(sample.read_text(encoding="utf-8")).diagram

    assert problems(lay_out(diagram)) == []


@pytest.mark.parametrize(("out", "into"), SIDE_PAIRS)
@pytest.mark.parametrize("lanes", [(1, 1), (1, 0), (1, 2), (2, 0)], ids=["same", "above", "below", "far"])
def test_every_pair_of_handles_is_kept_within_and_across_lanes(out, into, lanes):
    diagram = chart(f"{lanes[0]}[1] {lanes[1]}<2>", f"1{out}>2{into}:Yes", lanes=3)

    assert problems(lay_out(diagram)) == []


@pytest.mark.parametrize(("out", "into"), SIDE_PAIRS)
def test_a_node_may_lead_to_itself_from_any_side_to_any_side(out, into):
    diagram = chart("0<1> 0(2)", f"1{out}>1{into}:again 1r>2l:go 2{out}>2{into}")

    assert problems(lay_out(diagram)) == []


@pytest.mark.parametrize(
    "diagram",
    [
        chart("0(1) 0(2)", "1r>2l:a 1r>2l:b 1r>2l:c 2r>1l 1b>2b:d 2b>1b:e"),
        chart("0[1] 1[2]", "1b>2t 2t>1b 1b>2t:once 2t>1b:more", lanes=2),
        chart("0[1] 0[2] 0[3]", "1r>2l 2r>3l 3r>1l"),
        chart("0[1] 2[2] 5[3]", lanes=6),
        chart(" ".join(f"{i % 2}[{i}]" for i in range(1, 25)), lanes=2),
        chart(" ".join(f"{i}[{i + 1}]" for i in range(20)), " ".join(f"{i}b>{i + 1}t" for i in range(1, 20)), lanes=20),
        chart("1[1] 1[2]", "1t>2t:up 1t>2t:up 1t>2t:up 2b>1b:down 2b>1b:down 2b>1b:down", lanes=3),
        chart("0[1] 0[2] 1[3] 1[4]", "2l>3r 1r>4l 1b>3t 2b>4t", lanes=2),
    ],
    ids=[
        "parallel",
        "opposite",
        "no start",
        "empty lanes",
        "no edges",
        "twenty lanes",
        "bundles",
        "edges that change sides",
    ],
)
def test_unusual_diagrams_are_drawn_without_a_flaw(diagram):
    assert problems(lay_out(diagram)) == []


@pytest.mark.parametrize("hub", ["0[1]", "0<1>", "0(1)"])
@pytest.mark.parametrize("sides", ["rl", "bt", "tt", "lr"])
def test_a_hub_with_forty_edges_keeps_them_apart(hub, sides):
    leaves = " ".join(f"{i % 2}[{i}]" for i in range(2, 42))
    edges = " ".join(f"1{sides[0]}>{i}{sides[1]}" for i in range(2, 42))

    assert problems(lay_out(chart(f"{hub} {leaves}", edges, lanes=2))) == []


@pytest.mark.slow
@pytest.mark.parametrize("sides", ["rl", "bt"])
def test_a_bundle_of_three_hundred_edges_is_drawn_without_a_flaw(sides):
    """So many edges are ordered by a plain sort instead of comparing all pairs."""
    edges = " ".join(f"1{sides[0]}>2{sides[1]}" for _ in range(300))

    assert problems(lay_out(chart("0[1] 1[2]", edges, lanes=2))) == []


def test_a_diagram_without_lanes_is_an_empty_page():
    geometry = lay_out(Diagram())

    assert (geometry.width, geometry.height) == (320.0, 120.0)


def test_lanes_without_nodes_still_show_their_names():
    geometry = lay_out(Diagram(lanes=(Lane("A", "First"), Lane("B", "Second"))))

    assert problems(geometry) == []
    assert [lane.lines for lane in geometry.lanes] == [("First",), ("Second",)]


@st.composite
def diagrams(pick) -> Diagram:
    """Small diagrams without any manners."""
    lanes = pick(st.integers(1, 4))
    nodes = pick(
        st.lists(
            st.tuples(
                st.integers(0, lanes - 1),
                st.sampled_from(Shape),
                st.sampled_from(["A", "Do the thing", "A rather long label that wraps", "x" * 30]),
            ),
            min_size=1,
            max_size=8,
        )
    )
    node, side = st.integers(0, len(nodes) - 1), st.sampled_from(Side)
    label = st.sampled_from(["", "", "Yes", "Some longer label"])
    edges = pick(st.lists(st.tuples(node, side, node, side, label), max_size=14))
    return build(lanes, nodes, edges)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(diagrams())
def test_diagrams_without_manners_are_drawn_without_a_flaw(diagram):
    assert problems(lay_out(diagram)) == []

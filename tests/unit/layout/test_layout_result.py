"""The layout of known diagrams: stable to the byte, in document order, with the flow from left to right."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from layout_checks import chart

from webapp.dsl import parse
from webapp.layout import LayoutOptions, lay_out

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.fz"))
PROGRAM = (
    "import json, sys; from webapp.dsl import parse; from webapp.layout import lay_out;"
    "print(json.dumps(lay_out(parse(sys.stdin.read()).diagram).to_json()))"
)


def test_the_layout_of_blue_green_is_the_accepted_one(golden, blue_green):
    golden("layout/blue-green.json", lay_out(parse(blue_green).diagram).to_json())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_refined_layout_of_every_sample_is_the_accepted_one(golden, sample):
    diagram = parse(sample.read_text(encoding="utf-8")).diagram

    golden(f"layout/{sample.stem}-refined.json", lay_out(diagram, LayoutOptions(refine=True)).to_json())


@pytest.mark.parametrize("seed", ["1", "2026"])
@pytest.mark.slow
def test_the_layout_does_not_depend_on_the_process(blue_green, seed):
    """Sets and dictionaries may iterate differently in every process; nothing in the drawing may."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=blue_green.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
    )

    assert json.loads(done.stdout) == lay_out(parse(blue_green).diagram).to_json()


def test_lanes_nodes_and_edges_stand_in_document_order(blue_green):
    diagram = parse(blue_green).diagram

    geometry = lay_out(diagram)

    assert [lane.id for lane in geometry.lanes] == [lane.id for lane in diagram.lanes]
    assert [node.id for node in geometry.nodes] == [node.id for node in diagram.nodes]
    assert [edge.id for edge in geometry.edges] == [edge.id for edge in diagram.edges]


def test_right_to_left_edges_lead_on_in_one_row():
    geometry = lay_out(chart("0(1) 0[2] 0<3> 0(4)", "1r>2l 2r>3l 3r>4l"))

    middles = [node.box.y + node.box.height / 2 for node in geometry.nodes]
    assert len(set(middles)) == 1
    assert all(a.box.x + a.box.width < b.box.x for a, b in pairwise(geometry.nodes))
    assert [len(edge.points) for edge in geometry.edges] == [2, 2, 2]


def test_bottom_to_top_stands_straight_beneath():
    geometry = lay_out(chart("0<1> 0[2] 1[3]", "1b>2t:No 2b>3t", lanes=2))

    assert len({node.box.x + node.box.width / 2 for node in geometry.nodes}) == 1
    assert [len(edge.points) for edge in geometry.edges] == [2, 2]


def test_a_reply_goes_on_to_the_next_column_instead_of_onto_the_requester():
    geometry = lay_out(chart("0[1] 1[2] 0[3]", "1b>2t:ask 2t>3b:reply", lanes=2))

    first, _, reply = sorted(geometry.nodes, key=lambda node: node.id)
    assert first.box.x + first.box.width < reply.box.x


def test_a_retry_bow_does_not_pull_the_flow_back():
    geometry = lay_out(chart("0[1] 0[2] 0[3] 0[4]", "3t>1t:retry 1r>2l 2r>3l 3r>4l"))

    assert all(a.box.x < b.box.x for a, b in pairwise(geometry.nodes))


def test_equal_leaves_of_a_hub_stand_in_document_order():
    geometry = lay_out(chart("0[1] 0[2] 0[3] 0[4] 0[5]", "1r>2l 1r>3l 1r>4l 1r>5l"))

    leaves = geometry.nodes[1:]
    assert all(a.box.y < b.box.y for a, b in pairwise(leaves))


def test_a_label_stands_at_the_source_end_of_its_line():
    geometry = lay_out(chart("0<1> 0[2]", "1r>2l:Yes"))

    edge = geometry.edges[0]
    assert edge.label_box is not None
    assert 0 < edge.label_box.x - edge.points[0].x < 10
    assert 0 < edge.points[0].y - (edge.label_box.y + edge.label_box.height) < 10


def test_the_price_of_crossings_is_a_dial():
    diagram = chart(
        "0[1] 0[2] 0[3] 1[4] 1[5] 1[6]", "1r>2l 2r>3l 4r>5l 5r>6l 1b>6t 2b>4t 3b>5t 4t>3b 6t>1b 5b>2b", lanes=2
    )

    calm, strict = lay_out(diagram, LayoutOptions(crossing_price=0)), lay_out(diagram)

    assert sum(len(edge.points) for edge in calm.edges) < sum(len(edge.points) for edge in strict.edges)


def test_rows_have_equal_air_above_and_below_where_no_line_runs_along_the_borders_of_their_lane():
    geometry = lay_out(chart("0[1] 0[2] 1[3]", "1r>2l 2b>3t:Send", lanes=2))
    lane = geometry.lanes[0].box
    boxes = [node.box for node in geometry.nodes if node.lane == geometry.lanes[0].id]

    above = min(box.y for box in boxes) - lane.y
    assert above == lane.y + lane.height - max(box.y + box.height for box in boxes)
    assert above > 25

"""Removed edges: as ghosts they hold the places of what is still there, until a new edge has other plans."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hostile_diagrams import hostile
from layout_checks import chart, problems

from webapp.domain import Diagram, PartKey
from webapp.dsl import parse
from webapp.dsl.edits import apply, operation_from_json
from webapp.layout import Hints, LayoutOptions, lay_out, remembered
from webapp.layout.geometry import Box, Geometry

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.fz"))


def without(diagram: Diagram, *edges: str) -> Diagram:
    return replace(diagram, edges=tuple(edge for edge in diagram.edges if edge.id not in edges))


def boxes(geometry: Geometry) -> dict[str, Box]:
    return {node.id: node.box for node in geometry.nodes}


def drawn(diagram: Diagram, memory: dict[str, object], **options: object) -> Geometry:
    return lay_out(diagram, LayoutOptions(hints=Hints.from_json(json.loads(json.dumps(memory))), **options))


def forgotten(before: Diagram, cut: Diagram, after: Diagram, renamed: dict[PartKey, str] | None = None) -> bool:
    """Tell whether what was remembered of a cut is forgotten with the next edit."""
    memory = remembered(before, cut, Hints(), {})
    assert len(memory["ghosts"]) == 1
    return "ghosts" not in remembered(cut, after, Hints.from_json(memory), renamed or {})


def test_an_edge_that_leaves_where_a_removed_one_arrived_takes_its_place():
    before = chart("0[1] 0[2] 0[3]", "1r>2l")
    after = chart("0[1] 0[2] 0[3]", "2l>3r")

    assert forgotten(before, without(before, "n1-n2"), after)


def test_a_node_that_lost_whom_it_followed_keeps_its_column_through_later_edits():
    alone = chart("0[1] 0[2]")
    memory = Hints.from_json({"columns": {"n2": 1}})

    assert remembered(alone, alone, memory, {}) == {"columns": {"n2": 1}}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("shape", [{}, {"refine": True}, {"direction": "down"}], ids=["flat", "refined", "down"])
def test_removing_an_edge_of_a_sample_moves_no_node(sample, shape):
    before = parse(sample.read_text(encoding="utf-8")).diagram
    direction = {"direction": shape["direction"]} if "direction" in shape else {}
    places = boxes(drawn(before, direction, **shape))

    for edge in before.edges[:: max(1, len(before.edges) // 4)]:
        after = without(before, edge.id)
        memory = remembered(before, after, Hints.from_json(direction), {})
        geometry = drawn(after, {**direction, **memory}, **shape)

        assert boxes(geometry) == places
        assert [route.id for route in geometry.edges] == [left.id for left in after.edges]


def test_removing_edges_one_by_one_moves_no_node():
    before = chart("0(1) 0[2] 0<3> 1[4] 0[5]", "1r>2l:go 2r>3l 3b>4t:No 3r>5l:Yes 5t>2t:again 4r>5b", lanes=2)
    places, diagram, memory = boxes(lay_out(before)), before, {}

    for edge in ("n2-n3", "n1-n2", "n5-n2", "n3-n5"):
        cut = without(diagram, edge)
        memory = remembered(diagram, cut, Hints.from_json(memory), {})
        diagram = cut

        assert boxes(drawn(diagram, memory)) == places


@pytest.mark.parametrize("seed", range(300, 324))
def test_a_hostile_diagram_without_some_of_its_edges_is_drawn_without_a_flaw(seed):
    before = hostile(seed)
    after = without(before, *[edge.id for edge in before.edges][seed % 3 :: 3])
    memory = remembered(before, after, Hints(), {})

    assert problems(drawn(after, memory)) == []


def test_what_leads_back_goes_on_doing_so_as_a_ghost():
    before = chart("0[1] 0[2] 0[3]", "1r>2l 2r>3l 3r>1l:again")

    [ghost] = remembered(before, without(before, "n3-n1"), Hints(), {})["ghosts"]

    assert ghost["back"] is True


def test_a_ghost_keeps_the_size_of_its_label_and_none_of_its_words():
    before = chart("0[1] 0[2]", "1r>2l:confidential")

    [ghost] = remembered(before, without(before, "n1-n2"), Hints(), {})["ghosts"]

    assert ghost["label"][0] > 50
    assert "confidential" not in json.dumps(ghost)


def test_a_ghost_goes_with_a_node_at_its_end():
    before = chart("0[1] 0[2] 0[3]", "1r>2l 2r>3l")
    cut = without(before, "n2-n3")

    assert forgotten(before, cut, Diagram(cut.lanes, cut.nodes[:2], cut.edges))


def test_a_ghost_does_not_go_over_to_a_node_that_takes_the_name_of_its_end():
    before = chart("0[1] 0[2] 0[3]", "1r>2l")
    cut = without(before, "n1-n2")
    after = chart("0[1] 0[2]")

    assert forgotten(before, cut, after, {("node", "n3"): "n2"})


def test_a_ghost_stays_when_a_lane_takes_the_name_of_its_end():
    before = chart("0[1] 0[2]", "1r>2l")
    cut = without(before, "n1-n2")

    assert not forgotten(before, cut, cut, {("lane", "a lane"): "n2"})


def test_a_ghost_goes_when_a_node_at_its_end_goes_to_another_lane():
    before = chart("0[1] 0[2]", "1r>2l", lanes=2)
    moved = chart("0[1] 1[2]", lanes=2)

    assert forgotten(before, without(before, "n1-n2"), moved)


@pytest.mark.parametrize("edges", ["1r>3l", "3r>2l", "3b>2t"], ids=["its source's side", "its target's side", "target"])
def test_a_ghost_gives_way_to_a_new_edge_with_other_plans_for_its_ends(edges):
    before, after = chart("0[1] 0[2] 0[3]", "1r>2l"), chart("0[1] 0[2] 0[3]", edges)

    assert forgotten(before, without(before, "n1-n2"), after)


def test_a_ghost_stays_when_an_edge_comes_elsewhere():
    before, after = chart("0[1] 0[2] 0[3]", "1r>2l"), chart("0[1] 0[2] 0[3]", "1b>3t 2r>3l")

    assert not forgotten(before, without(before, "n1-n2"), after)


def test_an_edge_that_is_drawn_once_more_takes_the_place_of_its_ghost():
    diagram = chart("0[1] 0[2] 0[3]", "1r>2l 2r>3l")
    memory = remembered(diagram, without(diagram, "n1-n2"), Hints(), {})

    assert drawn(diagram, memory) == lay_out(diagram)


def test_a_ghost_follows_the_new_names_of_its_ends():
    text = "a { # A\nn1: circle\nn3: circle\nn3.handle(right) -> n1.handle(left)\n}\n"
    before = parse(text).diagram
    cut = text.replace("n3.handle(right) -> n1.handle(left)\n", "")
    memory = remembered(before, parse(cut).diagram, Hints(), {})

    renumbered = apply(cut, [operation_from_json({"op": "renumber"})])
    after = parse(renumbered.text).diagram
    [ghost] = remembered(parse(cut).diagram, after, Hints.from_json(memory), renumbered.renamed)["ghosts"]

    assert (ghost["source"], ghost["target"]) == ("n2", "n1")


def test_of_parallel_edges_the_one_that_was_removed_becomes_the_ghost():
    before = chart("0[1] 0[2]", "1r>2l:first 1b>2b:second")
    after = chart("0[1] 0[2]", "1b>2b:second")

    [ghost] = remembered(before, after, Hints(), {("edge", "n1-n2-2"): "n1-n2"})["ghosts"]

    assert (ghost["source_side"], ghost["place"]) == ("right", 0)


def test_no_more_ghosts_are_remembered_than_are_read_again():
    before = chart("0[1] 0[2]", " ".join(["1r>2l"] * 120))

    memory = remembered(before, Diagram(before.lanes, before.nodes), Hints(), {})

    assert len(memory["ghosts"]) == len(Hints.from_json(memory).ghosts) == 100

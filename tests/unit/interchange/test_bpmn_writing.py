"""BPMN 2.0: every part is an element with its place, and nothing of a label is markup."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from digits import Draw, for_any_draws
from foreign_texts import documents, drawn

from webapp.domain import Companion, Diagram, Edge, Lane, Node, Shape, Side
from webapp.interchange import FORMATS, Exported
from webapp.layout import lay_out

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
PLACES = "{http://www.omg.org/spec/BPMN/20100524/DI}"
POINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
DOCUMENTS = documents()


def written(diagram: Diagram) -> Exported:
    """Return a diagram as BPMN."""
    return FORMATS["bpmn"].write(diagram, lay_out(diagram), Companion("A & B", "how <we> sell"))


def tree(diagram: Diagram) -> ElementTree.Element:
    """Return a diagram as the tree of its BPMN."""
    return ElementTree.fromstring(written(diagram).data)


def names(root: ElementTree.Element, *elements: str) -> list[str]:
    """Return the names of all such elements."""
    return [item.get("name", "") for element in elements for item in root.iter(f"{MODEL}{element}")]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_part_of_a_document_has_its_element_and_its_place(name: str):
    diagram, root = DOCUMENTS[name], tree(DOCUMENTS[name])
    ids = [item.get("id") for item in root.iter() if item.get("id")]
    placed = [item.get("bpmnElement") for item in root.iter() if item.get("bpmnElement")]
    process = root.find(f"{MODEL}process")
    assert process is not None
    tasks = ("task", "userTask", "exclusiveGateway", "startEvent", "intermediateThrowEvent", "endEvent")

    assert len(set(ids)) == len(ids)
    assert set(placed) <= set(ids)
    assert sorted(names(root, *tasks)) == sorted(node.text for node in diagram.nodes)
    assert names(root, "lane") == [lane.label for lane in diagram.lanes]
    assert names(root, "sequenceFlow") == [edge.label for edge in diagram.edges]
    assert len(placed) == 2 + len(diagram.lanes) + len(diagram.nodes) + len(diagram.edges) + 2 * len(diagram.loops)


@for_any_draws(1)
def test_so_has_every_part_of_any_diagram_with_hostile_labels(draw: Draw):
    diagram = drawn(draw)
    root = tree(diagram)

    assert names(root, "lane") == [lane.label for lane in diagram.lanes]
    assert names(root, "sequenceFlow") == [edge.label for edge in diagram.edges]


def test_events_are_told_apart_by_their_place_and_names_of_symbols_have_bounds_inside():
    nodes = (Node("n1", "a", Shape.CIRCLE, "In"), Node("n2", "a", Shape.CIRCLE), Node("n3", "a", Shape.CIRCLE, "Out"))
    edges = (
        Edge("n1-n2", "n1", "n2", Side.RIGHT, Side.LEFT, "\x07Go"),
        Edge("n2-n3", "n2", "n3", Side.RIGHT, Side.LEFT),
    )
    root = tree(Diagram((Lane("a", "A"),), nodes, edges))

    assert [names(root, kind) for kind in ("startEvent", "intermediateThrowEvent", "endEvent")] == [
        ["In"],
        ["n2"],
        ["Out"],
    ]
    assert names(root, "sequenceFlow") == ["Go", ""]
    flow = next(root.iter(f"{MODEL}sequenceFlow"))
    assert flow.get("{https://lanestep.dev/schema/bpmn}sourceSide") == "right"
    for shape in root.iter(f"{PLACES}BPMNShape"):
        label = shape.find(f"{PLACES}BPMNLabel/{BOUNDS}")
        if label is not None:
            outer = shape.find(BOUNDS)
            assert outer is not None
            assert float(outer.get("y", 0)) <= float(label.get("y", 0))
    lines = [
        [(float(p.get("x", 0)), float(p.get("y", 0))) for p in e.iter(POINT)] for e in root.iter(f"{PLACES}BPMNEdge")
    ]
    assert all(a[0] == b[0] or a[1] == b[1] for line in lines for a, b in pairwise(line))


def test_what_bpmn_cannot_hold_is_told():
    assert [str(item) for item in written(DOCUMENTS["ab-test"]).lost] == [
        "a loop as a group (loop-1): it is a text beside its first node"
    ]

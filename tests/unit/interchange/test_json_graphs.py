"""JSON graphs hold all of a diagram; what other programs give is read too."""

from __future__ import annotations

import json

import pytest
from digits import Draw, for_any_draws
from foreign_texts import carried, documents, drawn
from jsonschema_rs import Draft202012Validator

from webapp.domain import Companion, Diagram, Shape, Side
from webapp.dsl import parse
from webapp.errors import ImportRefused
from webapp.interchange import FORMATS
from webapp.interchange.graph_schema import GRAPH_SCHEMA

DOCUMENTS = documents()
# As the tool `flowzap_export_graph` of existing clients answers.
CLIENT = {
    "success": True,
    "graph": {
        "lanes": [{"id": "shop", "label": "Web shop", "type": "unknown"}],
        "nodes": [
            {"id": "n1", "laneId": "shop", "label": "n1", "kind": "start", "shape": "circle"},
            {
                "id": "n2",
                "laneId": "shop",
                "label": "Pack",
                "kind": "task",
                "shape": "taskbox",
                "properties": {"owner": "Ann"},
            },
            {"id": "n3", "laneId": "default", "label": "Sent", "kind": "start", "shape": "circle"},
        ],
        "edges": [
            {
                "id": "e1",
                "from": "n1",
                "to": "n2",
                "sourceHandle": "bottom",
                "targetHandle": "top",
                "fromLane": "shop",
                "toLane": "shop",
                "label": "Go",
            }
        ],
        "stats": {"laneCount": 1, "nodeCount": 3, "edgeCount": 1, "crossLaneEdges": 0},
    },
}


def read(graph: object) -> tuple[Diagram, list[str]]:
    """Return the diagram of a graph and what was left out."""
    found = FORMATS["json"].read(json.dumps(graph))
    return parse(found.text).diagram, [str(item) for item in found.left_out]


def by_lane(diagram: Diagram) -> Diagram:
    """Return a diagram as its text is written when each edge stands in the lane of its source."""
    order = {lane.id: number for number, lane in enumerate(diagram.lanes)}
    nodes = sorted(diagram.nodes, key=lambda node: order[node.lane])
    edges = sorted(diagram.edges, key=lambda edge: order[diagram.node[edge.source].lane])
    return Diagram(diagram.lanes, tuple(nodes), tuple(edges), diagram.loops)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_graph_holds_all_of_a_document(name: str):
    made, found = carried("json", DOCUMENTS[name])

    assert (made.lost, found.left_out) == ((), ())
    assert by_lane(parse(found.text).diagram) == by_lane(DOCUMENTS[name])


@for_any_draws(1)
def test_a_graph_holds_all_of_any_diagram(draw: Draw):
    diagram = drawn(draw)
    _, found = carried("json", diagram)

    assert (by_lane(parse(found.text).diagram), found.left_out) == (by_lane(diagram), ())


def test_a_graph_fits_its_published_schema():
    validator = Draft202012Validator(GRAPH_SCHEMA)
    graphs = [json.loads(carried("json", diagram)[0].data) for diagram in DOCUMENTS.values()]

    assert [str(error) for graph in graphs for error in validator.iter_errors(graph)] == []


def test_the_companion_comes_along():
    companion = Companion("Order", "How we sell", {"direction": "down"}, captions={"n1": "First"})
    _, found = carried("json", DOCUMENTS["saga"], companion)

    assert found.companion == companion


def test_the_graph_of_existing_clients_is_read():
    diagram, left_out = read(CLIENT)

    assert [(node.id, node.lane, node.shape, node.label, node.owner) for node in diagram.nodes] == [
        ("n1", "shop", Shape.CIRCLE, "", ""),
        ("n2", "shop", Shape.TASKBOX, "Pack", "Ann"),
        ("n3", "", Shape.CIRCLE, "Sent", ""),
    ]
    edge = diagram.edges[0]
    assert (edge.source_side, edge.target_side, edge.label) == (Side.BOTTOM, Side.TOP, "Go")
    assert left_out == ["the field type (lanes[0]): the text has no place for it"]


def test_what_a_graph_has_more_is_left_out_and_told_with_its_path():
    _, left_out = read(
        {
            "nodes": [{"id": "a", "x": 1, "shape": "star"}, {"id": "a"}, {"label": "b"}, 7],
            "edges": [{"source": "a", "target": "b"}, {"source": "a", "target": "a", "source_side": "inside"}],
            "loops": [{"condition": "", "nodes": ["a"]}],
            "companion": {"colour": "red"},
        }
    )

    assert left_out == [
        "the field x (nodes[0]): the text has no place for it",
        "the shape star (nodes[0]): it is drawn as a rectangle",
        "a node (nodes[1]): a node before it has this id",
        "a node (nodes[2]): it has no id",
        "a node (nodes[3]): it must be an object",
        "an edge (edges[0]): its source or target is not among the nodes",
        "the side inside (edges[1]): sides are left, right, top and bottom",
        "a loop (loops[0]): it needs a condition and nodes",
        "the companion (companion): the companion has no field 'colour'; its fields are captions, description, "
        "encoding, layout, options, scenarios, simulation, title",
    ]


def test_an_edge_without_sides_gets_those_of_its_lanes():
    diagram, _ = read(
        {
            "lanes": [{"id": "a"}, {"id": "b"}],
            "nodes": [{"id": "n1", "lane": "a"}, {"id": "n2", "lane": "a"}, {"id": "n3", "lane": "b"}],
            "edges": [
                {"source": source, "target": target}
                for source, target in (("n1", "n2"), ("n2", "n1"), ("n2", "n3"), ("n3", "n1"))
            ],
        }
    )

    assert [(edge.source_side.value, edge.target_side.value) for edge in diagram.edges] == [
        ("right", "left"),
        ("bottom", "bottom"),
        ("bottom", "top"),
        ("top", "bottom"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "this is not JSON"),
        ('{"nodes": [NaN]}', "NaN is no number"),
        ("[1]", "this JSON is no graph"),
        ('{"nodes": {}}', "this JSON is no graph"),
        ('{"format": "other", "nodes": []}', "of another format"),
        ('{"format": "lanestep-graph", "version": 2, "nodes": []}', "has the version 2"),
        ('{"nodes": ' + "[" * 100_000, "deeper than 200 levels"),
        ('{"nodes": ["' + "[" * 100_000, "this is not JSON"),
    ],
)
def test_what_is_no_graph_is_refused_in_words(text: str, said: str):
    with pytest.raises(ImportRefused, match=said):
        FORMATS["json"].read(text)

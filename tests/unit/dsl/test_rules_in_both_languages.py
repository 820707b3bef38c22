"""Rules that the browser knows too: what comes out here holds it to them (tests/frontend/both-languages.test.js)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from webapp.domain import OUTSIDE, Diagram
from webapp.dsl import parse
from webapp.dsl.edits import AddLane, Paste, UpdateLane, apply
from webapp.dsl.edits.new_statements import edge_text, loop_text, node_text
from webapp.dsl.formatting import format_text
from webapp.dsl.reading.names import ATTRIBUTES
from webapp.dsl.writing.quoting import bare
from webapp.web.schemas import diagram_json

LANES = """A {
  n1: circle
  n2: rectangle
}

B {
  n3: rectangle
}

C {
  n4: rectangle
}

n5: circle
"""


def test_the_sides_of_edges_whose_handles_are_not_written(golden: Callable[[str, Any], None]):
    nodes = parse(LANES).diagram.nodes
    pairs = [f"{source.id} -> {target.id}" for source in nodes for target in nodes]
    document = parse(LANES + "\n".join(pairs) + "\n")
    edges = [
        {
            "source": edge.source,
            "target": edge.target,
            "sides": [edge.source_side, edge.target_side],
            "upright": [edge.source_side.mirrored, edge.target_side.mirrored],
        }
        for edge in document.diagram.edges
    ]

    assert len(edges) == len(pairs)
    golden("both-languages/default-sides.json", {"diagram": diagram_json(document), "edges": edges})


NODE_IDS = {
    "no node yet": "A {\n}\n",
    "nodes in order": "A {\n  n1: circle\n  n2: circle\n}\n",
    "a gap is not filled": "A {\n  n1: circle\n  n7: circle\n  n3: circle\n}\n",
    "an edge names a node that is not declared": "A {\n  n1: circle\n  n1 -> n9\n}\n",
    "an edge leaves a node that is not declared": "A {\n  n1: circle\n  n8.handle(right) -> A.n1.handle(left)\n}\n",
    "an edge with another arrow": "A {\n  n1: circle\n  n1 → n9\n}\n",
    "a loop names a node that is not declared": "A {\n  n1: circle\n  loop [again] n1 n12\n}\n",
    "the condition of a loop names nobody": "A {\n  n1: circle\n  n2: circle\n  loop [n5 until n6] n1 n2\n}\n",
    "half a declaration": "A {\n  n5\n  n1: circle\n}\n",
    "labels name nobody": 'A {\n  n1: circle label:"n8: x"\n  n1 -> n1 [label="n9"]\n}\n',
    "comments name nobody": "A { # n4\n  n1: circle // n9: circle\n  // n1 -> n8\n}\n",
    "an id with a zero in front is a word": "A {\n  n007: circle\n}\n",
    "an id of letters is a word": "A {\n  start: circle\n  start -> stop9\n}\n",
    "a capital letter makes a word": "A {\n  n1: circle\n  N4: circle\n}\n",
    "a lane may be called like a node": "n7 {\n  n1: circle\n  n1 -> n7.n1\n}\n",
    "a node outside every lane": "A {\n  n1: circle\n}\nn6: circle\n",
    "a lane on one line": "A { n5: rectangle }\n",
    "the highest id there can be": "A {\n  n999999999: circle\n  n1: circle\n  n2: circle\n}\n",
}
LANE_NAMES = ("New lane", "New lane 2", "New lane 3")


def test_the_next_free_ids_of_nodes_and_the_ids_that_first_names_of_lanes_give(golden: Callable[[str, Any], None]):
    cases = {}
    for name, text in NODE_IDS.items():
        document = parse(text)
        cases[name] = {"text": text, "diagram": diagram_json(document), "next": document.uses.next_node_id}
    added = apply("", [AddLane(label) for label in LANE_NAMES])

    golden(
        "both-languages/next-ids.json",
        {"nodes": cases, "lanes": [{"id": lane.id, "label": lane.label} for lane in added.document.diagram.lanes]},
    )


@pytest.mark.parametrize("label", LANE_NAMES)
def test_the_id_of_a_lane_follows_the_first_name_that_somebody_gives_it(label: str):
    lane = apply("", [AddLane(label)]).document.diagram.lanes[0]
    named = apply(f"{lane.id} {{ # {lane.label}\n}}\n", [UpdateLane(lane.id, "Sales team", id_from_label=True)])

    assert named.document.diagram.lanes[0].id == "SalesTeam"


TO_COPY = r"""Front-desk { # Ann & co\nnight shift
  n1: rectangle label:"Say \"hi\" \\o/\nC:\\new" owner:"Ann"
  n2: diamond label:"Paid?"
  n3: taskbox label:"Pack|it" owner:"Bo" description:"All of it" system:"ERP // 2"
  n1.handle(right) -> n2.handle(left)
  n2.handle(bottom) -> Stock.n4.handle(top) [label="Yes, \"now\""]
  n2.handle(right) -> n3.handle(left) [label="No"]
  n2.handle(right) -> n3.handle(top) [label="No"]
  n3.handle(top) -> n3.handle(right)
  loop [until [paid] "twice"] n1 n2
  loop [again] n2 n4 n6
}

Stock {
  n4: circle label:"Süß 🧁"
  start: circle
  n4.handle(right) -> n6.handle(left)
  n4.handle(top) -> Front-desk.n1.handle(bottom)
}

Empty { # C:\\new
}

n6: circle label:"Outside"
n6.handle(left) -> Stock.n4.handle(right)
"""
SELECTIONS: dict[str, list[tuple[str, str]]] = {
    "one node": [("node", "n1")],
    "nodes of one lane with the edges and the loop among them": [("node", "n2"), ("node", "n1")],
    "an edge to itself": [("node", "n3")],
    "edges that are parallel": [("node", "n2"), ("node", "n3")],
    "nodes of two lanes": [("node", "n1"), ("node", "n2"), ("node", "n4")],
    "a loop through nodes outside every lane": [("node", "n2"), ("node", "n4"), ("node", "n6")],
    "a lane comes with its nodes": [("lane", "Stock")],
    "a lane and a node of it": [("lane", "Front-desk"), ("node", "n1"), ("edge", "n1-n2")],
    "a lane without nodes": [("lane", "Empty")],
    "a node outside every lane": [("node", "n6")],
    "the nodes outside every lane": [("lane", "")],
    "everything": [("lane", "Front-desk"), ("lane", "Stock"), ("lane", "Empty"), ("lane", "")],
    "an edge alone is nothing to copy": [("edge", "n1-n2")],
    "a loop alone is nothing to copy": [("loop", "loop-1")],
}


def selected_part(diagram: Diagram, selection: Iterable[tuple[str, str]]) -> Diagram:
    """Return the selected lanes and nodes, with the edges and loops among these nodes."""
    chosen = set(selection)
    nodes = tuple(node for node in diagram.nodes if ("node", node.id) in chosen or ("lane", node.lane) in chosen)
    ids, homes = {node.id for node in nodes}, {node.lane for node in nodes}
    return Diagram(
        tuple(lane for lane in diagram.lanes if ("lane", lane.id) in chosen or lane.id in homes),
        nodes,
        tuple(edge for edge in diagram.edges if {edge.source, edge.target} <= ids),
        tuple(loop for loop in diagram.loops if ids.issuperset(loop.nodes) and len(loop.nodes) > 1),
    )


def written(part: Diagram) -> str:
    """Write lanes with their nodes, edges and loops as edits write them."""
    homes = {node.id: node.lane for node in part.nodes}
    lanes = []
    for lane in part.lanes:
        lines = [
            *(
                node_text(node.id, node.shape.value, (getattr(node, key) for key in ATTRIBUTES))
                for node in part.nodes_of[lane.id]
            ),
            *(
                edge_text(
                    (edge.source, edge.target),
                    (homes[edge.source], homes[edge.target]),
                    (edge.source_side, edge.target_side),
                    edge.label,
                )
                for edge in part.edges
                if homes[edge.source] == lane.id
            ),
            *(loop_text(loop.condition, loop.nodes) for loop in part.loops if homes[loop.nodes[0]] == lane.id),
        ]
        if lane.id != OUTSIDE:
            lines = [f"{lane.id} {{ # {bare(lane.label)}", *(f"  {line}" for line in lines), "}"]
        lanes.append("".join(f"{line}\n" for line in lines))
    return "\n".join(lanes)


def test_what_is_copied_is_written_as_edits_write_it(golden: Callable[[str, Any], None]):
    document = parse(TO_COPY)
    cases = {
        name: {
            "selection": [{"kind": kind, "id": identifier} for kind, identifier in selection],
            "fragment": written(selected_part(document.diagram, selection)),
        }
        for name, selection in SELECTIONS.items()
    }

    golden("both-languages/fragments.json", {"diagram": diagram_json(document), "cases": cases})


@pytest.mark.parametrize("name", SELECTIONS)
def test_what_is_copied_means_the_same_where_it_is_read_and_is_in_its_final_form(name: str):
    part = selected_part(parse(TO_COPY).diagram, SELECTIONS[name])
    fragment = written(part)

    assert nameless(parse(fragment).diagram) == nameless(part)
    assert format_text(fragment).text == fragment


@pytest.mark.parametrize("name", ["an edge to itself", "edges that are parallel", "nodes of two lanes"])
def test_what_is_copied_is_the_same_where_it_is_pasted(name: str):
    part = selected_part(parse(TO_COPY).diagram, SELECTIONS[name])
    pasted = apply("", [Paste(written(part))]).document.diagram

    assert nameless(pasted) == nameless(part)


def nameless(diagram: Diagram) -> Diagram:
    """Return a diagram whose edges and loops have no ids: these count all that are alike in their text."""
    return replace(
        diagram,
        edges=tuple(replace(edge, id="") for edge in diagram.edges),
        loops=tuple(replace(loop, id="") for loop in diagram.loops),
    )

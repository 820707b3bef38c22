"""A diagram in words: per lane, its nodes in the order of the flow. It is what a reader without the picture gets."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain import Diagram, Node, one_line
from webapp.dsl.assist.vocabulary import SHAPES
from webapp.graph import start_nodes

OUTSIDE_EVERY_LANE = "Outside every lane"
SHAPE_NAMES = {shape.word: shape.name for shape in SHAPES}


@dataclass(frozen=True)
class Way:
    """Where the flow goes on, and under which label."""

    text: str
    label: str


@dataclass(frozen=True)
class NodeOutline:
    """One node in words; `shape` is what its shape means, such as Decision."""

    id: str
    text: str
    shape: str
    next: tuple[Way, ...]


@dataclass(frozen=True)
class LaneOutline:
    """One lane and its nodes."""

    id: str
    label: str
    nodes: tuple[NodeOutline, ...]


def outline(diagram: Diagram) -> list[LaneOutline]:
    """Return the lanes in document order, their nodes in flow order; what no start reaches comes last."""
    place = {node: rank for rank, node in enumerate(_flow_order(diagram))}
    return [
        LaneOutline(
            lane.id,
            one_line(lane.label) or OUTSIDE_EVERY_LANE,
            tuple(_node(diagram, node) for node in sorted(diagram.nodes_of[lane.id], key=lambda node: place[node.id])),
        )
        for lane in diagram.lanes
    ]


def _node(diagram: Diagram, node: Node) -> NodeOutline:
    ways = tuple(
        Way(one_line(diagram.node[edge.target].text), one_line(edge.label)) for edge in diagram.outgoing[node.id]
    )
    return NodeOutline(node.id, one_line(node.text), SHAPE_NAMES[node.shape.value], ways)


def _flow_order(diagram: Diagram) -> list[str]:
    """Return all node ids, each after its predecessors where no cycle forbids it."""
    done: set[str] = set()
    reached = _reversed_postorder(diagram, start_nodes(diagram), done)
    return reached + _reversed_postorder(diagram, tuple(node.id for node in diagram.nodes), done)


def _reversed_postorder(diagram: Diagram, roots: tuple[str, ...], done: set[str]) -> list[str]:
    # Roots and edges are walked backwards because the result is turned round: the text's first branch is read first.
    postorder: list[str] = []
    for root in reversed(roots):
        if root in done:
            continue
        done.add(root)
        stack = [(root, reversed(diagram.outgoing[root]))]
        while stack:
            node, edges = stack[-1]
            edge = next((edge for edge in edges if edge.target not in done), None)
            if edge is None:
                postorder.append(node)
                stack.pop()
            else:
                done.add(edge.target)
                stack.append((edge.target, reversed(diagram.outgoing[edge.target])))
    return postorder[::-1]

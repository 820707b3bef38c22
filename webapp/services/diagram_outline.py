"""The diagram as a list, for readers without the picture: the nodes of each lane in the order of the flow."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain import Diagram, Node, one_line
from webapp.dsl.assist.vocabulary import SHAPES
from webapp.graph import start_nodes

OUTSIDE_EVERY_LANE = "Outside every lane"
SHAPE_NAMES = {shape.word: shape.name for shape in SHAPES}


@dataclass(frozen=True)
class NextNode:
    """A node to which an edge leads, by its text, and the label of that edge."""

    text: str
    label: str


@dataclass(frozen=True)
class NodeOutline:
    """One node; `shape` is what people call its shape, such as Decision."""

    id: str
    text: str
    shape: str
    next: tuple[NextNode, ...]


@dataclass(frozen=True)
class LaneOutline:
    """One lane and its nodes."""

    id: str
    label: str
    nodes: tuple[NodeOutline, ...]


def outline(diagram: Diagram) -> list[LaneOutline]:
    """Return the lanes in document order, each with its nodes in flow order; nodes that no start reaches come last."""
    rank = {node: index for index, node in enumerate(_flow_order(diagram))}
    return [
        LaneOutline(
            lane.id,
            one_line(lane.label) or OUTSIDE_EVERY_LANE,
            tuple(_node(diagram, node) for node in sorted(diagram.nodes_of[lane.id], key=lambda node: rank[node.id])),
        )
        for lane in diagram.lanes
    ]


def _node(diagram: Diagram, node: Node) -> NodeOutline:
    following = tuple(
        NextNode(one_line(diagram.node[edge.target].text), one_line(edge.label)) for edge in diagram.outgoing[node.id]
    )
    return NodeOutline(node.id, one_line(node.text), SHAPE_NAMES[node.shape.value], following)


def _flow_order(diagram: Diagram) -> list[str]:
    """Return all node ids, each after its predecessors unless a cycle makes that impossible."""
    done: set[str] = set()
    reached = _reversed_postorder(diagram, start_nodes(diagram), done)
    return reached + _reversed_postorder(diagram, tuple(node.id for node in diagram.nodes), done)


def _reversed_postorder(diagram: Diagram, roots: tuple[str, ...], done: set[str]) -> list[str]:
    # Roots and edges are visited in reverse, because the result is reversed: the first branch in the text comes first.
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

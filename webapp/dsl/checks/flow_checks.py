"""The diagram as a whole: where it begins, where it leads, where it gets stuck."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from webapp.domain import Finding, Shape
from webapp.dsl.checks.message_parts import MOST_LISTED, listed, named
from webapp.dsl.codes import finding
from webapp.dsl.document import Document
from webapp.dsl.reading.names import shape_of
from webapp.dsl.reading.syntax import EdgeStatement, NodeStatement, Unknown
from webapp.graph import cyclic_components, end_nodes, reachable, reaching, start_nodes

_NAME = re.compile(r"\w+")


class _Mentions(NamedTuple):
    """The nodes that some line leaves or arrives at, understood or not.

    `doubtful` are named by a line that is faulty, `shapeless` declared without a shape that is understood.
    """

    left: frozenset[str]
    entered: frozenset[str]
    doubtful: frozenset[str]
    shapeless: frozenset[str]


def check(document: Document) -> Iterator[Finding]:
    """Yield no-start, orphan-node, dead-end, unreachable and no-exit; what a faulty line names is left alone."""
    diagram = document.diagram
    if not diagram.nodes:
        return
    mentions = _mentions(document)
    if not any(
        (node.shape is Shape.CIRCLE or node.id in mentions.shapeless)
        and (diagram.outgoing[node.id] or node.id in mentions.doubtful)
        and not diagram.incoming[node.id]
        for node in diagram.nodes
    ):
        first = document.span("node", diagram.nodes[0].id)
        message = "there is no start event: make the first node a circle with an outgoing edge"
        yield finding("no-start", message, first.start, first.end)
    arrived = reachable(diagram, {*start_nodes(diagram), *(name for name in mentions.doubtful if name in diagram.node)})
    for node in diagram.nodes:
        if node.id in mentions.doubtful:
            continue
        if node.id in mentions.left and node.id in arrived:
            continue
        span = document.span("node", node.id)
        if node.id not in mentions.left and node.id not in mentions.entered:
            message = f"{named(diagram, node.id)} has no edges: add one, or remove the node"
            yield finding("orphan-node", message, span.start, span.end)
            continue
        if node.shape is not Shape.CIRCLE and node.id not in mentions.left and node.id not in mentions.shapeless:
            message = (
                f"{named(diagram, node.id)} has no outgoing edge: add one, or change the node to a circle if the flow "
                "ends here"
            )
            yield finding("dead-end", message, span.start, span.end)
        if node.id not in arrived:
            message = f"no run can reach {named(diagram, node.id)}: add an edge that leads to it"
            yield finding("unreachable", message, span.start, span.end)
    yield from _no_exit(document, mentions.doubtful)


def _mentions(document: Document) -> _Mentions:
    doubtful: set[str] = set(document.uses.ambiguous)
    shapeless: set[str] = set()
    known = document.diagram.node
    for _, edge in document.of_kind(EdgeStatement):
        source, target = edge.source.node.text, edge.target.node.text
        if source not in known:
            doubtful.add(target)
        if target not in known:
            doubtful.add(source)
    for _, node in document.of_kind(NodeStatement):
        if node.shape is None or shape_of(node.shape.text) is None:
            shapeless.add(node.id.text)
    for _, line in document.of_kind(Unknown):
        doubtful.update(_NAME.findall(document.text, line.start, line.end))
    return _Mentions(document.uses.sources, document.uses.targets, frozenset(doubtful), frozenset(shapeless))


def _no_exit(document: Document, doubtful: frozenset[str]) -> Iterator[Finding]:
    outgoing = document.diagram.outgoing
    if len(reaching(document.diagram, end_nodes(document.diagram))) == len(document.diagram.nodes):
        return
    for group in cyclic_components(document.diagram):
        members = frozenset(group)
        leads_out = any(edge.target not in members for name in group for edge in outgoing[name])
        if leads_out or members & doubtful:
            continue
        span = document.span("node", group[0])
        nodes = listed([named(document.diagram, node) for node in group[: MOST_LISTED + 1]], len(group))
        message = f"a run that reaches these nodes never ends ({nodes}): add an edge that leads out of them"
        yield finding("no-exit", message, span.start, span.end)

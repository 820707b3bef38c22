"""The diagram as a whole: where it begins, where it leads, where it gets stuck."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from webapp.domain import Diagnostic, Shape
from webapp.dsl.checks.wording import listed, shown
from webapp.dsl.codes import finding
from webapp.dsl.syntax import EdgeStatement, Unknown
from webapp.graph import cyclic_components, reachable, start_nodes

if TYPE_CHECKING:
    from webapp.dsl.document import Document

_NAME = re.compile(r"\bn[0-9]+\b")


class _Ends(NamedTuple):
    """The nodes that some line leaves from or arrives at, understood or not."""

    left: frozenset[str]
    entered: frozenset[str]
    doubtful: frozenset[str]


def check(document: Document) -> Iterator[Diagnostic]:
    """Yield no-start, orphan-node, dead-end, unreachable and no-exit; what a faulty line names is left alone."""
    diagram = document.diagram
    if not diagram.nodes:
        return
    ends = _ends(document)
    if not any(
        node.shape is Shape.CIRCLE
        and (diagram.outgoing[node.id] or node.id in ends.doubtful)
        and not diagram.incoming[node.id]
        for node in diagram.nodes
    ):
        first = document.spans["node", diagram.nodes[0].id]
        message = "no circle begins the flow: make the first step a circle with an edge that leaves it"
        yield finding("no-start", message, first.start, first.end)
    arrived = reachable(diagram, {*start_nodes(diagram), *(name for name in ends.doubtful if name in diagram.node)})
    for node in diagram.nodes:
        if node.id in ends.doubtful:
            continue
        name, span = shown(node.id), document.spans["node", node.id]
        if node.id not in ends.left and node.id not in ends.entered:
            message = f"{name} has no edges: connect it, or remove it"
            yield finding("orphan-node", message, span.start, span.end)
            continue
        if node.shape is not Shape.CIRCLE and node.id not in ends.left:
            message = f"nothing leaves {name}: add an edge, or make it a circle if the flow ends here"
            yield finding("dead-end", message, span.start, span.end)
        if node.id not in arrived:
            message = f"no start leads to {name}: add an edge that arrives here"
            yield finding("unreachable", message, span.start, span.end)
    yield from _no_exit(document, ends.doubtful)


def _ends(document: Document) -> _Ends:
    left: set[str] = set()
    entered: set[str] = set()
    doubtful: set[str] = set(document.ambiguous)
    for statement in document.statements:
        if isinstance(statement, EdgeStatement):
            source, target = statement.source.node.text, statement.target.node.text
            left.add(source)
            entered.add(target)
            if source not in document.diagram.node:
                doubtful.add(target)
            if target not in document.diagram.node:
                doubtful.add(source)
        elif isinstance(statement, Unknown):
            doubtful.update(_NAME.findall(document.text, statement.start, statement.end))
    return _Ends(frozenset(left), frozenset(entered), frozenset(doubtful))


def _no_exit(document: Document, doubtful: frozenset[str]) -> Iterator[Diagnostic]:
    outgoing = document.diagram.outgoing
    for group in cyclic_components(document.diagram):
        members = frozenset(group)
        leads_out = any(edge.target not in members for name in group for edge in outgoing[name])
        if leads_out or members & doubtful:
            continue
        span = document.spans["node", group[0]]
        message = f"the flow never ends once it is here ({listed(group)}): add an edge that leads out"
        yield finding("no-exit", message, span.start, span.end)

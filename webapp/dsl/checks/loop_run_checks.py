"""Loops as runs take them: what their condition means, and whether their nodes go round."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from webapp.domain import Diagram, Edge, Finding, Shape, one_line
from webapp.domain.conditions import LoopKind, read_condition
from webapp.dsl.checks.message_parts import listed, named, shown
from webapp.dsl.codes import finding
from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import EdgeStatement, LoopStatement, Unknown
from webapp.graph import closure
from webapp.graph.strong import strong_components

MOST_LOOPS = 300
"""Loops of a diagram that is run: of a larger one, nobody needs to know how it runs."""
MOST_LOOKS = 1_000_000
"""Nodes and edges that are looked at for loops whose way back is drawn nowhere; further ones are left alone."""
UNDERSTOOD = '"up to 3 times", "3 times", "2 to 4 times", "until valid", "for each order", "every day"'


def check(document: Document) -> Iterator[Finding]:
    """Yield loop-condition, loop-order, loop-return, outside-loop, loop-entry, no-give-up and loop-overlap.

    Where a line is not understood or a node is missing, the way of a loop may be in it, and nothing is said.
    """
    loops = list(islice(document.of_kind(LoopStatement), MOST_LOOPS))
    if not loops:
        return
    known = document.diagram.node
    if any(True for _ in document.of_kind(Unknown)):
        return
    if any(
        end.node.text not in known for _, edge in document.of_kind(EdgeStatement) for end in (edge.source, edge.target)
    ):
        return
    ways = _Ways(document.diagram)
    turning: list[tuple[LoopStatement, frozenset[str]]] = []
    for _, loop in loops:
        nodes = tuple(dict.fromkeys(item.node.text for item in loop.nodes))
        if len(nodes) < 2 or any(node not in known for node in nodes):
            continue
        rule = read_condition(loop.condition.text)
        if rule.kind is not LoopKind.FREE:
            yield from _of_turning(ways, loop, nodes, rule.kind)
            yield from _overlap(document.diagram, turning, loop, frozenset(nodes))
            turning.append((loop, frozenset(nodes)))
        elif not rule.rhythm:
            condition = f'the condition "{shown(loop.condition.text)}"' if loop.condition.text else "an empty condition"
            message = f"runs do not understand {condition} and repeat nothing: write one such as {UNDERSTOOD}"
            yield finding("loop-condition", message, loop.start, loop.end)


class _Ways:
    """Where the edges of a diagram lead."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self._left = MOST_LOOKS
        self._known: dict[tuple[str, bool], frozenset[str]] = {}

    @cached_property
    def cycle(self) -> dict[str, frozenset[str]]:
        """For each node the nodes to which it leads and that lead to it, itself included."""
        ahead = {node: [edge.target for edge in edges] for node, edges in self.diagram.outgoing.items()}
        found = {}
        for members in strong_components((node.id for node in self.diagram.nodes), ahead):
            found.update(dict.fromkeys(members, frozenset(members)))
        return found

    def between(self, first: str, last: str) -> frozenset[str] | None:
        """Return the nodes on the ways from one node to another; None where it would take too long to say."""
        for node, forwards in ((first, True), (last, False)):
            if (node, forwards) not in self._known:
                self._left -= len(self.diagram.nodes) + len(self.diagram.edges)
                if self._left < 0:
                    return None
                self._known[node, forwards] = closure(self._ahead if forwards else self._behind, [node])
        return self._known[first, True] & self._known[last, False]

    @cached_property
    def _ahead(self) -> dict[str, list[str]]:
        return {node: [edge.target for edge in edges] for node, edges in self.diagram.outgoing.items()}

    @cached_property
    def _behind(self) -> dict[str, list[str]]:
        return {node: [edge.source for edge in edges] for node, edges in self.diagram.incoming.items()}


def _of_turning(ways: _Ways, loop: LoopStatement, nodes: tuple[str, ...], kind: LoopKind) -> Iterator[Finding]:
    diagram, first, last = ways.diagram, nodes[0], nodes[-1]
    inside: frozenset[str] | None = ways.cycle[first]
    if last not in ways.cycle[first]:
        inside = ways.between(first, last)
        if inside is None:
            return
        if not inside:
            message = (
                f"{named(diagram, first)} does not lead to {named(diagram, last)}, so runs repeat nothing: list the "
                "nodes in their order"
            )
            yield finding("loop-order", message, loop.start, loop.end)
            return
        # Who writes "for each order" or "3 times" over a row of nodes means what runs do: nothing is missing.
        message = (
            f"no edge leads from {named(diagram, last)}, the last node of this loop, back to {named(diagram, first)}: "
            "runs go back without one; add an edge to show it"
        )
        if kind not in (LoopKind.EACH, LoopKind.TIMES):
            yield finding("loop-return", message, loop.start, loop.end)
    yield from _around(ways, loop, nodes, inside or frozenset())
    if kind is LoopKind.UPTO and last in ways.cycle[first]:
        yield from _no_give_up(ways, loop, nodes, inside or frozenset())


def _around(ways: _Ways, loop: LoopStatement, nodes: tuple[str, ...], inside: frozenset[str]) -> Iterator[Finding]:
    diagram, first = ways.diagram, nodes[0]
    strangers = [node for node in nodes if node not in inside]
    if strangers:
        what = "is" if len(strangers) == 1 else "are"
        message = (
            f"{listed([named(diagram, node) for node in strangers])} {what} not on the way round from "
            f"{named(diagram, first)}, so this loop does not repeat it: remove it from the list, or add the "
            "missing edge"
        )
        yield finding("outside-loop", message, loop.start, loop.end)
    for node in nodes[1:]:
        if node not in inside:
            continue
        entered = next((edge for edge in ways.diagram.incoming[node] if edge.source not in inside), None)
        if entered:
            message = (
                f"the edge from {named(diagram, entered.source)} enters this loop at {named(diagram, node)}, behind "
                f"its first node {named(diagram, first)}, and runs do not count that pass: list "
                f"{named(diagram, node)} first, or lead the edge to {named(diagram, first)}"
            )
            yield finding("loop-entry", message, loop.start, loop.end)
            return


def _no_give_up(ways: _Ways, loop: LoopStatement, nodes: tuple[str, ...], inside: frozenset[str]) -> Iterator[Finding]:
    """Yield a finding where only one branch leaves a loop of retries: it is taken after the last one, too."""
    diagram = ways.diagram
    leaving: dict[tuple[str, str], Edge] = {}
    for node in inside:
        for edge in diagram.outgoing[node]:
            if edge.target not in inside:
                leaving.setdefault((node, edge.label or edge.target), edge)
    if len(leaving) != 1:
        return
    [edge] = leaving.values()
    asks = edge.source
    follows = any(way.target == asks for way in diagram.outgoing[nodes[-1]])
    turns = asks in nodes or (follows and any(way.target == nodes[0] for way in diagram.outgoing[asks]))
    if not turns or diagram.node[asks].shape is not Shape.DIAMOND:
        return
    branch = one_line(edge.label or diagram.node[edge.target].text)
    message = (
        f'after the last retry a run can only take "{shown(branch)}" at {named(diagram, asks)}, as if all were well: '
        "add a branch for giving up"
    )
    yield finding("no-give-up", message, loop.start, loop.end)


def _overlap(
    diagram: Diagram,
    before: list[tuple[LoopStatement, frozenset[str]]],
    loop: LoopStatement,
    nodes: frozenset[str],
) -> Iterator[Finding]:
    """Yield a finding where a loop shares nodes with an earlier one and neither lies inside the other."""
    for other, others in before:
        shared = nodes & others
        if shared and (shared not in (nodes, others) or nodes == others):
            both = listed(
                [
                    named(diagram, node)
                    for node in dict.fromkeys(item.node.text for item in loop.nodes)
                    if node in shared
                ]
            )
            message = (
                f'the loop "{shown(other.condition.text)}" lists {both} too: list one of the loops inside the other, '
                "or apart from it"
            )
            yield finding("loop-overlap", message, loop.start, loop.end)
            return

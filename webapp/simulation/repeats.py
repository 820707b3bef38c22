"""Finds how a loop repeats: by branches of decisions, or by asking after its last node."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from webapp.domain import Diagram, Loop
from webapp.graph import as_graph, closure, components
from webapp.simulation.conditions import LoopKind, LoopRule, read_condition


@dataclass(frozen=True, slots=True)
class CompiledLoop:
    """A loop compiled for running.

    Attributes:
        id: the id of the loop.
        rule: the meaning of its condition.
        first: its first listed node, whose visits count the passes.
        repeating: the edges that repeat the loop, for each decision that has such edges.
        leaving: the edges that leave the loop, for each such decision.
        tail: the node after which the run asks or counts if no decision repeats the loop; else None.
    """

    id: str
    rule: LoopRule
    first: str
    repeating: Mapping[str, frozenset[str]] = field(default_factory=dict)
    leaving: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tail: str | None = None


def compile_loops(diagram: Diagram, decisions: frozenset[str], back: frozenset[str]) -> tuple[CompiledLoop, ...]:
    """Compile all loops of the diagram that list nodes, in document order.

    Args:
        diagram: the diagram.
        decisions: ids of the nodes at which exactly one branch is chosen.
        back: ids of the edges that close cycles.
    """
    if not diagram.loops:
        return ()
    compiler = _LoopCompiler(diagram, decisions, back)
    return tuple(compiler.compile(loop) for loop in diagram.loops if loop.nodes)


class _LoopCompiler:
    def __init__(self, diagram: Diagram, decisions: frozenset[str], back: frozenset[str]) -> None:
        self.diagram = diagram
        self.decisions = decisions
        self.back = back
        self.forward = as_graph(diagram, without=back)
        self.group = {node: index for index, group in enumerate(components(diagram)) for node in group}
        # The predecessors of each node in the same cycle, which a repetition never leaves: over forward edges; from
        # nodes that do not decide, over back edges; and from those over any edge.
        self.ahead: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
        self.closing: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
        self.undecided: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
        for edge in diagram.edges:
            if self.group[edge.source] != self.group[edge.target]:
                continue
            if edge.id not in back:
                self.ahead[edge.target].append(edge.source)
            if edge.source not in decisions:
                self.undecided[edge.target].append(edge.source)
                if edge.id in back:
                    self.closing[edge.target].append(edge.source)

    def compile(self, loop: Loop) -> CompiledLoop:
        rule = read_condition(loop.condition)
        first, last = loop.nodes[0], loop.nodes[-1]
        if rule.kind is LoopKind.FREE:
            return CompiledLoop(loop.id, rule, first)
        nodes_after, next_decisions = self._onward(last)
        before = closure(self.ahead, {first})
        closing = {source for node in before for source in self.closing[node]}
        turning = closure(self.undecided, {first} | closing)
        # The list may omit the decision that repeats the loop; then it is the next one after the list.
        repeating = self._repeating(loop.nodes, first, before, turning)
        repeating = repeating or self._repeating(next_decisions, first, before, turning)
        if not repeating:
            return CompiledLoop(loop.id, rule, first, tail=self._tail(first, last, nodes_after))
        inside = {node for node in (*loop.nodes, *repeating) if self.group[node] == self.group[first]}
        staying = closure(self.ahead, inside)
        leaving = {
            node: frozenset(
                edge.id
                for edge in self.diagram.outgoing[node]
                if edge.id not in repeating[node] and edge.target not in staying
            )
            for node in repeating
        }
        return CompiledLoop(loop.id, rule, first, repeating, leaving)

    def _repeating(
        self, nodes: Iterable[str], first: str, before: frozenset[str], turning: frozenset[str]
    ) -> dict[str, frozenset[str]]:
        found = {}
        for node in nodes:
            if node in self.decisions and self.group[node] == self.group[first]:
                edges = frozenset(
                    edge.id
                    for edge in self.diagram.outgoing[node]
                    if edge.target in turning or (edge.id in self.back and edge.target in before)
                )
                if edges:
                    found[node] = edges
        return found

    def _onward(self, last: str) -> tuple[list[str], list[str]]:
        """Return the nodes and the decisions that follow a node without a decision in between, nearest first."""
        nodes: list[str] = []
        decisions: list[str] = []
        queue, seen = deque([last]), {last}
        while queue:
            node = queue.popleft()
            if node in self.decisions and node != last:
                decisions.append(node)
                continue
            nodes.append(node)
            if node in self.decisions:
                continue
            for edge in self.diagram.outgoing[node]:
                if edge.target not in seen and self.group[edge.target] == self.group[last]:
                    seen.add(edge.target)
                    queue.append(edge.target)
        return nodes, decisions

    def _tail(self, first: str, last: str, nodes_after: list[str]) -> str | None:
        import networkx as nx  # here, because only runs need it

        if first != last and not nx.has_path(self.forward, first, last):
            return None
        drawn = (
            node
            for node in nodes_after
            if node not in self.decisions and any(edge.target == first for edge in self.diagram.outgoing[node])
        )
        return next(drawn, last)

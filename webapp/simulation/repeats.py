"""Where a loop fragment turns round: the branches that repeat it, or the node after which the run asks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import networkx as nx

from webapp.domain import Diagram, Edge, Loop
from webapp.graph import as_graph, components
from webapp.simulation.conditions import LoopKind, LoopRule, read_condition


@dataclass(frozen=True, slots=True)
class LoopPlan:
    """One loop fragment, understood.

    Attributes:
        id: the id of the loop.
        rule: what its condition means.
        first: its first listed node, on which passes are counted.
        repeating: of each decision that turns it round, the edges that do.
        leaving: of each such decision, the edges after which the loop is left.
        tail: where no decision turns it round, the node after which the run asks or counts; else None.
    """

    id: str
    rule: LoopRule
    first: str
    repeating: Mapping[str, frozenset[str]] = field(default_factory=dict)
    leaving: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tail: str | None = None


def plan_loops(diagram: Diagram, decisions: frozenset[str], back: frozenset[str]) -> tuple[LoopPlan, ...]:
    """Plan every loop of the diagram that lists nodes, in document order.

    Args:
        diagram: the diagram.
        decisions: ids of the nodes at which exactly one branch is chosen.
        back: ids of the edges that close cycles.
    """
    if not diagram.loops:
        return ()
    planner = _Planner(diagram, decisions, back)
    return tuple(planner.plan(loop) for loop in diagram.loops if loop.nodes)


class _Planner:
    def __init__(self, diagram: Diagram, decisions: frozenset[str], back: frozenset[str]) -> None:
        self.diagram = diagram
        self.decisions = decisions
        self.back = back
        self.forward = as_graph(diagram, without=back)
        self.groups = components(diagram)
        self.cycles: dict[int, nx.MultiDiGraph[str]] = {}
        self.group = {node: index for index, group in enumerate(self.groups) for node in group}

    def cycle(self, node: str) -> nx.MultiDiGraph[str]:
        """Return the cycle group of a node with its forward edges; what turns round never leaves it."""
        group = self.group[node]
        if group not in self.cycles:
            self.cycles[group] = nx.MultiDiGraph(self.forward.subgraph(self.groups[group]))
        return self.cycles[group]

    def plan(self, loop: Loop) -> LoopPlan:
        rule = read_condition(loop.condition)
        first, last = loop.nodes[0], loop.nodes[-1]
        if rule.kind is LoopKind.FREE:
            return LoopPlan(loop.id, rule, first)
        # A list may leave out nodes of its cycle, the decision among them: then it is the next one after the list.
        repeating = self._repeating(loop.nodes, first) or self._repeating(self._onward(last)[1], first)
        if not repeating:
            return LoopPlan(loop.id, rule, first, tail=self._tail(first, last))
        body = {*loop.nodes, *repeating}
        leaving = {
            node: frozenset(
                edge.id
                for edge in self.diagram.outgoing[node]
                if edge.id not in repeating[node] and not self._stays(edge, body)
            )
            for node in repeating
        }
        return LoopPlan(loop.id, rule, first, repeating, leaving)

    def _repeating(self, nodes: Iterable[str], first: str) -> dict[str, frozenset[str]]:
        before = {first, *nx.ancestors(self.cycle(first), first)}
        found = {}
        for node in nodes:
            if node in self.decisions and self.group[node] == self.group[first]:
                edges = [edge for edge in self.diagram.outgoing[node] if self._leads_back(edge, first, before)]
                if edges:
                    found[node] = frozenset(edge.id for edge in edges)
        return found

    def _leads_back(self, start: Edge, first: str, before: set[str]) -> bool:
        open_edges = [start]
        seen: set[str] = set()
        while open_edges:
            edge = open_edges.pop()
            if edge.target == first or (edge.id in self.back and edge.target in before):
                return True
            inside = self.group[edge.target] == self.group[first]
            if inside and edge.target not in self.decisions and edge.target not in seen:
                seen.add(edge.target)
                open_edges.extend(self.diagram.outgoing[edge.target])
        return False

    def _onward(self, last: str) -> tuple[list[str], list[str]]:
        """Return the steps and the decisions that follow a node with no decision in between, nearest first."""
        steps: list[str] = []
        decisions: list[str] = []
        queue, seen = deque([last]), {last}
        while queue:
            node = queue.popleft()
            if node in self.decisions and node != last:
                decisions.append(node)
                continue
            steps.append(node)
            if node in self.decisions:
                continue
            for edge in self.diagram.outgoing[node]:
                if edge.target not in seen and self.group[edge.target] == self.group[last]:
                    seen.add(edge.target)
                    queue.append(edge.target)
        return steps, decisions

    def _tail(self, first: str, last: str) -> str | None:
        if first != last and not nx.has_path(self.forward, first, last):
            return None
        drawn = (
            node
            for node in self._onward(last)[0]
            if node not in self.decisions and any(edge.target == first for edge in self.diagram.outgoing[node])
        )
        return next(drawn, last)

    def _stays(self, edge: Edge, body: set[str]) -> bool:
        cycle = self.cycle(edge.source)
        if edge.target not in cycle:
            return False
        onward = nx.descendants(cycle, edge.target)
        return edge.target in body or any(node in onward for node in body)

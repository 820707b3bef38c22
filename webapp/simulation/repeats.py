"""Where a loop fragment turns round: the branches that repeat it, or the node after which the run asks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from webapp.domain import Diagram, Loop
from webapp.graph import as_graph, closure, components
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
        self.group = {node: index for index, group in enumerate(components(diagram)) for node in group}
        # Who leads to a node inside its cycle, since what turns round never leaves it: over forward edges, from steps
        # over back edges, and from steps over any edge.
        self.ahead: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
        self.closing: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
        self.steps: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
        for edge in diagram.edges:
            if self.group[edge.source] != self.group[edge.target]:
                continue
            if edge.id not in back:
                self.ahead[edge.target].append(edge.source)
            if edge.source not in decisions:
                self.steps[edge.target].append(edge.source)
                if edge.id in back:
                    self.closing[edge.target].append(edge.source)

    def plan(self, loop: Loop) -> LoopPlan:
        rule = read_condition(loop.condition)
        first, last = loop.nodes[0], loop.nodes[-1]
        if rule.kind is LoopKind.FREE:
            return LoopPlan(loop.id, rule, first)
        steps, next_decisions = self._onward(last)
        before = closure(self.ahead, {first})
        closing = {source for node in before for source in self.closing[node]}
        turning = closure(self.steps, {first} | closing)
        # A list may leave out nodes of its cycle, the decision among them: then it is the next one after the list.
        repeating = self._repeating(loop.nodes, first, before, turning)
        repeating = repeating or self._repeating(next_decisions, first, before, turning)
        if not repeating:
            return LoopPlan(loop.id, rule, first, tail=self._tail(first, last, steps))
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
        return LoopPlan(loop.id, rule, first, repeating, leaving)

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

    def _tail(self, first: str, last: str, steps: list[str]) -> str | None:
        import networkx as nx  # here, because only runs need it

        if first != last and not nx.has_path(self.forward, first, last):
            return None
        drawn = (
            node
            for node in steps
            if node not in self.decisions and any(edge.target == first for edge in self.diagram.outgoing[node])
        )
        return next(drawn, last)

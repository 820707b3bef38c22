"""Finds where a loop turns: at which diamonds, over an edge that is drawn back, or after its last listed node."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from webapp.domain.conditions import LoopKind, LoopRule
from webapp.simulation.nesting import Group, Nesting


@dataclass(slots=True, eq=False)
class Turning:
    """Where one loop turns; nodes and edges by their numbers in the document.

    Attributes:
        id: the id of the loop.
        rule: the meaning of its condition.
        nodes: its listed nodes.
        diamonds: for each diamond at which it turns, the edges that repeat it and the edges that leave it.
        back: the edges that are drawn back from its last listed node, where it turns over them.
        after: the last listed node, where it turns after that fired; else -1.
    """

    id: str
    rule: LoopRule
    nodes: tuple[int, ...]
    diamonds: dict[int, tuple[frozenset[int], frozenset[int]]] = field(default_factory=dict)
    back: tuple[int, ...] = ()
    after: int = -1

    @property
    def first(self) -> int:
        """The node whose firings count the passes."""
        return self.nodes[0]

    @property
    def drawn_nowhere(self) -> bool:
        """Whether it turns without an edge."""
        return self.after >= 0 and not self.back

    @property
    def places(self) -> tuple[int, ...]:
        """The nodes at which it turns."""
        return (self.after,) if self.after >= 0 else tuple(self.diamonds)


class Turns:
    """Looks for the turns of the loops of one diagram.

    Args:
        nesting: the groups without the turns that are drawn nowhere.
        outgoing: for each node the indices of its edges.
        decides: for each node whether one of several branches is chosen there.
        back: the indices of the back edges.
    """

    def __init__(
        self, nesting: Nesting, outgoing: Sequence[Sequence[int]], decides: Sequence[bool], back: frozenset[int]
    ) -> None:
        self._nesting = nesting
        self._outgoing = outgoing
        self._decides = decides
        self._back = back
        self._behind: dict[int, dict[int, list[int]]] = {}
        self._toward: dict[tuple[int, int, bool], frozenset[int]] = {}
        self._repeating: dict[tuple[int, int], frozenset[int]] = {}
        self._shared: dict[object, dict[int, tuple[frozenset[int], frozenset[int]]]] = {}

    def of(self, loop: str, rule: LoopRule, nodes: tuple[int, ...]) -> Turning:
        """Return where a loop turns: the first of the cases (a) to (d) that applies."""
        turning = Turning(loop, rule, nodes)
        if rule.kind is LoopKind.FREE:
            return turning
        first, last = nodes[0], nodes[-1]
        edges = self._nesting.edges
        listed = [node for node in dict.fromkeys(nodes) if self._repeats(node, first)]
        drawn = tuple(edge for edge in self._outgoing[last] if edges[edge][1] == first)
        if listed:
            turning.diamonds = self._diamonds(listed, first)
        elif drawn and not self._decides[last]:
            if self._leads(first, last):
                turning.back, turning.after = drawn, last
        elif behind := self._behind_the_list(nodes):
            turning.diamonds = self._diamonds(behind, first)
        elif self._leads(first, last):
            turning.after = last
        return turning

    def _repeats(self, node: int, first: int) -> frozenset[int]:
        """Return the edges of a diamond with which its repeat branches begin."""
        if not self._decides[node]:
            return frozenset()
        if (node, first) not in self._repeating:
            group = self._nesting.common((node, first))
            self._repeating[node, first] = self._leading(node, first, group, heads=True)
        return self._repeating[node, first]

    def _leading(self, node: int, first: int, group: int, *, heads: bool) -> frozenset[int]:
        """Return the edges of a diamond that lead by steps only to the first node, or (`heads`) into the next turn."""
        if group < 0:
            return frozenset()
        inside = self._nesting.groups[group]
        toward = self._by_steps(first, group, heads=heads)
        found = set()
        for edge in self._outgoing[node]:
            target = self._nesting.edges[edge][1]
            if target in inside.nodes and (
                target == first or target in toward or (heads and target in inside.heads and edge in self._back)
            ):
                found.add(edge)
        return frozenset(found)

    def _by_steps(self, first: int, group: int, *, heads: bool) -> frozenset[int]:
        """Return the steps of a group from which steps lead to the first node, or (`heads`) into the next turn."""
        key = (first, group, heads)
        if key in self._toward:
            return self._toward[key]
        inside = self._nesting.groups[group]
        if group not in self._behind:
            behind: dict[int, list[int]] = {}
            for node in inside.nodes:
                if not self._decides[node]:
                    for edge in self._outgoing[node]:
                        behind.setdefault(self._nesting.edges[edge][1], []).append(edge)
            self._behind[group] = behind
        behind = self._behind[group]
        sources = [self._nesting.edges[edge][0] for edge in behind.get(first, ())]
        if heads:
            led_back = (edge for head in inside.heads for edge in behind.get(head, ()) if edge in self._back)
            sources += [self._nesting.edges[edge][0] for edge in led_back]
        found = _closure(sources, lambda node: (self._nesting.edges[edge][0] for edge in behind.get(node, ())))
        self._toward[key] = frozenset(found)
        return self._toward[key]

    def _behind_the_list(self, nodes: tuple[int, ...]) -> list[int]:
        """Return the diamonds of case (c): reached from the last listed node and leading to the first by steps only."""
        first, last = nodes[0], nodes[-1]
        group = self._nesting.common(nodes)
        if group < 0 or first not in self._nesting.groups[group].heads:
            return []
        found = []
        queue, seen = [last], {last}
        while queue:
            node = queue.pop(0)
            for edge in self._outgoing[node]:
                target = self._nesting.edges[edge][1]
                if target in seen:
                    continue
                seen.add(target)
                if not self._decides[target]:
                    queue.append(target)
                elif self._leading(target, first, self._nesting.common((target, first)), heads=False):
                    found.append(target)
        return found

    def _diamonds(self, turning: list[int], first: int) -> dict[int, tuple[frozenset[int], frozenset[int]]]:
        key = (first, tuple(turning))
        if key not in self._shared:
            others: dict[int, frozenset[int]] = {}
            inside: frozenset[int] = frozenset()
            if len(turning) > 1:
                group = self._nesting.groups[self._nesting.common((*turning, first))]
                others, inside = self._leading_on(turning, group), frozenset(group.level)
            found = {}
            for node in turning:
                repeating = self._repeats(node, first)
                # A way may lead on to other diamonds of the loop, where it is decided later; then it does not leave.
                leaving = frozenset(
                    edge
                    for edge in self._outgoing[node]
                    if edge not in repeating
                    and not (edge in inside and others.get(self._nesting.edges[edge][1], frozenset()) - {node})
                )
                found[node] = (repeating, leaving)
            self._shared[key] = found
        return self._shared[key]

    def _leading_on(self, turning: list[int], group: Group) -> dict[int, frozenset[int]]:
        """Return for each node up to two of these diamonds to which it leads in this turn, itself among them."""
        behind: dict[int, list[int]] = {}
        for edge in group.level:
            source, target = self._nesting.edges[edge]
            behind.setdefault(target, []).append(source)
        # Two are enough to know whether there is another one than a given diamond.
        found: dict[int, frozenset[int]] = {}
        queue = [(node, node) for node in turning]
        while queue:
            node, diamond = queue.pop()
            known = found.get(node, frozenset())
            if diamond in known or len(known) > 1:
                continue
            found[node] = known | {diamond}
            queue.extend((source, diamond) for source in behind.get(node, ()))
        return found

    def _leads(self, first: int, last: int) -> bool:
        if first == last:
            return True
        edges = self._nesting.edges
        return last in _closure([first], lambda node: (edges[edge][1] for edge in self._outgoing[node]))


def _closure(nodes: Iterable[int], ahead: Callable[[int], Iterable[int]]) -> set[int]:
    found = set(nodes)
    queue = list(found)
    while queue:
        for target in ahead(queue.pop()):
            if target not in found:
                found.add(target)
                queue.append(target)
    return found

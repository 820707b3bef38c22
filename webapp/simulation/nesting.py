"""Finds the groups of a diagram and their heads, level by level, and with them the order of firing.

A group is a component of more than one node, or a node with a back edge to itself. Inside it, the back edges into its
heads are dropped, and what is still a component is a group again. README.md has the rule and what it is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import chain

from webapp.errors import RunRefused
from webapp.graph.strong import strong_components

# Every level looks at the edges of its groups once more. This is a second of work; documents of people need thousands.
MOST_LOOKS = 1_500_000


@dataclass(frozen=True, slots=True)
class Group:
    """A group: the group around it (-1: none), how deep it is, its nodes, its heads, the edges of its inner level."""

    outer: int
    depth: int
    nodes: frozenset[int]
    heads: frozenset[int]
    level: tuple[int, ...]


@dataclass(slots=True)
class Nesting:
    """The groups of a diagram, by the numbers that the nodes have in the document.

    Attributes:
        edges: all edges as (source, target), drawn or not.
        groups: the groups, outer ones first.
        inner: for each node the index of the smallest group that contains it, or -1.
        joining: the back edges that join different components of a level; they lead to the next turn.
        order: the nodes in the order of firing.
    """

    edges: Sequence[tuple[int, int]]
    groups: list[Group] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)
    joining: set[int] = field(default_factory=set)
    order: list[int] = field(default_factory=list)

    def common(self, nodes: Iterable[int]) -> int:
        """Return the index of the smallest group that contains all these nodes, or -1."""
        found: int | None = None
        for node in nodes:
            group = self.inner[node]
            found = group if found is None else self._shared(found, group)
        return -1 if found is None else found

    def _shared(self, one: int, other: int) -> int:
        groups = self.groups
        while one != other:
            if one < 0 or other < 0:
                return -1
            if groups[one].depth >= groups[other].depth:
                one = groups[one].outer
            else:
                other = groups[other].outer
        return one


def nest(size: int, edges: Sequence[tuple[int, int]], back: frozenset[int]) -> Nesting:
    """Find the groups.

    Args:
        size: the number of nodes; they are numbered in document order.
        edges: the edges, drawn or not, as (source, target).
        back: the indices of the back edges.

    Raises:
        RunRefused: the cycles are nested too deeply.
    """
    nesting = Nesting(edges, inner=[-1] * size)
    looks = 0
    stack: list[tuple[int, int]] = []  # (node, -1), or (-1, group) to be ordered
    levels = _Levels(nesting, back, _Chains(size, edges, back))
    stack.extend(levels.whole())
    while stack:
        node, index = stack.pop()
        if index < 0:
            nesting.order.append(node)
            continue
        group = nesting.groups[index]
        looks += len(group.level) + len(group.nodes)
        if looks > MOST_LOOKS:
            raise RunRefused(
                "the cycles of this diagram are nested too deeply to be run: remove some of the edges that lead back"
            )
        stack.extend(levels.inside(index))
    return nesting


class _Chains:
    """Nodes that follow one another without any other way in or out: they are always in the same groups.

    A chain goes by the number of its first node. Only a first node can be a head, because a back edge begins a chain.

    Attributes:
        nodes: by chain, its nodes in order.
        inside: by chain, the edges between them.
        ends: for each other edge, the chains that it connects.
        earliest: by chain, the earliest of its nodes.
    """

    def __init__(self, size: int, edges: Sequence[tuple[int, int]], back: frozenset[int]) -> None:
        leaving, entering = [0] * size, [0] * size
        for source, target in edges:
            leaving[source] += 1
            entering[target] += 1
        onward = {
            source: (target, edge)
            for edge, (source, target) in enumerate(edges)
            if leaving[source] == 1 and entering[target] == 1 and edge not in back
        }
        followers = {target for target, _ in onward.values()}
        self.nodes: dict[int, list[int]] = {}
        self.inside: dict[int, list[int]] = {}
        home = [0] * size
        for first in range(size):
            if first in followers:
                continue
            nodes, between, last = [first], [], first
            while last in onward:
                last, edge = onward[last]
                nodes.append(last)
                between.append(edge)
            self.nodes[first], self.inside[first] = nodes, between
            for node in nodes:
                home[node] = first
        self.ends = {
            edge: (home[source], target) for edge, (source, target) in enumerate(edges) if target not in followers
        }
        self.earliest = {first: min(nodes) for first, nodes in self.nodes.items()}


class _Levels:
    """Takes one level after the other apart: the whole diagram, then the inside of groups."""

    def __init__(self, nesting: Nesting, back: frozenset[int], chains: _Chains) -> None:
        self._nesting = nesting
        self._back = back
        self._chains = chains
        self._parts: list[tuple[list[int], list[int]]] = []  # by group, its chains and the edges between them

    def whole(self) -> list[tuple[int, int]]:
        """Return what stands in the diagram, nodes and groups, the last in the order of firing first."""
        return self._apart(self._chains.nodes, self._chains.ends, -1)

    def inside(self, index: int) -> list[tuple[int, int]]:
        """Return the same of a group."""
        return self._apart(*self._parts[index], index)

    def _apart(self, chains: Iterable[int], level: Iterable[int], outer: int) -> list[tuple[int, int]]:
        nesting, back, ends = self._nesting, self._back, self._chains.ends
        ahead: dict[int, list[int]] = {first: [] for first in chains}
        for edge in level:
            source, target = ends[edge]
            ahead[source].append(target)
        components = strong_components(ahead, ahead)
        home = {first: index for index, members in enumerate(components) for first in members}
        inside: list[list[int]] = [[] for _ in components]
        onward: list[list[int]] = [[] for _ in components]
        waiting = [0] * len(components)
        for edge in level:
            source, target = ends[edge]
            one, other = home[source], home[target]
            if one == other:
                inside[one].append(edge)
            elif edge in back:
                nesting.joining.add(edge)
            else:
                onward[one].append(other)
                waiting[other] += 1
        # Of a component that is no group, one node after the other is free.
        rows = [[] if inside[index] else self._chains.nodes[members[0]] for index, members in enumerate(components)]
        earliest = [
            row[0] if row else min([self._chains.earliest[first] for first in members])
            for row, members in zip(rows, components, strict=True)
        ]
        free = [(earliest[index], index, 0) for index, count in enumerate(waiting) if not count]
        heapify(free)
        found = []
        while free:
            node, index, place = heappop(free)
            row = rows[index]
            if row:
                found.append((node, -1))
                nesting.inner[node] = outer
                if place + 1 < len(row):
                    heappush(free, (row[place + 1], index, place + 1))
                    continue
            else:
                found.append((node, self._group(components[index], inside[index], outer)))
            for other in onward[index]:
                waiting[other] -= 1
                if not waiting[other]:
                    heappush(free, (earliest[other], other, 0))
        found.reverse()
        return found

    def _group(self, members: list[int], inside: list[int], outer: int) -> int:
        nesting, back, chains = self._nesting, self._back, self._chains
        ends = chains.ends
        led_back = {ends[edge][1] for edge in inside if edge in back}
        heads = led_back
        if len(led_back) > 1:
            ahead: dict[int, list[int]] = {}
            for edge in inside:
                if edge not in back:
                    source, target = ends[edge]
                    ahead.setdefault(source, []).append(target)
            reached: set[int] = set()
            queue = list(led_back)
            while queue:
                for target in ahead.get(queue.pop(), ()):
                    if target not in reached:
                        reached.add(target)
                        queue.append(target)
            heads = led_back - reached or led_back
        level = [edge for edge in inside if edge not in back or ends[edge][1] not in heads]
        self._parts.append((members, level))
        nodes = frozenset(chain.from_iterable([chains.nodes[first] for first in members]))
        between = chain.from_iterable([chains.inside[first] for first in members])
        depth = 0 if outer < 0 else nesting.groups[outer].depth + 1
        nesting.groups.append(Group(outer, depth, nodes, frozenset(heads), (*level, *between)))
        return len(nesting.groups) - 1


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Who can still arrive where, by the number of firing.

    Attributes:
        blockers: for each node the bit set of the nodes whose tokens can still arrive there.
        followers: for each node the bit set of the nodes where its tokens can still arrive.
    """

    blockers: list[int]
    followers: list[int]


def arrivals(nesting: Nesting) -> Arrivals:
    """Return where tokens can still arrive: along ways inside the smallest group of both nodes, into the next turn."""
    size = len(nesting.order)
    number = [0] * size
    for index, node in enumerate(nesting.order):
        number[node] = index
    blockers, followers = [0] * size, [0] * size
    home = [-1] * size  # by node, its component in the level that is looked at
    whole = Group(-1, -1, frozenset(range(size)), frozenset(), tuple(range(len(nesting.edges))))
    inner: dict[int, list[int]] = {}
    for index, group in enumerate(nesting.groups):
        inner.setdefault(group.outer, []).append(index)
    for index, group in enumerate([whole, *nesting.groups], start=-1):
        for node in group.nodes:
            home[node] = 1 << number[node]
        for child in inner.get(index, ()):
            members = sum(1 << number[node] for node in nesting.groups[child].nodes)
            for node in nesting.groups[child].nodes:
                home[node] = members
        ahead: dict[int, list[int]] = {}
        for edge in group.level:
            if edge not in nesting.joining:
                ahead.setdefault(nesting.edges[edge][0], []).append(nesting.edges[edge][1])
        components = strong_components(group.nodes, ahead)
        _close(components, ahead, number, home, followers)
        behind: dict[int, list[int]] = {}
        for source, targets in ahead.items():
            for target in targets:
                behind.setdefault(target, []).append(source)
        _close(components[::-1], behind, number, home, blockers)
    return Arrivals(blockers, followers)


def _close(
    components: list[list[int]], ahead: dict[int, list[int]], number: list[int], home: list[int], found: list[int]
) -> None:
    """Add to `found` the nodes that are reached from each node; components come after those that they lead to."""
    reached: dict[int, int] = {}
    for members in components:
        bits = own = sum(1 << number[node] for node in members)
        for node in members:
            for target in ahead.get(node, ()):
                if not own >> number[target] & 1:
                    bits |= reached[target]
        for node in members:
            reached[node] = bits
            found[number[node]] |= bits & ~home[node]

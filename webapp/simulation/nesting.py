"""Finds the groups of a diagram and their heads, level by level, and with them the order of firing.

A group is a component of more than one node, or a node with a back edge to itself. Inside it, the back edges into its
heads are dropped, and what is still a component is a group again. README.md has the rule and what it is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

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
    expand = _Level(nesting, back)
    stack.extend(expand(range(size), range(len(edges)), -1))
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
        stack.extend(expand(group.nodes, group.level, index))
    return nesting


class _Level:
    """Takes one level apart: the whole diagram, or the inside of a group."""

    def __init__(self, nesting: Nesting, back: frozenset[int]) -> None:
        self._nesting = nesting
        self._back = back

    def __call__(self, nodes: Iterable[int], level: Iterable[int], outer: int) -> list[tuple[int, int]]:
        """Return what stands in this level, nodes and new groups, the last in the order of firing first."""
        nesting, back, edges = self._nesting, self._back, self._nesting.edges
        ahead: dict[int, list[int]] = {node: [] for node in nodes}
        for edge in level:
            source, target = edges[edge]
            ahead[source].append(target)
        components = strong_components(ahead, ahead)
        home = {node: index for index, members in enumerate(components) for node in members}
        inside: list[list[int]] = [[] for _ in components]
        onward: list[list[int]] = [[] for _ in components]
        waiting = [0] * len(components)
        for edge in level:
            source, target = edges[edge]
            one, other = home[source], home[target]
            if one == other:
                inside[one].append(edge)
            elif edge in back:
                nesting.joining.add(edge)
            else:
                onward[one].append(other)
                waiting[other] += 1
        earliest = [min(members) for members in components]
        free = [(earliest[index], index) for index, count in enumerate(waiting) if not count]
        heapify(free)
        found = []
        while free:
            _, index = heappop(free)
            for other in onward[index]:
                waiting[other] -= 1
                if not waiting[other]:
                    heappush(free, (earliest[other], other))
            members = components[index]
            group = self._group(members, inside[index], outer) if inside[index] else -1
            found.append((members[0], group))
        found.reverse()
        return found

    def _group(self, members: list[int], inside: list[int], outer: int) -> int:
        nesting, back, edges = self._nesting, self._back, self._nesting.edges
        led_back = {edges[edge][1] for edge in inside if edge in back}
        heads = led_back
        if len(led_back) > 1:
            ahead: dict[int, list[int]] = {}
            for edge in inside:
                if edge not in back:
                    ahead.setdefault(edges[edge][0], []).append(edges[edge][1])
            reached: set[int] = set()
            queue = list(led_back)
            while queue:
                for target in ahead.get(queue.pop(), ()):
                    if target not in reached:
                        reached.add(target)
                        queue.append(target)
            heads = led_back - reached or led_back
        level = tuple(edge for edge in inside if edge not in back or edges[edge][1] not in heads)
        depth = 0 if outer < 0 else nesting.groups[outer].depth + 1
        index = len(nesting.groups)
        nesting.groups.append(Group(outer, depth, frozenset(members), frozenset(heads), level))
        for node in members:
            nesting.inner[node] = index
        return index


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

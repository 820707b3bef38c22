"""Plans: what a layout decided before any pixel was known, for the layout after an edit to start from.

Where the edit changed nothing that counts here (words, sizes), the plan holds as it is. Elsewhere it makes a draft that
is shown until the better layout is there: who is still there stays, who must moves to the right, edges keep their ways
where nothing stands in them. A draft owes its reader all that every drawing does, but no certain number of crossings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from webapp.layout.attempts import Effort
from webapp.layout.net import Net
from webapp.layout.place.acyclic_arcs import Arc
from webapp.layout.place.choices import Choices, with_choices
from webapp.layout.place.columns import constraints_of, place_columns, pushed
from webapp.layout.place.grid import Grid, build_grid
from webapp.layout.place.offsets import with_offsets, without_overlaps
from webapp.layout.placement import Placement, PlacementHints
from webapp.layout.route.paths import Path, Segment
from webapp.layout.route.router import Router


@dataclass(frozen=True, slots=True)
class LayoutInput:
    """What is placed and routed: the net with the names of its nodes and lanes, and what the hints ask for."""

    nodes: tuple[str, ...]
    lanes: tuple[str, ...]
    upright: bool
    net: Net
    hints: PlacementHints

    def ends(self, e: int) -> tuple[str, int, str, int]:
        """Return by what an edge is known again."""
        net = self.net
        return self.nodes[net.source[e]], net.source_side[e], self.nodes[net.target[e]], net.target_side[e]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """An input and its placement; `refined` tells whether no better one will be found."""

    given: LayoutInput
    placement: Placement
    refined: bool

    def holds(self, given: LayoutInput) -> bool:
        """Return whether `given` is laid out in the same way, whatever its parts are called."""
        own = self.given
        if (own.upright, own.net) != (given.upright, given.net):
            return False
        # Choices that were chosen may have been remembered since.
        open_ones, chosen = own.hints.choices, self.placement.choices
        returns = {open_ones.returns, chosen.returns if open_ones.returns is None else open_ones.returns}
        staggered = {open_ones.staggered, chosen.staggered if open_ones.staggered is None else open_ones.staggered}
        asked = given.hints.choices
        return (
            asked.returns in returns
            and asked.staggered in staggered
            and replace(given.hints, choices=open_ones) == own.hints
        )

    def draft(self, given: LayoutInput, effort: Effort) -> Placement:
        """Return a placement for another input that differs as little from this one as it can."""
        net, offsets = given.net, given.hints.offsets
        choices = self._choices(given)
        arcs = with_choices(net, constraints_of(net, given.hints.feedback), choices)
        was = {name: u for u, name in enumerate(self.given.nodes)}
        old = [was.get(name) for name in given.nodes]
        wanted = self._columns(given, arcs, old)
        column = pushed(net, arcs, wanted)
        row, settled = self._rows(given, old)
        movers = {v: (0, 1) for v in range(len(old)) if not settled[v] or column[v] != wanted[v]}
        column, row = with_offsets(column, offsets, 0), with_offsets(row, offsets, 1)
        grid = build_grid(net, *without_overlaps(net, column, row, {**movers, **offsets}))
        known = [(u, v) for v, u in enumerate(old) if u is not None and settled[v]]
        # Who stayed says first where rows are now.
        known.sort(key=lambda pair: pair[1] in movers)
        paths = Router(net, grid, *effort, choices.returns or ()).complete(self._ways(given, grid, known))
        return Placement(grid, paths, column, row, choices)

    def _choices(self, given: LayoutInput) -> Choices:
        """Return the choices that another input asks for; where it leaves them open, those of the plan."""
        own, taken, asked = self.given, self.placement.choices, given.hints.choices
        returns, staggered = asked.returns, asked.staggered
        if returns is None:
            returned = {own.ends(e) for e in taken.returns or ()}
            returns = tuple(e for e in given.net.edges if given.ends(e) in returned)
        if staggered is None:
            fans = {own.nodes[v] for v in taken.staggered or ()}
            staggered = tuple(v for v, name in enumerate(given.nodes) if name in fans)
        return Choices(returns, staggered)

    def _columns(self, given: LayoutInput, arcs: Sequence[Arc], old: Sequence[int | None]) -> list[int]:
        """Return where nodes would like to stand: those that are new before whom they lead to."""
        fresh = place_columns(given.net, arcs, given.hints.floors)
        entered = {arc.head for arc in arcs}
        column = [self._base(u, 0) if u is not None else 0 if v in entered else fresh[v] for v, u in enumerate(old)]
        goals: dict[int, int] = {}
        for arc in arcs:
            if old[arc.tail] is None and arc.tail not in entered and old[arc.head] is not None:
                goal = max(0, column[arc.head] - arc.distance)
                goals[arc.tail] = min(goal, goals.get(arc.tail, goal))
        return [goals.get(v, c) for v, c in enumerate(column)]

    def _rows(self, given: LayoutInput, old: Sequence[int | None]) -> tuple[list[int], list[bool]]:
        """Return the rows that nodes would like, and whether each one stood in it; new ones join a neighbour."""
        net = given.net
        settled = [
            u is not None and self.given.lanes[self.given.net.lane[u]] == given.lanes[net.lane[v]]
            for v, u in enumerate(old)
        ]
        row = [self._base(u, 1) if u is not None and settled[v] else 0 for v, u in enumerate(old)]
        last = [0] * net.lane_count
        for v, lane in enumerate(net.lane):
            last[lane] = max(last[lane], row[v])
        for v, lane in enumerate(net.lane):
            if not settled[v]:
                others = [net.source[e] if net.target[e] == v else net.target[e] for e in net.touching[v]]
                near = (row[u] for u in others if net.lane[u] == lane and settled[u])
                row[v] = next(near, last[lane])
        return row, settled

    def _base(self, u: int, axis: int) -> int:
        """Return the column (axis 0) or row of a node without what hands added."""
        place = (self.placement.row if axis else self.placement.column)[u]
        return place - self.given.hints.offsets[u][axis] if u in self.given.hints.offsets else place

    def _ways(self, given: LayoutInput, grid: Grid, known: Sequence[tuple[int, int]]) -> list[Path]:
        """Return the path of every edge that can keep it on `grid`, () for the others; `known` are pairs of nodes."""
        before, own = self.placement, self.given
        spans = dict(zip(given.lanes, pairwise(grid.lane_top), strict=True))
        lanes = zip(own.lanes, pairwise(before.grid.lane_top), strict=True)
        ys = _levels(
            [(span, spans[lane]) for lane, span in lanes if lane in spans],
            [(before.grid.y[u], grid.y[v]) for u, v in known],
        )
        waiting: dict[tuple[str, int, str, int], list[int]] = {}
        for e in reversed(own.net.edges):
            waiting.setdefault(own.ends(e), []).append(e)
        found: list[Path] = []
        for e in given.net.edges:
            path: Path = ()
            if same := waiting.get(given.ends(e)):
                old = same.pop()
                from_x = before.grid.x[own.net.source[old]], before.grid.x[own.net.target[old]]
                to_x = grid.x[given.net.source[e]], grid.x[given.net.target[e]]
                path = _carried(before.paths[old], partial(_with_nearest, from_x, to_x), ys.get)
            found.append(path if path and _is_open(given.net, grid, e, path) else ())
        return found


def _with_nearest(before: tuple[int, int], after: tuple[int, int], level: int) -> int:
    """Return where an x level is when it goes along with the nearer one of two ends of an edge."""
    near = 0 if abs(level - before[0]) <= abs(level - before[1]) else 1
    return level + after[near] - before[near]


def _levels(
    spans: Iterable[tuple[tuple[int, int], tuple[int, int]]], lines: Iterable[tuple[int, int]]
) -> dict[int, int]:
    """Return new levels by old ones: `lines` of nodes as told, channels beside them, borders of `spans` to borders."""
    found: dict[int, int] = {}
    for old, new in lines:
        found.setdefault(old, new)
    channels: dict[int, int] = {}
    for (top, after), (new_top, new_after) in spans:
        for level in range(top, after, 2):
            if level == top:
                channels[level] = new_top
            elif level == after - 1:
                channels[level] = new_after - 1
            elif level - 1 in found:
                channels[level] = found[level - 1] + 1
            elif level + 1 in found:
                channels[level] = found[level + 1] - 1
    return {**found, **channels}


def _carried(path: Path, xs: Callable[[int], int | None], ys: Callable[[int], int | None]) -> Path:
    """Return `path` on other levels; () where one of them is gone or its order is another."""
    found: list[Segment] = []
    for line, low, high, direction in path:
        along, across = (ys, xs) if line & 1 else (xs, ys)
        level, new_low, new_high = across(line >> 1), along(low), along(high)
        if level is None or new_low is None or new_high is None or (low < high) != (new_low < new_high):
            return ()
        found.append((2 * level + (line & 1), new_low, new_high, direction))
    return tuple(found)


def _is_open(net: Net, grid: Grid, e: int, path: Path) -> bool:
    """Return whether `path` leads from handle to handle of an edge on `grid` and through nobody."""
    source, target, out, into = net.source[e], net.target[e], net.source_side[e], net.target_side[e]
    if len(path) == 1:
        return _leaves(grid, source, out, path[0], target) and _leaves(grid, target, into, _reversed(path[0]), source)
    return (
        all(low >= 0 and high < (grid.height if line & 1 else grid.width) for line, low, high, _ in path)
        and _leaves(grid, source, out, path[0])
        and _leaves(grid, target, into, _reversed(path[-1]))
        and all(grid.is_channel(line) for line, *_ in path[1:-1])
    )


def _reversed(segment: Segment) -> Segment:
    line, low, high, direction = segment
    return line, low, high, direction ^ 2


def _leaves(grid: Grid, node: int, side: int, segment: Segment, goal: int | None = None) -> bool:
    """Return whether a segment leads from this side of a node along its free line, or up to `goal`, its next node."""
    line, low, high, direction = segment
    along, across = (grid.y, grid.x) if side & 1 else (grid.x, grid.y)
    if direction != side or line != 2 * across[node] + (side & 1) or low >= high:
        return False
    start, end = (low, high) if direction < 2 else (high, low)
    step = 1 if direction < 2 else -1
    free = grid.reach[node][side]
    return start == along[node] and (
        (free - end) * step >= 0
        if goal is None
        else end == along[goal] and free == end - step and across[goal] == across[node]
    )

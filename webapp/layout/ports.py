"""Ports: where along a node's side each edge end meets the outline."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain import Shape
from webapp.layout.crossings import walk
from webapp.layout.grid import Grid
from webapp.layout.model import NORTH, SOUTH, WEST, Net
from webapp.layout.paths import Path
from webapp.layout.sizes import NodeSize

SIDE_PITCH = 14.0
TOP_PITCH = 20.0
CRAMPED = 8.0
APART = 6.0
CORNER_MARGIN = 6.0
DIAMOND_SHARE = 0.34
DIAMOND_INSET = 11.0
CIRCLE_SHARE = 0.6

End = tuple[int, int]
"""(edge, 0 at its source or 1 at its target)."""


@dataclass(slots=True)
class Outline:
    """The outline of one node as its ports see it."""

    shape: Shape
    half: tuple[float, float]

    def limit(self, side: int, count: int) -> float:
        """Return how far from the middle of `side` its outermost of `count` ports may stand."""
        across, along = self.half[side & 1], self.half[1 - (side & 1)]
        if self.shape is Shape.CIRCLE:
            return CIRCLE_SHARE * along
        if self.shape is Shape.DIAMOND:
            widest = DIAMOND_SHARE * along
            return min(widest, max(DIAMOND_INSET * along / across, 1.5 * (count - 1)))
        return along - CORNER_MARGIN

    def inset(self, side: int, offset: float) -> float:
        """Return how far inside its box the outline lies at `offset` from the middle of `side`."""
        across, along = self.half[side & 1], self.half[1 - (side & 1)]
        if self.shape is Shape.CIRCLE:
            return across - math.sqrt(max(0.0, across * across - offset * offset))
        if self.shape is Shape.DIAMOND:
            return across * abs(offset) / along
        return 0.0


def outlines_of(shapes: Sequence[Shape], sizes: Sequence[NodeSize]) -> list[Outline]:
    """Return the outline of every node."""
    return [Outline(shape, (size.width / 2, size.height / 2)) for shape, size in zip(shapes, sizes, strict=True)]


def place_ports(net: Net, grid: Grid, paths: list[Path], outlines: list[Outline]) -> list[list[float]]:
    """Return, for each edge, the offsets of its two ports from the middle of their sides (down or right positive).

    Straight paths whose two ports differ are replaced in `paths` by paths with a jog.
    """
    offsets = [[0.0, 0.0] for _ in paths]
    sides: dict[tuple[int, int], list[End]] = {}
    for e in net.edges:
        sides.setdefault((net.source[e], net.source_side[e]), []).append((e, 0))
        sides.setdefault((net.target[e], net.target_side[e]), []).append((e, 1))
    for (node, side), ends in sides.items():
        if len(ends) > 1:
            ordered = _order(net, paths, side, ends)
            sides[node, side] = ordered
            for (e, at), offset in zip(ordered, _spread(paths, ordered, side, outlines[node]), strict=True):
                offsets[e][at] = offset
    _nudge(net, grid, paths, offsets, sides, outlines)
    for e in net.edges:
        if len(paths[e]) == 1 and abs(offsets[e][0] - offsets[e][1]) > 1e-6:
            paths[e] = _jog(paths[e], offsets[e])
    return offsets


def _order(net: Net, paths: list[Path], side: int, ends: list[End]) -> list[End]:
    """Return the ends of one side by coordinate, smaller first."""
    loops = [end for end in ends if net.source[end[0]] == net.target[end[0]] and _same_side(net, end[0])]
    rest = [end for end in ends if end not in loops]
    first = [[False] * len(rest) for _ in rest]
    for i, a in enumerate(rest):
        for j in range(i):
            comes_first = _comes_first(paths, side, a, rest[j])
            first[i][j], first[j][i] = comes_first, not comes_first
    order = sorted(range(len(rest)), key=lambda i: (-sum(first[i]), i))
    for _ in order:
        swapped = False
        for k in range(len(order) - 1):
            if first[order[k + 1]][order[k]]:
                order[k], order[k + 1] = order[k + 1], order[k]
                swapped = True
        if not swapped:
            break
    # A loop on one side lies beside all others, its two ends next to each other.
    return [rest[i] for i in order] + sorted(loops)


def _same_side(net: Net, e: int) -> bool:
    return net.source_side[e] == net.target_side[e]


def _comes_first(paths: list[Path], side: int, a: End, b: End) -> bool:
    p, q = paths[a[0]], paths[b[0]]
    i, step_p = (len(p) - 1, -1) if a[1] else (0, 1)
    j, step_q = (len(q) - 1, -1) if b[1] else (0, 1)
    right, _ = walk(p, i, step_p, q, j, step_q, side)
    if not right:
        # Two edges side by side all the way: the first stays on the right of its own direction at both ends.
        elder = a if a < b else b
        right = (1 if elder is a else -1) * (-1 if elder[1] else 1)
    return right > 0 if side in (SOUTH, WEST) else right < 0


def _spread(paths: list[Path], ordered: list[End], side: int, outline: Outline) -> list[float]:
    """Return offsets for the ordered ends; straight edges keep the middle while there is room."""
    count = len(ordered)
    limit = outline.limit(side, count)
    pitch = TOP_PITCH if side in (SOUTH, NORTH) else SIDE_PITCH
    straight = [i for i, (e, _) in enumerate(ordered) if len(paths[e]) == 1]
    middle = (count - 1) / 2
    if straight:
        kept = (straight[0] + straight[-1]) / 2
        room = limit / max(kept, count - 1 - kept)
        if room >= min(CRAMPED, limit / middle):
            middle = kept
    pitch = min(pitch, limit / max(middle, count - 1 - middle))
    return [(i - middle) * pitch for i in range(count)]


def _jog(path: Path, offsets: list[float]) -> Path:
    line, low, high, direction = path[0]
    start, end = (low, high) if direction < 2 else (high, low)
    turn = start + (1 if direction < 2 else -1)
    across = 2 * turn + (1 - (line & 1))
    level = line >> 1
    sideways = (1 - (line & 1)) | (0 if offsets[1] > offsets[0] else 2)
    return (
        (line, min(start, turn), max(start, turn), direction),
        (across, level, level, sideways),
        (line, min(turn, end), max(turn, end), direction),
    )


def _nudge(
    net: Net,
    grid: Grid,
    paths: list[Path],
    offsets: list[list[float]],
    sides: dict[tuple[int, int], list[End]],
    outlines: list[Outline],
) -> None:
    """Part runs of different nodes that lie on one row or column line at the same offset."""
    runs: dict[int, list[tuple[int, int, End, tuple[int, int]]]] = {}
    for e, path in enumerate(paths):
        if len(path) > 1:
            for at in (0, 1):
                line, low, high, _ = path[-at]
                if high - low > 1:
                    key = (net.target[e], net.target_side[e]) if at else (net.source[e], net.source_side[e])
                    runs.setdefault(line, []).append((low, high, (e, at), key))
        else:
            line, low, high, _ = path[0]
            runs.setdefault(line, []).append((low, high, (e, 0), (net.source[e], net.source_side[e])))
            runs.setdefault(line, []).append((low, high, (e, 1), (net.target[e], net.target_side[e])))
    for line_runs in runs.values():
        if len(line_runs) < 2:
            continue
        # The longest run stays; shorter ones give way.
        line_runs.sort(key=lambda run: (run[0] - run[1], run[2]))
        for i, (low, high, end, key) in enumerate(line_runs):
            taken = [
                offsets[o[0]][o[1]]
                for other_low, other_high, o, other_key in line_runs[:i]
                if other_low < high and low < other_high and other_key != key and o[0] != end[0]
            ]
            if taken:
                _move_port(offsets, sides[key], end, taken, outlines[key[0]].limit(key[1], len(sides[key])))


def _move_port(offsets: list[list[float]], siblings: list[End], end: End, taken: list[float], limit: float) -> None:
    """Move one port to the nearest offset that is free on its line, between its two neighbours on the side."""
    own = offsets[end[0]][end[1]]
    if all(abs(own - t) >= APART for t in taken):
        return
    i = siblings.index(end)
    before = [offsets[e][at] for e, at in siblings[max(0, i - 1) : i]]
    after = [offsets[e][at] for e, at in siblings[i + 1 : i + 2]]
    gap = min([APART, *(own - b for b in before), *(a - own for a in after)])
    low = max([-limit, *(b + gap for b in before)])
    high = min([limit, *(a - gap for a in after)])
    options = [place for t in taken for place in (t - APART, t + APART) if low <= place <= high]
    options += [low, high]
    best = max(options, key=lambda place: (min(APART, min(abs(place - t) for t in taken)), -abs(place - own), -place))
    if min(abs(best - t) for t in taken) > min(abs(own - t) for t in taken):
        offsets[end[0]][end[1]] = best

"""Ports: where along a node's side each edge end meets the outline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cmp_to_key

from webapp.domain import Shape
from webapp.layout.measure.outlines import DIAMOND_SHARE, Outline
from webapp.layout.net import SOUTH, WEST, Net
from webapp.layout.route.crossings import keeps_right, walk
from webapp.layout.route.paths import Path

SIDE_PITCH = 14.0
"""Distance of edge ends at the left or right of a node (px)."""
LABEL_PITCH = 20.0
"""The same where labels leave there: a line of a label fits between (px)."""
TOP_PITCH = 20.0
"""Distance of edge ends at the top or bottom (px)."""
CRAMPED = 6.0
"""Edge ends stand so near to each other before a straight edge gives up the middle of its side (px)."""
APART = 6.0
"""Least distance of two lines on one row or column line (px)."""
ARROWS = 10.0
"""At this distance two arrowheads side by side do not touch (px)."""
TOUCHING = 2.5
"""Nearer than this, the longer of two lines gives way too (px)."""
MOST_COMPARED = 250
"""Above this many edges at one side or line, comparing all pairs would take too long."""

End = tuple[int, int]
"""(edge, 0 at its source or 1 at its target)."""

NodeSide = tuple[int, int]

Run = tuple[int, int, End, NodeSide]
"""(low level, high level, end, its node and side): the first or last segment of an edge."""


def pairs_at_tips(net: Net, outlines: Sequence[Outline]) -> dict[NodeSide, tuple[End, End]]:
    """Return the sides of diamonds at which two edges leave and none enters, or two enter and none leaves."""
    sides: dict[NodeSide, list[End]] = {}
    for e in net.edges:
        for at, node, side in ((0, net.source[e], net.source_side[e]), (1, net.target[e], net.target_side[e])):
            if outlines[node].shape is Shape.DIAMOND:
                sides.setdefault((node, side), []).append((e, at))
    return {
        key: (ends[0], ends[1])
        for key, ends in sides.items()
        if len(ends) == 2 and ends[0][0] != ends[1][0] and ends[0][1] == ends[1][1]
    }


class Ports:
    """The ports of all edges.

    `offsets` holds, for each edge, the distances of its two ports from the middle of their sides; down and right are
    positive. `pitches` asks for a certain distance between the ports of some sides.
    """

    def __init__(
        self,
        net: Net,
        paths: list[Path],
        outlines: Sequence[Outline],
        labelled: Sequence[bool],
        pitches: Mapping[NodeSide, float],
    ) -> None:
        self.net, self.paths, self.outlines, self.pitches = net, paths, outlines, pitches
        self.offsets = [[0.0, 0.0] for _ in paths]
        self.at_tips = frozenset(pairs_at_tips(net, outlines))
        self.sides: dict[NodeSide, list[End]] = {}
        for e in net.edges:
            for at in (0, 1):
                self.sides.setdefault(self._side_of((e, at)), []).append((e, at))
        for key, ends in self.sides.items():
            if len(ends) > 1:
                ordered = self.sides[key] = _order(net, paths, key[1], ends)
                labelled_out = sum(labelled[e] and not at for e, at in ends)
                pitch = TOP_PITCH if key[1] & 1 else LABEL_PITCH if labelled_out > 1 else SIDE_PITCH
                for (e, at), offset in zip(ordered, self._spread(key, pitch), strict=True):
                    self.offsets[e][at] = offset

    def assign(self) -> list[list[float]]:
        """Align and part the ports and return their offsets.

        Straight paths whose two ports still differ are replaced in `paths` by paths with a jog.
        """
        self._align()
        self._separate()
        self._separate_swaps()
        for e in self.net.edges:
            start, end = self.offsets[e]
            if len(self.paths[e]) == 1 and start != end:
                self.paths[e] = _jog(self.paths[e], start < end)
        return self.offsets

    def _side_of(self, end: End) -> NodeSide:
        e, at = end
        return (self.net.target[e], self.net.target_side[e]) if at else (self.net.source[e], self.net.source_side[e])

    def _spread(self, key: NodeSide, pitch: float) -> list[float]:
        """Return offsets for the ends of a side; straight edges keep the middle while there is room."""
        ends, asked = self.sides[key], self.pitches.get(key)
        count = len(ends)
        limit = self.outlines[key[0]].limit(key[1], count)
        if key in self.at_tips:
            # These part beside the tip, not inside the box.
            limit = max(limit, DIAMOND_SHARE * self.outlines[key[0]].half[1 - (key[1] & 1)])
        middle = (count - 1) / 2
        straight = [i for i, (e, _) in enumerate(ends) if len(self.paths[e]) == 1]
        if straight and not asked:
            kept = (straight[0] + straight[-1]) / 2
            if limit / max(kept, count - 1 - kept) >= min(CRAMPED, limit / middle):
                middle = kept
        elif key in self.at_tips and not asked:
            # One of them keeps the tip, from which the other parts.
            middle = ends.index(min(ends))
        pitch = min(asked or pitch, limit / max(middle, count - 1 - middle))
        return [(i - middle) * pitch for i in range(count)]

    def _align(self) -> None:
        """Bring the two ports of straight paths to one offset where their neighbours leave room."""
        for e in self.net.edges:
            own = self.offsets[e]
            if len(self.paths[e]) == 1 and own[0] != own[1]:
                ranges = [self._freedom((e, 0), ARROWS), self._freedom((e, 1), ARROWS)]
                low, high = max(low for low, _ in ranges), min(high for _, high in ranges)
                if low <= high:
                    own[0] = own[1] = min(max(0.0, low), high)

    def _freedom(self, end: End, apart: float) -> tuple[float, float]:
        """Return the lowest and highest offset a port may have between its neighbours on the side."""
        key = self._side_of(end)
        siblings = self.sides[key]
        limit = self.outlines[key[0]].limit(key[1], len(siblings))
        own = self.offsets[end[0]][end[1]]
        i = siblings.index(end)
        before = [self.offsets[e][at] for e, at in siblings[max(0, i - 1) : i]]
        after = [self.offsets[e][at] for e, at in siblings[i + 1 : i + 2]]
        gap = min([self.pitches.get(key, apart), *(own - b for b in before), *(a - own for a in after)])
        return max([-limit, *(b + gap for b in before)]), min([limit, *(a - gap for a in after)])

    def _separate(self) -> None:
        """Part runs of different sides that lie on one row or column line at the same offset."""
        lines: dict[int, list[Run]] = {}
        for e, path in enumerate(self.paths):
            for at in (0, 1):
                line, low, high, _ = path[-at]
                if high - low > 1:
                    lines.setdefault(line, []).append((low, high, (e, at), self._side_of((e, at))))
        for runs in lines.values():
            # The longest run stays; shorter ones give way, unless they cannot.
            runs.sort(key=lambda run: (run[0] - run[1], run[2]))
            del runs[MOST_COMPARED:]
            for i, run in enumerate(runs):
                self._make_way(run, runs[:i])
                for other in runs[:i]:
                    if _share_line(run, other) and abs(self._offset(run) - self._offset(other)) < TOUCHING:
                        self._make_way(other, runs[: i + 1])

    def _offset(self, run: Run) -> float:
        e, at = run[2]
        return self.offsets[e][at]

    def _make_way(self, run: Run, others: Sequence[Run]) -> None:
        """Move the port of `run` to the nearest offset that is free of the `others` on its line."""
        self._move(run[2], [self._offset(other) for other in others if _share_line(run, other)])

    def _move(self, end: End, taken: Sequence[float]) -> None:
        """Move one port as far from the offsets `taken` as they ask for and its neighbours allow."""
        e, at = end
        own = self.offsets[e][at]

        def air(place: float) -> float:
            return min(APART, *(abs(place - t) for t in taken))

        if not taken or air(own) >= APART:
            return
        low, high = self._freedom(end, APART)
        places = [place for t in taken for place in (t - APART, t + APART) if low <= place <= high]
        best = max([*places, low, high], key=lambda place: (air(place), -abs(place - own), -place))
        if air(best) > air(own):
            self.offsets[e][at] = best

    def _separate_swaps(self) -> None:
        """Part pairs of edges that change sides between the same two lines in one channel.

        Whichever of them has its track first, the two would lie on each other at one of their ends.
        """
        swaps: dict[tuple[int, int, int], list[tuple[End, End, bool]]] = {}
        for e, path in enumerate(self.paths):
            if len(path) == 3:
                line, low, high, direction = path[1]
                ends = ((e, 0), (e, 1)) if direction < 2 else ((e, 1), (e, 0))
                if path[0][3] == path[2][3] and low < high:
                    rising = (path[0][3] < 2) == (direction < 2)
                    swaps.setdefault((line, low, high), []).append((*ends, rising))
        for group in swaps.values():
            others = [(start, stop) for start, stop, rises in group if rises]
            for first, last in [(start, stop) for start, stop, rises in group if not rises][:MOST_COMPARED]:
                for other_first, other_last in others[:MOST_COMPARED]:
                    for end, other in ((first, other_first), (other_first, first), (last, other_last)):
                        if self._differ(first, other_first) or self._differ(last, other_last):
                            break
                        self._move(end, [self.offsets[other[0]][other[1]]])

    def _differ(self, a: End, b: End) -> bool:
        return abs(self.offsets[a[0]][a[1]] - self.offsets[b[0]][b[1]]) >= APART


def _share_line(a: Run, b: Run) -> bool:
    """Return whether runs of different edges and different sides overlap."""
    return a[0] < b[1] and b[0] < a[1] and a[3] != b[3] and a[2][0] != b[2][0]


def _order(net: Net, paths: Sequence[Path], side: int, ends: Sequence[End]) -> list[End]:
    """Return the ends of one side by coordinate, smaller first."""
    loops = [(e, at) for e, at in ends if net.source[e] == net.target[e] and net.source_side[e] == net.target_side[e]]
    inside = set(loops)
    rest = [end for end in ends if end not in inside]
    # A loop on one side lies beside all others, its two ends next to each other.
    return _by_parting(paths, side, rest) + sorted(loops)


def _by_parting(paths: Sequence[Path], side: int, rest: Sequence[End]) -> list[End]:
    """Return ends in the order in which their paths part: by wins, then by swaps of neighbours."""
    if len(rest) > MOST_COMPARED:

        def compare(a: End, b: End) -> int:
            return -1 if _comes_first(paths, side, a, b) else 1

        return sorted(rest, key=cmp_to_key(compare))
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
    return [rest[i] for i in order]


def _comes_first(paths: Sequence[Path], side: int, a: End, b: End) -> bool:
    p, q = paths[a[0]], paths[b[0]]
    i, step_p = (len(p) - 1, -1) if a[1] else (0, 1)
    j, step_q = (len(q) - 1, -1) if b[1] else (0, 1)
    right, _ = walk(p, i, step_p, q, j, step_q, side)
    if not right:
        # Two edges side by side all the way: the first stays on one side of its own direction at both ends.
        smaller = min(a, b)
        right = (1 if smaller == a else -1) * (-1 if smaller[1] else 1)
        if not keeps_right(paths[smaller[0]]):
            right = -right
    return right > 0 if side in (SOUTH, WEST) else right < 0


def _jog(path: Path, forward: bool) -> Path:
    """Return a straight path with a turn of no length in the channel next to its source."""
    line, low, high, direction = path[0]
    start, end = (low, high) if direction < 2 else (high, low)
    turn = start + (1 if direction < 2 else -1)
    across = 1 - (line & 1)
    return (
        (line, min(start, turn), max(start, turn), direction),
        (2 * turn + across, line >> 1, line >> 1, across if forward else across + 2),
        (line, min(turn, end), max(turn, end), direction),
    )

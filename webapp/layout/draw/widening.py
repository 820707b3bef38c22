"""Wider channels and larger nodes, for labels that found no place: nodes grow last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from webapp.domain import Shape
from webapp.layout.draw.tracks import Tracks
from webapp.layout.measure.crowds import one_way
from webapp.layout.measure.diamonds import needs_for_labels, stretched
from webapp.layout.measure.outlines import grown
from webapp.layout.measure.sizes import LabelSize, NodeSize
from webapp.layout.net import EAST, NORTH, SOUTH, WEST, Net
from webapp.layout.place.grid import Grid
from webapp.layout.route.paths import Path

AT_SOURCE = 2
"""Turns in which room is added at the source of an edge; later ones add it along its way."""
PITCH_AIR = 13.0
"""What edge ends stand further apart than the label between them is large: with less, labels would stand lower where an
arrowhead is beside them, or nearer than `CLEAR_LINE` to the next line (px)."""
BADGE_SPACE = 24.0
"""What a channel grows by for a badge without a place: a badge and its gaps (px)."""
BADGE_ROOM = 24.0
"""Least size of a channel beside which a loop begins, so that its badge stands above its first node (px)."""
CUT_BADGES = 2
"""Turns in which upright lanes are widened for badges that show less than others: the first may only use up the air
that a channel has anyway."""
PAIRS = ((WEST, EAST), (NORTH, SOUTH))

Key = TypeVar("Key")


@dataclass(slots=True)
class ExtraSpace:
    """What channels get beyond their usual width or height, in pixels."""

    before: dict[int, float] = field(default_factory=dict)
    """By line of a channel: before its first track."""
    after: dict[int, float] = field(default_factory=dict)
    """By line of a channel: after its last track."""
    gaps: dict[tuple[int, int], float] = field(default_factory=dict)
    """By line and track: before that track."""


def widen_for_labels(
    net: Net,
    grid: Grid,
    paths: Sequence[Path],
    tracks: Tracks,
    blocked: Sequence[int],
    labels: Sequence[LabelSize],
    space: ExtraSpace,
    turn: int,
) -> None:
    """Add room for the labels of the edges `blocked`: at their sources in the first turns, then along their ways.

    A straight edge has no channel to itself: it gets room at its target and beside it by turns.
    """
    for e in blocked:
        if turn <= AT_SOURCE:
            v, side = net.source[e], net.source_side[e]
            _at_side(side, grid.x[v], grid.y[v], labels[e], space)
        elif len(paths[e]) == 1:
            v, side = net.target[e], net.target_side[e]
            if turn & 1:
                _at_side(side, grid.x[v], grid.y[v], labels[e], space)
            elif side & 1:
                _add(space.before, 2 * (grid.x[v] + 1) + 1, labels[e].width)
            else:
                _add(space.after, 2 * (grid.y[v] - 1), labels[e].height)
        else:
            for i in range(1, len(paths[e]) - 1):
                line = paths[e][i][0]
                _add(space.gaps, (line, tracks.track_of(e, i)), labels[e].width if line & 1 else labels[e].height)


def room_for_badges(grid: Grid, nodes: Sequence[int], upright: bool, floor: Mapping[int, float]) -> dict[int, float]:
    """Return the least sizes of channels, by line: those of `floor`, and what badges above `nodes` (by index) need."""
    return {**floor, **{line: max(BADGE_ROOM, floor.get(line, 0.0)) for line in _above(grid, nodes, upright)}}


def widen_for_badges(grid: Grid, nodes: Sequence[int], upright: bool, space: ExtraSpace) -> None:
    """Add room above `nodes` (by index), for badges of loops that found no place."""
    for line in _above(grid, nodes, upright):
        _add(space.after, line, BADGE_SPACE)


def widen_for_cut_badges(grid: Grid, cut: Mapping[int, float], space: ExtraSpace) -> None:
    """Add what badges lack of their width to upright lanes: right of the first nodes of their loops, by index."""
    for v, missing in cut.items():
        _add(space.before, 2 * (grid.y[v] + 1), missing)


def _above(grid: Grid, nodes: Sequence[int], upright: bool) -> list[int]:
    """Return the lines of the channels that are above `nodes` on the page."""
    return list(dict.fromkeys(2 * (grid.x[v] - 1) + 1 if upright else 2 * (grid.y[v] - 1) for v in nodes))


def _at_side(side: int, x: int, y: int, label: LabelSize, space: ExtraSpace) -> None:
    """Add room for a label next to one side of the node in column `x` and row `y`."""
    right = 2 * (x + 1) + 1
    if side == EAST:
        _add(space.before, right, label.width)
    elif side == WEST:
        _add(space.after, right - 4, label.width)
    else:
        if side == SOUTH:
            _add(space.before, 2 * (y + 1), label.height + 4)
        else:
            _add(space.after, 2 * (y - 1), label.height + 4)
        _add(space.before, right, label.width / 2)


def _add(space: dict[Key, float], key: Key, more: float) -> None:
    space[key] = space.get(key, 0.0) + more


def grown_for_labels(
    net: Net,
    blocked: Sequence[int],
    sizes: Sequence[NodeSize],
    shapes: Sequence[Shape],
    labels: Sequence[LabelSize],
) -> tuple[dict[tuple[int, int], float], list[NodeSize]]:
    """Return the pitch of ports by (node, side) that leaves room for blocked labels, and nodes large enough for it."""
    pitches: dict[tuple[int, int], float] = {}
    larger = list(sizes)
    counts: dict[tuple[int, int], int] = {}
    for e in net.edges:
        for key in ((net.source[e], net.source_side[e]), (net.target[e], net.target_side[e])):
            counts[key] = counts.get(key, 0) + 1
    for e in blocked:
        for v, side in ((net.source[e], net.source_side[e]), (net.target[e], net.target_side[e])):
            pitch = (labels[e].width if side & 1 else labels[e].height) + PITCH_AIR
            pitches[v, side] = max(pitch, pitches.get((v, side), 0.0))
    spans = {key: pitch * (counts[key] - 1) / 2 for key, pitch in pitches.items()}
    for (v, side), span in spans.items():
        if shapes[v] is not Shape.DIAMOND:
            larger[v] = grown(larger[v], shapes[v], side, span)
    for v in dict.fromkeys(v for v, _ in spans if shapes[v] is Shape.DIAMOND):
        ends = [max(counts.get((v, side), 0) for side in sides) for sides in PAIRS]
        wanted = [max(spans.get((v, side), 0.0) for side in sides) for sides in PAIRS]
        has_self_edge = any(net.source[e] == net.target[e] for e in net.touching[v])
        needs = needs_for_labels((ends[0], ends[1]), (wanted[0], wanted[1]), has_self_edge, one_way(net.ends_at(v)))
        width, height = stretched(sizes[v][:2], needs)
        larger[v] = sizes[v]._replace(width=width, height=height)
    return pitches, larger

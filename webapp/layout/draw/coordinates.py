"""From levels and tracks to pixels: widths of columns and channels, heights of rows and channels, places of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from webapp.layout.draw.tracks import TRACK, Tracks
from webapp.layout.draw.widening import ExtraSpace
from webapp.layout.geometry import Point
from webapp.layout.measure.outlines import Outline
from webapp.layout.measure.sizes import HEADER_WIDTH, LabelSize, NodeSize
from webapp.layout.net import EAST, SOUTH, WEST, Net
from webapp.layout.place.grid import Grid
from webapp.layout.route.paths import Path

LEAST_OUTER = 24.0
"""Least width of the first and the last channel across, and all of it where no line runs along it (px)."""
LEAST_AT_BORDER = 20.0
"""Least height of a channel at the border of a lane (px)."""
ARROW_ROOM = 15.0
"""What a level channel without a track is higher than the labels beside the lines that pass it (px)."""
LEAST_LANE = 64.0
"""Least height of a lane (px)."""
UNEVEN = 14.0
"""Where lines run along the border of a lane, rows get equal air above and below if they differ by no more: one line
along one border does not move them out of the middle, several would make lanes much higher (px)."""
LABEL_GAP_X = 9.0
"""What a channel gets beyond the width of a label that leaves sideways (px)."""
LABEL_GAP_Y = 5.0
"""What a channel gets beyond the height of a label that leaves up or down (px)."""
EMPTY_WIDTH = 180.0
"""Width of lanes without any node (px)."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """The air of channels: before their first track, after their last one, and at least in all, with and without
    tracks."""

    leave: float
    arrive: float
    row_leave: float
    row_arrive: float
    border: float
    inner: float
    between_rows: float
    empty_border: float
    empty_row: float


SPACINGS: Mapping[str, Spacing] = {
    "comfortable": Spacing(14.0, 17.0, 17.0, 18.0, 16.0, 36.0, 34.0, 20.0, 28.0),
    "compact": Spacing(9.0, 14.0, 10.0, 14.0, 7.0, 28.0, 24.0, 16.0, 24.0),
}
"""Air of channels by the `density` of the hints: before the first track and after the last one, the same for level
channels, at borders, in all at least, and in all of level channels without a track at borders and between rows; more is
larger, less crowds arrows (px)."""


@dataclass(slots=True)
class Frame:
    """Pixels of the grid: the middle of every row and column line, the tracks of every channel."""

    x: list[float]
    y: list[float]
    tracks: dict[int, list[float]]
    """By line of a channel."""
    width: float
    lane_y: list[float]
    """The top of each lane, and the bottom of the last."""
    sizes: dict[int, float]
    """The width or height of every channel, by line."""
    header: float = HEADER_WIDTH
    """Where the first channel begins."""


@dataclass(slots=True)
class _Needs:
    """What nodes and labels need of columns and rows, and of the channels before and after them, in pixels."""

    width: list[float]
    height: list[float]
    before_x: list[float]
    after_x: list[float]
    before_y: list[float]
    after_y: list[float]
    arrives_left: list[bool]


@dataclass(slots=True)
class _Channels:
    """Gives the channels that are asked for their sizes, and their tracks their places."""

    source: Tracks
    space: ExtraSpace
    floor: Mapping[int, float]
    tracks: dict[int, list[float]] = field(default_factory=dict)
    sizes: dict[int, float] = field(default_factory=dict)

    def add(self, line: int, lead: float, tail: float, least: float) -> None:
        """Lay the tracks of a channel as if it began at 0."""
        space, channel = self.space, self.source.channels.get(line)
        lead += space.before.get(line, 0.0)
        tail += space.after.get(line, 0.0)
        places: list[float] = []
        at = lead
        for track in range(channel.count if channel else 0):
            at += (TRACK if track else 0.0) + space.gaps.get((line, track), 0.0)
            places.append(at)
        size = max(least, self.floor.get(line, 0.0), at + tail)
        slack = size - at - tail
        self.tracks[line], self.sizes[line] = [slack / 2 + place for place in places], size

    def are_tracks(self, line: int) -> bool:
        """Return whether any line runs along a channel."""
        channel = self.source.channels.get(line)
        return channel is not None and channel.count > 0

    def shift(self, line: int, start: float) -> None:
        """Let the channel begin at `start`."""
        self.tracks[line] = [start + place for place in self.tracks[line]]


def build_frame(
    net: Net,
    grid: Grid,
    tracks: Tracks,
    sizes: Sequence[NodeSize],
    labels: Sequence[LabelSize],
    header_heights: Sequence[float],
    space: ExtraSpace,
    header: float = HEADER_WIDTH,
    spacing: Spacing = SPACINGS["comfortable"],
    floor: Mapping[int, float] = MappingProxyType({}),
) -> Frame:
    """Return the pixels of the grid, to the right of headers of the width `header`.

    `floor` has the least sizes of channels, by line.
    """
    needs = _needs(net, grid, tracks.paths, sizes, labels)
    channels = _Channels(tracks, space, floor)
    x, width = _columns(grid, needs, channels, spacing, header)
    y, lane_y = _rows(grid, needs, channels, spacing, header_heights)
    return Frame(x, y, channels.tracks, width, lane_y, channels.sizes, header)


def _needs(
    net: Net, grid: Grid, paths: Sequence[Path], sizes: Sequence[NodeSize], labels: Sequence[LabelSize]
) -> _Needs:
    wide, high = [0.0] * grid.width, [0.0] * grid.height
    needs = _Needs(wide, high, wide[:], wide[:], high[:], high[:], [False] * grid.width)
    for v, size in enumerate(sizes):
        wide[grid.x[v]] = max(wide[grid.x[v]], size.width)
        high[grid.y[v]] = max(high[grid.y[v]], size.height)
    for e in net.edges:
        if net.target_side[e] == EAST:
            needs.arrives_left[grid.x[net.target[e]] + 1] = True
        label = labels[e]
        if not label.width:
            continue
        v, side = net.source[e], net.source_side[e]
        x, y = grid.x[v], grid.y[v]
        along, across = label.width + LABEL_GAP_X, label.height + LABEL_GAP_Y
        spare_x, spare_y = (wide[x] - sizes[v].width) / 2, (high[y] - sizes[v].height) / 2
        if side in (EAST, WEST) and _is_bow(net, e, paths[e]):
            # The label stands beyond the upright run, so that the run stays near to its nodes.
            room, beyond = (needs.after_x, x + 1) if side == EAST else (needs.before_x, x - 1)
            room[beyond] = max(room[beyond], along)
        elif side == EAST:
            needs.before_x[x + 1] = max(needs.before_x[x + 1], along - spare_x)
        elif side == WEST:
            needs.after_x[x - 1] = max(needs.after_x[x - 1], along - spare_x)
        elif side == SOUTH:
            needs.before_y[y + 1] = max(needs.before_y[y + 1], across - spare_y)
        else:
            needs.after_y[y - 1] = max(needs.after_y[y - 1], across - spare_y)
    return needs


def _is_bow(net: Net, e: int, path: Path) -> bool:
    """Return whether an edge leaves and enters at the same side of two nodes, with one run between."""
    return len(path) == 3 and net.source_side[e] == net.target_side[e] and net.source[e] != net.target[e]


def _columns(
    grid: Grid, needs: _Needs, channels: _Channels, spacing: Spacing, header: float
) -> tuple[list[float], float]:
    """Return the pixels of the column lines, and the width of the drawing."""
    pixels: list[float] = []
    at = header
    for x in range(grid.width):
        if x & 1:
            pixels.append(at + needs.width[x] / 2)
            at += needs.width[x]
            continue
        line = 2 * x + 1
        lead, tail = needs.before_x[x], needs.after_x[x]
        is_outer = x in (0, grid.width - 1)
        if not is_outer or channels.are_tracks(line):
            lead += spacing.arrive if needs.arrives_left[x] else spacing.leave
            tail += spacing.arrive
        channels.add(line, lead, tail, LEAST_OUTER if is_outer else spacing.inner)
        channels.shift(line, at)
        pixels.append(at)
        at += channels.sizes[line]
    return pixels, at if grid.width > 1 else header + EMPTY_WIDTH


def _rows(
    grid: Grid, needs: _Needs, channels: _Channels, spacing: Spacing, header_heights: Sequence[float]
) -> tuple[list[float], list[float]]:
    """Return the pixels of the row lines, and the top of each lane and the bottom of the last."""
    pixels, lane_y = [0.0] * grid.height, [0.0]
    at = 0.0
    for lane, (top, after) in enumerate(pairwise(grid.lane_top)):
        between = range(top, after, 2)
        for y in between:
            border, labels = grid.is_border[y], (needs.before_y[y], needs.after_y[y])
            if channels.are_tracks(2 * y):
                lead = (spacing.border if y == top else spacing.row_leave) + labels[0]
                tail = (spacing.border if y == after - 1 else spacing.row_arrive) + labels[1]
                channels.add(2 * y, lead, tail, LEAST_AT_BORDER if border else spacing.between_rows)
            else:
                room = ARROW_ROOM if labels[0] or labels[1] else 0.0
                least = spacing.empty_border if border else spacing.empty_row
                channels.add(2 * y, room + labels[0], labels[1], least)
        first, last = 2 * top, 2 * (after - 1)
        # Removing an edge leaves these as they were; room that was asked for at one end is not asked for at both.
        is_free = last not in channels.floor and last not in channels.space.before
        larger, smaller = sorted((channels.sizes[first], channels.sizes[last]), reverse=True)
        crowded = channels.are_tracks(first) or channels.are_tracks(last)
        if is_free and (not crowded or larger - smaller <= UNEVEN):
            channels.sizes[first] = channels.sizes[last] = larger
        total = sum(channels.sizes[2 * y] for y in between) + sum(needs.height[top:after])
        pad = max(0.0, max(LEAST_LANE, header_heights[lane]) - total) / 2
        at += pad
        for y in range(top, after):
            if grid.is_row[y]:
                pixels[y] = at + needs.height[y] / 2
                at += needs.height[y]
            else:
                pixels[y] = at
                channels.shift(2 * y, at)
                at += channels.sizes[2 * y]
        at += pad
        lane_y.append(at)
    return pixels, lane_y


def polyline(
    e: int,
    net: Net,
    grid: Grid,
    frame: Frame,
    path: Path,
    offsets: list[float],
    tracks: Tracks,
    outlines: Sequence[Outline],
) -> tuple[Point, ...]:
    """Return the points of one edge, from outline to outline."""
    lines = []
    for i, (line, _, _, _) in enumerate(path):
        if i in (0, len(path) - 1):
            lines.append((frame.x if line & 1 else frame.y)[line >> 1] + offsets[0 if i == 0 else 1])
        else:
            lines.append(frame.tracks[line][tracks.track_of(e, i)])
    points = [_attach(net.source[e], net.source_side[e], offsets[0], grid, frame, outlines)]
    for i in range(len(path) - 1):
        a, b = lines[i], lines[i + 1]
        points.append(Point(a, b) if path[i][0] & 1 else Point(b, a))
    points.append(_attach(net.target[e], net.target_side[e], offsets[1], grid, frame, outlines))
    return tuple(points)


def _attach(node: int, side: int, offset: float, grid: Grid, frame: Frame, outlines: Sequence[Outline]) -> Point:
    outline = outlines[node]
    x, y = frame.x[grid.x[node]], frame.y[grid.y[node]]
    depth = outline.half[side & 1] - outline.inset(side, offset)
    if side & 1:
        return Point(x + offset, y + (depth if side == SOUTH else -depth))
    return Point(x + (depth if side == EAST else -depth), y + offset)

"""From levels and tracks to pixels: widths of columns and channels, heights of rows and channels, places of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from webapp.layout.geometry import Point
from webapp.layout.grid import Grid
from webapp.layout.hints import Density
from webapp.layout.model import EAST, SOUTH, WEST, Net
from webapp.layout.outlines import Outline
from webapp.layout.paths import Path
from webapp.layout.room import Room
from webapp.layout.sizes import HEADER_WIDTH, LabelSize, NodeSize
from webapp.layout.tracks import TRACK, Tracks

LEAST_OUTER = 26.0
LEAST_AT_BORDER = 20.0
LEAST_LANE = 64.0
LABEL_GAP_X = 9.0
LABEL_GAP_Y = 5.0
EMPTY_WIDTH = 180.0


@dataclass(frozen=True, slots=True)
class Spacing:
    """The air of channels: before their first track, after their last one, and at least in all."""

    leave: float
    arrive: float
    row_leave: float
    row_arrive: float
    border: float
    inner: float
    between_rows: float


SPACINGS: Mapping[Density, Spacing] = {
    "comfortable": Spacing(14.0, 17.0, 17.0, 18.0, 12.0, 44.0, 34.0),
    "compact": Spacing(9.0, 14.0, 10.0, 14.0, 7.0, 28.0, 24.0),
}


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


def build_frame(
    net: Net,
    grid: Grid,
    tracks: Tracks,
    sizes: Sequence[NodeSize],
    labels: Sequence[LabelSize],
    header_heights: Sequence[float],
    room: Room,
    header: float = HEADER_WIDTH,
    spacing: Spacing = SPACINGS["comfortable"],
    floor: Mapping[int, float] = MappingProxyType({}),
) -> Frame:
    """Return the pixels of the grid, to the right of headers of the width `header`.

    `floor` has the least sizes of channels, by line.
    """
    column_width = [0.0] * grid.width
    row_height = [0.0] * grid.height
    for v, size in enumerate(sizes):
        column_width[grid.x[v]] = max(column_width[grid.x[v]], size.width)
        row_height[grid.y[v]] = max(row_height[grid.y[v]], size.height)
    before_x, after_x = [0.0] * grid.width, [0.0] * grid.width
    before_y, after_y = [0.0] * grid.height, [0.0] * grid.height
    arrives_left = [False] * grid.width
    for e in net.edges:
        if net.target_side[e] == EAST:
            arrives_left[grid.x[net.target[e]] + 1] = True
        label = labels[e]
        if not label.width:
            continue
        v, side = net.source[e], net.source_side[e]
        x, y = grid.x[v], grid.y[v]
        spare_x = (column_width[x] - sizes[v].width) / 2
        spare_y = (row_height[y] - sizes[v].height) / 2
        if side == EAST:
            before_x[x + 1] = max(before_x[x + 1], label.width + LABEL_GAP_X - spare_x)
        elif side == WEST:
            after_x[x - 1] = max(after_x[x - 1], label.width + LABEL_GAP_X - spare_x)
        elif side == SOUTH:
            before_y[y + 1] = max(before_y[y + 1], label.height + LABEL_GAP_Y - spare_y)
        else:
            after_y[y - 1] = max(after_y[y - 1], label.height + LABEL_GAP_Y - spare_y)
    x_pixels: list[float] = []
    track_pixels: dict[int, list[float]] = {}
    channel_sizes: dict[int, float] = {}
    at = header
    for x in range(grid.width):
        if x & 1:
            x_pixels.append(at + column_width[x] / 2)
            at += column_width[x]
            continue
        line = 2 * x + 1
        lead = (spacing.arrive if arrives_left[x] else spacing.leave) + before_x[x] + room.before.get(line, 0.0)
        tail = spacing.arrive + after_x[x] + room.after.get(line, 0.0)
        least = max(LEAST_OUTER if x in (0, grid.width - 1) else spacing.inner, floor.get(line, 0.0))
        x_pixels.append(at)
        track_pixels[line], channel_sizes[line] = _channel(tracks, room, line, lead, tail, least, at)
        at += channel_sizes[line]
    width = at if grid.width > 1 else header + EMPTY_WIDTH
    y_pixels, lane_y = [0.0] * grid.height, [0.0]
    at = 0.0
    for lane, (top, after) in enumerate(pairwise(grid.lane_top)):
        places = {}
        for y in range(top, after, 2):
            lead = (spacing.border if y == top else spacing.row_leave) + before_y[y] + room.before.get(2 * y, 0.0)
            tail = (spacing.border if y == after - 1 else spacing.row_arrive) + after_y[y] + room.after.get(2 * y, 0.0)
            least = max(LEAST_AT_BORDER if grid.is_border[y] else spacing.between_rows, floor.get(2 * y, 0.0))
            places[y], channel_sizes[2 * y] = _channel(tracks, room, 2 * y, lead, tail, least, 0.0)
        total = sum(channel_sizes[2 * y] for y in places) + sum(row_height[top:after])
        pad = max(0.0, max(LEAST_LANE, header_heights[lane]) - total) / 2
        at += pad
        for y in range(top, after):
            if grid.is_row[y]:
                y_pixels[y] = at + row_height[y] / 2
                at += row_height[y]
            else:
                y_pixels[y] = at
                track_pixels[2 * y] = [at + place for place in places[y]]
                at += channel_sizes[2 * y]
        at += pad
        lane_y.append(at)
    return Frame(x_pixels, y_pixels, track_pixels, width, lane_y, channel_sizes, header)


def _channel(
    tracks: Tracks, room: Room, line: int, lead: float, tail: float, least: float, start: float
) -> tuple[list[float], float]:
    """Return the places of the tracks of a channel that begins at `start`, and its size."""
    channel = tracks.channels.get(line)
    places: list[float] = []
    at = lead
    for track in range(channel.count if channel else 0):
        at += (TRACK if track else 0.0) + room.gaps.get((line, track), 0.0)
        places.append(at)
    size = max(least, at + tail)
    slack = size - at - tail
    return [start + slack / 2 + place for place in places], size


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

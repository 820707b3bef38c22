"""Candidate paths of one edge: straight, then one to four bends along channels next to its ends."""

from __future__ import annotations

from webapp.layout.net import Net
from webapp.layout.place.grid import Grid
from webapp.layout.route.paths import Path, path_through

Corners = list[tuple[int, int]]


def candidate_paths(net: Net, grid: Grid, e: int) -> list[Path]:
    """Return the candidates of edge `e`; there is at least one, whatever its handles are."""
    source, target = net.source[e], net.target[e]
    out, into = net.source_side[e], net.target_side[e]
    if source == target and out == into:
        return [_loop(grid, source, out)]
    axis = out & 1
    # u runs along the source's axis, v across it.
    us, vs = (grid.y[source], grid.x[source]) if axis else (grid.x[source], grid.y[source])
    ut, vt = (grid.y[target], grid.x[target]) if axis else (grid.x[target], grid.y[target])
    exits = _exits(grid, source, out, ut)
    if (into & 1) == axis:
        ways = _same_axis(grid, source, target, out, into, (us, vs), (ut, vt), exits)
    else:
        ways = _mixed_axes(grid, source, target, out, into, (us, vs), (ut, vt), exits)
    if axis:
        ways = [[(v, u) for u, v in way] for way in ways]
    return [path_through(way, axis) for way in ways]


def _loop(grid: Grid, node: int, side: int) -> Path:
    x, y = grid.x[node], grid.y[node]
    turn = ((x + 1, y), (x, y + 1), (x - 1, y), (x, y - 1))[side]
    return path_through([(x, y), turn, turn, (x, y)], side & 1)


def _exits(grid: Grid, node: int, side: int, other: int) -> list[int]:
    """Return the channels in which an edge may leave the free line of its end: the next one and those round `other`."""
    limit = grid.reach[node][side]
    own = grid.y[node] if side & 1 else grid.x[node]
    step = 1 if side < 2 else -1
    found = [own + step]
    for level in (other - step, other + step):
        if level not in found and (level - own) * step > 0 and (limit - level) * step >= 0:
            found.append(level)
    return found


def _same_axis(
    grid: Grid,
    source: int,
    target: int,
    out: int,
    into: int,
    start: tuple[int, int],
    end: tuple[int, int],
    exits: list[int],
) -> list[Corners]:
    (us, vs), (ut, vt) = start, end
    ways: list[Corners] = []
    step = 1 if out < 2 else -1
    entries = _exits(grid, target, into, us)
    if vs == vt:
        if into == out ^ 2 and (ut - us) * step > 0 and grid.reach[source][out] == ut - step:
            ways.append([start, end])
    else:
        way_in = 1 if into < 2 else -1
        limit_out, limit_in = grid.reach[source][out], grid.reach[target][into]
        for u in dict.fromkeys([*exits, *entries]):
            if (
                (u - us) * step > 0
                and (limit_out - u) * step >= 0
                and (u - ut) * way_in > 0
                and (limit_in - u) * way_in >= 0
            ):
                ways.append([start, (u, vs), (u, vt), end])
    for across in dict.fromkeys([vs - 1, vs + 1, vt - 1, vt + 1]):
        for first in exits:
            for last in entries:
                if first != last:
                    ways.append([start, (first, vs), (first, across), (last, across), (last, vt), end])
    return ways


def _mixed_axes(
    grid: Grid,
    source: int,
    target: int,
    out: int,
    into: int,
    start: tuple[int, int],
    end: tuple[int, int],
    exits: list[int],
) -> list[Corners]:
    (us, vs), (ut, vt) = start, end
    ways: list[Corners] = []
    step = 1 if out < 2 else -1
    way_in = 1 if into < 2 else -1
    if (
        (ut - us) * step > 0
        and (grid.reach[source][out] - ut) * step >= 0
        and (vs - vt) * way_in > 0
        and (grid.reach[target][into] - vs) * way_in >= 0
    ):
        ways.append([start, (ut, vs), end])
    for first in exits:
        for last in _exits(grid, target, into, vs):
            ways.append([start, (first, vs), (first, last), (ut, last), end])
    return ways

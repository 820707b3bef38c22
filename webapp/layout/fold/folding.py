"""Folding: a wide drawing goes on in further rows of bands, like the lines of a score.

Nothing is laid out again. The drawing is cut where only level lines run (`fold_cuts`), each piece becomes a row with
all lane headers, and in each row a lane is as high as what it holds there. A cut line ends in a round mark with a
number and goes on from a mark with the same number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from webapp.layout.fold.cuts import Cut, choose_cuts, possible_cuts
from webapp.layout.fold.edge_pieces import Piece, pieces_of, shown_pieces
from webapp.layout.fold.folded_rows import Jump, Row
from webapp.layout.fold.lane_heights import lane_stretch
from webapp.layout.fold.margin_ways import JumpEnds, ways_of
from webapp.layout.fold.mark_places import MARK_RADIUS, MarkPlace, place_marks
from webapp.layout.geometry import Box, Continuation, EdgeRoute, Geometry, LaneBand, Point
from webapp.layout.measure.sizes import HEADER_LINE_HEIGHT, HEADER_SIZE
from webapp.layout.measure.wrapping import wrap

STAGGER = 18.0
"""Distance of two marks that stand behind each other (px)."""
JOG_PITCH = 6.0
"""Distance of two tracks on which lines fan out to their marks (px)."""
LEAD = 16.0
"""Air between the header and the drawing where a row goes on (px)."""
TAIL = 12.0
"""Air between the drawing and the end of a row that goes on (px)."""
MARGIN = 10.0
"""Margin round a folded page (px)."""
WAY_PITCH = 2.0
"""Distance of two ways through the margins; nothing is drawn there (px)."""
ROW_GAP = 22.0
"""Gap between two rows (px)."""
LEAST_WIDTH = 200.0
"""A row shows this much of the drawing at least, however narrow the page (px)."""
LEAST_HELD = 60.0
"""Least height of a lane in a row where it holds something (px)."""
LEAST_EMPTY = 28.0
"""Least height of a lane in a row where it holds nothing (px)."""
_HEADER_MARGIN = 3.0
"""Air round the name in the header of a low lane (px)."""
_TRIES = 5
"""Times that a drawing is folded again because marks and ways took more width than reckoned (turns)."""


def fold(geometry: Geometry, width: float) -> Geometry:
    """Return `geometry` in rows no wider than `width` CSS pixels, where its columns allow that.

    A drawing that is narrow enough, or cannot be cut, is returned as it is.
    """
    header = geometry.lanes[0].header if geometry.lanes else 0.0
    usable = max(LEAST_WIDTH, width - header - LEAD - TAIL - 2 * MARGIN)
    if not geometry.lanes or geometry.width <= width:
        return geometry
    possible, best = possible_cuts(geometry), geometry
    for _ in range(_TRIES):
        cuts = choose_cuts(possible, header, geometry.width, usable)
        found = _Folded(geometry, cuts, header).result() if cuts else geometry
        if found.width >= best.width:
            break
        best = found
        if best.width <= width or usable == LEAST_WIDTH:
            break
        # How much room marks and ways take is known only afterwards.
        usable = max(LEAST_WIDTH, usable - (best.width - width))
    return best


class _Folded:
    """One drawing while it is being folded."""

    def __init__(self, flat: Geometry, cuts: Sequence[Cut], header: float) -> None:
        self.flat, self.header = flat, header
        self.cuts = [cut.x for cut in cuts]
        self.borders = [lane.box.y for lane in flat.lanes]
        places = [header, *self.cuts, flat.width]
        self.rows = [Row(start, stop, LEAD, TAIL) for start, stop in pairwise(places)]
        # The first row begins and the last one ends as in the flat drawing.
        self.rows[0].lead = self.rows[-1].tail = 0.0
        self.labels = [edge.label_box and self._row_of(edge.label_box) for edge in flat.edges]
        self.pieces = [
            shown_pieces(pieces_of(edge.points, self.cuts), label)
            for edge, label in zip(flat.edges, self.labels, strict=True)
        ]
        self.jumps = self._jumps()
        self._places = self._place_marks()
        self.ways = ways_of([self._ends(jump) for jump in self.jumps])

    def result(self) -> Geometry:
        flat, rows = self.flat, self.rows
        left = MARGIN + WAY_PITCH * self.ways.left
        for row in rows:
            row.shift = left + self.header + row.lead - row.start
        right = max(left + self.header + row.lead + row.stop - row.start + row.tail for row in rows)
        bands, y = self._stack(left, right)
        self._finish_marks(left + self.header, right)
        width = right + MARGIN + WAY_PITCH * self.ways.right
        bottoms = [row.tops[-1] + row.lanes[-1].height for row in rows]
        nodes = tuple(replace(node, box=self._moved(node.box)) for node in flat.nodes)
        loops = tuple(replace(loop, box=self._moved(loop.box)) for loop in flat.loops)
        by_edge: dict[int, list[int]] = {}
        for j, jump in sorted(enumerate(self.jumps), key=lambda item: (item[1].edge, item[1].gap)):
            by_edge.setdefault(jump.edge, []).append(j)
        edges = tuple(
            self._edge(edge, self.pieces[e], by_edge.get(e, []), (left, right, bottoms))
            for e, edge in enumerate(flat.edges)
        )
        return Geometry(width, y, tuple(bands), nodes, edges, loops, len(rows))

    def _row_of(self, box: Box) -> int:
        return bisect_right(self.cuts, box.x + box.width / 2)

    def _lane_at(self, y: float) -> int:
        return max(0, bisect_right(self.borders, y) - 1)

    def _jumps(self) -> list[Jump]:
        """Return all gaps, numbered in the order in which a reader meets where they leave."""
        found = [
            Jump(e, gap, before, after, 0)
            for e, pieces in enumerate(self.pieces)
            for gap, (before, after) in enumerate(pairwise(pieces))
        ]
        found.sort(key=lambda jump: (jump.before.row, jump.before.points[-1].y, jump.edge))
        for number, jump in enumerate(found, start=1):
            jump.number = number
        return found

    def _place_marks(self) -> dict[tuple[int, bool, float], MarkPlace]:
        """Return the place of the mark at each cut end of a piece, and give every row room for its marks."""
        ends: dict[tuple[int, bool], list[float]] = {}
        for jump in self.jumps:
            for piece, last in ((jump.before, True), (jump.after, False)):
                point = piece.points[-1] if last else piece.points[0]
                ends.setdefault((piece.row, self._at_right(piece, point)), []).append(point.y)
        found: dict[tuple[int, bool, float], MarkPlace] = {}
        for (row, right), heights in ends.items():
            lanes = [
                (lane.box.y, lane.box.y + lane.box.height, [y for y in heights if self._lane_at(y) == index])
                for index, lane in enumerate(self.flat.lanes)
            ]
            marks = place_marks(lanes)
            found.update({(row, right, y): place for y, place in marks.by_line.items()})
            room = STAGGER * (marks.levels - 1) + JOG_PITCH * marks.tracks
            if right:
                self.rows[row].tail = TAIL + room
            else:
                self.rows[row].lead = LEAD + room
        return found

    def _place(self, piece: Piece, point: Point) -> MarkPlace:
        """Return the place of the mark at an end of a piece."""
        return self._places[piece.row, self._at_right(piece, point), point.y]

    def _ends(self, jump: Jump) -> JumpEnds:
        out, into = jump.before.points[-1], jump.after.points[0]
        return JumpEnds(
            (jump.before.row, self._place(jump.before, out).y),
            self._at_right(jump.before, out),
            (jump.after.row, self._place(jump.after, into).y),
            self._at_right(jump.after, into),
        )

    def _at_right(self, piece: Piece, point: Point) -> bool:
        return abs(point.x - self.rows[piece.row].stop) < abs(point.x - self.rows[piece.row].start)

    def _stack(self, left: float, right: float) -> tuple[list[LaneBand], float]:
        """Give every lane its height in every row; return the bands and the height of the page."""
        bands, y = [], MARGIN
        held = self._held()
        for r, row in enumerate(self.rows):
            for index, lane in enumerate(self.flat.lanes):
                lines = lane.lines
                if not held[r][index]:
                    lines = wrap(lane.label, HEADER_SIZE, self.header - 2 * _HEADER_MARGIN, len(lines), bold=True).lines
                text_height = len(lines) * HEADER_LINE_HEIGHT + 2 * _HEADER_MARGIN
                stretch = lane_stretch(lane.box.y, lane.box.height, held[r][index], max(LEAST_EMPTY, text_height))
                if held[r][index]:
                    stretch = stretch.at_least(max(LEAST_HELD, text_height))
                row.lanes.append(stretch)
                row.tops.append(y)
                name = lane.id if r == 0 else f"{lane.id}.{r + 1}"
                bands.append(replace(lane, id=name, box=Box(left, y, right - left, stretch.height), lines=lines))
                y += stretch.height
            y += ROW_GAP + WAY_PITCH * self.ways.gaps.get(r, 0)
        return bands, bands[-1].box.y + bands[-1].box.height + MARGIN

    def _held(self) -> list[list[list[tuple[float, float]]]]:
        """Return, by row and lane, the spans of height that something takes."""
        held: list[list[list[tuple[float, float]]]] = [[[] for _ in self.flat.lanes] for _ in self.rows]

        def add(row: int, low: float, high: float) -> None:
            held[row][self._lane_at((low + high) / 2)].append((low, high))

        boxes = [node.box for node in self.flat.nodes] + [loop.box for loop in self.flat.loops]
        for box in boxes:
            add(self._row_of(box), box.y, box.y + box.height)
        for row, edge in zip(self.labels, self.flat.edges, strict=True):
            if row is not None and edge.label_box:
                self._add_label(held[row], edge.label_box)
        for pieces in self.pieces:
            for piece in pieces:
                for a, b in pairwise(piece.points):
                    if a.y == b.y:
                        add(piece.row, a.y, a.y)
        for jump in self.jumps:
            for piece, point in ((jump.before, jump.before.points[-1]), (jump.after, jump.after.points[0])):
                y = self._place(piece, point).y
                add(piece.row, y - MARK_RADIUS, y + MARK_RADIUS)
        return held

    def _add_label(self, lanes: list[list[tuple[float, float]]], box: Box) -> None:
        """Take the span of a label, in both lanes if it lies on a border."""
        top, bottom = self._lane_at(box.y), self._lane_at(box.y + box.height)
        if top == bottom:
            lanes[top].append((box.y, box.y + box.height))
        else:
            border = self.borders[bottom]
            lanes[top].append((box.y, border))
            lanes[bottom].append((border, box.y + box.height))

    def _finish_marks(self, left: float, right: float) -> None:
        for jump in self.jumps:
            jump.leaves = self._mark(jump, jump.before, jump.before.points[-1], left, right, leaves=True)
            jump.enters = self._mark(jump, jump.after, jump.after.points[0], left, right, leaves=False)

    def _mark(self, jump: Jump, piece: Piece, point: Point, left: float, right: float, *, leaves: bool) -> Continuation:
        place = self._place(piece, point)
        inwards = STAGGER * place.level
        x = right - inwards if self._at_right(piece, point) else left + inwards
        return Continuation(x, self._y(place.y, piece.row), jump.number, leaves)

    def _jog(self, piece: Piece, point: Point) -> list[Point]:
        """Return the corners between the drawing and the mark at an end of a piece, as seen from the drawing."""
        place, row = self._place(piece, point), self.rows[piece.row]
        if place.track is None:
            return []
        away = JOG_PITCH * (place.track + 0.5)
        x = row.x(row.stop) + away if self._at_right(piece, point) else row.x(row.start) - away
        return [Point(x, self._y(point.y, piece.row)), Point(x, self._y(place.y, piece.row))]

    def _y(self, y: float, row: int) -> float:
        return self.rows[row].y(y, self._lane_at(y))

    def _moved(self, box: Box) -> Box:
        row = self._row_of(box)
        return box._replace(x=self.rows[row].x(box.x), y=self._y(box.y + box.height / 2, row) - box.height / 2)

    def _edge(
        self, edge: EdgeRoute, pieces: Sequence[Piece], jumps: Sequence[int], bands: tuple[float, float, list[float]]
    ) -> EdgeRoute:
        moved = []
        for piece in pieces:
            row = self.rows[piece.row]
            moved.append([Point(row.x(x), self._y(y, piece.row)) for x, y in piece.points])
        way = list(moved[0])
        for j, before, after in zip(jumps, moved, moved[1:], strict=False):
            jump = self.jumps[j]
            assert jump.leaves
            assert jump.enters
            start, end = Point(jump.leaves.x, jump.leaves.y), Point(jump.enters.x, jump.enters.y)
            before[-1:] = way[-1:] = [*self._jog(jump.before, jump.before.points[-1]), start]
            after[:1] = [end, *reversed(self._jog(jump.after, jump.after.points[0]))]
            way += [*self._through_margins(j, start, end, bands), *after]
        box = edge.label_box and self._moved(edge.label_box)
        if not jumps:
            return replace(edge, points=tuple(way), label_box=box)
        marks = tuple(mark for j in jumps for mark in (self.jumps[j].leaves, self.jumps[j].enters) if mark)
        return replace(
            edge, points=tuple(way), label_box=box, pieces=tuple(tuple(piece) for piece in moved), marks=marks
        )

    def _through_margins(
        self, j: int, start: Point, end: Point, bands: tuple[float, float, list[float]]
    ) -> list[Point]:
        """Return the corners of the way of jump `j` from mark to mark, on which no other edge lies."""
        left, right, bottoms = bands
        ends, ways = self._ends(self.jumps[j]), self.ways
        out, into = (
            right + MARGIN + WAY_PITCH * track if at_right else left - MARGIN - WAY_PITCH * track
            for at_right, track in ((ends.leaves_right, ways.out[j]), (ends.enters_right, ways.into[j]))
        )
        if ends.gap is None:
            return [Point(out, start.y), Point(out, end.y)]
        between = bottoms[ends.gap] + ROW_GAP / 2 + WAY_PITCH * ways.across[j]
        return [Point(out, start.y), Point(out, between), Point(into, between), Point(into, end.y)]

"""CSV: one row a node, and what comes next; also the columns of Visio's data visualizer."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from webapp.domain import Companion, Diagram, Edge, Shape
from webapp.dsl.reading.names import shape_of
from webapp.errors import ImportRefused
from webapp.interchange.exchange_values import Exported, Imported, Omissions
from webapp.interchange.foreign_parts import ForeignParts
from webapp.interchange.lane_names import NO_LANE, told_apart

if TYPE_CHECKING:
    from webapp.layout.geometry import Geometry

COLUMNS = ("id", "lane", "label", "shape", "next", "condition")
MORE = ("owner", "description", "system")
"""Columns that are written only where a node has such a value."""
# What a column may be called, without blanks, signs and case: ours, and those of Visio's data visualizer.
NAMES = {
    "id": ("id", "stepid", "processstepid", "nodeid"),
    "lane": ("lane", "function", "swimlane", "role", "actor"),
    "label": ("label", "name", "step", "text", "processstepdescription"),
    "shape": ("shape", "shapetype", "type"),
    "next": ("next", "nextid", "nextstep", "nextstepid", "to"),
    "condition": ("condition", "conditions", "connectorlabel", "edgelabel"),
    "owner": ("owner",),
    "description": ("description",),
    "system": ("system",),
}
MEANT = {name: column for column, names in NAMES.items() for name in names}
# Shapes of Visio's data visualizer that are none of our words.
SHAPES = {
    **dict.fromkeys(("start", "end", "startend", "terminator"), Shape.CIRCLE),
    **dict.fromkeys(("subprocess", "document", "data", "externalreference", "custom1", "custom2"), Shape.RECTANGLE),
}
DELIMITERS = ",;\t"
BOM = "\ufeff"
LONGEST_CELL = 1_000_000
"""Characters; the library refuses more than 131,072 otherwise, which a long description could have."""
# What a spreadsheet computes when it opens the file; an apostrophe in front stops it, and is taken away again.
FORMULA = re.compile(r"[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")
SEPARATORS = re.compile("[;,\n]")


def write_csv(diagram: Diagram, _geometry: Geometry | None, companion: Companion) -> Exported:
    """Return a diagram as CSV in UTF-8 with a byte-order mark, by which spreadsheets know the encoding."""
    lost = Omissions()
    lanes = told_apart(diagram, lost, "CSV")
    columns = (*COLUMNS, *(name for name in MORE if any(getattr(node, name) for node in diagram.nodes)))
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(columns)
    for node in diagram.nodes:
        first, *others = list(_groups(diagram.outgoing[node.id])) or [("", "")]
        facts = {"id": node.id, "lane": lanes[node.lane], "label": node.label, "shape": node.shape.value}
        facts |= {name: getattr(node, name) for name in MORE}
        for number, (after, condition) in enumerate((first, *others)):
            values = facts if number == 0 else {"id": node.id}
            cells = {**values, "next": after, "condition": condition}
            table.writerow([_guarded(cells.get(name, ""), name, node.id, lost) for name in columns])
    _tell_lost(diagram, companion, lost)
    return Exported(f"{BOM}{file.getvalue()}".encode("utf-8", "replace"), lost.told())


def _groups(edges: Sequence[Edge]) -> Iterator[tuple[str, str]]:
    """Yield the cells `next` and `condition`: edges whose labels could be cut wrongly get a row of their own."""
    plain = [edge for edge in edges if not SEPARATORS.search(edge.label) and edge.label == edge.label.strip()]
    rows = [[edge] for edge in edges] if len(plain) < len(edges) else [plain] if plain else []
    for row in rows:
        labels = [edge.label for edge in row]
        yield ";".join(edge.target for edge in row), ";".join(labels) if any(labels) else ""


def _guarded(cell: str, column: str, node: str, lost: Omissions) -> str:
    if not (FORMULA.match(cell) or GUARDED.match(cell)):
        return cell
    lost.add(
        f"the {column} as it is",
        node,
        "a spreadsheet would compute what begins with = + - or @, so an apostrophe is put before it in the file; "
        "reading takes it away",
    )
    return f"'{cell}"


def _tell_lost(diagram: Diagram, companion: Companion, lost: Omissions) -> None:
    if diagram.edges:
        lost.add("the sides of edges", "", "CSV has no column for them")
    for loop in diagram.loops:
        lost.add("a loop", loop.id, "CSV has no row for it")
    filled = {node.lane for node in diagram.nodes}
    for lane in diagram.lanes:
        if lane.id not in filled:
            lost.add("an empty lane", lane.label or lane.id, "CSV has rows for nodes only")
    lost.add_companion(companion, "CSV", ())


class _Step(NamedTuple):
    """One row: its line, and its cells by column."""

    line: int
    cells: Mapping[str, str]

    @property
    def where(self) -> str:
        return f"line {self.line}"


def head_of(text: str) -> tuple[str, list[str]] | None:
    """Return the delimiter and the header of a CSV text, None where its first line is no header that is known."""
    line = next(iter(text.removeprefix(BOM).lstrip("\r\n").splitlines()), "")[:10_000]
    for delimiter in DELIMITERS:
        names = [_meant(cell) for cell in line.split(delimiter)]
        if "id" in names and {"next", "label", "lane"} & set(names):
            return delimiter, names
    return None


def _meant(cell: str) -> str:
    return MEANT.get(re.sub(r"[\W_]+", "", cell).lower(), "")


def read_csv(text: str) -> Imported:
    """Read CSV, with a comma, semicolon or tab between cells.

    Raises:
        ImportRefused: it has no header with an id and what comes next, or cannot be cut into cells.
    """
    known = head_of(text)
    if known is None:
        raise ImportRefused(
            f"this is no CSV of a diagram: its first line must name the columns, such as {','.join(COLUMNS)}"
        )
    left_out = Omissions()
    delimiter, names = known
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=delimiter)
    try:
        steps = list(_steps(rows, names, left_out))
    except csv.Error as error:
        raise ImportRefused(f"line {rows.line_num} of this CSV cannot be read: {error}") from None
    return _Reader(steps, left_out).imported()


def _steps(rows: Iterator[list[str]], names: Sequence[str], left_out: Omissions) -> Iterator[_Step]:
    head: list[str] | None = None
    line = 0
    for row in rows:
        begin, line = line + 1, rows.line_num  # type: ignore[attr-defined]
        if not any(map(str.strip, row)):
            continue
        if head is None:
            head = [" ".join(cell.split()) for cell in row]
            for name, meant in zip(head, names, strict=False):
                if not meant:
                    left_out.add(f"the column {name[:60]}", "", "the text has no place for it")
            continue
        if len(row) > len(names):
            left_out.add("cells behind the last column", f"line {begin}", "no column says what they are")
        cells: dict[str, str] = {}
        for meant, cell in zip(names, row, strict=False):
            if meant and meant not in cells:
                cells[meant] = _unguarded(cell, f"line {begin}", left_out)
        yield _Step(begin, cells)


def _unguarded(cell: str, where: str, left_out: Omissions) -> str:
    if GUARDED.match(cell):
        return cell[1:]
    if FORMULA.match(cell) and len(cell) > 1:
        left_out.add("the formula of a cell", where, "what begins with = + - or @ is read as words")
    return cell


class _Reader:
    """Makes nodes and edges from rows; a row that names an id again only adds what comes next."""

    def __init__(self, steps: Sequence[_Step], left_out: Omissions) -> None:
        self._left_out = left_out
        self._parts = ForeignParts(left_out)
        self._steps = steps
        self._branches: dict[str, int] = {}

    def imported(self) -> Imported:
        rows = [(self._key(step), step) for step in self._steps]
        for key, step in rows:
            self._branches[key] = self._branches.get(key, 0) + len(_cut(step.cells.get("next", "")))
        for key, step in rows:
            if key:
                self._node(key, step)
            else:
                self._left_out.add("a row", step.where, "it has no id")
        for key, step in rows:
            if key:
                self._edges(key, step)
        return self._parts.imported()

    def _key(self, step: _Step) -> str:
        return step.cells.get("id", "").strip()

    def _node(self, key: str, step: _Step) -> None:
        cells = step.cells
        if self._parts.has_node(key):
            if any(cells.get(name, "").strip() for name in ("lane", "label", "shape", *MORE)):
                self._left_out.add("what a row says of its node", step.where, "a row before it has the same id")
            return
        lane = cells.get("lane", "").strip()
        if not lane:
            self._left_out.add("no lane", step.where, f"the node is put into the lane {NO_LANE}")
        self._parts.add_lane(lane or NO_LANE, lane or NO_LANE)
        values = [cells.get(name, "") for name in ("label", *MORE)]
        self._parts.add_node(key, lane or NO_LANE, self._shape(key, step), *values)

    def _shape(self, key: str, step: _Step) -> Shape:
        word = step.cells.get("shape", "").strip()
        if not word:
            return Shape.DIAMOND if self._branches[key] > 1 and step.cells.get("condition") else Shape.RECTANGLE
        shape = SHAPES.get(re.sub(r"[\W_]+", "", word).lower()) or shape_of(word)
        if shape is None:
            self._left_out.add(f"the shape {word[:40]}", step.where, "it is drawn as a rectangle")
        return shape or Shape.RECTANGLE

    def _edges(self, key: str, step: _Step) -> None:
        targets, condition = _cut(step.cells.get("next", "")), step.cells.get("condition", "")
        whole = step.cells.get("next", "").strip()
        if len(targets) > 1 and self._parts.has_node(whole):
            # An id may have a comma itself.
            targets = [whole]
        labels = _labels(condition, len(targets))
        if labels is None:
            self._left_out.add(
                f"the condition {condition.strip()[:60]}", step.where, "there are not as many as there are next nodes"
            )
            labels = [""] * len(targets)
        for target, label in zip(targets, labels, strict=True):
            if self._parts.has_node(target):
                self._parts.add_edge(key, target, label)
            else:
                self._left_out.add(f"an edge to {target[:60]}", step.where, "no row has this id")


def _cut(cell: str) -> list[str]:
    return [word for word in map(str.strip, SEPARATORS.split(cell)) if word]


def _labels(condition: str, count: int) -> list[str] | None:
    """Return the label of each edge, None where their number differs."""
    if not condition.strip():
        return [condition if count == 1 else ""] * count
    if count == 1:
        return [condition]
    for separator in (";", ",", "\n"):
        labels = [label.strip() for label in condition.split(separator)]
        if len(labels) == count:
            return labels
    return None

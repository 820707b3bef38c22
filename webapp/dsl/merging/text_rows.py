"""A text as rows, one for each line: what stands in it, in which lane, and in which pieces it can be merged."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from webapp.domain import OUTSIDE
from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import (
    EdgeStatement,
    LaneClose,
    LaneOpen,
    Line,
    LoopStatement,
    NodeStatement,
    Remark,
    Statement,
)

INDENT, END = "indent", "end"
PREFIXES = ("source lane", "target lane")
SIDES = ("source side", "target side")


class Piece(NamedTuple):
    """A part of a line: all pieces of a line join to it. `says` is what it means, apart from blanks and quotes."""

    name: str
    raw: str
    says: str


@dataclass(frozen=True, eq=False)
class Row:
    """One line. `key` is equal in two texts where both lines declare the same part; None for other lines.

    `name` is the id of the node that it declares or of the lane that it opens or closes. `home` is the lane in whose
    braces it stands, `OUTSIDE` if none; headers and closing braces stand outside.
    """

    raw: str
    kind: str
    key: Hashable
    home: str
    cut: Callable[[], Iterator[Piece]] | None = None
    """What cuts the line into pieces; None where it is taken as a whole."""
    statement: int | None = None
    ends: tuple[str, ...] = ()
    """The nodes that an edge or a loop names."""
    name: str = ""

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of the line; few lines of a text are ever cut."""
        if self.kind == "blank":
            return (Piece(END, self.raw, ""),)
        return tuple(self.cut()) if self.cut is not None else (Piece("text", self.raw, self.text),)

    @cached_property
    def content(self) -> tuple[tuple[str, str], ...]:
        """What the line says; its blanks, and lane names before nodes, do not count."""
        return tuple((it.name, it.says) for it in self.pieces if it.name not in (INDENT, END, *PREFIXES))

    @property
    def text(self) -> str:
        """The line without blanks around it."""
        return self.raw.strip()

    def piece(self, name: str) -> str:
        """Return what one piece says; nothing where there is none."""
        return next((it.says for it in self.pieces if it.name == name), "")


def is_regular(document: Document) -> bool:
    """Return whether every line holds one statement at most, and every lane has one pair of braces."""
    outline = document.outline
    if document.foreign is not None or document.crowded or outline.nested or outline.stray:
        return False
    lanes = [block.lane for block in outline.blocks]
    if len({*lanes}) < len(lanes) or any(block.close is None for block in outline.blocks):
        return False
    # A closing brace behind a header that could not be read belongs to no lane.
    if sum(isinstance(item, LaneClose) for item in document.statements) != len(lanes):
        return False
    return all(
        document.lines[item.line].start <= item.start and item.end <= document.lines[item.line].end
        for item in document.statements
    )


def flat_rows(document: Document) -> list[Row]:
    """Return the lines of a text in which braces do not pair: nothing but lines."""
    text = document.text
    raws = (text[line.start : line.stop] for line in document.lines)
    return [Row(raw, "line", None, OUTSIDE) for raw in raws if raw]


def rows_of(document: Document) -> list[Row]:
    """Return the lines of a regular text."""
    statements = {item.line: (index, item) for index, item in enumerate(document.statements)}
    labels = document.outline.label_lines
    found: list[Row] = []
    lane = OUTSIDE
    counts: dict[str, int] = {}
    for number, line in enumerate(document.lines):
        raw = document.text[line.start : line.stop]
        index, statement = statements.get(number, (None, None))
        if statement is None or index is None:
            if raw:
                found.append(Row(raw, "blank", None, lane))
            continue
        home = lane
        if isinstance(statement, LaneOpen):
            lane, home = document.outline.blocks[document.outline.home[index] or 0].lane, OUTSIDE
        kind, name = _kind(statement), ""
        key: Hashable = ("label", lane) if number in labels else None
        if isinstance(statement, NodeStatement):
            name = statement.id.text
            counts[name] = counts.get(name, 0) + 1
            key = (kind, name, counts[name])
        elif isinstance(statement, LaneOpen | LaneClose):
            name = lane
            key = (kind, name)
        if isinstance(statement, LaneClose):
            lane, home = OUTSIDE, OUTSIDE
        cut = partial(_pieces, document.text, line, statement)
        found.append(Row(raw, kind, key, home, cut, index, _ends(statement), name))
    return found


def _kind(statement: Statement) -> str:
    kinds = {LaneOpen: "lane", LaneClose: "close", NodeStatement: "node", EdgeStatement: "edge", LoopStatement: "loop"}
    return kinds.get(type(statement), "line")


def _ends(statement: Statement) -> tuple[str, ...]:
    if isinstance(statement, EdgeStatement):
        return statement.source.node.text, statement.target.node.text
    if isinstance(statement, LoopStatement):
        return tuple(item.node.text for item in statement.nodes)
    return ()


def _pieces(text: str, line: Line, statement: Statement) -> Iterator[Piece]:
    """Cut a line where its parts end: blanks belong to the part behind them."""
    marks = [(INDENT, statement.start, ""), *_marks(text, statement)]
    comment = line.comment
    rest = text[marks[-1][1] : statement.end].strip()
    if rest and not isinstance(statement, Remark):
        marks.append(("rest", statement.end, rest))
    if comment is not None and comment.start >= marks[-1][1]:
        marks.append(("comment", comment.end, comment.text.strip()))
    marks.append((END, line.stop, ""))
    at = line.start
    seen: set[str] = set()
    for name, end, says in marks:
        yield Piece(name if name not in seen else f"{name} {end - line.start}", text[at:end], says)
        seen.add(name)
        at = end


def _marks(text: str, item: Statement) -> Iterator[tuple[str, int, str]]:
    """Yield the name, the end and the meaning of each part of a statement, in order; the last one ends with it."""
    if isinstance(item, LaneOpen):
        yield "head", item.brace.end, ""
        if item.label is not None:
            yield "label", item.end, item.label.text
    elif isinstance(item, NodeStatement):
        after = item.shape.start if item.shape else item.attributes[0].start if item.attributes else item.end
        yield "head", item.start + len(text[item.start : after].rstrip()), ""
        if item.shape is not None:
            yield "shape", item.shape.end, item.shape.text.lower()
        for attribute in item.attributes:
            yield attribute.key.text.lower(), attribute.end, attribute.value.inner.text
    elif isinstance(item, EdgeStatement):
        yield "source lane", item.source.node.start, item.source.lane.text if item.source.lane else ""
        yield "source", item.source.node.end, item.source.node.text
        yield "source side", item.source.end, item.source.side.text.lower() if item.source.side else ""
        first = item.target.lane or item.target.node
        yield "arrow", first.start, ""
        yield "target lane", item.target.node.start, item.target.lane.text if item.target.lane else ""
        yield "target", item.target.node.end, item.target.node.text
        yield "target side", item.target.end, item.target.side.text.lower() if item.target.side else ""
        if item.label is not None:
            yield "label", item.label.end, item.label.attribute.value.inner.text
    elif isinstance(item, LoopStatement):
        close = item.condition.end
        yield "condition", close + (text[close : close + 1] == "]"), item.condition.text.strip()
        for entry in item.nodes:
            yield f"node {entry.node.text}", entry.node.end, entry.node.text
    elif not isinstance(item, Remark):
        yield "text", item.end, text[item.start : item.end]

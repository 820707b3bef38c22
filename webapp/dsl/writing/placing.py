"""Where a line of text goes and how a line is taken out, leaving everything else byte for byte as it is."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from webapp.domain import OUTSIDE, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.reading.outline import Block
from webapp.dsl.reading.syntax import EdgeStatement, LaneClose, LaneOpen, LoopStatement, NodeStatement, Remark
from webapp.dsl.writing.quoting import bare

INDENT = "  "
MOST_INDENT = 200
"""So many blanks are copied to other lines at most: each of thousands of fixes may hold them."""


class Place(NamedTuple):
    """Where a new line goes: an offset, what comes before and after the line, and its indentation."""

    offset: int
    before: str
    indent: str
    after: str

    def insert(self, line: str) -> TextEdit:
        """Return the edit that inserts a line there."""
        return TextEdit(self.offset, self.offset, f"{self.before}{self.indent}{line}{self.after}")


def newline(document: Document) -> str:
    """Return the line ending in use: that of the first line, or LF."""
    first = document.lines[0]
    return document.text[first.end : first.stop] or "\n"


def indent_of(document: Document, statement: int) -> str:
    """Return the blanks before a statement that begins its line, at most `MOST_INDENT` of them, else nothing."""
    item = document.statements[statement]
    blanks = document.text[document.lines[item.line].start : item.start]
    return blanks[:MOST_INDENT] if blanks.isspace() else ""


def after_statement(document: Document, statement: int, indent: str) -> Place:
    """Return the place of a new line right after a statement."""
    item = document.statements[statement]
    line = document.lines[item.line]
    ending = document.text[line.end : line.stop] or newline(document)
    following = document.statements[statement + 1] if statement + 1 < len(document.statements) else None
    if following is not None and following.line == item.line:
        return Place(item.end, ending, indent, ending)
    if line.stop > line.end:
        return Place(line.stop, "", indent, ending)
    return Place(line.end, ending, indent, "")


def body_indent(document: Document, block: Block) -> str:
    """Return the indentation of a lane's statements: its own, else that of the first lane with any, else two blanks."""
    firsts = document.lanes.first_in_block
    usual = firsts.get(block.open, next(iter(firsts.values()), None))
    return indent_of(document, block.open) + INDENT if usual is None else indent_of(document, usual)


def _body_start(document: Document, lane: str) -> Place:
    """Return the place right under a lane's header, or under its label where that has a line of its own."""
    block = document.lanes.blocks_of(lane)[0]
    first = block.open
    if document.statements[first].line + 1 in document.outline.label_lines and isinstance(
        document.statements[first + 1], Remark
    ):
        first += 1
    return after_statement(document, first, body_indent(document, block))


def before_statement(document: Document, statement: int, indent: str) -> Place:
    """Return the place of a new line right before a statement and the comment lines that stand above it."""
    first = statement
    while (
        first > 0
        and isinstance(document.statements[first - 1], Remark)
        and document.statements[first - 1].line == document.statements[first].line - 1
        and document.statements[first - 1].line not in document.outline.label_lines
        and document.outline.home[first - 1] == document.outline.home[statement]
    ):
        first -= 1
    item = document.statements[first]
    line = document.lines[item.line]
    ending = document.text[line.end : line.stop] or newline(document)
    if first > 0 and document.statements[first - 1].line == item.line:
        return Place(item.start, ending, indent, ending)
    return Place(line.start, "", indent, ending)


def node_place(document: Document, lane: str, after: str | None = None, before: str | None = None) -> Place:
    """Return the place of a new node: after or before another one of its lane, else after the lane's last node.

    A neighbour that stands outside every lane is no place for a node.
    """
    neighbour = after if after is not None else before
    index = document.declared_by["node", neighbour] if neighbour is not None else None
    if index is not None and (lane == OUTSIDE or document.outline.home[index] is not None):
        place = before_statement if after is None else after_statement
        return place(document, index, indent_of(document, index))
    index = document.lanes.last_of.get((lane, NodeStatement))
    if index is None:
        return _body_start(document, lane)
    return after_statement(document, index, indent_of(document, index))


def edge_place(document: Document, lane: str) -> Place:
    """Return the place of a new edge: after the lane's last edge, else after its last node."""
    index = document.lanes.last_of.get((lane, EdgeStatement))
    if index is None:
        return node_place(document, lane)
    return after_statement(document, index, indent_of(document, index))


def moved_edge_place(document: Document, lane: str, index: int) -> Place:
    """Return the place in another lane of an edge that stands at `index`: edges keep their order in time.

    It goes before the lane's first edge that stands after it, else after the lane's last edge.
    """
    edges = document.lanes.edges_in.get(lane, ())
    behind = bisect_right(edges, index)
    if behind == len(edges):
        return edge_place(document, lane)
    return before_statement(document, edges[behind], indent_of(document, edges[behind]))


def loop_place(document: Document, lane: str) -> Place:
    """Return the place of a new loop: after the lane's last loop, else after its last edge, else its last node."""
    index = document.lanes.last_of.get((lane, LoopStatement))
    if index is None:
        return edge_place(document, lane)
    return after_statement(document, index, indent_of(document, index))


def line_removed(document: Document, statement: int) -> TextEdit:
    """Return the edit that takes out a statement: its whole line, or only itself where the line holds others."""
    item = document.statements[statement]
    line = document.lines[item.line]
    before = statement > 0 and document.statements[statement - 1].line == item.line
    after = statement + 1 < len(document.statements) and document.statements[statement + 1].line == item.line
    if before or after:
        return TextEdit(item.start, item.end, newline(document) if before and after else "")
    if line.stop == line.end and item.line > 0:
        return TextEdit(document.lines[item.line - 1].end, line.end, "")
    return TextEdit(line.start, line.stop, "")


def statement_text(document: Document, statement: int) -> str:
    """Return a statement with the comment that ends its line, without the blanks around them."""
    item = document.statements[statement]
    line = document.lines[item.line]
    if line.comment is not None and not isinstance(item, (LaneOpen, LaneClose)):
        return document.text[item.start : max(item.end, line.comment.end)]
    return document.text[item.start : item.end]


def label_edit(document: Document, block: Block, label: str) -> TextEdit:
    """Return the edit that gives a label to a lane that has none."""
    label = bare(label)
    header = document.statements[block.open]
    line = document.lines[header.line]
    rest = document.text[header.end : line.end]
    if not rest.strip():
        return TextEdit(header.end, header.end, f" # {label}")
    if rest.strip() == "#":
        return TextEdit(header.end, line.end, f" # {label}")
    ending = newline(document)
    if line.comment is not None and rest.lstrip().startswith("//"):
        return TextEdit(line.end, line.end, f"{ending}{body_indent(document, block)}# {label}")
    return TextEdit(header.end, header.end, f" # {label}{ending}")

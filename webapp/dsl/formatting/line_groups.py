"""The lines of a text in groups that formatting keeps together: what each group holds, and its canonical spelling."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from webapp.dsl.document import Document
from webapp.dsl.formatting.canonical import comment_spelled, spelled
from webapp.dsl.reading.invisible import visible
from webapp.dsl.reading.syntax import (
    EdgeStatement,
    LaneOpen,
    Line,
    LoopStatement,
    NodeStatement,
    Remark,
    Statement,
)
from webapp.dsl.reading.tokens import LINE_BREAK
from webapp.dsl.reading.values import CONTROL
from webapp.dsl.writing.placing import INDENT


class Kind(IntEnum):
    """What a group holds; nodes, edges and loops are in this order in their lane."""

    NODE = 0
    EDGE = 1
    LOOP = 2
    COMMENT = 3
    UNKNOWN = 4
    OPEN = 5
    CLOSE = 6


class LineGroup(NamedTuple):
    """One or more lines without indentation; `apart` tells whether a blank line was before them."""

    kind: Kind
    lines: tuple[str, ...]
    apart: bool = False


_KINDS: dict[type[Statement], Kind] = {
    NodeStatement: Kind.NODE,
    EdgeStatement: Kind.EDGE,
    LoopStatement: Kind.LOOP,
}


def line_groups(document: Document) -> Iterator[LineGroup]:
    """Yield the groups of a text in its own order; blank lines only set `apart`."""
    reader = _Reader(document)
    apart = False
    for number, line in enumerate(document.lines):
        if reader.is_blank(number):
            apart = True
            continue
        group = reader.group_of(number, line)
        if group is not None:
            yield group._replace(apart=apart)
            apart = False


class _Reader:
    """Knows what each line holds, and whether it must stay as it is."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._held: dict[int, list[int]] = {}
        for index, statement in enumerate(document.statements):
            self._held.setdefault(statement.line, []).append(index)
        self._starts = starts = [line.start for line in document.lines]
        self._faulty = {bisect_right(starts, item.start) - 1 for item in document.line_findings}
        self._aside = {number for item in document.asides for number in range(item.first, item.last + 1)}
        self._blocks = {block.open: block for block in document.outline.blocks}
        self._closing = {block.close for block in document.outline.blocks}
        self._above_brace: set[int] = set()
        for index in self._blocks:
            header = document.statements[index]
            self._above_brace.update(range(bisect_right(starts, header.start) - 1, header.line))

    def is_blank(self, number: int) -> bool:
        """Return whether a line is blank."""
        return not self._content(number).strip() and not self._is_fixed(number)

    def _content(self, number: int) -> str:
        line = self._document.lines[number]
        return self._document.text[line.start : line.end]

    def _is_fixed(self, number: int) -> bool:
        """Return whether a line stays as it is, because it has an error or contains invisible characters."""
        content = self._content(number)
        return number in self._faulty or CONTROL.search(content) is not None or visible(content) is not None

    def group_of(self, number: int, line: Line) -> LineGroup | None:
        """Return the group of a line; None if it belongs to a header above or below."""
        if number in self._above_brace:
            return None
        indices = self._held.get(number, [])
        fixed = self._is_fixed(number) or len(indices) != 1
        opened = next((index for index in indices if index in self._blocks), None)
        if opened is not None:
            return self._header(line, opened, fixed=fixed)
        content = self._content(number).strip(" \t")
        if not indices or number in self._aside:
            return LineGroup(Kind.COMMENT, (content,))
        statement = self._document.statements[indices[0]]
        if any(index in self._closing for index in indices):
            kind = Kind.CLOSE
        elif len(indices) == 1 and isinstance(statement, Remark):
            is_label = number in self._document.outline.label_lines
            return None if is_label else LineGroup(Kind.COMMENT, (self._comment(line, fixed=fixed),))
        else:
            kind = _KINDS.get(type(statement), Kind.UNKNOWN) if len(indices) == 1 else Kind.UNKNOWN
        spelling = None if fixed else spelled(self._document.text, statement)
        if spelling is not None:
            canonical = f"{spelling} {comment_spelled(line.comment.text)}" if line.comment else spelling
            return LineGroup(kind, (canonical,))
        return LineGroup(kind, tuple(part.strip(" \t") for part in LINE_BREAK.split(content)[::2]))

    def _begin(self, start: int) -> int:
        """Return where a name begins that stands above its brace, with control characters before it."""
        above = self._document.lines[bisect_right(self._starts, start) - 1]
        before = self._document.text[above.start : start]
        return start if CONTROL.sub("", before).strip() else above.start

    def _comment(self, line: Line, *, fixed: bool) -> str:
        assert line.comment is not None
        comment = comment_spelled(line.comment.text)
        if not fixed:
            return comment
        text = self._document.text
        return f"{text[line.start : line.comment.start]}{comment}{text[line.comment.end : line.end]}".strip(" \t")

    def _header(self, line: Line, index: int, *, fixed: bool) -> LineGroup:
        """Return a lane's header with its label, which is on a line of its own if the header line has a comment."""
        text = self._document.text
        opened = self._document.statements[index]
        assert isinstance(opened, LaneOpen)
        label = self._blocks[index].label
        below = () if label is None or opened.label is not None else (f"{INDENT}# {text[label.start : label.end]}",)
        if fixed or opened.start < line.start:
            parts = LINE_BREAK.split(text[min(self._begin(opened.start), line.start) : line.end])[::2]
            return LineGroup(Kind.OPEN, (*filter(None, (part.strip(" \t") for part in parts)), *below))
        name = " ".join([*opened.id.text.split(), ""])
        if line.comment is not None:
            return LineGroup(Kind.OPEN, (f"{name}{{ {comment_spelled(line.comment.text)}", *below))
        # A lone `#` stays, because some names would begin a text in another language without it.
        bare = " #" if text[opened.brace.end : line.end].strip() else ""
        return LineGroup(Kind.OPEN, (f"{name}{{" + (f" # {text[label.start : label.end]}" if label else bare),))

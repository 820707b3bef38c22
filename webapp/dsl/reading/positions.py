"""Offsets to lines and columns and back, in code points and in the UTF-16 units that browsers count in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from webapp.dsl.reading.tokens import LINE_BREAK

_PAIRED = re.compile("[\U00010000-\U0010ffff]")


class Position(NamedTuple):
    """A place for people and browsers: `line` and both columns count from 1."""

    line: int
    column: int
    utf16_column: int


class LineIndex:
    """The lines of one text; CR LF, CR and LF end a line.

    >>> LineIndex("a\\n😀b").position(3)
    Position(line=2, column=2, utf16_column=3)
    """

    def __init__(self, text: str) -> None:
        """Find the lines of a text."""
        self._text = text
        self._starts = [0, *(ending.end() for ending in LINE_BREAK.finditer(text))]
        # The characters that UTF-16 writes as two units: counting them anew for each place would cost a line each.
        self._paired = [] if text.isascii() else [letter.start() for letter in _PAIRED.finditer(text)]
        self._ends = [*(ending.start() for ending in LINE_BREAK.finditer(text)), len(text)]

    @property
    def line_count(self) -> int:
        """The number of lines; an empty text has one."""
        return len(self._starts)

    def line_end(self, line: int) -> int:
        """Return the offset of a line's end (lines from 1), before its line break; behind the text, the text's end."""
        return self._ends[line - 1] if 1 <= line <= len(self._ends) else len(self._text)

    def position(self, offset: int) -> Position:
        """Return the place of an offset in code points; offsets outside the text count as its nearest end."""
        offset = min(max(offset, 0), len(self._text))
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        return Position(line, offset - start + 1, self._units(start, offset) + 1)

    def places(self, start: int, end: int) -> tuple[int, int, int, int]:
        """Return line and UTF-16 column of two offsets of the text, most of which stand in one line."""
        line = bisect_right(self._starts, start)
        begin = self._starts[line - 1]
        column = self._units(begin, start) + 1
        if end <= self._ends[line - 1]:
            return line, column, line, column + self._units(start, end)
        last, _, end_column = self.position(end)
        return line, column, last, end_column

    def offset(self, line: int, utf16_column: int) -> int:
        """Return the offset of a line and a UTF-16 column, both from 1.

        A column in the middle of a character counts as its begin, one behind the line as the line's end, a line
        behind the text as the text's end.
        """
        if line < 1:
            return 0
        if line > len(self._starts):
            return len(self._text)
        start, end = self._starts[line - 1], self._ends[line - 1]
        wanted = max(utf16_column - 1, 0)
        found = start + bisect_left(range(end - start), wanted, key=lambda letters: self._units(start, start + letters))
        return found - 1 if self._units(start, found) > wanted else found

    def _units(self, start: int, end: int) -> int:
        """Return the number of UTF-16 units between two offsets."""
        if not self._paired:
            return end - start
        return end - start + bisect_left(self._paired, end) - bisect_left(self._paired, start)

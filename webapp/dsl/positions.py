"""Offsets to lines and columns and back, in code points and in the UTF-16 units that browsers count in."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from webapp.dsl.tokens import LINE_BREAK


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
        return Position(line, offset - start + 1, _utf16_length(self._text[start:offset]) + 1)

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
        wanted = utf16_column - 1
        content = self._text[start:end]
        if content.isascii():
            return start + min(max(wanted, 0), end - start)
        units = 0
        for index, letter in enumerate(content):
            units += 2 if letter > "\uffff" else 1
            if units > wanted:
                return start + index
        return end


def _utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(letter > "\uffff" for letter in text)

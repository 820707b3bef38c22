"""Put the rows of a text in their canonical order, with indentation and the blank lines between lanes."""

from __future__ import annotations

from webapp.dsl.document import Document
from webapp.dsl.formatting.rows import Kind, Row, rows
from webapp.dsl.reading.tokens import BOM
from webapp.dsl.writing.placing import INDENT


def page(document: Document) -> str:
    """Return the canonical page of a text, each of its lines ended by LF."""
    made = _Page()
    for row in rows(document):
        made.add(row)
    mark = BOM if document.text.startswith(BOM) else ""
    words = made.finish()
    # A mark that is no byte-order mark, because it stands further down, must not become one.
    return f"{mark}\n{words}" if words.startswith(BOM) and not mark else mark + words


class _Page:
    """Collects rows; those of a lane are put in order where the lane ends or a line is not understood."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._outside: list[Row] = []
        self._groups: list[tuple[Kind, list[str]]] = []
        self._comments: list[str] = []
        self._inside = False

    def add(self, row: Row) -> None:
        """Take the next row."""
        if row.kind is Kind.OPEN:
            self._open(row)
        elif row.kind is Kind.CLOSE:
            self._settle()
            self._write_comments()
            self._lines += row.words
            self._inside = False
        elif not self._inside:
            self._outside.append(row)
        elif row.kind is Kind.COMMENT:
            self._comments += row.words
        else:
            self._groups.append((row.kind, [*self._comments, *row.words]))
            self._comments = []
            if row.kind is Kind.UNKNOWN:
                self._settle()

    def finish(self) -> str:
        """Return the page."""
        self._settle()
        self._write_comments()
        self._write_outside()
        return "".join(f"{line}\n" for line in self._lines)

    def _open(self, row: Row) -> None:
        """Begin a lane: one blank line before it and the comments right above it."""
        self._settle()
        above = [Row(Kind.COMMENT, (words,)) for words in self._comments]
        self._comments = []
        self._outside += [*above, row]
        first = len(self._outside) - 1
        while first > 0 and self._outside[first - 1].kind is Kind.COMMENT and not self._outside[first].apart:
            first -= 1
        self._outside[first] = self._outside[first]._replace(apart=True)
        self._write_outside()
        self._inside = True

    def _write_outside(self) -> None:
        for place, row in enumerate(self._outside):
            if self._lines and (row.apart or place == 0):
                self._lines.append("")
            self._lines += row.words
        self._outside = []

    def _settle(self) -> None:
        """Write what the lane holds so far: nodes, edges, loops, then the line that is not understood."""
        for _, words in sorted(self._groups, key=lambda group: group[0]):
            self._lines += [INDENT + line for line in words]
        self._groups = []

    def _write_comments(self) -> None:
        self._lines += [INDENT + line for line in self._comments]
        self._comments = []

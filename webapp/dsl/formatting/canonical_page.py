"""Puts the lines of a text in their canonical order, with indentation and blank lines between lanes."""

from __future__ import annotations

from webapp.dsl.document import Document
from webapp.dsl.formatting.line_groups import Kind, LineGroup, line_groups
from webapp.dsl.reading.tokens import BOM
from webapp.dsl.writing.placing import INDENT


def page(document: Document) -> str:
    """Return a text in canonical form; each line ends with LF."""
    made = _Page()
    for group in line_groups(document):
        made.add(group)
    mark = BOM if document.text.startswith(BOM) else ""
    text = made.finish()
    # A U+FEFF further down is not a byte-order mark, and must not become one.
    return f"{mark}\n{text}" if text.startswith(BOM) and not mark else mark + text


class _Page:
    """Collects line groups; those of a lane are sorted when the lane ends or a line cannot be read."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._outside: list[LineGroup] = []
        self._groups: list[tuple[Kind, list[str]]] = []
        self._comments: list[str] = []
        self._inside = False

    def add(self, group: LineGroup) -> None:
        """Add the next group."""
        if group.kind is Kind.OPEN:
            self._open(group)
        elif group.kind is Kind.CLOSE:
            self._settle()
            self._write_comments()
            self._lines += group.lines
            self._inside = False
        elif not self._inside:
            self._outside.append(group)
        elif group.kind is Kind.COMMENT:
            self._comments += group.lines
        else:
            self._groups.append((group.kind, [*self._comments, *group.lines]))
            self._comments = []
            if group.kind is Kind.UNKNOWN:
                self._settle()

    def finish(self) -> str:
        """Return the page."""
        self._settle()
        self._write_comments()
        self._write_outside()
        return "".join(f"{line}\n" for line in self._lines)

    def _open(self, group: LineGroup) -> None:
        """Begin a lane: one blank line before it and the comments right above it."""
        self._settle()
        above = [LineGroup(Kind.COMMENT, (comment,)) for comment in self._comments]
        self._comments = []
        self._outside += [*above, group]
        first = len(self._outside) - 1
        while first > 0 and self._outside[first - 1].kind is Kind.COMMENT and not self._outside[first].apart:
            first -= 1
        self._outside[first] = self._outside[first]._replace(apart=True)
        self._write_outside()
        self._inside = True

    def _write_outside(self) -> None:
        for index, group in enumerate(self._outside):
            if self._lines and (group.apart or index == 0):
                self._lines.append("")
            self._lines += group.lines
        self._outside = []

    def _settle(self) -> None:
        """Write the lane up to here: nodes, edges, loops, then the line that cannot be read."""
        for _, lines in sorted(self._groups, key=lambda group: group[0]):
            self._lines += [INDENT + line for line in lines]
        self._groups = []

    def _write_comments(self) -> None:
        self._lines += [INDENT + line for line in self._comments]
        self._comments = []

"""A text as a language client sees it: lines from 0, and columns in the negotiated units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lsprotocol import types

from webapp.domain import TextEdit
from webapp.dsl import Document, parse
from webapp.dsl.reading.positions import LineIndex

UNITS: Mapping[str, Callable[[str], int]] = {
    types.PositionEncodingKind.Utf8.value: lambda text: len(text.encode("utf-8", "surrogatepass")),
    types.PositionEncodingKind.Utf16.value: lambda text: len(text) + sum(letter > "\uffff" for letter in text),
    types.PositionEncodingKind.Utf32.value: len,
}


class OpenText:
    """A version of a text that is open in the client, parsed once."""

    def __init__(self, uri: str, text: str, encoding: str = types.PositionEncodingKind.Utf16.value) -> None:
        """Parse a text whose columns count units of `encoding`."""
        self.uri = uri
        self.document: Document = parse(text)
        self._index = LineIndex(text)
        self._units = UNITS[encoding]
        self._is_utf16 = encoding == types.PositionEncodingKind.Utf16.value

    def position(self, offset: int) -> types.Position:
        """Return the position of an offset, which counts code points."""
        found = self._index.position(offset)
        if self._is_utf16:
            return types.Position(found.line - 1, found.utf16_column - 1)
        before = self.document.text[offset - found.column + 1 : offset]
        return types.Position(found.line - 1, self._units(before))

    def range(self, start: int, end: int) -> types.Range:
        """Return the range between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """Return the offset of a position; a column after the end of the line means its end."""
        start = self._index.offset(position.line + 1, 1)
        line = self.document.text[start : self._index.line_end(position.line + 1)]
        units = 0
        for index, letter in enumerate(line):
            if units >= position.character:
                return start + index
            units += self._units(letter)
        return start + len(line)

    def edits(self, edits: Iterable[TextEdit]) -> list[types.TextEdit]:
        """Return edits as the client expects them."""
        return [types.TextEdit(self.range(edit.start, edit.end), edit.text) for edit in edits]

    def workspace_edit(self, edits: Iterable[TextEdit]) -> types.WorkspaceEdit:
        """Return edits of this text alone."""
        return types.WorkspaceEdit(changes={self.uri: self.edits(edits)})

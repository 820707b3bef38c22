"""Number the nodes n1, n2 ... in document order, with all their uses."""

from __future__ import annotations

from webapp.domain import TextEdit
from webapp.dsl.document import Document
from webapp.dsl.positions import LineIndex
from webapp.dsl.syntax import NodeStatement, Part, Unknown
from webapp.errors import EditRefused


def renumbered(document: Document) -> tuple[str, dict[str, str]]:
    """Return the text with the new ids, and old ids to new ones where they differ.

    Raises:
        EditRefused: an id is declared twice or never, or a line is no statement: its ids could not follow.
    """
    _check(document)
    names = {name: f"n{number}" for number, name in enumerate(document.outline.nodes, 1)}
    renamed = {old: new for old, new in names.items() if old != new}
    parts: list[Part] = [item.id for item in document.statements if isinstance(item, NodeStatement)]
    parts += [part for uses in document.uses.values() for part in uses]
    edits = tuple(TextEdit(part.start, part.end, renamed[part.text]) for part in parts if part.text in renamed)
    return apply_edits(document.text, edits), renamed


def apply_edits(text: str, edits: tuple[TextEdit, ...]) -> str:
    """Apply edits that do not overlap, in linear time."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda item: (item.start, item.end)):
        pieces += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join([*pieces, text[at:]])


def _check(document: Document) -> None:
    if document.foreign is not None:
        raise EditRefused("this text is written in another language: there are no nodes to number")
    for statement in document.statements:
        if isinstance(statement, Unknown):
            line = LineIndex(document.text).position(statement.start).line
            raise EditRefused(f"line {line} is no statement, and ids in it could not follow: mend it first", line=line)
    for name in document.ambiguous:
        raise EditRefused(f"{name} is declared twice, and its uses could not follow: mend that first", node=name)
    for name in document.uses:
        if name not in document.outline.nodes:
            raise EditRefused(f"{name} is used but not declared, and could become another node: mend that", node=name)

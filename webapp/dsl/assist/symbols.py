"""Names in a text: where each node and lane is declared, and every place that names it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import EdgeStatement, LaneOpen, LoopStatement, NodeStatement, Part, Unknown


class Symbol(NamedTuple):
    """One place that names a node or a lane, in code points. A lane's `id` is the one it is declared with."""

    kind: str
    id: str
    start: int
    end: int
    declares: bool


def statement_at(document: Document, offset: int) -> int | None:
    """Return the place among the statements of the one that an offset lies in or touches."""
    index = bisect_right(document.statements, offset, key=lambda statement: statement.start) - 1
    return index if index >= 0 and offset <= document.statements[index].end else None


def symbol_at(document: Document, offset: int) -> Symbol | None:
    """Return the name that an offset lies in or touches; where two touch it, the one behind it."""
    index = statement_at(document, offset)
    if index is None:
        return None
    return next((item for item in reversed(symbols_of(document, index)) if item.start <= offset <= item.end), None)


def references(document: Document, symbol: Symbol) -> tuple[Symbol, ...]:
    """Return every place that names the same node or lane, in order; the declarations are among them."""
    return tuple(item for item in _symbols(document) if (item.kind, item.id) == (symbol.kind, symbol.id))


def declaration(document: Document, symbol: Symbol) -> Symbol | None:
    """Return the place that declares what a symbol names; None when nothing does."""
    return next((item for item in references(document, symbol) if item.declares), None)


def symbols_of(document: Document, index: int) -> list[Symbol]:
    """Return the names in one statement, in order."""
    statement = document.statements[index]
    if isinstance(statement, LaneOpen):
        lane = document.outline.lane_of(index) or statement.id.text
        return [Symbol("lane", lane, statement.id.start, statement.id.end, True)]
    if isinstance(statement, NodeStatement):
        return [_node(statement.id, declares=True)]
    if isinstance(statement, EdgeStatement):
        ends = (statement.source, statement.target)
        return [item for end in ends for item in _named(document, end.lane, end.node)]
    if isinstance(statement, LoopStatement):
        return [item for name in statement.nodes for item in _named(document, name.lane, name.node)]
    if isinstance(statement, Unknown) and document.uses.begins_with_node(statement):
        # A line that is half typed may be the node's declaration, or an edge of it.
        end = statement.start + len(statement.name)
        return [Symbol("node", statement.name, statement.start, end, False)]
    return []


def _symbols(document: Document) -> Iterator[Symbol]:
    for index in range(len(document.statements)):
        yield from symbols_of(document, index)


def _named(document: Document, lane: Part | None, node: Part) -> Iterator[Symbol]:
    if lane is not None:
        yield Symbol("lane", document.outline.lane_named(lane.text) or lane.text, lane.start, lane.end, False)
    yield _node(node, declares=False)


def _node(part: Part, *, declares: bool) -> Symbol:
    return Symbol("node", part.text, part.start, part.end, declares)

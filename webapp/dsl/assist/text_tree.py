"""The text as a tree: lanes with what stands in them, for outlines and folding."""

from __future__ import annotations

from typing import NamedTuple

from webapp.domain import one_line
from webapp.dsl.document import Document
from webapp.dsl.reading.positions import LineIndex
from webapp.dsl.reading.syntax import EdgeStatement, LaneOpen, LoopStatement, NodeStatement, Statement


class Entry(NamedTuple):
    """A part of the text. `start`..`end` is all of it, `name_start`..`name_end` what names it, in code points."""

    kind: str
    id: str
    name: str
    start: int
    end: int
    name_start: int
    name_end: int
    children: tuple[Entry, ...] = ()


class Fold(NamedTuple):
    """Lines that fold away behind the first of them; both count from 0."""

    first: int
    last: int


def outline_entries(document: Document) -> tuple[Entry, ...]:
    """Return the lanes in order of the text, each with its nodes, edges and loops, and what stands outside them."""
    keys = {index: key for key, index in document.declared_by.items()}
    found = []
    for block in document.outline.blocks:
        header = document.statements[block.open]
        assert isinstance(header, LaneOpen)
        members = document.lanes.members(block)
        inside = (_entry(document, document.statements[index], keys[index]) for index in members if index in keys)
        last = document.statements[members.stop] if block.close is not None else document.statements[members.stop - 1]
        lane = document.diagram.lane.get(block.lane)
        name = one_line(lane.label) if lane else block.lane
        found.append(
            Entry("lane", block.lane, name, header.start, last.end, header.id.start, header.id.end, tuple(inside))
        )
    home = document.outline.home
    found += [_entry(document, document.statements[index], key) for index, key in keys.items() if home[index] is None]
    return tuple(sorted(found, key=lambda entry: entry.start))


def folds(document: Document) -> tuple[Fold, ...]:
    """Return the lanes that are longer than a line, without the line of the closing brace."""
    found = []
    index = LineIndex(document.text)

    def line_of(offset: int) -> int:
        return index.position(offset).line - 1

    for block in document.outline.blocks:
        first = line_of(document.statements[block.open].start)
        last = (
            line_of(document.statements[block.close].start) - 1
            if block.close is not None
            else max(
                (line_of(document.statements[place].end) for place in document.lanes.members(block)), default=first
            )
        )
        if last > first:
            found.append(Fold(first, last))
    return tuple(found)


def _entry(document: Document, statement: Statement, key: tuple[str, str]) -> Entry:
    kind, name = key
    if isinstance(statement, NodeStatement):
        label, id_part = document.diagram.node[name].text, statement.id
        return Entry(kind, name, one_line(label), statement.start, statement.end, id_part.start, id_part.end)
    if isinstance(statement, LoopStatement):
        condition = statement.condition
        return Entry(kind, name, condition.text, statement.start, statement.end, condition.start, condition.end)
    assert isinstance(statement, EdgeStatement)
    edge = document.diagram.edge[name]
    title = f"{edge.source} → {edge.target}" + (f" {one_line(edge.label)}" if edge.label else "")
    return Entry(kind, name, title, statement.start, statement.end, statement.start, statement.target.node.end)

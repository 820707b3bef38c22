"""Describes what is at an offset of a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from webapp.domain import Diagram, Edge, Finding, Lane, one_line
from webapp.dsl.assist.symbols import Symbol, statement_at, symbol_at
from webapp.dsl.assist.vocabulary import ATTRIBUTES, SHAPES, SIDES
from webapp.dsl.checks import findings_of
from webapp.dsl.document import Document
from webapp.dsl.reading.names import shape_of, side_of
from webapp.dsl.reading.syntax import EdgeStatement, LoopStatement, NodeStatement, Part, Statement

MOST_LISTED = 6
_SHAPES = {word.word: word for word in SHAPES}
_SIDES = {word.word: word for word in SIDES}
_ATTRIBUTES = {word.word: word for word in ATTRIBUTES}


class Hover(NamedTuple):
    """Words about the range `start`..`end` (code points): a title, and lines under it. All of it is plain text."""

    start: int
    end: int
    title: str
    lines: tuple[str, ...] = ()


def hover(document: Document, offset: int) -> Hover | None:
    """Return what stands at an offset: a node, a lane, a word of the language, else the edge or loop around it."""
    index = statement_at(document, offset)
    if index is None:
        return None
    symbol = symbol_at(document, offset)
    if symbol is not None:
        return _name(document, symbol)
    statement = document.statements[index]
    word = next(_keywords(statement, offset), None)
    if word is not None:
        return word
    wanted = document.copies.get(index, index)
    key = next((key for key, place in document.declared_by.items() if place == wanted), None)
    if isinstance(statement, EdgeStatement) and key:
        edge = document.diagram.edge[key[1]]
        return Hover(statement.start, statement.end, _edge_title(document.diagram, edge), _edge_lines(document, edge))
    if isinstance(statement, LoopStatement) and key:
        loop = document.diagram.loop[key[1]]
        nodes = tuple(f"{name} {one_line(document.diagram.node[name].text)}" for name in loop.nodes)
        return Hover(statement.start, statement.end, f"Repeats: {loop.condition}", _cut(nodes))
    return None


def findings_at(document: Document, offset: int) -> tuple[Finding, ...]:
    """Return the findings whose range an offset lies in or touches."""
    return tuple(item for item in findings_of(document) if item.start <= offset <= item.end)


def _name(document: Document, symbol: Symbol) -> Hover | None:
    if symbol.kind == "lane":
        return _lane(document, symbol)
    diagram = document.diagram
    node = diagram.node.get(symbol.id)
    if node is None:
        return None
    lines = [f"{_SHAPES[node.shape].name} {_place(diagram.lane[node.lane])}"]
    given = ((word.name, getattr(node, word.word)) for word in ATTRIBUTES[1:])
    lines += [f"{name}: {one_line(value)}" for name, value in given if value]
    lines += _cut(tuple(f"from {_end(diagram, edge.source)}{_labelled(edge)}" for edge in diagram.incoming[node.id]))
    lines += _cut(tuple(f"to {_end(diagram, edge.target)}{_labelled(edge)}" for edge in diagram.outgoing[node.id]))
    return Hover(symbol.start, symbol.end, _end(diagram, node.id), tuple(lines))


def _lane(document: Document, symbol: Symbol) -> Hover | None:
    diagram = document.diagram
    lane = diagram.lane.get(symbol.id)
    if lane is None:
        return None
    nodes = diagram.nodes_of[lane.id]
    leaving = sum(diagram.node[edge.target].lane != lane.id for node in nodes for edge in diagram.outgoing[node.id])
    arriving = sum(diagram.node[edge.source].lane != lane.id for node in nodes for edge in diagram.incoming[node.id])
    counts = f"{_count(len(nodes), 'node')}; {_count(arriving, 'edge')} in, {_count(leaving, 'edge')} out"
    return Hover(symbol.start, symbol.end, one_line(lane.label), (f"Lane {lane.id}", counts))


def _keywords(statement: Statement, offset: int) -> Iterator[Hover]:
    """Yield what is known of the word of the language at an offset."""
    if isinstance(statement, NodeStatement):
        if statement.shape and _touches(statement.shape, offset) and (shape := shape_of(statement.shape.text)):
            yield Hover(statement.shape.start, statement.shape.end, _SHAPES[shape].name, (_SHAPES[shape].meaning,))
        for attribute in statement.attributes:
            if _touches(attribute.key, offset) and (word := _ATTRIBUTES.get(attribute.key.text)):
                yield Hover(attribute.key.start, attribute.key.end, word.name, (word.meaning,))
    if isinstance(statement, EdgeStatement):
        for side in (statement.source.side, statement.target.side):
            if side and _touches(side, offset) and (known := side_of(side.text)):
                yield Hover(side.start, side.end, _SIDES[known].name, (_SIDES[known].meaning,))


def _touches(part: Part, offset: int) -> bool:
    return part.start <= offset <= part.end


def _edge_title(diagram: Diagram, edge: Edge) -> str:
    return f"{_end(diagram, edge.source)} → {_end(diagram, edge.target)}"


def _edge_lines(document: Document, edge: Edge) -> tuple[str, ...]:
    diagram = document.diagram
    here, there = (diagram.lane[diagram.node[name].lane] for name in (edge.source, edge.target))
    lines = [f"Leaves at the {edge.source_side}, arrives at the {edge.target_side}"]
    if edge.label:
        label = one_line(edge.label)
        lines.insert(0, f"When: {label}" if diagram.node[edge.source].shape == "diamond" else label)
    if here is not there:
        lines.append(
            f"From {one_line(here.label) or 'outside every lane'} to {one_line(there.label) or 'outside every lane'}"
        )
    return tuple(lines)


def _place(lane: Lane) -> str:
    return f"in {one_line(lane.label)}" if lane.id else "outside every lane"


def _end(diagram: Diagram, name: str) -> str:
    text = one_line(diagram.node[name].text)
    return f"{name} {text}" if text != name else name


def _labelled(edge: Edge) -> str:
    return f" ({one_line(edge.label)})" if edge.label else ""


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _cut(lines: tuple[str, ...]) -> tuple[str, ...]:
    more = len(lines) - MOST_LISTED
    return lines if more <= 0 else (*lines[:MOST_LISTED], f"and {more} more")

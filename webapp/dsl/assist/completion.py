"""What may stand at a place in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from webapp.domain import OUTSIDE, Node, one_line
from webapp.dsl.assist.vocabulary import (
    ATTRIBUTES,
    CONDITIONS,
    LONGEST,
    OUTCOMES,
    SHAPES,
    SIDES,
    SNIPPETS,
    Word,
    patterns,
)
from webapp.dsl.document import Document
from webapp.dsl.reading.meaning import default_sides
from webapp.dsl.reading.names import is_node_id
from webapp.dsl.reading.syntax import LaneClose
from webapp.dsl.reading.tokens import BOM
from webapp.dsl.writing.quoting import quote


class Completion(NamedTuple):
    """One proposal. `text` replaces what is typed; in a snippet `${1:words}` is filled in. `kind` is for its icon."""

    label: str
    detail: str
    kind: str
    text: str
    snippet: bool = False


class Completions(NamedTuple):
    """The proposals in the best order, and the range (code points) that each of them replaces."""

    start: int
    end: int
    items: tuple[Completion, ...]


class _Place(NamedTuple):
    document: Document
    line: str
    lane: str | None
    groups: Mapping[str, str]
    joined: bool


def complete(document: Document, offset: int, *, asked: bool = True) -> Completions:
    """Return what may stand at an offset; `asked` is False while somebody types and has not asked for proposals.

    Nothing is offered behind more than `LONGEST` characters of a line.
    """
    offset = min(max(offset, 0), len(document.text))
    text = document.text
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    before = text[start:offset].removeprefix(BOM)
    if len(before) > LONGEST:
        return Completions(offset, offset, ())
    for pattern, rule in patterns():
        found = pattern.search(before)
        if found is None:
            continue
        typed = found["typed"]
        if rule.on_demand and not (typed or asked):
            break
        rest = text[offset : offset + 1]
        place = _Place(document, before, _lane_at(document, start), found.groupdict(), rest in (".", "("))
        items = chain.from_iterable(_OFFERS[offer](place) for offer in rule.offers)
        return Completions(offset - len(typed), offset, tuple(items))
    return Completions(offset, offset, ())


def _lane_at(document: Document, offset: int) -> str | None:
    """Return the lane whose braces are open at the begin of a line."""
    above = bisect_left(document.statements, offset, key=lambda statement: statement.start) - 1
    if above < 0 or isinstance(document.statements[above], LaneClose):
        return None
    return document.outline.lane_of(above)


def _completions_of(vocabulary: Iterable[Word], kind: str) -> Iterator[Completion]:
    return (Completion(item.word, item.meaning, kind, item.word) for item in vocabulary)


def _sides(place: _Place) -> Iterator[Completion]:
    return _completions_of(SIDES, "side")


def _shapes(place: _Place) -> Iterator[Completion]:
    return _completions_of(SHAPES, "shape")


def _attributes(place: _Place) -> Iterator[Completion]:
    free = (item for item in ATTRIBUTES if f"{item.word}:" not in place.line)
    return (Completion(item.word, item.meaning, "attribute", f'{item.word}:"${{1}}"', True) for item in free)


def _values(values: Iterable[str]) -> Iterator[Completion]:
    return (Completion(one_line(value), "", "value", quote(value)[1:-1]) for value in dict.fromkeys(values) if value)


def _owners(place: _Place) -> Iterator[Completion]:
    return _values(node.owner for node in place.document.diagram.nodes)


def _systems(place: _Place) -> Iterator[Completion]:
    return _values(node.system for node in place.document.diagram.nodes)


def _outcomes(place: _Place) -> Iterator[Completion]:
    return _values([*OUTCOMES, *(edge.label for edge in place.document.diagram.edges)])


def _conditions(place: _Place) -> Iterator[Completion]:
    conditions = [*(loop.condition for loop in place.document.diagram.loops), *CONDITIONS]
    return (Completion(condition, "", "value", condition) for condition in dict.fromkeys(conditions) if condition)


def _handle(place: _Place) -> Iterator[Completion]:
    name = place.groups.get("name")
    # What is no node's id may be a lane's.
    if name is None or is_node_id(name) or name in place.document.diagram.node:
        yield Completion("handle", "the side of the node", "word", "handle(${1:right})", True)


def _arrow(place: _Place) -> Iterator[Completion]:
    yield Completion("->", "an edge", "word", "-> ")


def _edge_label(place: _Place) -> Iterator[Completion]:
    yield Completion("[label]", "the label of the edge", "word", '[label="${1}"]', True)


def _lanes(place: _Place) -> Iterator[Completion]:
    lanes = place.document.diagram.lanes
    return (
        Completion(lane.id, one_line(lane.label), "lane", lane.id)
        for lane in lanes
        if lane.id not in (OUTSIDE, place.lane)
    )


def _here_first(place: _Place) -> list[Node]:
    return sorted(place.document.diagram.nodes, key=lambda node: node.lane != (place.lane or OUTSIDE))


def _nodes(place: _Place) -> Iterator[Completion]:
    return (Completion(node.id, one_line(node.text), "node", node.id) for node in _here_first(place))


def _nodes_here(place: _Place) -> Iterator[Completion]:
    return (
        Completion(node.id, one_line(node.text), "node", node.id)
        for node in _here_first(place)
        if node.lane == (place.lane or OUTSIDE)
    )


def _nodes_of_lane(place: _Place) -> Iterator[Completion]:
    lane = place.document.outline.lane_named(place.groups["name"])
    nodes = place.document.diagram.nodes_of[lane] if lane is not None else ()
    return (Completion(node.id, one_line(node.text), "node", node.id) for node in nodes)


def _targets(place: _Place) -> Iterator[Completion]:
    source = place.document.diagram.node.get(place.groups["source"])
    home = source.lane if source else place.lane
    for node in _here_first(place):
        prefix = f"{node.lane}." if home is not None and node.lane not in (OUTSIDE, home) else ""
        side = default_sides(node.lane if home is None else home, node.lane, place.document.lane_order)[1]
        handle = "" if place.joined else f".handle({side})"
        yield Completion(node.id, one_line(node.text), "node", f"{prefix}{node.id}{handle}")


def _snippets(place: _Place) -> Iterator[Completion]:
    where = "document" if place.lane is None else "lane"
    for item in SNIPPETS:
        if item.place == where:
            text = item.text.replace("<next>", place.document.uses.next_node_id)
            yield Completion(item.word, item.meaning, "snippet", text, True)


_OFFERS: Mapping[str, Callable[[_Place], Iterable[Completion]]] = {
    "sides": _sides,
    "shapes": _shapes,
    "attributes": _attributes,
    "owners": _owners,
    "systems": _systems,
    "outcomes": _outcomes,
    "conditions": _conditions,
    "handle": _handle,
    "arrow": _arrow,
    "edge label": _edge_label,
    "lanes": _lanes,
    "nodes": _nodes,
    "nodes here": _nodes_here,
    "nodes of the lane": _nodes_of_lane,
    "targets": _targets,
    "snippets": _snippets,
}

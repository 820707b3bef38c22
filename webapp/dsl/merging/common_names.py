"""The same ids in all three texts: renamed nodes and lanes are followed, and new ones of one id are told apart.

Theirs arrived first, so theirs keeps its ids; a new node of mine gets another number where its id is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, pairwise

from webapp.domain import OUTSIDE, TextEdit
from webapp.dsl.difference import Kind, compare
from webapp.dsl.document import Document
from webapp.dsl.edits.new_statements import free_node_ids
from webapp.dsl.reading.names import is_lane_id, lane_key
from webapp.dsl.reading.syntax import NodeStatement, Unknown
from webapp.dsl.writing.prefixes import lane_renamed
from webapp.dsl.writing.text_changes import with_edits

Names = dict[str, str]
Three = tuple[Document, Document, Document]


@dataclass(frozen=True)
class _Naming:
    """The final names of the three texts, by their names there."""

    base: Names
    mine: Names
    theirs: Names

    def __iter__(self) -> Iterator[Names]:
        return iter((self.base, self.mine, self.theirs))


def with_common_names(base: Document, mine: Document, theirs: Document) -> Three:
    """Return the three texts with the same ids for the same nodes and lanes."""
    kept = [_kept(base, side) for side in (mine, theirs)]
    lanes = _naming(
        [[lane.id for lane in it.diagram.lanes if lane.id != OUTSIDE] for it in (base, mine, theirs)],
        kept[0][Kind.LANE],
        kept[1][Kind.LANE],
        lambda name: mine.diagram.lane[name].label == theirs.diagram.lane[name].label,
        _free_lane(lane_key(name) for it in (base, mine, theirs) for name in it.diagram.lane),
    )
    nodes = _naming(
        [list(it.diagram.node) for it in (base, mine, theirs)],
        kept[0][Kind.NODE],
        kept[1][Kind.NODE],
        _same_nodes(mine, theirs),
        _free_node(base, mine, theirs),
    )
    first, second, third = (
        _renamed(document, of_nodes, of_lanes)
        for document, of_nodes, of_lanes in zip((base, mine, theirs), nodes, lanes, strict=True)
    )
    return first, second, third


def _kept(base: Document, side: Document) -> Mapping[Kind, Names]:
    """Return what the lanes and nodes of the base that are still there are called now."""
    difference = compare(base.diagram, side.diagram)
    gone = {(it.kind, it.item.id) for it in difference.removed}
    found: dict[Kind, Names] = {}
    for kind, names in ((Kind.LANE, base.diagram.lane), (Kind.NODE, base.diagram.node)):
        renamed = difference.renamed.get(kind, {})
        found[kind] = {name: renamed.get(name, name) for name in names if (kind, name) not in gone}
    return found


def _naming(
    names: list[list[str]],
    to_mine: Names,
    to_theirs: Names,
    is_one: Callable[[str], bool],
    free: Callable[[str], str],
) -> _Naming:
    base, mine, theirs = names
    final = _Naming({}, {}, {})
    new_mine, new_theirs = _without(mine, to_mine.values()), _without(theirs, to_theirs.values())
    taken: set[str] = set()

    def settle(origin: str, name: str) -> None:
        final.base[origin] = name
        for target, kept in ((final.mine, to_mine), (final.theirs, to_theirs)):
            if origin in kept:
                target[kept[origin]] = name
        taken.add(name)

    both = [name for name in base if name in to_mine and name in to_theirs]
    by_mine = [name for name in both if to_theirs[name] == name != to_mine[name]]
    for name in _without(both, by_mine):
        settle(name, to_theirs[name])
    for name in new_theirs:
        final.theirs[name] = name
        taken.add(name)
    for name in by_mine:
        settle(name, to_mine[name] if to_mine[name] not in taken else free(to_mine[name]))
    known = {*new_theirs}
    for name in new_mine:
        same = name in known and is_one(name)
        final.mine[name] = name if same or name not in taken else free(name)
        taken.add(final.mine[name])
    for name in base:
        if name not in final.base:
            wanted = to_theirs.get(name, to_mine.get(name, name))
            settle(name, wanted if wanted not in taken else free(wanted))
    return final


def _without(names: Iterable[str], others: Iterable[str]) -> list[str]:
    gone = {*others}
    return [name for name in names if name not in gone]


def _same_nodes(mine: Document, theirs: Document) -> Callable[[str], bool]:
    """Return what tells whether a node that both added is the same: its lines read alike, after the same node."""
    above = [
        {node.id: before.id for nodes in it.diagram.nodes_of.values() for before, node in pairwise(nodes)}
        for it in (mine, theirs)
    ]

    def is_one(name: str) -> bool:
        return above[0].get(name) == above[1].get(name) and _lines_of(mine, name) == _lines_of(theirs, name)

    return is_one


def _lines_of(document: Document, name: str) -> object:
    diagram = document.diagram
    edges = (*diagram.outgoing[name], *diagram.incoming[name])
    said = ((edge.source, edge.target, edge.source_side, edge.target_side, edge.label) for edge in edges)
    return diagram.node[name], frozenset(said)


def _free_node(*documents: Document) -> Callable[[str], str]:
    numbers: Iterator[str] | None = None
    reserved = {name for it in documents for name in (*it.outline.nodes, *it.uses.by_node, *it.uses.half_declared)}

    def free(_name: str) -> str:
        nonlocal numbers
        numbers = numbers or free_node_ids(documents[0], reserved)
        return next(numbers)

    return free


def _free_lane(known: Iterable[str]) -> Callable[[str], str]:
    taken = {*known}

    def free(name: str) -> str:
        found = next(other for number in count(2) if (other := f"{name}_{number}") not in taken)
        taken.add(found)
        return found

    return free


def _renamed(document: Document, nodes: Names, lanes: Names) -> Document:
    """Return a text with other ids, wherever they are written."""
    new_nodes = {was: now for was, now in nodes.items() if was != now}
    new_lanes = {was: now for was, now in lanes.items() if was != now and is_lane_id(now)}
    if not new_nodes and not new_lanes:
        return document
    edits = [*_node_edits(document, new_nodes)]
    for was, now in new_lanes.items():
        edits += lane_renamed(document, was, now)
    return Document(with_edits(document.text, sorted(edits, key=lambda edit: (edit.start, edit.end))))


def _node_edits(document: Document, names: Mapping[str, str]) -> Iterator[TextEdit]:
    for _, node in document.of_kind(NodeStatement):
        if node.id.text in names:
            yield TextEdit(node.id.start, node.id.end, names[node.id.text])
    for _, line in document.of_kind(Unknown):
        if line.name in names and document.uses.begins_with_node(line):
            yield TextEdit(line.start, line.start + len(line.name), names[line.name])
    for name, now in names.items():
        yield from (TextEdit(part.start, part.end, now) for part in document.uses.by_node.get(name, ()))

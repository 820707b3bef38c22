"""Compare two diagrams."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from webapp.domain import Diagram, Edge, Loop
from webapp.dsl.difference.changes import FIELDS, Added, Altered, Change, Difference, Item, Kind, Removed, items_of
from webapp.dsl.difference.difference_sentences import item_name
from webapp.dsl.difference.matching import match_by_content, match_by_id, match_lanes
from webapp.dsl.difference.parallel import pair_parallel
from webapp.dsl.writing.text_changes import longest_rise

Pairs = dict[str, str]
_LOOP_TRAITS: tuple[Callable[[str, Sequence[str]], object], ...] = (
    lambda condition, nodes: (condition, nodes),
    lambda condition, _nodes: condition,
    lambda _condition, nodes: nodes,
    lambda _condition, nodes: nodes[0],
)


def compare(before: Diagram, after: Diagram) -> Difference:
    """Return what leads from one diagram to the other.

    Nodes are the same by id, unless taking them by what they are explains the diagrams with fewer changes: so a
    renumbering is one, and no rewrite. Parallel edges are told apart by what they say.
    """
    if before == after:
        return Difference()
    lanes = match_lanes(before, after)
    by_id = match_by_id(before, after, lanes)
    found = _difference(before, after, lanes, by_id)
    by_content = match_by_content(before, after, lanes)
    if by_content != by_id:
        other = _difference(before, after, lanes, by_content)
        if _size(other) < _size(found):
            return other
    return found


def _size(difference: Difference) -> int:
    """Return how many changes a reading needs; new ids alone count little."""
    changes = sum(len(item.changes) + (item.place is not None) for item in difference.altered)
    return 2 * (2 * len(difference.added) + 2 * len(difference.removed) + changes) + bool(
        difference.renamed.get(Kind.NODE)
    )


def _difference(before: Diagram, after: Diagram, lanes: Pairs, nodes: Pairs) -> Difference:
    edges = _match_edges(before.edges, after.edges, nodes)
    loops = _match_loops(before.loops, after.loops, nodes)
    added: list[Added] = []
    removed: list[Removed] = []
    altered: list[Altered] = []
    renamed: dict[Kind, dict[str, str]] = {}
    for kind, pairs in ((Kind.LANE, lanes), (Kind.NODE, nodes), (Kind.EDGE, edges), (Kind.LOOP, loops)):
        old, new = items_of(before, kind), items_of(after, kind)
        origin = {now: was for was, now in pairs.items()}
        removed += [Removed(kind, item) for item in old if item.id not in pairs]
        known = {item.id: item for item in old}
        moved = _moved(old, new, pairs)
        for place, item in enumerate(new):
            if item.id not in origin:
                added.append(Added(kind, item, place))
                continue
            was = known[origin[item.id]]
            changes = tuple(_changes(kind, was, item, lanes, nodes))
            if changes or item.id in moved:
                new_place = place if item.id in moved else None
                altered.append(Altered(kind, was.id, item.id, item_name(item), changes, new_place))
        renamed[kind] = {it.id: pairs[it.id] for it in old if pairs.get(it.id, it.id) != it.id}
    return Difference(tuple(added), tuple(removed), tuple(altered), renamed)


def _changes(kind: Kind, was: Item, now: Item, lanes: Mapping[str, str], nodes: Mapping[str, str]) -> Iterator[Change]:
    for field in FIELDS[kind]:
        old, new = getattr(was, field), getattr(now, field)
        same: Any = old
        if field == "lane":
            same = lanes.get(old)
        elif field == "nodes":
            same = tuple(nodes.get(name) for name in old)
        if same != new:
            yield Change(field, old, new)


def _moved(old: Sequence[Item], new: Sequence[Item], pairs: Mapping[str, str]) -> frozenset[str]:
    """Return the ids in `new` of the fewest parts that must move to bring the others into order."""
    places = {item.id: place for place, item in enumerate(new)}
    common = [pairs[item.id] for item in old if item.id in pairs]
    kept = {common[at] for at in longest_rise([places[name] for name in common])}
    return frozenset(common) - kept


def _match_edges(old: Iterable[Edge], new: Iterable[Edge], nodes: Mapping[str, str]) -> Pairs:
    groups: dict[tuple[str | None, str | None], tuple[list[Edge], list[Edge]]] = {}
    for edge in old:
        groups.setdefault((nodes.get(edge.source), nodes.get(edge.target)), ([], []))[0].append(edge)
    for edge in new:
        groups.setdefault((edge.source, edge.target), ([], []))[1].append(edge)
    return {
        was.id: now.id
        for ends, (left, right) in groups.items()
        if None not in ends
        for was, now in pair_parallel(left, right)
    }


def _match_loops(old: Sequence[Loop], new: Sequence[Loop], nodes: Mapping[str, str]) -> Pairs:
    """Pair loops that are equal, then those of the same condition, of the same nodes, of the same first node."""
    pairs: Pairs = {}
    left = {loop.id: (loop.condition, tuple(nodes.get(name, "") for name in loop.nodes)) for loop in old}
    right = {loop.id: (loop.condition, loop.nodes) for loop in reversed(new)}
    for trait in _LOOP_TRAITS:
        waiting: dict[object, list[str]] = {}
        for name, (condition, members) in right.items():
            waiting.setdefault(trait(condition, members), []).append(name)
        for name, (condition, members) in [*left.items()]:
            place = waiting.get(trait(condition, members), [])
            if place:
                pairs[name] = place.pop()
                del left[name], right[pairs[name]]
    return pairs

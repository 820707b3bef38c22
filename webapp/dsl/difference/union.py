"""Two diagrams in one: the later one with what was removed put back at its place, and a mark on all that differs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from typing import TypeVar

from webapp.domain import UNNAMED, Diagram, Edge, Lane, Node
from webapp.dsl.difference.changes import Difference, Kind
from webapp.dsl.reading.names import is_node_id

Part = TypeVar("Part", Lane, Node, Edge)


class Mark(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Union:
    """Both diagrams in one, and marks by SVG id (`node-n3`, `edge-n1-n2`, `lane-CI`, `loop-1`).

    What was removed has a free id where its own is taken now.
    """

    diagram: Diagram
    marks: Mapping[str, Mark]


def unite(before: Diagram, after: Diagram, difference: Difference) -> Union:
    """Return both diagrams in one; `difference` is what `compare(before, after)` returned."""
    gone = {kind: {it.item.id for it in difference.removed if it.kind is kind} for kind in Kind}
    lanes = _names(before.lane, gone[Kind.LANE], difference.renamed.get(Kind.LANE, {}), after.lane, _free_lane)
    free_node = _free_nodes({*after.node, *gone[Kind.NODE]})
    nodes = _names(before.node, gone[Kind.NODE], difference.renamed.get(Kind.NODE, {}), after.node, free_node)
    edges = _edge_names(before, after, nodes, gone[Kind.EDGE], difference.renamed.get(Kind.EDGE, {}))
    old_nodes = [
        # Without a label a node shows its id, which must stay the one it had.
        replace(node, id=nodes[node.id], lane=lanes[node.lane], label=node.label or _text_of(node, nodes[node.id]))
        for node in before.nodes
    ]
    old_edges = [
        replace(edge, id=edges[edge.id], source=nodes[edge.source], target=nodes[edge.target]) for edge in before.edges
    ]
    gone_loops = [it for it in before.loops if it.id in gone[Kind.LOOP]]
    loops = {it.id: f"loop-{number}" for number, it in enumerate(gone_loops, len(after.loops) + 1)}
    diagram = Diagram(
        _merged(after.lanes, [replace(lane, id=lanes[lane.id]) for lane in before.lanes]),
        _merged(after.nodes, old_nodes),
        _merged(after.edges, old_edges),
        (
            *after.loops,
            *(replace(it, id=loops[it.id], nodes=tuple(nodes[name] for name in it.nodes)) for it in gone_loops),
        ),
    )
    named = {Kind.LANE: lanes, Kind.NODE: nodes, Kind.EDGE: edges, Kind.LOOP: loops}
    marks = {_svg_id(it.kind, it.item.id): Mark.ADDED for it in difference.added}
    marks |= {_svg_id(it.kind, named[it.kind][it.item.id]): Mark.REMOVED for it in difference.removed}
    marks |= {_svg_id(it.kind, it.id): Mark.CHANGED for it in difference.altered if it.changes or it.kind is Kind.LANE}
    return Union(diagram, marks)


def side_marks(difference: Difference) -> tuple[dict[str, Mark], dict[str, Mark]]:
    """Return the marks on each of both diagrams by itself, by its own SVG ids."""
    altered = [it for it in difference.altered if it.changes or it.kind is Kind.LANE]
    before = {_svg_id(it.kind, it.item.id): Mark.REMOVED for it in difference.removed}
    after = {_svg_id(it.kind, it.item.id): Mark.ADDED for it in difference.added}
    before |= {_svg_id(it.kind, it.was_id): Mark.CHANGED for it in altered}
    after |= {_svg_id(it.kind, it.id): Mark.CHANGED for it in altered}
    return before, after


def _svg_id(kind: Kind, name: str) -> str:
    return name if kind is Kind.LOOP else f"{kind.value}-{name or UNNAMED}"


def _text_of(node: Node, name: str) -> str:
    return "" if name == node.id or node.text != node.id else node.id


def _names(
    old: Collection[str],
    gone: Collection[str],
    renamed: Mapping[str, str],
    new: Collection[str],
    free: Callable[[str, Collection[str]], str],
) -> dict[str, str]:
    """Return the id in the union of each part of the earlier diagram."""
    taken = {*new}
    names: dict[str, str] = {}
    for name in old:
        if name not in gone:
            names[name] = renamed.get(name, name)
            continue
        names[name] = free(name, taken) if name in taken else name
        taken.add(names[name])
    return names


def _free_lane(name: str, taken: Collection[str]) -> str:
    return next(other for number in count(2) if (other := f"{name}_{number}") not in taken)


def _free_nodes(known: Collection[str]) -> Callable[[str, Collection[str]], str]:
    """Return what gives ids above all that are known, one after the other."""
    numbers = count(max((int(name[1:]) for name in known if is_node_id(name)), default=0) + 1)
    return lambda _name, _taken: f"n{next(numbers)}"


def _edge_names(
    before: Diagram, after: Diagram, nodes: Mapping[str, str], gone: Collection[str], renamed: Mapping[str, str]
) -> dict[str, str]:
    taken = {*after.edge}
    suffixes: dict[str, count[int]] = {}
    names: dict[str, str] = {}
    for edge in before.edges:
        if edge.id not in gone:
            names[edge.id] = renamed.get(edge.id, edge.id)
            continue
        base = f"{nodes[edge.source]}-{nodes[edge.target]}"
        numbers = suffixes.setdefault(base, count(1))
        candidates = (f"{base}-{number}" if number > 1 else base for number in numbers)
        names[edge.id] = next(name for name in candidates if name not in taken)
        taken.add(names[edge.id])
    return names


def _merged(new: Sequence[Part], old: Sequence[Part]) -> tuple[Part, ...]:
    """Return all of `new`, and what only `old` has, each right after what it stood after."""
    known = {item.id for item in new}
    following: dict[str | None, list[Part]] = {}
    above: str | None = None
    for item in old:
        if item.id in known:
            above = item.id
        else:
            following.setdefault(above, []).append(item)
    merged = following.get(None, [])
    for item in new:
        merged.append(item)
        merged += following.get(item.id, [])
    return tuple(merged)

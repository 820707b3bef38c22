"""Apply a difference to the diagram that it was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from webapp.domain import Diagram
from webapp.dsl.difference.changes import Difference, Kind, items_of
from webapp.errors import EditRefused


def apply_difference(diagram: Diagram, difference: Difference) -> Diagram:
    """Return the later diagram; `apply_difference(a, compare(a, b)) == b`.

    Raises:
        EditRefused: the difference names parts that this diagram does not have.
    """
    parts = {kind: _applied(items_of(diagram, kind), kind, difference) for kind in Kind}
    return Diagram(parts[Kind.LANE], parts[Kind.NODE], parts[Kind.EDGE], parts[Kind.LOOP])


def _applied(items: Sequence[Any], kind: Kind, difference: Difference) -> tuple[Any, ...]:
    removed = {item.item.id for item in difference.removed if item.kind is kind}
    altered = {item.was_id: item for item in difference.altered if item.kind is kind}
    known = {item.id for item in items}
    for name in (*removed, *altered):
        if name not in known:
            raise EditRefused(f"this difference is of another diagram: here is no {kind.value} {name}", id=name)
    placed = {item.place: item.item for item in difference.added if item.kind is kind}
    kept: list[Any] = []
    for item in items:
        if item.id in removed:
            continue
        change = altered.get(item.id)
        values = _renamed(item, kind, difference.renamed)
        if change is not None:
            values |= {each.field: each.now for each in change.changes}
        new = replace(item, **values)
        if change is not None and change.place is not None:
            placed[change.place] = new
        else:
            kept.append(new)
    waiting = iter(kept)
    count = len(kept) + len(placed)
    return tuple(placed[place] if place in placed else next(waiting) for place in range(count))


def _renamed(item: Any, kind: Kind, renamed: Mapping[Kind, Mapping[str, str]]) -> dict[str, Any]:
    """Return the fields of a part that hold ids, with the new ids."""
    lanes, nodes = renamed.get(Kind.LANE, {}), renamed.get(Kind.NODE, {})
    values: dict[str, Any] = {"id": renamed.get(kind, {}).get(item.id, item.id)}
    if kind is Kind.NODE:
        values["lane"] = lanes.get(item.lane, item.lane)
    elif kind is Kind.EDGE:
        values |= {"source": nodes.get(item.source, item.source), "target": nodes.get(item.target, item.target)}
    elif kind is Kind.LOOP:
        values["nodes"] = tuple(nodes.get(name, name) for name in item.nodes)
    return values

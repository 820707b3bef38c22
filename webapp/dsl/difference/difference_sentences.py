"""A difference in plain sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from webapp.domain import Edge, Lane, Loop, Node, one_line
from webapp.dsl.difference.changes import Altered, Difference, Item, Kind

SHOWN = 60
NAMES = {
    "source_side": "the side it leaves",
    "target_side": "the side it arrives at",
    "lane": "lane",
    "nodes": "nodes",
}


def sentences(difference: Difference) -> Iterator[str]:
    """Yield one sentence a change; one that says so where nothing changed."""
    if not difference:
        yield "Nothing changed."
        return
    for gone in difference.removed:
        yield f"Removed: {gone.kind.value} {item_name(gone.item)}."
    for new in difference.added:
        yield f"Added: {new.kind.value} {item_name(new.item)}."
    # What stands in a lane moves with it, and a node that changes its lane takes its edges along: all one change.
    moved = {Kind.LANE, *_movable(difference)}
    for altered in difference.altered:
        yield from _altered(altered, moved)
    if {(item.kind, item.changes) for item in difference.altered} == {(Kind.EDGE, ())}:
        yield "The order of the edges changed."
    for kind, verb in ((Kind.LANE, "Renamed"), (Kind.NODE, "Renumbered")):
        renamed = difference.renamed.get(kind, {})
        if renamed:
            yield f"{verb}: {', '.join(f'{was} is now {now}' for was, now in renamed.items())}."


def item_name(item: Item) -> str:
    """Return what a part is called in a sentence."""
    if isinstance(item, Lane):
        return f"{item.id} {_shown(item.label)}" if item.id else "for the nodes outside every lane"
    if isinstance(item, Node):
        name = f"{item.id} {_shown(item.text)}" if item.text != item.id else item.id
        return f"{name} in {item.lane}" if item.lane else f"{name} outside every lane"
    if isinstance(item, Edge):
        label = f" {_shown(item.label)}" if item.label else ""
        return f"{item.source} → {item.target}{label}"
    assert isinstance(item, Loop)
    return f"{_shown(item.condition)} over {', '.join(item.nodes)}"


def _movable(difference: Difference) -> tuple[Kind, ...]:
    """Return the kinds of parts whose moves are changes of their own."""
    lanes_moved = any(item.kind is Kind.LANE and item.place is not None for item in difference.altered)
    changed_lane = any(change.field == "lane" for item in difference.altered for change in item.changes)
    return () if lanes_moved or changed_lane else (Kind.NODE, Kind.LOOP)


def _altered(altered: Altered, moved: Collection[Kind]) -> Iterator[str]:
    head = f"{altered.kind.value.capitalize()} {altered.text}"
    for change in altered.changes:
        name = NAMES.get(change.field, change.field)
        was, now = ("were", "are now") if change.field == "nodes" else ("was", "is now")
        yield f"{head}: {name} {was} {_value(change.was)}, {now} {_value(change.now)}."
    if altered.place is not None and altered.kind in moved:
        yield f"{head}: moved to another position."


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    text = getattr(value, "value", value)
    return _shown(text) if text else "empty"


def _shown(text: str) -> str:
    text = one_line(text)
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[: SHOWN - 1]}…”"

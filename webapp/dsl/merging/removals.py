"""Which lines go: what one side removed, unless the other made something of it; then the removal clashes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from webapp.domain import OUTSIDE
from webapp.dsl.merging.clashes import Picks
from webapp.dsl.merging.items import Item


def removed_items(items: Collection[Item], picks: Picks) -> set[Item]:
    """Return the items that go, apart from lanes."""
    gone = {item for item in items if item.mine is None and item.theirs is None}
    attached: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for name in item.ends:
            attached[name].append(item)
    settled: set[Item] = set()
    rescued: set[str] = set()
    for item in items:
        by = item.removed_by
        if item.kind != "node" or by is None:
            continue
        settled.add(item)
        beside = attached[item.id]
        around = [it for it in beside if it.added_by not in (None, by) or (it.removed_by == by and _edited(it))]
        if not around and not _edited(item):
            gone.add(item)
        elif picks.side(item.clash(by, "\n".join(it.only.text for it in (item, *around)))) == by:
            gone.update((item, *around))
            settled.update(around)
        else:
            rescued.add(item.id)
    lost = {item.id for item in gone if item.kind == "node"}
    for name in rescued:
        for item in attached[name]:
            if item.removed_by is not None and item not in settled:
                settled.add(item)
                if item.ends & lost:
                    gone.add(item)
    for item in items:
        by = item.removed_by
        if by is None or item in settled or item.kind in ("lane", "close"):
            continue
        if not _edited(item) or picks.side(item.clash(by, item.only.text)) == by:
            gone.add(item)
    return gone


def removed_lanes(
    items: Collection[Item], homes: Mapping[Item, str], gone: Collection[Item], picks: Picks
) -> set[Item]:
    """Return the headers and closing braces that go, with what stands between them; `homes` has where items stand."""
    inside: dict[str, list[Item]] = defaultdict(list)
    braces: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.kind in ("lane", "close"):
            braces[item.id].append(item)
        elif item not in gone and homes[item] != OUTSIDE:
            inside[homes[item]].append(item)
    found: set[Item] = set()
    for lane, pair in braces.items():
        header = next(item for item in pair if item.kind == "lane")
        by = header.removed_by
        if by is None:
            continue
        members = inside[lane]
        parts = [item for item in members if item.kind != "blank"]
        # What the other side edited stays where its removal was not chosen, and with it the lane.
        if any(
            item.base is not None and (item.kind in ("node", "edge", "loop") or item.removed_by == by) for item in parts
        ):
            continue
        new = [item for item in parts if item.added_by is not None]
        text = "\n".join(item.only.text for item in (header, *new))
        if not (new or _edited(header)) or picks.side(header.clash(by, text)) == by:
            found.update((*pair, *members, *_edges_of(new, items)))
    return found


def _edges_of(nodes: Iterable[Item], items: Iterable[Item]) -> list[Item]:
    """Return the new edges that would lose a node."""
    names = {item.id for item in nodes if item.kind == "node"}
    return [item for item in items if names and item.kind == "edge" and item.base is None and item.ends & names]


def _edited(item: Item) -> bool:
    """Return whether the side that did not remove it changed what it says, or moved a node to another lane."""
    row = item.mine or item.theirs
    if row is None or item.base is None or item.kind == "blank":
        return False
    said = row.raw != item.base.raw and row.content != item.base.content
    return said or (item.kind == "node" and row.home != item.base.home)

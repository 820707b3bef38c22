"""Updates the ids in a companion: renamed parts get their new id, and references to removed parts are dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeAlias

from webapp.domain import Companion, PartKey

FieldPath: TypeAlias = tuple[str, ...]
"""The path of a value in a companion: names of fields, `ITEM` for an item of a list, `KEY` for a key that is an id."""

ITEM = "[]"
KEY = "{}"

# Ids of nodes, edges and loops cannot be confused with each other. A lane's id may be equal to any of them or to a
# field name, so lanes are only looked up where no other part is possible.
NAMES: Mapping[FieldPath, tuple[str, ...]] = MappingProxyType(
    {
        ("layout", "nodes"): ("node",),
        ("layout", "columns"): ("node",),
        ("simulation", "weights"): ("node", "edge"),
        ("simulation", "weights_by_visit"): ("edge",),
        ("simulation", "durations"): ("node", "edge"),
        ("simulation", "arrivals"): ("node",),
        ("simulation", "lanes"): ("lane",),
        ("simulation", "statements", ITEM, "count"): ("node", "edge"),
        ("simulation", "priorities"): ("node",),
        ("simulation", "batches"): ("node",),
        ("simulation", "capacity"): ("lane",),
        ("simulation", "options", "nodes"): ("node",),
        ("simulation", "options", "edges"): ("edge",),
        ("options", "nodes"): ("node",),
        ("options", "edges"): ("edge",),
        ("scenarios", ITEM, "options", "nodes"): ("node",),
        ("scenarios", ITEM, "options", "edges"): ("edge",),
        ("scenarios", ITEM, "expect", "count"): ("node", "edge"),
        ("captions",): ("node", "edge", "loop"),
    }
)
VALUES: Mapping[FieldPath, tuple[str, ...]] = MappingProxyType(
    {
        ("layout", "feedback"): ("edge",),
        ("layout", "returns"): ("edge",),
        ("layout", "staggered"): ("node",),
        ("layout", "ghosts", ITEM, "source"): ("node",),
        ("layout", "ghosts", ITEM, "target"): ("node",),
        ("options", "also_start"): ("node",),
        ("simulation", "options", "also_start"): ("node",),
        ("simulation", "statements", ITEM, "visited"): ("node", "edge"),
        ("simulation", "statements", ITEM, "not_visited"): ("node", "edge"),
        ("simulation", "statements", ITEM, "order"): ("node",),
        ("simulation", "statements", ITEM, "before"): ("node",),
        ("simulation", "statements", ITEM, "ends_at"): ("node",),
        ("scenarios", ITEM, "options", "also_start"): ("node",),
        ("scenarios", ITEM, "choices", ITEM, "node"): ("node",),
        ("scenarios", ITEM, "choices", ITEM, "edges"): ("edge",),
        ("scenarios", ITEM, "expect", "visited"): ("node", "edge"),
        ("scenarios", ITEM, "expect", "not_visited"): ("node", "edge"),
        ("scenarios", ITEM, "expect", "order"): ("node",),
        ("scenarios", ITEM, "expect", "ends_at"): ("node",),
    }
)
STATEMENT = ("simulation", "statements", ITEM)
CHOSEN_EDGES = ("scenarios", ITEM, "choices", ITEM, "edges")
REFERRING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: (kind,) for kind in ("lane", "node", "edge", "loop") for name in (kind, f"{kind}s")}
)
GONE = object()


def follow(companion: Companion, renamed: Mapping[PartKey, str], removed: Collection[PartKey]) -> Companion:
    """Return the companion after an edit that renamed and removed these parts.

    Ids are replaced where they are keys of objects (`NAMES`), where a known field holds them (`VALUES`), and in fields
    whose name says so (`node`, `edges`, ...); everything else is unchanged. An object or list item that refers to a
    removed part is removed too.
    """
    if not renamed and not removed:
        return companion
    follower = _Follower(renamed, removed)
    return replace(
        companion,
        layout_hints=follower.value(companion.layout_hints, ("layout",)),
        simulation=follower.value(companion.simulation, ("simulation",)),
        options=follower.value(companion.options, ("options",)),
        captions=follower.value(companion.captions, ("captions",)),
        scenarios=tuple(follower.value(companion.scenarios, ("scenarios",))),
    )


class _Follower:
    def __init__(self, renamed: Mapping[PartKey, str], removed: Collection[PartKey]) -> None:
        self._new: dict[PartKey, Any] = {**dict.fromkeys(removed, GONE), **renamed}

    def value(self, value: Any, path: FieldPath) -> Any:
        """Return the new value of a path. One call per level: it must follow all nesting that JSON allows."""
        if isinstance(value, str):
            return self._now(value, VALUES.get(path) or REFERRING.get(path[-1], ()))
        if isinstance(value, Mapping):
            kinds = NAMES.get(path, ())
            named: dict[str, Any] = {}
            for name, item in value.items():
                new_item = self.value(item, (*path, KEY if kinds else name))
                if new_item is GONE and isinstance(item, str) and len(path) > 1:
                    return GONE
                if new_item == [] and item and (*path, name) == CHOSEN_EDGES:
                    # The branch is gone; the choice goes on only where its label says what it was.
                    if not value.get("label"):
                        return GONE
                    continue
                new_name = self._now(name, kinds)
                if new_name is not GONE and new_item is not GONE:
                    named[new_name] = new_item
            # A statement without one of its parts would say something else.
            return GONE if path == STATEMENT and _size(named) < _size(value) else named
        if isinstance(value, list | tuple):
            listed: list[Any] = []
            for item in value:
                new_item = self.value(item, path if isinstance(item, str) else (*path, ITEM))
                if new_item is not GONE:
                    listed.append(new_item)
            return listed
        return value

    def _now(self, name: str, kinds: Iterable[str]) -> Any:
        for kind in kinds:
            if (kind, name) in self._new:
                return self._new[kind, name]
        return name


def _size(statement: Mapping[str, Any]) -> int:
    """Return how many parts the conditions of a statement name."""
    return sum(len(item) for item in statement.values() if isinstance(item, list | tuple | Mapping))

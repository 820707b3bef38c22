"""Keeping a companion's references right: ids that were renamed are renamed there too, ids that went are dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeAlias

from webapp.domain import Companion, PartKey

Place: TypeAlias = tuple[str, ...]
"""Where something stands in a companion: the names of the fields that lead there, and `ITEM` for what a list has."""

ITEM = "[]"
NAMED = "{}"
"""Stands in a place for an id that is the name of what it has: it is no field, whatever it is called."""

# Ids of nodes, edges and loops never look alike. A lane may be called like any of them and like every field, so that
# lanes are looked for only where nothing but a lane can stand.
NAMES: Mapping[Place, tuple[str, ...]] = MappingProxyType(
    {
        ("layout", "nodes"): ("node",),
        ("layout", "columns"): ("node",),
        ("simulation", "weights"): ("node", "edge"),
        ("simulation", "durations"): ("node", "edge"),
        ("simulation", "arrivals"): ("node",),
        ("simulation", "capacity"): ("lane",),
        ("captions",): ("node", "edge", "loop"),
    }
)
VALUES: Mapping[Place, str] = MappingProxyType(
    {
        ("layout", "feedback"): "edge",
        ("layout", "ghosts", ITEM, "source"): "node",
        ("layout", "ghosts", ITEM, "target"): "node",
        ("options", "also_start"): "node",
    }
)
REFERRING: Mapping[str, str] = MappingProxyType(
    {name: kind for kind in ("lane", "node", "edge", "loop") for name in (kind, f"{kind}s")}
)
GONE = object()


def follow(companion: Companion, renamed: Mapping[PartKey, str], removed: Collection[PartKey]) -> Companion:
    """Return the companion for the diagram after an edit that renamed and removed these parts.

    Ids are looked for where the companion names objects by them (`NAMES`), in its values that are ids (`VALUES`), and
    in values of any field whose name says so (`node`, `edges`, ...); all else stays as it is. An object or list item
    that refers to what is gone goes with it.
    """
    if not renamed and not removed:
        return companion
    follower = _Follower(renamed, removed)
    return replace(
        companion,
        layout=follower.value(companion.layout, ("layout",)),
        simulation=follower.value(companion.simulation, ("simulation",)),
        options=follower.value(companion.options, ("options",)),
        captions=follower.value(companion.captions, ("captions",)),
        scenarios=tuple(follower.value(companion.scenarios, ("scenarios",))),
    )


class _Follower:
    def __init__(self, renamed: Mapping[PartKey, str], removed: Collection[PartKey]) -> None:
        self._new: dict[PartKey, Any] = {**dict.fromkeys(removed, GONE), **renamed}

    def value(self, value: Any, place: Place) -> Any:
        """Return what stands at a place now. One call a level: what JSON can nest must not be too deep for it."""
        if isinstance(value, str):
            kind = VALUES.get(place) or REFERRING.get(place[-1])
            return self._now(value, (kind,) if kind else ())
        if isinstance(value, Mapping):
            kinds = NAMES.get(place, ())
            named: dict[str, Any] = {}
            for name, item in value.items():
                new_item = self.value(item, (*place, NAMED if kinds else name))
                if new_item is GONE and isinstance(item, str) and len(place) > 1:
                    return GONE
                new_name = self._now(name, kinds)
                if new_name is not GONE and new_item is not GONE:
                    named[new_name] = new_item
            return named
        if isinstance(value, list | tuple):
            listed: list[Any] = []
            for item in value:
                new_item = self.value(item, place if isinstance(item, str) else (*place, ITEM))
                if new_item is not GONE:
                    listed.append(new_item)
            return listed
        return value

    def _now(self, name: str, kinds: Iterable[str]) -> Any:
        for kind in kinds:
            if (kind, name) in self._new:
                return self._new[kind, name]
        return name

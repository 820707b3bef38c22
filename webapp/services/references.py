"""Keeping a companion's references right: ids that were renamed are renamed there too, ids that went are dropped."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from webapp.domain import Companion

REFERRING = frozenset(
    {"node", "nodes", "edge", "edges", "source", "target", "after", "also_start", "lane", "lanes", "loop", "loops"}
    | {"feedback"}
)
GONE = object()


def follow(companion: Companion, renamed: Mapping[str, str], removed: Collection[str]) -> Companion:
    """Return the companion for the diagram after an edit that renamed and removed these ids.

    Ids are looked for in the names of objects, and in values under the fields that refer (`node`, `edges`, ...); any
    other words stay as they are. An object or list item that refers to what is gone goes with it.
    """
    if not renamed and not removed:
        return companion
    mapper = _Mapper(renamed, removed)
    return replace(
        companion,
        layout=mapper.mapping(companion.layout),
        simulation=mapper.mapping(companion.simulation),
        options=mapper.mapping(companion.options),
        captions=mapper.mapping(companion.captions),
        scenarios=tuple(mapper.items(companion.scenarios, referring=False)),
    )


class _Mapper:
    def __init__(self, renamed: Mapping[str, str], removed: Collection[str]) -> None:
        self._new: dict[str, Any] = {**dict.fromkeys(removed, GONE), **renamed}

    def mapping(self, value: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, item in value.items():
            new_name = self._new_id(name)
            new_item = self._value(item, referring=name in REFERRING)
            if new_name is not GONE and new_item is not GONE:
                found[str(new_name)] = new_item
        return found

    def items(self, value: list[Any] | tuple[Any, ...], *, referring: bool) -> list[Any]:
        mapped = (self._value(item, referring=referring) for item in value)
        return [item for item in mapped if item is not GONE]

    def _value(self, value: Any, *, referring: bool) -> Any:
        if isinstance(value, str):
            return self._new_id(value) if referring else value
        if isinstance(value, Mapping):
            refers_to_gone = any(
                isinstance(item, str) and name in REFERRING and self._new_id(item) is GONE
                for name, item in value.items()
            )
            return GONE if refers_to_gone else self.mapping(value)
        if isinstance(value, list | tuple):
            return self.items(value, referring=referring)
        return value

    def _new_id(self, name: str) -> Any:
        return self._new.get(name, name)

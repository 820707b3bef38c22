"""Keeping a companion's references right: ids that were renamed are renamed there too, ids that went are dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from webapp.domain import Companion, Diagram

REFERRING = frozenset({"node", "nodes", "edge", "edges", "source", "target", "after", "also_start", "lane", "lanes"})
EDGE = re.compile(r"(n[0-9]+)-(n[0-9]+)((?:-[0-9]+)?)")
GONE = object()


def follow(companion: Companion, before: Diagram, after: Diagram, renamed: Mapping[str, str]) -> Companion:
    """Return the companion for the diagram after an edit.

    Ids are looked for in the names of objects, and in values under the fields that refer (`node`, `edges`, ...); any
    other words stay as they are. An object or list item that refers to what is gone goes with it.
    """
    mapper = _Mapper(before, after, renamed)
    if not mapper.changes:
        return companion
    return replace(
        companion,
        layout=mapper.mapping(companion.layout),
        simulation=mapper.mapping(companion.simulation),
        options=mapper.mapping(companion.options),
        captions=mapper.mapping(companion.captions),
        scenarios=tuple(mapper.items(companion.scenarios, referring=False)),
    )


class _Mapper:
    def __init__(self, before: Diagram, after: Diagram, renamed: Mapping[str, str]) -> None:
        self._after = after
        self._renamed = renamed
        known = (*before.lane, *before.node, *before.edge)
        self._known = frozenset(known)
        self.changes = bool(renamed) or any(self._new_id(name) is GONE for name in known)

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
        if name not in self._known:
            return name
        new = self._renamed.get(name) or self._edge_between_new_nodes(name) or name
        after = self._after
        return new if new in after.node or new in after.edge or new in after.lane else GONE

    def _edge_between_new_nodes(self, name: str) -> str | None:
        edge = EDGE.fullmatch(name)
        if edge is None:
            return None
        source, target = (self._renamed.get(node, node) for node in edge.group(1, 2))
        return f"{source}-{target}{edge[3]}"

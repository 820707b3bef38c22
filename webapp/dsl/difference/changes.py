"""A difference as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias

from webapp.domain import Diagram, Edge, Lane, Loop, Node

Item: TypeAlias = Lane | Node | Edge | Loop


class Kind(StrEnum):
    """The kinds of parts that a diagram has."""

    LANE = "lane"
    NODE = "node"
    EDGE = "edge"
    LOOP = "loop"


FIELDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.LANE: ("label",),
        Kind.NODE: ("lane", "shape", "label", "owner", "description", "system"),
        Kind.EDGE: ("source_side", "target_side", "label"),
        Kind.LOOP: ("condition", "nodes"),
    }
)


def items_of(diagram: Diagram, kind: Kind) -> tuple[Any, ...]:
    """Return the parts of one kind in document order."""
    parts: tuple[Any, ...] = getattr(diagram, f"{kind.value}s")
    return parts


@dataclass(frozen=True, slots=True)
class Change:
    """A changed field of a part. A node's `lane` and a loop's `nodes` are ids of the respective diagram."""

    field: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Added:
    """A part that only the later diagram has; `place` is its place there among its kind, from 0."""

    kind: Kind
    item: Item
    place: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A part that only the earlier diagram has."""

    kind: Kind
    item: Item


@dataclass(frozen=True, slots=True)
class Altered:
    """A part that both have and that changed or moved; `was_id` and `id` differ where it was renumbered too.

    `place` is its new place among its kind, from 0; None where it kept its place among the others.
    """

    kind: Kind
    was_id: str
    id: str
    text: str
    changes: tuple[Change, ...]
    place: int | None = None


@dataclass(frozen=True)
class Difference:
    """All that leads from one diagram to another. `renamed` maps old ids to new ones, where they differ, by kind."""

    added: tuple[Added, ...] = ()
    removed: tuple[Removed, ...] = ()
    altered: tuple[Altered, ...] = ()
    renamed: Mapping[Kind, Mapping[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Return whether there is any difference."""
        return bool(self.added or self.removed or self.altered or any(self.renamed.values()))

    def to_json(self) -> dict[str, Any]:
        """Return the difference as JSON values."""
        return {
            "same": not self,
            "added": [{"kind": it.kind.value, "place": it.place, **item_json(it.item)} for it in self.added],
            "removed": [{"kind": it.kind.value, **item_json(it.item)} for it in self.removed],
            "changed": [
                {
                    "kind": it.kind.value,
                    "was_id": it.was_id,
                    "id": it.id,
                    "changes": [
                        {"field": change.field, "was": _value(change.was), "now": _value(change.now)}
                        for change in it.changes
                    ],
                    "place": it.place,
                }
                for it in self.altered
            ],
            "renamed": {f"{kind.value}s": dict(self.renamed.get(kind, {})) for kind in Kind},
        }

    def to_sentences(self) -> tuple[str, ...]:
        """Return the difference as sentences, one for each change."""
        from webapp.dsl.difference.difference_sentences import sentences

        return tuple(sentences(self))


def item_json(item: Item) -> dict[str, Any]:
    """Return a part of a diagram as JSON values."""
    return {each.name: _value(getattr(item, each.name)) for each in fields(item)}


def _value(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value

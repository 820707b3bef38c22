"""All operations on a text. JSON and the description of the API name them as in `KINDS`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias, get_args

from webapp.dsl.edits.compound_operations import Duplicate, ExtractLane, InsertIntoEdge, Paste, Renumber, Turn
from webapp.dsl.edits.part_operations import (
    AddEdge,
    AddLane,
    AddLoop,
    AddNode,
    Connect,
    MoveLane,
    MoveNode,
    RemoveEdge,
    RemoveLane,
    RemoveLoop,
    RemoveNode,
    UpdateEdge,
    UpdateLane,
    UpdateLoop,
    UpdateNode,
)

__all__ = [
    "KINDS",
    "AddEdge",
    "AddLane",
    "AddLoop",
    "AddNode",
    "Connect",
    "Duplicate",
    "ExtractLane",
    "InsertIntoEdge",
    "MoveLane",
    "MoveNode",
    "Operation",
    "Paste",
    "RemoveEdge",
    "RemoveLane",
    "RemoveLoop",
    "RemoveNode",
    "Renumber",
    "Turn",
    "UpdateEdge",
    "UpdateLane",
    "UpdateLoop",
    "UpdateNode",
]

Operation: TypeAlias = (
    AddNode
    | UpdateNode
    | MoveNode
    | RemoveNode
    | AddEdge
    | UpdateEdge
    | RemoveEdge
    | AddLane
    | UpdateLane
    | MoveLane
    | RemoveLane
    | AddLoop
    | UpdateLoop
    | RemoveLoop
    | InsertIntoEdge
    | Duplicate
    | Paste
    | ExtractLane
    | Renumber
    | Turn
)
KINDS: Mapping[str, type[Operation]] = MappingProxyType({kind.name: kind for kind in get_args(Operation)})

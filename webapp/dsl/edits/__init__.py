"""Edits on the canvas as edits of the text: the fewest characters that do the job."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from webapp.domain import TextEdit
from webapp.dsl.edits import edges, lanes, nodes
from webapp.dsl.edits.operations import (
    AddEdge,
    AddLane,
    AddNode,
    Connect,
    MoveLane,
    MoveNode,
    Operation,
    RemoveEdge,
    RemoveLane,
    RemoveNode,
    UpdateEdge,
    UpdateLane,
    UpdateNode,
    operation_from_json,
)
from webapp.dsl.edits.session import Session

__all__ = [
    "AddEdge",
    "AddLane",
    "AddNode",
    "Connect",
    "EditResult",
    "MoveLane",
    "MoveNode",
    "Operation",
    "RemoveEdge",
    "RemoveLane",
    "RemoveNode",
    "UpdateEdge",
    "UpdateLane",
    "UpdateNode",
    "apply",
    "operation_from_json",
]

_VERBS: Mapping[type[Operation], Callable[[Session, Any], None]] = {
    AddNode: nodes.add_node,
    UpdateNode: nodes.update_node,
    MoveNode: nodes.move_node,
    RemoveNode: nodes.remove_node,
    AddEdge: edges.add_edge,
    UpdateEdge: edges.update_edge,
    RemoveEdge: edges.remove_edge,
    AddLane: lanes.add_lane,
    UpdateLane: lanes.update_lane,
    MoveLane: lanes.move_lane,
    RemoveLane: lanes.remove_lane,
}


@dataclass(frozen=True)
class EditResult:
    """The new text, and the edits that lead there.

    `edits` are in offsets of the original text (code points), in order and without overlap. `created` lists kind and
    id of what is new, `renamed` maps old ids (of nodes, lanes, edges) to new ones.
    """

    text: str
    edits: tuple[TextEdit, ...]
    created: tuple[tuple[str, str], ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


def apply(text: str, operations: Sequence[Operation]) -> EditResult:
    """Apply operations in order, as one step; all of them or none.

    Raises:
        EditRefused: one of them cannot be done on this text; the message says why.
    """
    session = Session(text)
    for operation in operations:
        _VERBS[type(operation)](session, operation)
    edits = session.weave.edits()
    return EditResult(session.document.text, edits, tuple(session.created), dict(session.renamed))

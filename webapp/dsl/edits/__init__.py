"""Edits on the canvas as edits of the text: the fewest characters that do the job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from webapp.domain import PartKey, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.edits import copies, edge_edits, gaps, lane_edits, loop_edits, moving, node_edits, whole_lanes
from webapp.dsl.edits.from_json import operation_from_json
from webapp.dsl.edits.operations import (
    AddEdge,
    AddLane,
    AddLoop,
    AddNode,
    Connect,
    Duplicate,
    ExtractLane,
    InsertIntoEdge,
    MoveLane,
    MoveNode,
    Operation,
    Paste,
    RemoveEdge,
    RemoveLane,
    RemoveLoop,
    RemoveNode,
    Renumber,
    Turn,
    UpdateEdge,
    UpdateLane,
    UpdateLoop,
    UpdateNode,
)
from webapp.dsl.edits.session import Session
from webapp.dsl.writing.renumbering import renumber

__all__ = [
    "AddEdge",
    "AddLane",
    "AddLoop",
    "AddNode",
    "Connect",
    "Duplicate",
    "EditResult",
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
    "apply",
    "operation_from_json",
]


def _renumber(session: Session, operation: Renumber) -> None:
    session.change(renumber(session.document).edits)


_VERBS: Mapping[type[Operation], Callable[[Session, Any], object]] = {
    AddNode: node_edits.add_node,
    UpdateNode: node_edits.update_node,
    MoveNode: moving.move_node,
    RemoveNode: gaps.remove_node,
    AddEdge: edge_edits.add_edge,
    UpdateEdge: edge_edits.update_edge,
    RemoveEdge: edge_edits.remove_edge,
    AddLane: lane_edits.add_lane,
    UpdateLane: lane_edits.update_lane,
    MoveLane: whole_lanes.move_lane,
    RemoveLane: whole_lanes.remove_lane,
    AddLoop: loop_edits.add_loop,
    UpdateLoop: loop_edits.update_loop,
    RemoveLoop: loop_edits.remove_loop,
    InsertIntoEdge: gaps.insert_into_edge,
    Duplicate: copies.duplicate,
    Paste: copies.paste,
    ExtractLane: moving.extract_lane,
    Renumber: _renumber,
    Turn: edge_edits.turn,
}


def _removed_in_a_row(operations: Iterable[Operation]) -> list[str]:
    """Return the nodes that the first operations remove, as far as these do nothing else."""
    names: list[str] = []
    for operation in operations:
        if not isinstance(operation, RemoveNode) or operation.close_gap:
            break
        names.append(operation.id)
    return names


@dataclass(frozen=True)
class EditResult:
    """The text after operations, read already, and the edits that lead there.

    `edits` are in offsets of the original text (code points), in order and without overlap. `created` lists kind and
    id of what is new. `renamed` has the new ids of the original's lanes, nodes, edges and loops where they differ;
    `removed` are those that have gone.
    """

    document: Document = field(compare=False, repr=False)
    edits: tuple[TextEdit, ...]
    created: tuple[tuple[str, str], ...] = ()
    renamed: Mapping[PartKey, str] = field(default_factory=dict)
    removed: frozenset[PartKey] = frozenset()

    @property
    def text(self) -> str:
        """The new text."""
        return self.document.text


def apply(text: str | Document, operations: Sequence[Operation]) -> EditResult:
    """Apply operations in order to a text, which may be read already, as one edit; all of them or none.

    Raises:
        EditRefused: one of them cannot be done on this text, or they are too many for its size; the message says why.
    """
    session = Session(text)
    done = 0
    while done < len(operations):
        session.begin(done + 1)
        names = _removed_in_a_row(islice(operations, done, None))
        if len(names) > 1 and gaps.remove_together(session, names):
            done += len(names)
            continue
        _VERBS[type(operations[done])](session, operations[done])
        done += 1
    edits = session.edited.edits()
    became = session.identities
    return EditResult(session.document, edits, tuple(session.created), became.renamed, became.removed)

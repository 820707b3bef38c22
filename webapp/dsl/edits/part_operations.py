"""Operations on one part of a diagram, a node, an edge, a lane or a loop, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from webapp.domain import Shape, Side


@dataclass(frozen=True, slots=True)
class Connect:
    """An edge between a new node and an existing one; `direction` is `to` or `from` the existing node."""

    node: str
    direction: Literal["to", "from"]
    node_side: Side
    new_side: Side
    label: str = ""


@dataclass(frozen=True, slots=True)
class AddNode:
    """Add a node to a lane, after or before another node there; by default at the end of the lane."""

    name: ClassVar[str] = "add_node"
    lane: str
    shape: Shape
    label: str = ""
    id: str | None = None
    after: str | None = None
    owner: str = ""
    description: str = ""
    system: str = ""
    connect: Connect | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class UpdateNode:
    """Change the given attributes of a node; an empty text removes the attribute."""

    name: ClassVar[str] = "update_node"
    id: str
    label: str | None = None
    shape: Shape | None = None
    owner: str | None = None
    description: str | None = None
    system: str | None = None


@dataclass(frozen=True, slots=True)
class MoveNode:
    """Move a node to another lane, with the edges that leave it, or after or before another node."""

    name: ClassVar[str] = "move_node"
    id: str
    lane: str | None = None
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveNode:
    """Remove a node with its edges; with `close_gap` the edges that led to it lead to its only successor."""

    name: ClassVar[str] = "remove_node"
    id: str
    close_gap: bool = False


@dataclass(frozen=True, slots=True)
class AddEdge:
    """Add an edge to the lane of its source."""

    name: ClassVar[str] = "add_edge"
    source: str
    target: str
    source_side: Side
    target_side: Side
    label: str = ""


@dataclass(frozen=True, slots=True)
class UpdateEdge:
    """Change the given properties of an edge; an empty label removes the label."""

    name: ClassVar[str] = "update_edge"
    id: str
    label: str | None = None
    source: str | None = None
    target: str | None = None
    source_side: Side | None = None
    target_side: Side | None = None


@dataclass(frozen=True, slots=True)
class RemoveEdge:
    """Remove an edge."""

    name: ClassVar[str] = "remove_edge"
    id: str


@dataclass(frozen=True, slots=True)
class AddLane:
    """Add an empty lane after the lane `after`, or else at the end. Without `id`, the id is made from the label."""

    name: ClassVar[str] = "add_lane"
    label: str
    id: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class UpdateLane:
    """Change a lane's label, or its id with all its uses; `id_from_label` makes the id from the new label."""

    name: ClassVar[str] = "update_lane"
    id: str
    label: str | None = None
    new_id: str | None = None
    id_from_label: bool = False


@dataclass(frozen=True, slots=True)
class MoveLane:
    """Move a lane before another one, or to the end (null)."""

    name: ClassVar[str] = "move_lane"
    id: str
    before: str | None


@dataclass(frozen=True, slots=True)
class RemoveLane:
    """Remove a lane with its nodes and their edges."""

    name: ClassVar[str] = "remove_lane"
    id: str


@dataclass(frozen=True, slots=True)
class AddLoop:
    """Add a loop over nodes, in execution order, to the lane of the first node."""

    name: ClassVar[str] = "add_loop"
    condition: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UpdateLoop:
    """Change the condition or the nodes of a loop."""

    name: ClassVar[str] = "update_loop"
    id: str
    condition: str | None = None
    nodes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class RemoveLoop:
    """Remove a loop; its nodes stay."""

    name: ClassVar[str] = "remove_loop"
    id: str

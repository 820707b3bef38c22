"""What can be done to a text on the canvas, as values; read from JSON with every mistake named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from types import MappingProxyType
from typing import Any, ClassVar, TypeAlias, get_args, get_type_hints

from webapp.domain import Shape, Side
from webapp.errors import InvalidRequest


@dataclass(frozen=True, slots=True)
class Connect:
    """An edge between a new node and an existing one; `direction` is `to` or `from` the existing node."""

    node: str
    direction: str
    node_side: Side
    new_side: Side
    label: str = ""


@dataclass(frozen=True, slots=True)
class AddNode:
    """Add a node to a lane: after the node `after`, else after the lane's last one."""

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


@dataclass(frozen=True, slots=True)
class UpdateNode:
    """Change what is given of a node; an empty text removes the attribute."""

    name: ClassVar[str] = "update_node"
    id: str
    label: str | None = None
    shape: Shape | None = None
    owner: str | None = None
    description: str | None = None
    system: str | None = None


@dataclass(frozen=True, slots=True)
class MoveNode:
    """Move a node to another lane; the edges that leave it go with it."""

    name: ClassVar[str] = "move_node"
    id: str
    lane: str


@dataclass(frozen=True, slots=True)
class RemoveNode:
    """Remove a node with its edges; `close_gap` renumbers the nodes after it."""

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
    """Change what is given of an edge; an empty label removes it."""

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
    """Add an empty lane: after the lane `after`, else as the last one. Without `id` the label gives one."""

    name: ClassVar[str] = "add_lane"
    label: str
    id: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class UpdateLane:
    """Change a lane's label, or its id with all its uses."""

    name: ClassVar[str] = "update_lane"
    id: str
    label: str | None = None
    new_id: str | None = None


@dataclass(frozen=True, slots=True)
class MoveLane:
    """Move a lane before another one; None makes it the last."""

    name: ClassVar[str] = "move_lane"
    id: str
    before: str | None


@dataclass(frozen=True, slots=True)
class RemoveLane:
    """Remove a lane with its nodes and their edges."""

    name: ClassVar[str] = "remove_lane"
    id: str


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
)
KINDS: Mapping[str, type[Operation]] = MappingProxyType({kind.name: kind for kind in get_args(Operation)})


def operation_from_json(data: object) -> Operation:
    """Read one operation from parsed JSON.

    Raises:
        InvalidRequest: no such operation, an unknown or missing field, a wrong type; `details["field"]` names it.

    >>> operation_from_json({"op": "remove_edge", "id": "n1-n2"})
    RemoveEdge(id='n1-n2')
    """
    if not isinstance(data, Mapping):
        raise InvalidRequest("an operation must be a JSON object", field="operations")
    kind = KINDS.get(data["op"]) if isinstance(data.get("op"), str) else None
    if kind is None:
        raise InvalidRequest(f"op must be one of {', '.join(KINDS)}", field="op")
    given = {key: value for key, value in data.items() if key != "op"}
    operation: Operation = _build(kind, given, kind.name)
    return operation


def _build(kind: type[Any], given: Mapping[str, Any], place: str) -> Any:
    hints = get_type_hints(kind)
    known = {item.name: item for item in fields(kind)}
    for key in given:
        if key not in known:
            raise InvalidRequest(f"{place} has no field {key!r}; its fields are {', '.join(known)}", field=str(key))
    values: dict[str, Any] = {}
    for key, item in known.items():
        required = item.default is MISSING
        if key not in given:
            if required:
                raise InvalidRequest(f"{place} needs the field {key!r}", field=key)
            continue
        value = given[key]
        if value is None and not required:
            continue
        values[key] = _read(value, hints[key], key, place)
    return kind(**values)


def _read(value: object, hint: Any, key: str, place: str) -> Any:
    options = get_args(hint) or (hint,)
    if value is None and type(None) in options:
        return None
    if Connect in options:
        if not isinstance(value, Mapping):
            raise InvalidRequest(f"{place}: {key!r} must be a JSON object", field=key)
        connect = _build(Connect, value, key)
        if connect.direction not in ("to", "from"):
            raise InvalidRequest("connect: 'direction' must be to or from", field="direction")
        return connect
    if bool in options:
        if not isinstance(value, bool):
            raise InvalidRequest(f"{place}: {key!r} must be true or false", field=key)
        return value
    if not isinstance(value, str):
        raise InvalidRequest(f"{place}: {key!r} must be a string", field=key)
    for enumeration in (Shape, Side):
        if enumeration in options:
            try:
                return enumeration(value)
            except ValueError:
                names = ", ".join(item.value for item in enumeration)
                raise InvalidRequest(f"{place}: {key!r} must be one of {names}", field=key) from None
    return value

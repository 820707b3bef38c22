"""Translates operations of other programs for this language into ours.

The names and shapes are those of `flowzap_apply_change` in the MCP tools `flowzap-xyz/flowzap-mcp`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.config import JsonDict

from webapp.errors import InvalidRequest
from webapp.web.schemas.validation_errors import explain

ShapeName = Literal["circle", "rectangle", "diamond", "taskbox"]
Handle = Literal["left", "right", "top", "bottom"]
EdgeFinder: TypeAlias = Callable[[str], str]


EITHER_NAME: JsonDict = {
    "anyOf": [{"properties": {name: {"not": {"type": "null"}}}, "required": [name]} for name in ("edgeId", "newEdge")]
}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Operation(BaseModel):
    """These programs send the same fields for all operations, so fields of other operations are ignored."""

    model_config = ConfigDict(extra="ignore", strict=True)


class NodeProperties(_Part):
    """The attributes of a node other than its label."""

    owner: str = ""
    description: str = ""
    system: str = ""


class NewNode(_Part):
    """A node to add."""

    shape: ShapeName = "rectangle"
    label: str = ""
    properties: NodeProperties = NodeProperties()


class NewEdge(_Part):
    """An edge to add, or to find by its ends."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    label: str = ""
    source_side: Handle = Field(default="right", alias="fromHandle")
    target_side: Handle = Field(default="left", alias="toHandle")


class NodeUpdates(_Part):
    """The changes to a node; an empty text removes the attribute."""

    label: str | None = None
    shape: ShapeName | None = None
    owner: str | None = None
    description: str | None = None
    system: str | None = None


class EdgeUpdates(_Part):
    """The changes to an edge; an empty label removes the label."""

    label: str | None = None
    source: str | None = Field(default=None, alias="from")
    target: str | None = Field(default=None, alias="to")
    source_side: Handle | None = Field(default=None, alias="fromHandle")
    target_side: Handle | None = Field(default=None, alias="toHandle")


class InsertNode(_Operation):
    """Add a node: our `add_node`."""

    op: Literal["insertNode"]
    lane: str = Field(alias="laneId")
    new: NewNode = Field(alias="newNode")
    after: str | None = Field(default=None, alias="afterNodeId")
    before: str | None = Field(default=None, alias="beforeNodeId")

    def ours(self, find: EdgeFinder) -> dict[str, Any]:
        """Return our operation."""
        position = {"lane": self.lane, "after": self.after, "before": self.before}
        properties = self.new.properties.model_dump()
        return {"op": "add_node", **position, "shape": self.new.shape, "label": self.new.label.strip(), **properties}


class DeleteNode(_Operation):
    """Remove a node with its edges: our `remove_node`."""

    op: Literal["removeNode"]
    id: str = Field(alias="nodeId")

    def ours(self, find: EdgeFinder) -> dict[str, Any]:
        """Return our operation."""
        return {"op": "remove_node", "id": self.id}


class ChangeNode(_Operation):
    """Change a node: our `update_node`."""

    op: Literal["updateNode"]
    id: str = Field(alias="nodeId")
    updates: NodeUpdates

    def ours(self, find: EdgeFinder) -> dict[str, Any]:
        """Return our operation."""
        return {"op": "update_node", "id": self.id, **self.updates.model_dump(exclude_none=True)}


class InsertEdge(_Operation):
    """Add an edge: our `add_edge`."""

    op: Literal["insertEdge"]
    new: NewEdge = Field(alias="newEdge")

    def ours(self, find: EdgeFinder) -> dict[str, Any]:
        """Return our operation."""
        return {"op": "add_edge", **self.new.model_dump(), "label": self.new.label.strip()}


class DeleteEdge(_Operation):
    """Remove an edge, named by its id or by its ends (then the first such edge): our `remove_edge`."""

    model_config = ConfigDict(json_schema_extra=EITHER_NAME)
    op: Literal["removeEdge"]
    id: str | None = Field(default=None, alias="edgeId")
    ends: NewEdge | None = Field(default=None, alias="newEdge")

    def ours(self, find: EdgeFinder) -> dict[str, Any]:
        """Return our operation. Raises: InvalidRequest if nothing identifies the edge."""
        if self.id is not None:
            return {"op": "remove_edge", "id": find(self.id)}
        if self.ends is None:
            raise InvalidRequest("removeEdge needs the field 'edgeId', or 'newEdge' with from and to", field="edgeId")
        return {"op": "remove_edge", "id": f"{self.ends.source}-{self.ends.target}"}


class ChangeEdge(_Operation):
    """Change an edge: our `update_edge`."""

    op: Literal["updateEdge"]
    id: str = Field(alias="edgeId")
    updates: EdgeUpdates

    def ours(self, find: EdgeFinder) -> dict[str, Any]:
        """Return our operation."""
        return {"op": "update_edge", "id": find(self.id), **self.updates.model_dump(exclude_none=True)}


ForeignOperation = Annotated[
    InsertNode | DeleteNode | ChangeNode | InsertEdge | DeleteEdge | ChangeEdge, Field(discriminator="op")
]
NAMES = ("insertNode", "removeNode", "updateNode", "insertEdge", "removeEdge", "updateEdge")
_READER: TypeAdapter[Any] = TypeAdapter(ForeignOperation)


def as_our_operation(operation: dict[str, Any], find: EdgeFinder) -> dict[str, Any]:
    """Return an operation as ours; one of ours is returned unchanged.

    `find` converts an edge's id in those programs (`e1`, `e2`, ... in document order) into ours.

    Raises:
        InvalidRequest: a field is missing, unknown or wrong; the message names it.
    """
    if operation.get("op") not in NAMES:
        return operation
    try:
        foreign = _READER.validate_python(operation)
    except ValidationError as error:
        raise explain(error) from None
    ours: dict[str, Any] = foreign.ours(find)
    return ours

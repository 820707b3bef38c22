"""What the answer about the differences between two diagrams says."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from webapp.web.schemas.described import Shape, Side
from webapp.web.schemas.reply_base import LEFT_OUT, Reply


class LanePart(Reply):
    """A lane that only one of the diagrams has."""

    kind: Literal["lane"]
    id: str
    label: str


class NodePart(Reply):
    """A node that only one of the diagrams has."""

    kind: Literal["node"]
    id: str
    lane: str
    shape: Shape
    label: str
    owner: str
    description: str
    system: str


class EdgePart(Reply):
    """An edge that only one of the diagrams has."""

    kind: Literal["edge"]
    id: str
    source: str
    target: str
    source_side: Side
    target_side: Side
    label: str


class LoopPart(Reply):
    """A loop that only one of the diagrams has."""

    kind: Literal["loop"]
    id: str
    condition: str
    nodes: list[str]


class _Placed(Reply):
    place: int


class AddedLane(LanePart, _Placed):
    """A lane that only the later diagram has."""


class AddedNode(NodePart, _Placed):
    """A node that only the later diagram has."""


class AddedEdge(EdgePart, _Placed):
    """An edge that only the later diagram has."""


class AddedLoop(LoopPart, _Placed):
    """A loop that only the later diagram has."""


class FieldChange(Reply):
    """One field of a part; only the `nodes` of a loop are lists."""

    field: str
    was: str | list[str]
    now: str | list[str]


class ChangedPart(Reply):
    """A part that both diagrams have and that changed or moved; `was_id` and `id` differ if it was renumbered too."""

    kind: Literal["lane", "node", "edge", "loop"]
    was_id: str
    id: str
    changes: list[FieldChange]
    place: int | None


class RenamedParts(Reply):
    """New ids by the old ones."""

    lanes: dict[str, str]
    nodes: dict[str, str]
    edges: dict[str, str]
    loops: dict[str, str]


class DiffReply(Reply):
    """The differences between two diagrams: part by part, in sentences, and marked in one picture.

    `place` is a part's place among its kind in the later text, from 0; null where it kept its place among the others.
    `svg_before` and `svg_after` are pictures of each, where the request asks for `sides`.
    """

    same: bool
    added: list[Annotated[AddedLane | AddedNode | AddedEdge | AddedLoop, Field(discriminator="kind")]]
    removed: list[Annotated[LanePart | NodePart | EdgePart | LoopPart, Field(discriminator="kind")]]
    changed: list[ChangedPart]
    renamed: RenamedParts
    words: list[str]
    svg: str | None
    svg_before: str = LEFT_OUT
    svg_after: str = LEFT_OUT
    drawing_error: str | None

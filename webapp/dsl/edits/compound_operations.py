"""Operations on several parts of a diagram at once, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from webapp.domain import Direction, Shape


@dataclass(frozen=True, slots=True)
class InsertIntoEdge:
    """Insert a node into an edge, which keeps its label and source side and now leads to the new node.

    A second edge leads from there to the old target. Without `lane`, the node is added to the lane of the source.
    """

    name: ClassVar[str] = "insert_into_edge"
    edge: str
    shape: Shape
    label: str = ""
    lane: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Copy nodes and the edges among them, with new ids, after the originals."""

    name: ClassVar[str] = "duplicate"
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paste:
    """Add the nodes of another text, the edges among them and their loops; ids that are taken become new ones.

    A lane of that text that is here too takes its nodes; others go to `lane`, or are added where none is named. Nodes
    outside every lane go to `lane`, to the lane of `after`, or to the only lane there is.
    """

    name: ClassVar[str] = "paste"
    text: str
    lane: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class ExtractLane:
    """Move nodes to a new lane, which is added after the last of their lanes."""

    name: ClassVar[str] = "extract_lane"
    nodes: tuple[str, ...]
    label: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Renumber:
    """Number the nodes n1, n2, ... in the order of the text, wherever they are used."""

    name: ClassVar[str] = "renumber"


@dataclass(frozen=True, slots=True)
class Turn:
    """Turn the sides of all edges: what ran to the right runs down, and the other way round.

    With a `direction` to which time is to run, they are turned only if most edges lie along the other one.
    """

    name: ClassVar[str] = "turn"
    direction: Direction | None = None

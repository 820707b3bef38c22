"""The diagram that a text means: lanes, nodes, edges and loops in document order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

PartKey: TypeAlias = tuple[str, str]
"""Kind (`lane`, `node`, `edge`, `loop`) and id of a part; a lane can have the same id as a node, an edge or a loop."""


_ENDS_OF_LINES = re.compile(r"[\r\n]+")


def one_line(text: str) -> str:
    r"""Return a text with a space for each line break, for sentences and lists.

    >>> one_line("First line\nSecond line")
    'First line Second line'
    """
    if "\n" not in text and "\r" not in text:
        return text
    return " ".join(filter(None, map(str.strip, _ENDS_OF_LINES.split(text))))


OUTSIDE = ""
"""The id of the band of the nodes outside every lane; no lane of a text has this id."""

UNNAMED = "-unnamed"
"""Replaces `OUTSIDE` in ids of the SVG; no lane's id begins with a hyphen."""


class Shape(StrEnum):
    """The four shapes of a node."""

    CIRCLE = "circle"
    RECTANGLE = "rectangle"
    DIAMOND = "diamond"
    TASKBOX = "taskbox"


class Side(StrEnum):
    """The side of a node at which an edge leaves or arrives (a handle)."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"

    @property
    def mirrored(self) -> Side:
        """The side after mirroring at the diagonal, which swaps right and bottom, and left and top."""
        pairs = {Side.LEFT: Side.TOP, Side.TOP: Side.LEFT, Side.RIGHT: Side.BOTTOM, Side.BOTTOM: Side.RIGHT}
        return pairs[self]


@dataclass(frozen=True, slots=True)
class Lane:
    """An actor or a system, drawn as one swimlane. By default, `label` is the id with spaces.

    The band of nodes outside every lane has the id `OUTSIDE` and no label.
    """

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Node:
    """One node; `lane` is the id of its lane, or `OUTSIDE` if it is in none.

    Missing attributes are empty strings.
    """

    id: str
    lane: str
    shape: Shape
    label: str = ""
    owner: str = ""
    description: str = ""
    system: str = ""

    @property
    def text(self) -> str:
        """The text in the node: its label, else the description of a taskbox, else its id.

        It may have line breaks; in the label of a taskbox, `|` is one.
        """
        if self.label:
            return self.label.replace("|", "\n") if self.shape is Shape.TASKBOX else self.label
        if self.shape is Shape.TASKBOX and self.description:
            return self.description
        return self.id


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge between two declared nodes.

    `id` is `<source>-<target>`; parallel edges are `<source>-<target>-2`, `-3` ... in document order.
    """

    id: str
    source: str
    target: str
    source_side: Side
    target_side: Side
    label: str = ""


@dataclass(frozen=True, slots=True)
class Loop:
    """A group of nodes that repeats, in execution order, with a condition. `id` is `loop-1`, `loop-2` ..."""

    id: str
    condition: str
    nodes: tuple[str, ...]


@dataclass(frozen=True)
class Diagram:
    """The meaning of a text as far as it can be read. Edges and loops only refer to declared nodes, nodes to lanes."""

    lanes: tuple[Lane, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    loops: tuple[Loop, ...] = ()

    def __reduce__(self) -> tuple[type[Diagram], tuple[object, ...]]:
        """Pickle only the parts, because the cached properties cannot be pickled."""
        return Diagram, (self.lanes, self.nodes, self.edges, self.loops)

    @cached_property
    def lane(self) -> Mapping[str, Lane]:
        """Lanes by id."""
        return MappingProxyType({lane.id: lane for lane in self.lanes})

    @cached_property
    def node(self) -> Mapping[str, Node]:
        """Nodes by id."""
        return MappingProxyType({node.id: node for node in self.nodes})

    @cached_property
    def shared_texts(self) -> frozenset[str]:
        """The texts that several nodes have, on one line each: who names such a node adds its id."""
        texts = Counter(one_line(node.text) for node in self.nodes)
        return frozenset(text for text, number in texts.items() if number > 1)

    @cached_property
    def edge(self) -> Mapping[str, Edge]:
        """Edges by id."""
        return MappingProxyType({edge.id: edge for edge in self.edges})

    @cached_property
    def loop(self) -> Mapping[str, Loop]:
        """Loops by id."""
        return MappingProxyType({loop.id: loop for loop in self.loops})

    @cached_property
    def nodes_of(self) -> Mapping[str, tuple[Node, ...]]:
        """The nodes of each lane, by lane id, in document order; every lane has an entry."""
        found: dict[str, list[Node]] = {lane.id: [] for lane in self.lanes}
        for node in self.nodes:
            found[node.lane].append(node)
        return MappingProxyType({lane: tuple(nodes) for lane, nodes in found.items()})

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Edge, ...]]:
        """The edges that leave each node, by node id, in document order; every node has an entry."""
        found: dict[str, list[Edge]] = {node.id: [] for node in self.nodes}
        for edge in self.edges:
            found[edge.source].append(edge)
        return MappingProxyType({node: tuple(edges) for node, edges in found.items()})

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Edge, ...]]:
        """The edges that arrive at each node, by node id, in document order; every node has an entry."""
        found: dict[str, list[Edge]] = {node.id: [] for node in self.nodes}
        for edge in self.edges:
            found[edge.target].append(edge)
        return MappingProxyType({node: tuple(edges) for node, edges in found.items()})

"""The diagram as the stages of the layout see it: everything by index, sides as compass directions.

Directions: 0 east, 1 south, 2 west, 3 north. A side is the direction in which an edge leaves there; its axis is
`side & 1`: 0 horizontal, 1 vertical. y grows downwards, so a right turn adds 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from webapp.domain import Diagram, Side

EAST, SOUTH, WEST, NORTH = range(4)
DIRECTION = {Side.RIGHT: EAST, Side.BOTTOM: SOUTH, Side.LEFT: WEST, Side.TOP: NORTH}


@dataclass(frozen=True, slots=True)
class Net:
    """Lanes, nodes and edges by index, in document order."""

    lane_count: int
    lane: list[int]
    source: list[int]
    target: list[int]
    source_side: list[int]
    target_side: list[int]
    touching: list[list[int]] = field(default_factory=list)
    """The edges of each node; a self loop stands once."""

    @property
    def edges(self) -> range:
        """The indices of all edges."""
        return range(len(self.source))

    def ends_at(self, v: int) -> list[tuple[int, bool]]:
        """Return the side of each edge end at the node `v`, and whether the edge enters there."""
        leaving = [(self.source_side[e], False) for e in self.touching[v] if self.source[e] == v]
        return leaving + [(self.target_side[e], True) for e in self.touching[v] if self.target[e] == v]


def compile_net(diagram: Diagram) -> Net:
    """Return `diagram` by index."""
    lane_index = {lane.id: i for i, lane in enumerate(diagram.lanes)}
    node_index = {node.id: i for i, node in enumerate(diagram.nodes)}
    net = Net(
        len(diagram.lanes),
        [lane_index[node.lane] for node in diagram.nodes],
        [node_index[edge.source] for edge in diagram.edges],
        [node_index[edge.target] for edge in diagram.edges],
        [DIRECTION[edge.source_side] for edge in diagram.edges],
        [DIRECTION[edge.target_side] for edge in diagram.edges],
        [[] for _ in diagram.nodes],
    )
    for e in net.edges:
        net.touching[net.source[e]].append(e)
        if net.target[e] != net.source[e]:
            net.touching[net.target[e]].append(e)
    return net

"""Choices: what columns may leave out of what the edges ask for, so that a drawing fits its page.

Read strictly, every edge to another lane leads further to the right, and several nodes below one node stand in one
column. A layout may choose otherwise, as people do: an edge *returns* when the next lane begins at the left again, like
the next line of a text; a *fan* is staggered when its nodes stand side by side instead of below each other, or
beside the lines that lead past them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from webapp.layout.net import NORTH, SOUTH, Net
from webapp.layout.place.acyclic_arcs import Arc


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen for a drawing; None where it is still open."""

    returns: tuple[int, ...] | None = ()
    """Edges that ask for no column, in document order."""
    staggered: tuple[int, ...] | None = ()
    """Nodes whose fans are staggered, in document order."""


STRICT = Choices()
OPEN = Choices(None, None)


def with_choices(net: Net, arcs: Sequence[Arc], choices: Choices) -> list[Arc]:
    """Return what these choices leave of `arcs`; what led back before still leads back."""
    returned, staggered = frozenset(choices.returns or ()), frozenset(choices.staggered or ())
    distance: dict[int, int] = {}
    if staggered:
        for (node, _), fan in _fans(net, arcs).items():
            if node in staggered:
                distance.update(zip((arc.edge for arc in fan), _distances(net, fan), strict=True))
    return [
        replace(arc, distance=distance[arc.edge]) if arc.edge in distance else arc
        for arc in arcs
        if arc.edge not in returned
    ]


def nodes_with_fans(net: Net, arcs: Sequence[Arc]) -> list[int]:
    """Return the nodes that lead straight to several others, in document order."""
    return sorted({node for node, _ in _fans(net, arcs)})


def hand_overs(net: Net, arcs: Sequence[Arc]) -> list[int]:
    """Return the edges that lead from the bottom of a node to the top of one in a lower lane, in document order.

    Upward ones are not among them: returned, they gain nothing and read badly.
    """
    return sorted(
        arc.edge
        for arc in arcs
        if arc.edge >= 0
        and (net.source_side[arc.edge], net.target_side[arc.edge]) == (SOUTH, NORTH)
        and net.lane[net.target[arc.edge]] > net.lane[net.source[arc.edge]]
    )


def _fans(net: Net, arcs: Sequence[Arc]) -> dict[tuple[int, int], list[Arc]]:
    """Return the arcs of every fan, by (node, side)."""
    found: dict[tuple[int, int], list[Arc]] = {}
    for arc in arcs:
        e = arc.edge
        if e >= 0 and arc.distance == 0 and net.source_side[e] & 1 and net.source_side[e] == net.target_side[e] ^ 2:
            found.setdefault((arc.tail, net.source_side[e]), []).append(arc)
    return {key: fan for key, fan in found.items() if len(_heads(fan)) == len(fan) > 1}


def _distances(net: Net, fan: Sequence[Arc]) -> list[int]:
    """Return how many columns right of its node each of a staggered fan stands.

    In one lane they stand side by side. Where each has a lane of its own, they stand in the next column, so that no
    line has to go round another one's node, but for the furthest one: that stands straight below.
    """
    lanes = [net.lane[arc.head] for arc in fan]
    places = [lanes[:i].count(lane) for i, lane in enumerate(lanes)]
    if any(places):
        return places
    furthest = max(lanes, key=lambda lane: abs(lane - net.lane[fan[0].tail]))
    return [int(lane != furthest) for lane in lanes]


def _heads(fan: Collection[Arc]) -> set[int]:
    return {arc.head for arc in fan}

"""Which node of one diagram is which node of the other.

Two readings are made and the one that explains the diagrams with fewer changes is taken (`comparing`): by id, and by
what nodes are. The latter colours nodes by shape, label and lane, then by the colours around them (colour refinement,
Weisfeiler and Leman 1968), and pairs equal colours from the finest down, so that a renumbered diagram is recognised.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping

from webapp.domain import OUTSIDE, Diagram, Lane, Node

DEPTH = 3
Colours = dict[str, Hashable]


def match_lanes(before: Diagram, after: Diagram) -> dict[str, str]:
    """Return the lanes of `before` with their id in `after`: by id, else by label, else by most of their nodes."""
    pairs = {name: name for name in before.lane if name in after.lane}
    left = [lane for lane in before.lanes if lane.id not in pairs and lane.id != OUTSIDE]
    right = {lane.id for lane in after.lanes if lane.id not in pairs} - {OUTSIDE}
    labelled: dict[str, list[str]] = {}
    for lane in reversed(after.lanes):
        labelled.setdefault(lane.label, []).append(lane.id)
    for lane in left:
        alike = labelled.get(lane.label, [])
        while alike and alike[-1] not in right:
            alike.pop()
        other = alike.pop() if alike else _by_nodes(before, after, lane)
        if other in right:
            pairs[lane.id] = other
            right.remove(other)
    return pairs


def _by_nodes(before: Diagram, after: Diagram, lane: Lane) -> str:
    """Return the lane that has more than half of a lane's nodes now, by their ids; nothing if none has."""
    nodes = before.nodes_of[lane.id]
    lanes = Counter(after.node[node.id].lane for node in nodes if node.id in after.node)
    return next((name for name, times in lanes.most_common(1) if 2 * times > len(nodes)), "")


def match_by_id(before: Diagram, after: Diagram, lanes: Mapping[str, str]) -> dict[str, str]:
    """Pair nodes of the same id, then those that are left by what they are."""
    pairs = {name: name for name in before.node if name in after.node}
    if len(pairs) < len(before.node) and len(pairs) < len(after.node):
        _pair_by_colour(before, after, lanes, pairs)
    return pairs


def match_by_content(before: Diagram, after: Diagram, lanes: Mapping[str, str]) -> dict[str, str]:
    """Pair nodes by what they are, then those that are left by id."""
    pairs: dict[str, str] = {}
    _pair_by_colour(before, after, lanes, pairs)
    taken = set(pairs.values())
    for name in before.node:
        if name not in pairs and name in after.node and name not in taken:
            pairs[name] = name
    return pairs


def _pair_by_colour(before: Diagram, after: Diagram, lanes: Mapping[str, str], pairs: dict[str, str]) -> None:
    """Add pairs of nodes that are alike, from the finest likeness down; of several alike, in document order."""
    old = [_colours(before, lambda lane: lanes.get(lane, f"-{lane}"))]
    new = [_colours(after, str)]
    for _ in range(DEPTH):
        old.append(_refined(before, old[-1]))
        new.append(_refined(after, new[-1]))
    for old_colour, new_colour in zip(reversed(old), reversed(new), strict=True):
        _pair(before, after, old_colour, new_colour, pairs)
    _pair(before, after, _texts(before), _texts(after), pairs)


def _pair(before: Diagram, after: Diagram, old: Colours, new: Colours, pairs: dict[str, str]) -> None:
    taken = set(pairs.values())
    left = [name for name in before.node if name not in pairs]
    # A node that kept its id goes before others that are alike.
    for name in left:
        if name in after.node and name not in taken and old[name] == new[name]:
            pairs[name] = name
            taken.add(name)
    waiting: dict[Hashable, list[str]] = {}
    for name in reversed([*after.node]):
        if name not in taken:
            waiting.setdefault(new[name], []).append(name)
    for name in left:
        alike = waiting.get(old[name])
        if name not in pairs and alike:
            pairs[name] = alike.pop()


def _colours(diagram: Diagram, lane_of: Callable[[str], str]) -> Colours:
    def colour(node: Node) -> Hashable:
        return hash((node.shape, node.label, node.owner, node.description, node.system, lane_of(node.lane)))

    return {node.id: colour(node) for node in diagram.nodes}


def _texts(diagram: Diagram) -> Colours:
    """Return colours that leave out the lane: a moved node has the same; a node without a label has one of its own."""
    return {node.id: (node.shape, node.label) if node.label else node.id for node in diagram.nodes}


def _refined(diagram: Diagram, colours: Colours) -> Colours:
    def colour(name: str) -> Hashable:
        leaving = (hash((edge.label, colours[edge.target])) for edge in diagram.outgoing[name])
        arriving = (hash((edge.label, colours[edge.source])) for edge in diagram.incoming[name])
        return hash((colours[name], tuple(sorted(leaving)), tuple(sorted(arriving))))

    return {name: colour(name) for name in diagram.node}

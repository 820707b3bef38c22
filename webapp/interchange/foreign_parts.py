"""Collects the lanes, nodes, edges and loops of a foreign file, and writes them as a text of our language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from webapp.domain import OUTSIDE, Companion, Diagram, Direction, Edge, Lane, Loop, Node, Shape, Side, one_line
from webapp.domain.companion import DESCRIPTION_LIMIT, TITLE_LIMIT
from webapp.dsl import parse
from webapp.dsl.edits.new_statements import HIGHEST, edge_text, loop_text, node_text
from webapp.dsl.reading.lane_ids import free_lane_id
from webapp.dsl.reading.names import ATTRIBUTES, is_lane_id, is_node_id, is_word_id, lane_key
from webapp.dsl.reading.values import clean
from webapp.dsl.writing.quoting import bare
from webapp.graph import back_edges
from webapp.interchange.exchange_values import Imported, Omissions

UNCLEAN = "the language has no way to write these characters"


@dataclass
class _Part:
    """A lane with its label, or a node with its lane, shape and values; `key` is its id in the foreign file."""

    key: str
    lane: str
    shape: Shape
    values: tuple[str, ...]


@dataclass
class _Line:
    """An edge between the keys of two nodes; sides that the file does not say are None."""

    source: str
    target: str
    label: str
    sides: tuple[Side | None, Side | None]


class ForeignParts:
    """The parts of a foreign file, each known by the key that it has there.

    Node ids of the form `n7` are kept, others get numbers; with `keep_words`, ids that are words are kept too. Lane ids
    are kept where the language allows them.
    """

    def __init__(self, left_out: Omissions | None = None, *, keep_words: bool = False) -> None:
        """Begin without parts, and note what is left out in a list that others may share."""
        self.left_out = left_out if left_out is not None else Omissions()
        self._keep_words = keep_words
        self._lanes: dict[str, str] = {}
        self._nodes: dict[str, _Part] = {}
        self._edges: list[_Line] = []
        self._loops: list[tuple[str, tuple[str, ...]]] = []

    def add_lane(self, key: str, label: str) -> None:
        """Add a lane, unless there is one with this key; `OUTSIDE` is the band of the nodes outside every lane."""
        self._lanes.setdefault(key, label)

    def add_node(self, key: str, lane: str, shape: Shape, *values: str) -> None:
        """Add a node to a lane that is there; the values are label, owner, description and system."""
        self._nodes[key] = _Part(key, lane, shape, (*values, *("",) * (len(ATTRIBUTES) - len(values))))

    def has_lane(self, key: str) -> bool:
        """Return whether there is a lane with this key."""
        return key in self._lanes

    def has_node(self, key: str) -> bool:
        """Return whether there is a node with this key."""
        return key in self._nodes

    def add_edge(
        self, source: str, target: str, label: str = "", sides: tuple[Side | None, Side | None] = (None, None)
    ) -> None:
        """Add an edge between two nodes that are there."""
        self._edges.append(_Line(source, target, label, sides))

    def add_loop(self, condition: str, nodes: tuple[str, ...]) -> None:
        """Add a loop over nodes that are there."""
        self._loops.append((condition, nodes))

    def imported(
        self,
        title: str = "",
        description: str = "",
        direction: Direction = "right",
        companion: Mapping[str, Any] | None = None,
    ) -> Imported:
        """Return the text with its companion; sides that the file does not say fit the direction of time.

        `companion` is one that the file has, as JSON values; title, description and direction go before it.
        """
        wanted = self._diagram(direction)
        text = _written(wanted)
        self._compare(wanted, parse(text).diagram)
        values = dict(companion or {})
        for name, value, limit in (("title", title, TITLE_LIMIT), ("description", description, DESCRIPTION_LIMIT)):
            plain = clean(value if name == "description" else one_line(value)).strip()
            if len(plain) > limit:
                self.left_out.add(f"the end of the {name}", "", f"it may have {limit:,} characters")
            if plain:
                values[name] = plain[:limit].strip()
        if direction == "down":
            values["layout"] = {**values.get("layout", {}), "direction": "down"}
        return Imported(text, Companion.from_json(values), self.left_out.told())

    def _diagram(self, direction: Direction) -> Diagram:
        lanes = self._lane_ids()
        order = {key: place for place, key in enumerate(self._lanes)}
        nodes = sorted(self._nodes.values(), key=lambda node: order[node.lane])
        ids = self._node_ids([node.key for node in nodes])
        found = Diagram(
            tuple(Lane(lanes[key], _label(label)) for key, label in self._lanes.items()),
            tuple(Node(ids[node.key], lanes[node.lane], node.shape, *map(clean, node.values)) for node in nodes),
            tuple(
                Edge(f"{place}", ids[line.source], ids[line.target], Side.RIGHT, Side.LEFT, clean(line.label))
                for place, line in enumerate(self._edges)
            ),
            tuple(
                Loop(f"loop-{number}", one_line(clean(condition)).strip(), tuple(dict.fromkeys(map(ids.get, nodes))))  # type: ignore[arg-type]
                for number, (condition, nodes) in enumerate(self._loops, 1)
            ),
        )
        usual = _usual_sides(found, direction)
        edges = (
            replace(edge, source_side=line.sides[0] or sides[0], target_side=line.sides[1] or sides[1])
            for edge, line, sides in zip(found.edges, self._edges, usual, strict=True)
        )
        return replace(found, edges=tuple(edges))

    def _lane_ids(self) -> dict[str, str]:
        ids: dict[str, str] = {OUTSIDE: OUTSIDE}
        taken: set[str] = set()
        for key in self._lanes:
            name = lane_key(key)
            if is_lane_id(name) and name not in taken:
                ids[key] = name
                taken.add(name)
        for key, label in self._lanes.items():
            if key not in ids:
                ids[key] = free_lane_id(one_line(label) or key, taken.__contains__)
                taken.add(ids[key])
        return ids

    def _node_ids(self, keys: list[str]) -> dict[str, str]:
        kept = {key for key in keys if is_node_id(key) or (self._keep_words and is_word_id(key))}
        free = (f"n{number}" for number in range(1, HIGHEST) if f"n{number}" not in kept)
        return {key: key if key in kept else next(free) for key in keys}

    def _compare(self, wanted: Diagram, read: Diagram) -> None:
        """Note where the text says anything else than it should: no loss may go unlisted."""
        for kind, before, after in (
            ("the label of a lane", wanted.lane, read.lane),
            ("a value of a node", wanted.node, read.node),
        ):
            for key, part in before.items():
                if after.get(key) != part:
                    self.left_out.add(f"a part of {kind}", key, UNCLEAN)
        said = {(edge.source, edge.target, edge.source_side, edge.target_side, edge.label) for edge in read.edges}
        for edge in wanted.edges:
            if (edge.source, edge.target, edge.source_side, edge.target_side, edge.label) not in said:
                self.left_out.add("a part of an edge", f"{edge.source} -> {edge.target}", UNCLEAN)
        if [(loop.condition, loop.nodes) for loop in wanted.loops] != [(x.condition, x.nodes) for x in read.loops]:
            self.left_out.add("a part of a loop", "", UNCLEAN)


def _label(text: str) -> str:
    return clean(text).strip()


def _usual_sides(diagram: Diagram, direction: Direction) -> Iterator[tuple[Side, Side]]:
    """Yield the sides of each edge of a file that knows no sides.

    Within a lane, time runs to the right and what leads back goes below; a second and third branch leave at the bottom
    and the top. Between lanes, edges take the short way.
    """
    place = {lane.id: number for number, lane in enumerate(diagram.lanes)}
    back = back_edges(diagram)
    ahead: dict[str, int] = {}
    for edge in diagram.edges:
        distance = place[diagram.node[edge.target].lane] - place[diagram.node[edge.source].lane]
        if distance:
            sides = (Side.BOTTOM, Side.TOP) if distance > 0 else (Side.TOP, Side.BOTTOM)
        elif edge.source == edge.target:
            sides = (Side.RIGHT, Side.BOTTOM)
        elif edge.id in back:
            sides = (Side.BOTTOM, Side.BOTTOM)
        else:
            number = ahead[edge.source] = ahead.get(edge.source, -1) + 1
            sides = ((Side.RIGHT, Side.BOTTOM, Side.TOP)[number] if number < 3 else Side.RIGHT, Side.LEFT)
        yield (sides[0].mirrored, sides[1].mirrored) if direction == "down" else sides


def _written(diagram: Diagram) -> str:
    """Write a whole diagram; loops stand as early as their order allows, in the lane of their first node."""
    places = {lane.id: number for number, lane in enumerate(diagram.lanes)}
    loops: dict[int, list[str]] = {}
    at = 0
    for loop in diagram.loops:
        at = max(at, places[diagram.node[loop.nodes[0]].lane])
        loops.setdefault(at, []).append(loop_text(loop.condition, loop.nodes))
    edges: dict[str, list[str]] = {lane.id: [] for lane in diagram.lanes}
    for edge in diagram.edges:
        source, target = diagram.node[edge.source], diagram.node[edge.target]
        ends, sides = (source.id, target.id), (edge.source_side, edge.target_side)
        edges[source.lane].append(edge_text(ends, (source.lane, target.lane), sides, edge.label))
    blocks = []
    for number, lane in enumerate(diagram.lanes):
        nodes = diagram.nodes_of[lane.id]
        lines = [
            *(node_text(node.id, node.shape.value, [getattr(node, name) for name in ATTRIBUTES]) for node in nodes),
            *edges[lane.id],
            *loops.get(number, ()),
        ]
        if lane.id == OUTSIDE:
            blocks.append("".join(f"{line}\n" for line in lines))
        else:
            head = f"{lane.id} {{ # {bare(lane.label)}".rstrip()
            blocks.append("".join(f"{line}\n" for line in (head, *(f"  {line}" for line in lines), "}")))
    return "\n".join(blocks)

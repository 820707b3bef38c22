"""JSON graphs: our own format, whose schema is published, and the shapes that other programs give."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from webapp.domain import OUTSIDE, Companion, CompanionError, Diagram, Shape
from webapp.dsl.reading.names import shape_of, side_of
from webapp.errors import ImportRefused
from webapp.interchange.exchange_values import Exported, Imported, Omissions
from webapp.interchange.foreign_parts import ForeignParts

if TYPE_CHECKING:
    from webapp.layout.geometry import Geometry

FORMAT, VERSION = "lanestep-graph", 1
DEPTH = 200
"""Brackets inside brackets; Python's reader gives up at about a thousand, no graph needs ten."""

# By what names a field goes: ours first, then those of geometry JSON and of `export_graph` of existing clients.
LANE = ("lane", "laneId")
SOURCE, TARGET = ("source", "from"), ("target", "to")
SOURCE_SIDE, TARGET_SIDE = ("source_side", "sourceHandle"), ("target_side", "targetHandle")
KNOWN = {
    "graph": {"format", "version", "lanes", "nodes", "edges", "loops", "title", "description", "companion", "stats"},
    "lane": {"id", "label"},
    "node": {"id", *LANE, "shape", "label", "owner", "description", "system", "properties", "kind"},
    "edge": {"id", *SOURCE, *TARGET, *SOURCE_SIDE, *TARGET_SIDE, "label", "fromLane", "toLane"},
    "loop": {"id", "condition", "nodes"},
}
# A string takes part, so that brackets inside it do not count; an unclosed one reaches to the end.
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\Z)|[\[\]{}]', re.DOTALL)
VALUES = ("label", "owner", "description", "system")


def write_json(diagram: Diagram, _geometry: Geometry | None, companion: Companion) -> Exported:
    """Return a diagram as a JSON graph, which holds all of it."""
    graph = {
        "format": FORMAT,
        "version": VERSION,
        "lanes": [{"id": lane.id, "label": lane.label} for lane in diagram.lanes],
        "nodes": [
            {"id": node.id, "lane": node.lane, "shape": node.shape.value}
            | {name: getattr(node, name) for name in VALUES if getattr(node, name)}
            for node in diagram.nodes
        ],
        "edges": [
            {
                "id": edge.id,
                "source": edge.source,
                "target": edge.target,
                "source_side": edge.source_side.value,
                "target_side": edge.target_side.value,
            }
            | ({"label": edge.label} if edge.label else {})
            for edge in diagram.edges
        ],
        "loops": [{"id": loop.id, "condition": loop.condition, "nodes": list(loop.nodes)} for loop in diagram.loops],
        "companion": companion.to_json(),
    }
    return Exported((json.dumps(graph, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def read_json(text: str) -> Imported:
    """Read a JSON graph.

    Raises:
        ImportRefused: it is no JSON, nested too deeply, or no graph.
    """
    return _Reader(_graph(text)).imported()


def _graph(text: str) -> Mapping[str, Any]:
    if _depth(text) > DEPTH:
        raise ImportRefused(f"this JSON is nested deeper than {DEPTH} levels: no graph needs that")
    try:
        data = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ImportRefused(f"this is not JSON: {error}") from None
    # Existing clients answer with the graph inside.
    if isinstance(data, dict) and "nodes" not in data and isinstance(data.get("graph"), dict):
        data = data["graph"]
    if not isinstance(data, dict) or not isinstance(data.get("nodes"), list):
        raise ImportRefused(
            "this JSON is no graph: it needs an object with the lists lanes, nodes and edges, as in /api/schema"
        )
    if data.get("format", FORMAT) != FORMAT:
        raise ImportRefused(f"this JSON is of another format than {FORMAT}: {str(data['format'])[:40]}")
    if data.get("format") == FORMAT and data.get("version") != VERSION:
        raise ImportRefused(f"this graph has the version {str(data.get('version'))[:40]}, but {VERSION} is read here")
    return data


def _depth(text: str) -> int:
    deepest = depth = 0
    for found in _BRACKETS.finditer(text):
        if found[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in "]}":
            depth -= 1
    return deepest


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


class _Reader:
    """Reads one graph; what does not fit is left out, and told with its path."""

    def __init__(self, graph: Mapping[str, Any]) -> None:
        self._graph = graph
        self._left_out = Omissions()
        self._parts = ForeignParts(self._left_out, keep_words=True)

    def imported(self) -> Imported:
        graph = self._graph
        self._tell_unknown("graph", graph, "")
        for path, lane in self._each("lane"):
            self._lane(path, lane)
        for path, node in self._each("node"):
            self._node(path, node)
        for path, edge in self._each("edge"):
            self._edge(path, edge)
        for path, loop in self._each("loop"):
            self._loop(path, loop)
        title, description = (self._text(graph, name, "") for name in ("title", "description"))
        return self._parts.imported(title, description, companion=self._companion())

    def _each(self, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        items = self._graph.get(f"{kind}s", [])
        if not isinstance(items, list):
            self._left_out.add(f"{kind}s", f"{kind}s", "they must be a list")
            return
        for number, item in enumerate(items):
            path = f"{kind}s[{number}]"
            if isinstance(item, dict):
                self._tell_unknown(kind, item, path)
                yield path, item
            else:
                self._left_out.add(f"a {kind}", path, "it must be an object")

    def _tell_unknown(self, kind: str, item: Mapping[str, Any], path: str) -> None:
        for name in (name for name in item if name not in KNOWN[kind]):
            self._left_out.add(f"the field {name[:80]}", path, "the text has no place for it")

    def _text(self, item: Mapping[str, Any], name: str, path: str) -> str:
        value = item.get(name)
        if isinstance(value, str):
            return value
        if value is not None:
            self._left_out.add(f"the {name}", path, "it must be a string")
        return ""

    def _key(self, item: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
        value = next((item[name] for name in names if name in item), None)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value if isinstance(value, str) else None

    def _lane(self, path: str, lane: Mapping[str, Any]) -> None:
        key = self._key(lane, ("id", "label"))
        if key is None or self._parts.has_lane(key):
            why = "it has no id" if key is None else "a lane before it has this id"
            self._left_out.add("a lane", path, why)
        else:
            self._parts.add_lane(key, self._text(lane, "label", path) or key)

    def _node(self, path: str, node: Mapping[str, Any]) -> None:
        key = self._key(node, ("id",))
        if not key or self._parts.has_node(key):
            why = "a node before it has this id" if key else "it has no id"
            self._left_out.add("a node", path, why)
            return
        lane = self._key(node, LANE) or OUTSIDE
        if not self._parts.has_lane(lane):
            # `export_graph` calls nodes outside every lane so, without such a lane in its list.
            lane = OUTSIDE if lane == "default" else lane
            self._parts.add_lane(lane, lane)
        inner = node.get("properties")
        values = {**(inner if isinstance(inner, dict) else {}), **{name: node[name] for name in VALUES if name in node}}
        label, *others = (self._text(values, name, path) for name in VALUES)
        if label == key and "laneId" in node:
            # `export_graph` gives the id where a node has no label.
            label = ""
        self._parts.add_node(key, lane, self._shape(path, node), label, *others)

    def _shape(self, path: str, node: Mapping[str, Any]) -> Shape:
        word = node.get("shape", "rectangle")
        shape = shape_of(word) if isinstance(word, str) else None
        if shape is None:
            self._left_out.add(f"the shape {str(word)[:40]}", path, "it is drawn as a rectangle")
        return shape or Shape.RECTANGLE

    def _edge(self, path: str, edge: Mapping[str, Any]) -> None:
        source, target = self._key(edge, SOURCE), self._key(edge, TARGET)
        if source is None or target is None or not (self._parts.has_node(source) and self._parts.has_node(target)):
            self._left_out.add("an edge", path, "its source or target is not among the nodes")
            return
        sides = [self._key(edge, names) for names in (SOURCE_SIDE, TARGET_SIDE)]
        for side in sides:
            if side is not None and side_of(side) is None:
                self._left_out.add(f"the side {side[:40]}", path, "sides are left, right, top and bottom")
        leaves, arrives = (side_of(side) if side is not None else None for side in sides)
        self._parts.add_edge(source, target, self._text(edge, "label", path), (leaves, arrives))

    def _loop(self, path: str, loop: Mapping[str, Any]) -> None:
        condition, nodes = self._text(loop, "condition", path), loop.get("nodes")
        named = [node for node in nodes if isinstance(node, str)] if isinstance(nodes, list) else []
        known = tuple(node for node in named if self._parts.has_node(node))
        if len(known) < len(named):
            self._left_out.add("a node of a loop", path, "it is not among the nodes")
        if known and condition.strip():
            self._parts.add_loop(condition, known)
        else:
            self._left_out.add("a loop", path, "it needs a condition and nodes")

    def _companion(self) -> Mapping[str, Any]:
        data = self._graph.get("companion", {})
        try:
            return Companion.from_json(data).to_json()
        except CompanionError as error:
            self._left_out.add("the companion", "companion", str(error))
            return {}

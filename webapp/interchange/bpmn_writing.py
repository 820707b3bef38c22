"""Diagrams as BPMN 2.0: one pool with lanes, and the places of all parts from our geometry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from webapp.domain import OUTSIDE, Companion, Diagram, Node, Shape
from webapp.interchange.exchange_values import Exported, Omissions

if TYPE_CHECKING:
    from webapp.layout.geometry import Geometry, NodeBox

OURS = "https://lanestep.dev/schema/bpmn"
"""The namespace of what BPMN has no words for; it is a name, and nothing is fetched from it."""
SPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "lanestep": OURS,
}
POOL_HEADER = 30
"""Width of the pool's own header (pixels), as BPMN editors draw it."""
LINE = 14
"""Height of a line of a label (pixels), at the 11 pixels of BPMN editors."""
WIDEST_LABEL = 90
"""Pixels; BPMN editors break the names of events and gateways at this width."""
# What XML 1.0 cannot hold at all.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_bpmn(diagram: Diagram, geometry: Geometry | None, companion: Companion) -> Exported:
    """Return a diagram as BPMN 2.0 with diagram interchange.

    Raises:
        ValueError: there is no geometry.
    """
    if geometry is None:
        raise ValueError("BPMN needs a geometry")
    return _Writer(diagram, geometry, companion).exported()


class _Writer:
    """Writes one diagram; elements are in the order that the schema of BPMN wants."""

    def __init__(self, diagram: Diagram, geometry: Geometry, companion: Companion) -> None:
        self._diagram, self._geometry, self._companion = diagram, geometry, companion
        self._ids = {node.id: f"Node_{number}" for number, node in enumerate(diagram.nodes, 1)}
        self._edges = {edge.id: f"Flow_{number}" for number, edge in enumerate(diagram.edges, 1)}
        self._lanes = {lane.id: f"Lane_{number}" for number, lane in enumerate(diagram.lanes, 1)}
        self._lost = Omissions()

    def exported(self) -> Exported:
        spaces = "".join(f" xmlns:{prefix}={_attribute(name)}" for prefix, name in SPACES.items())
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<bpmn:definitions{spaces} id="Definitions_1" targetNamespace={_attribute(OURS)}>',
            '  <bpmn:collaboration id="Collaboration_1">',
            f'    <bpmn:participant id="Pool_1" name={_attribute(self._companion.title)} processRef="Process_1" />',
            "  </bpmn:collaboration>",
            '  <bpmn:process id="Process_1" isExecutable="false">',
            *(f"    {line}" for line in self._process()),
            "  </bpmn:process>",
            '  <bpmndi:BPMNDiagram id="Diagram_1">',
            '    <bpmndi:BPMNPlane id="Plane_1" bpmnElement="Collaboration_1">',
            *(f"      {line}" for line in self._places()),
            "    </bpmndi:BPMNPlane>",
            "  </bpmndi:BPMNDiagram>",
            "</bpmn:definitions>",
        ]
        self._tell_lost()
        return Exported("".join(f"{line}\n" for line in lines).encode("utf-8"), self._lost.told())

    def _process(self) -> Iterator[str]:
        if self._companion.description:
            yield f"<bpmn:documentation>{_text(self._companion.description)}</bpmn:documentation>"
        if self._diagram.lanes:
            yield '<bpmn:laneSet id="LaneSet_1">'
            for lane in self._diagram.lanes:
                yield f'  <bpmn:lane id="{self._lanes[lane.id]}" name={_attribute(lane.label)}>'
                for node in self._diagram.nodes_of[lane.id]:
                    yield f"    <bpmn:flowNodeRef>{self._ids[node.id]}</bpmn:flowNodeRef>"
                yield "  </bpmn:lane>"
            yield "</bpmn:laneSet>"
        for node in self._diagram.nodes:
            yield from self._node(node)
        for edge in self._diagram.edges:
            name = f" name={_attribute(edge.label)}" if edge.label else ""
            sides = f' lanestep:sourceSide="{edge.source_side}" lanestep:targetSide="{edge.target_side}"'
            ends = f'sourceRef="{self._ids[edge.source]}" targetRef="{self._ids[edge.target]}"'
            yield f'<bpmn:sequenceFlow id="{self._edges[edge.id]}"{name} {ends}{sides} />'
        for number, loop in enumerate(self._diagram.loops, 1):
            members = " ".join(self._ids[node] for node in loop.nodes)
            yield f'<bpmn:textAnnotation id="Loop_{number}" lanestep:nodes="{members}">'
            yield f"  <bpmn:text>{_text(loop.condition)}</bpmn:text>"
            yield "</bpmn:textAnnotation>"
        for number, loop in enumerate(self._diagram.loops, 1):
            ends = f'sourceRef="Loop_{number}" targetRef="{self._ids[loop.nodes[0]]}"'
            yield f'<bpmn:association id="LoopLine_{number}" {ends} />'

    def _node(self, node: Node) -> Iterator[str]:
        element = self._element(node)
        said = {"owner": node.owner, "description": node.description, "system": node.system}
        more = "".join(f" lanestep:{name}={_attribute(value)}" for name, value in said.items() if value)
        shape = f' lanestep:id={_attribute(node.id)} lanestep:shape="{node.shape}"{more}'
        yield f'<bpmn:{element} id="{self._ids[node.id]}" name={_attribute(node.text)}{shape}>'
        if node.description and node.description != node.text:
            yield f"  <bpmn:documentation>{_text(node.description)}</bpmn:documentation>"
        for edge in self._diagram.incoming[node.id]:
            yield f"  <bpmn:incoming>{self._edges[edge.id]}</bpmn:incoming>"
        for edge in self._diagram.outgoing[node.id]:
            yield f"  <bpmn:outgoing>{self._edges[edge.id]}</bpmn:outgoing>"
        yield f"</bpmn:{element}>"

    def _element(self, node: Node) -> str:
        """Return the element of a node: events are told apart by their place in the flow."""
        if node.shape is Shape.DIAMOND:
            return "exclusiveGateway"
        if node.shape is Shape.TASKBOX:
            return "userTask"
        if node.shape is Shape.RECTANGLE:
            return "task"
        if not self._diagram.incoming[node.id]:
            return "startEvent"
        return "intermediateThrowEvent" if self._diagram.outgoing[node.id] else "endEvent"

    def _places(self) -> Iterator[str]:
        geometry = self._geometry
        upright = bool(geometry.lanes) and geometry.lanes[0].upright
        flat = 'isHorizontal="false"' if upright else 'isHorizontal="true"'
        x, y = (0, -POOL_HEADER) if upright else (-POOL_HEADER, 0)
        width, height = geometry.width - x, geometry.height - y
        yield from _shape("Pool_1", _bounds(x, y, width, height), flat)
        for band in geometry.lanes:
            yield from _shape(self._lanes[band.id], _bounds(*band.box), flat)
        for box in geometry.nodes:
            label = _label(_label_bounds(box)) if box.shape in (Shape.CIRCLE, Shape.DIAMOND) else ()
            # The name is where the marker would be.
            marker = 'isMarkerVisible="false"' if box.shape is Shape.DIAMOND else ""
            yield from _shape(self._ids[box.id], _bounds(*box.box), marker, label)
        numbers = {loop.id: number for number, loop in enumerate(self._diagram.loops, 1)}
        for badge in geometry.loops:
            yield from _shape(f"Loop_{numbers[badge.id]}", _bounds(*badge.box), "")
        for route in geometry.edges:
            label = _label(_bounds(*route.label_box)) if route.label_box is not None else ()
            yield from _edge(self._edges[route.id], route.points, label)
        boxes = {box.id: box.box for box in geometry.nodes}
        for badge in geometry.loops:
            left, top, width, height = badge.box
            first = boxes[badge.nodes[0]]
            below = top > first.y
            ends = [
                (left + width / 2, top if below else top + height),
                (left + width / 2, first.y + first.height if below else first.y),
            ]
            yield from _edge(f"LoopLine_{numbers[badge.id]}", ends)

    def _tell_lost(self) -> None:
        if any(lane.id == OUTSIDE for lane in self._diagram.lanes):
            self._lost.add("the band of the nodes outside every lane", "", "it is a lane without a name")
        for loop in self._diagram.loops:
            self._lost.add("a loop as a group", loop.id, "it is a text beside its first node")
        self._lost.add_companion(self._companion, "BPMN", ("title", "description"))


def _text(value: str) -> str:
    return escape(UNWRITABLE.sub("", value))


def _attribute(value: str) -> str:
    return quoteattr(UNWRITABLE.sub("", value), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _bounds(x: float, y: float, width: float, height: float) -> str:
    left, top, wide, high = map(_number, (x, y, width, height))
    return f'<dc:Bounds x="{left}" y="{top}" width="{wide}" height="{high}" />'


def _shape(element: str, bounds: str, more: str, label: Iterable[str] = ()) -> Iterator[str]:
    yield f'<bpmndi:BPMNShape id="{element}_di" bpmnElement="{element}"{" " if more else ""}{more}>'
    yield f"  {bounds}"
    yield from (f"  {line}" for line in label)
    yield "</bpmndi:BPMNShape>"


def _label(bounds: str) -> tuple[str, ...]:
    return "<bpmndi:BPMNLabel>", f"  {bounds}", "</bpmndi:BPMNLabel>"


def _edge(element: str, points: Iterable[tuple[float, float]], label: Iterable[str] = ()) -> Iterator[str]:
    yield f'<bpmndi:BPMNEdge id="{element}_di" bpmnElement="{element}">'
    yield from (f'  <di:waypoint x="{_number(x)}" y="{_number(y)}" />' for x, y in points)
    yield from (f"  {line}" for line in label)
    yield "</bpmndi:BPMNEdge>"


def _label_bounds(box: NodeBox) -> str:
    """Return where the name of an event or gateway is: in the middle of its symbol, as in our drawing.

    BPMN editors put names without a place below the symbol, where lines may cross them.
    """
    x, y, width, height = box.box
    wide = min(width, WIDEST_LABEL)
    high = min(height, LINE * max(1, len(box.lines)))
    # Editors begin at the top of bounds that are at least two lines high.
    return _bounds(x + (width - wide) / 2, y + (height - high) / 2, wide, max(high, 2.0 * LINE))

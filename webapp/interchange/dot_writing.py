"""Diagrams as DOT without positions: Graphviz lays them out anew, each lane a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.domain import OUTSIDE, Companion, Diagram, Shape, Side
from webapp.interchange.exchange_values import Exported, Omissions

if TYPE_CHECKING:
    from webapp.layout.geometry import Geometry

SHAPES = {Shape.CIRCLE: "circle", Shape.RECTANGLE: "box", Shape.DIAMOND: "diamond", Shape.TASKBOX: "box3d"}
PORTS = {Side.LEFT: "w", Side.RIGHT: "e", Side.TOP: "n", Side.BOTTOM: "s"}


def write_dot(diagram: Diagram, _geometry: Geometry | None, companion: Companion) -> Exported:
    """Return a diagram as DOT; what Graphviz does not know stands in attributes that it passes over."""
    lost = Omissions()
    down = companion.layout_hints.get("direction") == "down"
    facts = {"rankdir": "TB" if down else "LR", "label": companion.title, "comment": companion.description}
    lines = ["digraph {", f"  graph {_attributes(facts)}"]
    for number, lane in enumerate(diagram.lanes):
        indent = "  " if lane.id == OUTSIDE else "    "
        if lane.id != OUTSIDE:
            lines += [f"  subgraph cluster_{number} {{", f"    graph {_attributes({'label': lane.label})}"]
        for node in diagram.nodes_of[lane.id]:
            known = {"shape": SHAPES[node.shape], "label": node.text}
            more = {"owner": node.owner, "description": node.description, "system": node.system}
            lines.append(f"{indent}{_quoted(node.id)} {_attributes({**known, **more})}")
        if lane.id != OUTSIDE:
            lines.append("  }")
    for edge in diagram.edges:
        sides = {"tailport": PORTS[edge.source_side], "headport": PORTS[edge.target_side]}
        ends = f"{_quoted(edge.source)} -> {_quoted(edge.target)}"
        lines.append(f"  {ends} {_attributes({'label': edge.label, **sides})}")
    lines.append("}")
    for lane in diagram.lanes:
        if lane.id not in (OUTSIDE, lane.label):
            lost.add("the id of a lane", lane.id, "DOT shows its name only")
    for loop in diagram.loops:
        lost.add("a loop", loop.id, "DOT has no place for it")
    lost.add_companion(companion, "DOT", ("title", "description", "direction"))
    return Exported("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"), lost.told())


def _attributes(values: dict[str, str]) -> str:
    return f"[{' '.join(f'{name}={_quoted(value)}' for name, value in values.items() if value)}]"


def _quoted(text: str) -> str:
    r"""Return a quoted id; a backslash is doubled, because Graphviz reads `\N` and others in labels, and `&` too."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;").replace("\n", "\\n")
    return f'"{plain}"'

"""Diagrams as Mermaid sequences: who tells whom what, in the order of the flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from webapp.domain import Companion, Diagram, one_line
from webapp.graph import start_nodes
from webapp.interchange.exchange_values import Exported, Omissions
from webapp.interchange.mermaid_writing import escaped, front_matter, safe_ids

if TYPE_CHECKING:
    from webapp.layout.geometry import Geometry


def write_sequence(diagram: Diagram, _geometry: Geometry | None, companion: Companion) -> Exported:
    """Return a diagram as a Mermaid sequence: lanes are participants, edges messages in the order of the flow."""
    lost = Omissions()
    lanes = safe_ids([lane.id for lane in diagram.lanes], "lane", set())
    lines = [*front_matter(companion), "sequenceDiagram"]
    for lane in diagram.lanes:
        lines.append(f"  participant {lanes[lane.id]} as {_message(lane.label or 'Outside')}")
    said: set[str] = set()
    for key in _in_order(diagram):
        node = diagram.node[key]
        if not diagram.incoming[key]:
            lines.append(f"  Note over {lanes[node.lane]}: {_message(node.text)}")
        for edge in diagram.outgoing[key]:
            target = diagram.node[edge.target]
            words = target.text if not edge.label else f"{edge.label}: {target.text}"
            # A message that leads back says so by the dotted line of an answer.
            arrow = "-->>" if edge.target in said or edge.target == key else "->>"
            lines.append(f"  {lanes[node.lane]}{arrow}{lanes[target.lane]}: {_message(words)}")
        said.add(key)
    if diagram.nodes:
        lost.add("shapes, sides and ids", "", "a sequence has participants and messages only")
    for node in diagram.nodes:
        if len(diagram.outgoing[node.id]) > 1:
            lost.add("which branches exclude each other", node.id, "a sequence tells them one after the other")
        for name in ("owner", "description", "system"):
            if getattr(node, name) and not (name == "description" and node.text == node.description):
                lost.add(f"the {name} of a node", node.id, "a sequence has no place for it")
    for loop in diagram.loops:
        lost.add("a loop", loop.id, "a sequence is told once")
    lost.add_companion(companion, "a sequence", ("title",))
    return Exported("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"), lost.told())


def _message(text: str) -> str:
    return escaped(one_line(text)) or "#160;"


def _in_order(diagram: Diagram) -> Iterator[str]:
    """Yield all nodes along the flow: those before others first, where no cycle is in the way."""
    seen: set[str] = set()
    waiting = [*(node.id for node in reversed(diagram.nodes)), *reversed(start_nodes(diagram))]
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        yield key
        waiting += [edge.target for edge in reversed(diagram.outgoing[key])]

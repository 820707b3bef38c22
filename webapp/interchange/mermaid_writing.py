"""Diagrams as Mermaid: `flowchart` and `swimlane-beta`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from webapp.domain import OUTSIDE, Companion, Diagram, Shape, one_line
from webapp.interchange.exchange_values import Exported, Omissions

if TYPE_CHECKING:
    from webapp.layout.geometry import Geometry

BRACKETS = {
    Shape.CIRCLE: ("((", "))"),
    Shape.RECTANGLE: ("[", "]"),
    Shape.DIAMOND: ("{", "}"),
    Shape.TASKBOX: ("[[", "]]"),
}
# Letters that mean something to Mermaid, or to the Markdown and HTML in its labels, as character references.
SPECIAL = re.compile(r'["#;&<>`\\%*_~$\[\]{}()|]|^\s|\s$|(?<=\s)\s|^\d+(?=[.)])|^[-+](?=\s)')
WORDS = re.compile(r"(?i)(?:style|classdef|https?:|www\.|javascript:)")
PLAIN_ID = re.compile(r"[A-Za-z]\w*", re.ASCII)
# Words that Mermaid reads even at the beginning of an id.
RESERVED = re.compile(
    r"(?i)end|default|subgraph|style|link|class|click|graph|flowchart|swimlane|direction|call|href|acc|phase|parent|"
    r"interpolate|[ox]$"
)


def write_flowchart(diagram: Diagram, _geometry: Geometry | None, companion: Companion) -> Exported:
    """Return a diagram as a Mermaid flowchart, each lane a subgraph."""
    return _written("flowchart", diagram, companion)


def write_swimlane(diagram: Diagram, _geometry: Geometry | None, companion: Companion) -> Exported:
    """Return a diagram as a Mermaid `swimlane-beta`, which newer versions of Mermaid draw with lanes."""
    return _written("swimlane-beta", diagram, companion)


def _written(head: str, diagram: Diagram, companion: Companion) -> Exported:
    lost = Omissions()
    nodes = safe_ids([node.id for node in diagram.nodes], "n", set())
    lanes = safe_ids([lane.id for lane in diagram.lanes], "lane", set(nodes.values()))
    down = companion.layout_hints.get("direction") == "down"
    lines = [*front_matter(companion), f"{head} {'TB' if down else 'LR'}"]
    if companion.description:
        lines.append(f"  accDescr: {one_line(companion.description)}")
    for lane in diagram.lanes:
        indent = "  " if lane.id == OUTSIDE else "    "
        if lane.id != OUTSIDE:
            lines.append(f'  subgraph {lanes[lane.id]}["{escaped(lane.label)}"]')
        for node in diagram.nodes_of[lane.id]:
            begin, end = BRACKETS[node.shape]
            lines.append(f'{indent}{nodes[node.id]}{begin}"{escaped(node.text)}"{end}')
        if lane.id != OUTSIDE:
            lines.append("  end")
    for edge in diagram.edges:
        label = f'|"{escaped(edge.label)}"|' if edge.label else ""
        lines.append(f"  {nodes[edge.source]} -->{label} {nodes[edge.target]}")
    _tell_lost(diagram, companion, lost)
    return Exported("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"), lost.told())


def escaped(text: str) -> str:
    """Return the words of a label so that Mermaid shows them as they are."""
    safe = SPECIAL.sub(lambda found: "".join(f"#{ord(letter)};" for letter in found[0]), text.replace("\n", "\0"))
    safe = WORDS.sub(lambda found: f"#{ord(found[0][0])};{found[0][1:]}", safe)
    return safe.replace("\0", "<br/>")


def safe_ids(keys: list[str], letter: str, taken: set[str]) -> dict[str, str]:
    """Return an id for each key that Mermaid can read, the same where it can; others are a letter with a number."""
    found: dict[str, str] = {}
    for key in keys:
        if PLAIN_ID.fullmatch(key) and not RESERVED.match(key) and key not in taken:
            found[key] = key
    free = _free(letter, {*taken, *found.values()})
    return {key: found.get(key) or next(free) for key in keys}


def _free(letter: str, taken: set[str]) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        if f"{letter}{number}" not in taken:
            yield f"{letter}{number}"


def front_matter(companion: Companion) -> list[str]:
    """Return the lines before a diagram of Mermaid, which hold its title."""
    if not companion.title:
        return []
    return ["---", f"title: {json.dumps(one_line(companion.title), ensure_ascii=False)}", "---"]


def _tell_lost(diagram: Diagram, companion: Companion, lost: Omissions) -> None:
    if diagram.edges:
        lost.add("the sides of edges", "", "Mermaid chooses them itself")
    for node in diagram.nodes:
        for name in ("owner", "description", "system"):
            if getattr(node, name) and not (name == "description" and node.text == node.description):
                lost.add(f"the {name} of a node", node.id, "Mermaid has no place for it")
    for loop in diagram.loops:
        lost.add("a loop", loop.id, "Mermaid has no place for it")
    if any(lane.id == OUTSIDE for lane in diagram.lanes):
        lost.add("the band of the nodes outside every lane", "", "they are in no subgraph")
    lost.add_companion(companion, "Mermaid", ("title", "description", "direction"))

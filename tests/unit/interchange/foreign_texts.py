"""What the tests of other formats share: documents to carry over, and what must be the same afterwards."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from case_texts import all_cases
from digits import Draw

from webapp.domain import Companion, Diagram, Edge, Lane, Loop, Node, Shape, Side
from webapp.dsl import parse
from webapp.interchange import FORMATS, Exported, Imported

SAMPLES = Path(__file__).parents[3] / "samples"
LABELS = [
    "Check", "", "in stock?", 'say "hi"', "a\\", "two\nlines", "=1+1", "'=x", "-5", "@me", "a;b", "a,b", "|", "#35;",
    "#quot;", "<b>x</b>", "&amp;", "end", "style: a#b;", "%%{init}%%", "`x`", "] }", "é 你好", "1. first", "n2 -> n1",
    "https://x.y", "/* x */", "{{ }}", "a:::b", "--> x", "''", "_a_ *b*", "$$x$$", ":)", "\\n", "classDef",
]  # fmt: skip


def documents() -> dict[str, Diagram]:
    """Return the diagrams of the samples and of the cases, by names for tests."""
    samples = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.fz"))}
    texts = {**samples, **{f"case {number}": text for number, text in enumerate(all_cases())}}
    return {name: parse(text).diagram for name, text in texts.items()}


def drawn(draw: Draw, labels: list[str] = LABELS) -> Diagram:
    """Return a diagram of two lanes with up to five nodes and hostile labels."""
    lanes = (Lane("a", draw.of(labels).strip() or "A"), Lane("b", draw.of(labels).strip() or "B"))
    lane_of = sorted(draw.of("ab") for _ in range(draw.of([1, 3, 5])))
    nodes = tuple(
        Node(f"n{number}", lane, draw.of(list(Shape)), draw.of(labels)) for number, lane in enumerate(lane_of, 1)
    )
    names = [node.id for node in nodes]
    edges: list[Edge] = []
    seen: Counter[str] = Counter()
    ends = [(draw.of(names), draw.of(names)) for _ in range(draw.of([0, 2, 4]))]
    for source, target in sorted(ends, key=lambda pair: names.index(pair[0])):
        name = f"{source}-{target}"
        seen[name] += 1
        name = name if seen[name] == 1 else f"{name}-{seen[name]}"
        edges.append(Edge(name, source, target, draw.of(list(Side)), draw.of(list(Side)), draw.of(labels)))
    loops = (Loop("loop-1", "until done", tuple(names[:2])),) if draw.of([True, False]) else ()
    return Diagram(lanes, nodes, tuple(edges), loops)


def carried(form: str, diagram: Diagram, companion: Companion | None = None) -> tuple[Exported, Imported]:
    """Write a diagram in a format, and read it again."""
    made = FORMATS[form].write(diagram, None, companion or Companion())
    return made, FORMATS[form].read(made.data.decode())


def without_ids(diagram: Diagram) -> dict[str, Any]:
    """Return lanes, nodes and edges by the places of the nodes and without sides, as formats without ids hold them."""
    lanes = [lane for lane in diagram.lanes if diagram.nodes_of[lane.id]]
    place = {
        node.id: number for number, node in enumerate(node for lane in lanes for node in diagram.nodes_of[lane.id])
    }
    return {
        "lanes": [lane.label for lane in lanes],
        "nodes": [(lane.label, node.shape, node.text) for lane in lanes for node in diagram.nodes_of[lane.id]],
        "edges": sorted((place[edge.source], place[edge.target], edge.label) for edge in diagram.edges),
    }

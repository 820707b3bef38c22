#!/usr/bin/env python3
"""Judges folded drawings as they are drawn, with the rules of `measure_layout.py`.

    .venv/bin/python tests/benchmarks/measure_folded.py [--fold WIDTH] DOCUMENT.fz ...

That tool knows one box a lane and one line an edge, so on a folded drawing it calls every node of a further row
`outside`, and takes the undrawn way of a cut edge for its line. Here a lane of the document is each of its bands, and
every drawn piece of a cut edge is an edge of its own, from node or mark to mark or node; a mark is a node that nothing
may touch. All columns that must be zero keep their meaning. The tools stand in a folder `shared/tools` beside the
project, or in the one given with --tools.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from webapp.config import Settings  # noqa: E402
from webapp.dsl import parse  # noqa: E402
from webapp.layout import LayoutOptions, layout  # noqa: E402
from webapp.render import Renderer  # noqa: E402

TOOLS = ROOT.parent / "shared" / "tools"
BANDS_AND_PIECES = """() => {
  const boxOf = (shape) => { const r = shape.getBBox(); return { x: r.x, y: r.y, w: r.width, h: r.height }; };
  const sampled = (path) => {
    const length = path.getTotalLength(), steps = Math.max(2, Math.ceil(length / 1.5));
    return Array.from({ length: steps + 1 }, (_, i) => { const p = path.getPointAtLength(length * i / steps); return [p.x, p.y]; });
  };
  const lanes = [...document.querySelectorAll('g.lane')].map((g) => ({ id: g.id.slice(5), ...boxOf(g.querySelector('rect')) }));
  const edges = {};
  for (const g of document.querySelectorAll('g.edge:has(> path.way)')) {
    const pieces = [...g.querySelectorAll(':scope > path:not(.way)')].map(sampled);
    const tip = [...g.querySelector(':scope > polygon').points][1];
    pieces.at(-1).push([tip.x, tip.y]);
    edges[g.id.slice(5)] = { pieces, marks: [...g.querySelectorAll('.continuation circle')].map(boxOf) };
  }
  return { lanes, edges };
}"""  # noqa: E501
MARK_REACH = 8
"""How far a mark on the end of a band stands out of it."""


def main(words: Sequence[str]) -> int:
    """Measure and print; 1 if a column that must be zero is not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fold", type=float, default=1400)
    parser.add_argument("--tools", type=Path, default=TOOLS)
    parser.add_argument("documents", nargs="+", type=Path)
    chosen = parser.parse_args(words)
    sys.path.insert(0, str(chosen.tools))
    tool, reader = importlib.import_module("measure_layout"), importlib.import_module("svg_geometry")
    total = dict.fromkeys(tool.ZERO, 0)
    print("\t".join(["document", "rows", *tool.SHOW, *tool.ZERO]))
    with TemporaryDirectory() as folder, Renderer(Settings(Path(folder), "")) as renderer, sync_playwright() as p:
        page = reader.browser_page(p)
        for document in chosen.documents:
            text = document.read_text(encoding="utf-8")
            geometry = layout(parse(text).diagram, LayoutOptions(fold=chosen.fold))
            measured = reader.measure(text, renderer.svg(geometry), page)
            row = tool.row(by_band(measured, page.evaluate(BANDS_AND_PIECES)), "any")
            shown = [document.name, geometry.rows, *(row[key] for key in (*tool.SHOW, *tool.ZERO))]
            print("\t".join(map(str, shown)), flush=True)
            for key in tool.ZERO:
                total[key] += row[key] or 0
    bad = {key: count for key, count in total.items() if count}
    print(f"{len(chosen.documents)} documents, must be zero and is not: {bad or 'nothing'}")
    return 1 if bad else 0


def by_band(measured: dict[str, Any], drawn: dict[str, Any]) -> dict[str, Any]:
    """Return the tool's geometry with bands for lanes, pieces for cut edges and marks among the nodes."""
    bands = [{**band, "w": band["w"] + MARK_REACH} for band in drawn["lanes"]]
    nodes = [{**node, "lane": _band(node, bands, node["lane"])} for node in measured["nodes"]]
    edges = []
    for edge in measured["edges"]:
        cut = drawn["edges"].get(edge["id"])
        if not cut:
            edges.append(edge)
            continue
        marks = [
            {"id": f"{edge['id']} mark {i}", "lane": _band(box, bands), "round": True, **box}
            for i, box in enumerate(cut["marks"])
        ]
        nodes += marks
        edges += _pieces(edge, cut["pieces"], marks)
    return {**measured, "lanes": bands, "lane_order": [band["id"] for band in bands], "nodes": nodes, "edges": edges}


def _pieces(edge: dict[str, Any], pieces: list[Any], marks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each piece with the nodes or marks at its ends; the label counts with the first."""
    last = len(pieces) - 1
    for number, points in enumerate(pieces):
        ends: dict[str, Any] = {}
        if number:
            mark = marks[2 * number - 1]
            ends |= {"src": mark["id"], "src_side": _side(points[1], points[0]), "label": None, "text": ""}
        if number < last:
            mark = marks[2 * number]
            ends |= {"dst": mark["id"], "dst_side": _side(points[-2], points[-1])}
        yield {
            **edge,
            "id": f"{edge['id']} piece {number}",
            "points": _outside(points, number > 0, number < last),
            **ends,
        }


def _outside(points: list[Any], starts_in_mark: bool, ends_in_mark: bool) -> list[Any]:
    """Leave out what a mark covers: the line ends in its middle, under its ground."""
    kept = points
    if starts_in_mark:
        kept = [point for point in kept if abs(point[0] - points[0][0]) + abs(point[1] - points[0][1]) >= 7]
    if ends_in_mark:
        kept = [point for point in kept if abs(point[0] - points[-1][0]) + abs(point[1] - points[-1][1]) >= 7]
    return kept if len(kept) > 1 else points


def _side(inner: Sequence[float], end: Sequence[float]) -> str:
    """The side of a mark at which a level line meets it."""
    return "left" if inner[0] < end[0] else "right"


def _band(box: dict[str, Any], bands: list[dict[str, Any]], lane: str = "") -> str:
    """The band in which a box's middle lies; of one lane, if it is given."""
    middle = box["y"] + box["h"] / 2
    for band in bands:
        if band["y"] <= middle <= band["y"] + band["h"] and (not lane or band["id"].split(".")[0] == lane):
            return str(band["id"])
    return "none"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Draws texts with the program and judges the drawings as Chromium shows them, with the project's shared tools.

What counts is the drawn SVG, not what the program says of itself: `svg_geometry.py` reads it back, `measure_layout.py`
judges it. Both read the document by regular expressions: a label without a letter, such as "?", is no words to them.
Here the words of every label must be drawn, so `text_lost` counts those too. A document of which they read other lanes,
nodes or edges than the program does is not judged: what they do not know of, they would not miss.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bands import by_band
from documents import tool
from installed_chromium import installed_chromium
from playwright.sync_api import Page, sync_playwright

from webapp.config import Settings
from webapp.domain import Diagram
from webapp.dsl import parse
from webapp.layout import LayoutOptions, lay_out
from webapp.render import Renderer


class AnsweringInOne:
    """A page as the tools use it, whose answers come as one string: a list of points in parts takes it seconds."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def set_content(self, html: str) -> None:
        """Show a document."""
        self._page.set_content(html)

    def evaluate(self, script: str) -> Any:
        """Return what a function of the page returns."""
        return json.loads(self._page.evaluate(f"JSON.stringify(({script.strip()})())"))


class Judge:
    """Judges one drawing after another in the same page of a browser."""

    def __init__(self, tools: Path, renderer: Renderer, page: AnsweringInOne) -> None:
        self._tool, self._reader = tool(tools, "measure_layout"), tool(tools, "svg_geometry")
        self._renderer, self._page = renderer, page

    @property
    def must_be_zero(self) -> Sequence[str]:
        """The columns that must be zero in every drawing."""
        return tuple(self._tool.ZERO)

    @property
    def shown(self) -> Sequence[str]:
        """The columns that tell how good a drawing is."""
        return tuple(self._tool.SHOW)

    def row(self, text: str, options: LayoutOptions) -> dict[str, Any]:
        """Return all columns of one drawing, and `rows`: in how many it is folded."""
        diagram = parse(text).diagram
        geometry = lay_out(diagram, options)
        measured = self._reader.measure(text, self._renderer.svg(geometry), self._page)
        if _read_by(measured) != _meant_by(diagram):
            raise ValueError("measure_layout.py reads something else in this document than the program")
        measured["text_missing"] = sorted({*measured["text_missing"], *_without_words(diagram, measured)})
        if geometry.rows > 1:
            row = self._tool.row(by_band(measured, self._page), "any")
        else:
            # The tool calls a single lane a row, whichever way it stands.
            upright = "v" if len(diagram.lanes) > 1 else "any"
            row = self._tool.row(measured, upright if options.upright else "h")
        row |= {key: row[key] or 0 for key in self.must_be_zero}
        return {**row, "rows": geometry.rows}

    def faults(self, row: dict[str, Any]) -> dict[str, int]:
        """Return what must be zero and is not."""
        return {key: row[key] for key in self.must_be_zero if row[key]}


@contextmanager
def judging(tools: Path) -> Iterator[Judge]:
    """Start the browser and the renderer, and end both afterwards."""
    # By themselves, the tools find a browser in one place only.
    if program := installed_chromium():
        os.environ["CHROMIUM"] = program
    with Renderer(Settings(Path(), "")) as renderer, sync_playwright() as playwright:
        page = tool(tools, "svg_geometry").browser_page(playwright)
        yield Judge(tools, renderer, AnsweringInOne(page))


def words_of(faults: dict[str, int]) -> str:
    """Return faults as the cell of a table."""
    return ", ".join(f"{key} {count}" for key, count in faults.items()) or "nothing"


def _read_by(measured: dict[str, Any]) -> tuple[set[str], ...]:
    drawn = [{part["id"] for part in measured[kind]} for kind in ("lanes", "nodes")]
    missing = [set(measured["missing"][kind]) for kind in ("lanes", "nodes")]
    return drawn[0] | missing[0], drawn[1] | missing[1], {edge["id"] for edge in measured["edges"]}


def _meant_by(diagram: Diagram) -> tuple[set[str], ...]:
    return tuple({part.id for part in kind} for kind in (diagram.lanes, diagram.nodes, diagram.edges))


def _without_words(diagram: Diagram, measured: dict[str, Any]) -> Iterator[str]:
    drawn = {node["id"]: node["texts"] for node in measured["nodes"]}
    return (node.id for node in diagram.nodes if node.label.strip() and drawn.get(node.id) == [])

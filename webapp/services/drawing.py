"""From text to picture: read, lay out, draw, and keep the last pictures by their content."""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from threading import Lock
from typing import Any

from webapp.dsl import parse
from webapp.errors import LanestepError, RenderFailed
from webapp.layout import layout
from webapp.layout.geometry import Geometry
from webapp.render import THEMES as THEMES_KNOWN
from webapp.render import Renderer
from webapp.services.limits import check_text, read_companion
from webapp.services.reading import Reading

log = logging.getLogger("lanestep")

KEPT = 64
# A tangle of this size is laid out in some 15 seconds on one slow core; more would hold up everybody else.
MOST_NODES = 5_000
MOST_EDGES = 6_000
THEMES = tuple(THEMES_KNOWN)


@dataclass(frozen=True)
class Picture:
    """A drawn diagram: the SVG that is shown and exported, and the geometry it was drawn from."""

    svg: str
    geometry: Geometry


class DrawingService:
    """Reads and draws. `text_limit` counts UTF-8 bytes."""

    def __init__(self, renderer: Renderer, text_limit: int) -> None:
        self._checks = count(1)
        self._renderer = renderer
        self._limit = text_limit
        self._pictures: OrderedDict[str, Picture] = OrderedDict()
        self._lock = Lock()

    def read(self, code: str, companion: Mapping[str, Any] | None = None) -> Reading:
        """Parse a text and check its companion.

        Raises:
            InvalidRequest, TextTooLarge: see `limits`.
        """
        check_text(code, self._limit)
        return Reading(parse(code), read_companion(companion, self._limit))

    def picture(self, reading: Reading, theme: str = "light") -> Picture:
        """Draw a text.

        Raises:
            RenderFailed: Graphviz is missing, too slow, or ended in the middle; or the diagram is too large.
        """
        name = _content_name(reading, theme)
        with self._lock:
            if name in self._pictures:
                self._pictures.move_to_end(name)
                return self._pictures[name]
        picture = self._draw(reading, theme)
        with self._lock:
            self._pictures[name] = picture
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        return picture

    def _draw(self, reading: Reading, theme: str) -> Picture:
        words = reading.companion
        try:
            geometry = self.geometry(reading)
            svg = self._renderer.svg(geometry, theme=theme, title=words.title, description=words.description)
        except LanestepError:
            raise
        except Exception as fault:
            # A fault of ours in one drawing must not keep anybody from opening the text.
            reference = secrets.token_hex(4)
            log.exception("drawing failed (%s)", reference)
            message = f"the picture failed by a fault of the program; the log calls it {reference}. The text is kept"
            raise RenderFailed(message, reference=reference) from fault
        return Picture(svg, geometry)

    def geometry(self, reading: Reading) -> Geometry:
        """Lay a text out.

        Raises:
            RenderFailed: the diagram is too large.
        """
        diagram = reading.document.diagram
        if len(diagram.nodes) > MOST_NODES or len(diagram.edges) > MOST_EDGES:
            raise RenderFailed(
                f"this diagram has {len(diagram.nodes):,} nodes and {len(diagram.edges):,} edges; pictures are drawn "
                f"up to {MOST_NODES:,} nodes and {MOST_EDGES:,} edges. The text is kept: split it to see it drawn",
                nodes=len(diagram.nodes),
                edges=len(diagram.edges),
            )
        return layout(diagram)

    def check(self) -> None:
        """Draw the smallest diagram.

        Raises:
            RenderFailed: drawing does not work.
        """
        document = parse('check { # Check\n  n1: circle label:"Start"\n}\n')
        # A title of its own each time, so that no kept picture answers.
        self._renderer.svg(layout(document.diagram), title=f"Check {next(self._checks)}")


def _content_name(reading: Reading, theme: str) -> str:
    seen = json.dumps([reading.document.text, reading.companion.title, reading.companion.description, theme])
    return hashlib.sha256(seen.encode()).hexdigest()

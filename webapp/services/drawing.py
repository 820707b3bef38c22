"""From text to picture: read, lay out, draw, and keep the last pictures by their content."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from webapp.dsl import parse
from webapp.layout import layout
from webapp.layout.geometry import Geometry
from webapp.render import THEMES as THEMES_KNOWN
from webapp.render import Renderer
from webapp.services.limits import check_text, read_companion
from webapp.services.reading import Reading

KEPT = 64
THEMES = tuple(THEMES_KNOWN)


@dataclass(frozen=True)
class Picture:
    """A drawn diagram: the SVG that is shown and exported, and the geometry it was drawn from."""

    svg: str
    geometry: Geometry


class DrawingService:
    """Reads and draws. `text_limit` counts UTF-8 bytes."""

    def __init__(self, renderer: Renderer, text_limit: int) -> None:
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
            RenderFailed: Graphviz is missing, too slow, or ended in the middle.
        """
        name = _content_name(reading, theme)
        with self._lock:
            if name in self._pictures:
                self._pictures.move_to_end(name)
                return self._pictures[name]
        geometry = self.geometry(reading)
        words = reading.companion
        svg = self._renderer.svg(geometry, theme=theme, title=words.title, description=words.description)
        picture = Picture(svg, geometry)
        with self._lock:
            self._pictures[name] = picture
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        return picture

    def geometry(self, reading: Reading) -> Geometry:
        """Lay a text out."""
        return layout(reading.document.diagram)

    def check(self) -> None:
        """Draw the smallest diagram.

        Raises:
            RenderFailed: drawing does not work.
        """
        document = parse('check { # Check\n  n1: circle label:"Start"\n}\n')
        self._renderer.svg(layout(document.diagram), theme="light")


def _content_name(reading: Reading, theme: str) -> str:
    seen = json.dumps([reading.document.text, reading.companion.to_json(), theme], sort_keys=True)
    return hashlib.sha256(seen.encode()).hexdigest()

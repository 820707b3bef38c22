"""From text to picture: read, lay out, draw, and keep the last pictures by their content."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from webapp.domain import Companion
from webapp.dsl import Document, parse
from webapp.layout import layout
from webapp.layout.geometry import Geometry
from webapp.render import Renderer
from webapp.services.limits import check_text

KEPT = 200


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

    def read(self, code: str) -> Document:
        """Parse a text.

        Raises:
            InvalidRequest, TextTooLarge: see `limits`.
        """
        check_text(code, self._limit)
        return parse(code)

    def picture(self, document: Document, companion: Companion, theme: str = "light") -> Picture:
        """Draw a document.

        Raises:
            RenderFailed: Graphviz is missing, too slow, or ended in the middle.
        """
        name = _content_name(document.text, companion, theme)
        with self._lock:
            if name in self._pictures:
                self._pictures.move_to_end(name)
                return self._pictures[name]
        geometry = layout(document.diagram)
        picture = Picture(self._renderer.svg(geometry, theme=theme), geometry)
        with self._lock:
            self._pictures[name] = picture
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        return picture

    def check(self) -> None:
        """Draw the smallest diagram.

        Raises:
            RenderFailed: drawing does not work.
        """
        document = parse('check { # Check\n  n1: circle label:"Start"\n}\n')
        self._renderer.svg(layout(document.diagram), theme="light")


def _content_name(code: str, companion: Companion, theme: str) -> str:
    seen = json.dumps([code, companion.to_json(), theme], sort_keys=True)
    return hashlib.sha256(seen.encode()).hexdigest()

"""Diagrams as files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from webapp.errors import NotFound
from webapp.render import Renderer
from webapp.services.drawing import DrawingService
from webapp.services.reading import Reading

MIMETYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "fz": "text/plain",
    "json": "application/json",
    "dot": "text/vnd.graphviz",
    "lanestep.json": "application/json",
}
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
NAME_LIMIT = 80


@dataclass(frozen=True)
class Exported:
    """A made file."""

    form: str
    name: str
    mimetype: str
    data: bytes


class ExportService:
    """Makes files in every format that the program knows."""

    def __init__(self, drawing: DrawingService, renderer: Renderer) -> None:
        self._drawing = drawing
        self._renderer = renderer
        self._makers: dict[str, Callable[[Reading, str, float], bytes]] = {
            "svg": self._svg,
            "png": self._png,
            "pdf": self._pdf,
            "fz": _text,
            "json": self._geometry,
            "dot": self._dot,
            "lanestep.json": _companion,
        }

    @property
    def forms(self) -> tuple[str, ...]:
        """The formats by their file endings."""
        return tuple(self._makers)

    def make(self, reading: Reading, form: str, *, theme: str = "light", scale: float = 2.0) -> Exported:
        """Make one file. `scale` is pixels of the PNG a CSS pixel of the drawing.

        Raises:
            NotFound: there is no such format.
            RenderFailed: Graphviz is missing, too slow, or ended in the middle.
            ExportTooLarge: the picture is larger than its format can hold.
            ExportUnavailable: the format needs what is not installed.
        """
        if form not in self._makers:
            raise NotFound(f"there is no format {form}; there are {', '.join(self._makers)}")
        data = self._makers[form](reading, theme, scale)
        return Exported(form, f"{_file_name(reading.companion.title)}.{form}", MIMETYPES[form], data)

    def _svg(self, reading: Reading, theme: str, _scale: float) -> bytes:
        return self._drawing.picture(reading, theme).svg.encode()

    def _png(self, reading: Reading, theme: str, scale: float) -> bytes:
        return self._renderer.png(self._drawing.geometry(reading), theme=theme, scale=scale, **_words(reading))

    def _pdf(self, reading: Reading, theme: str, _scale: float) -> bytes:
        return self._renderer.pdf(self._drawing.geometry(reading), theme=theme, **_words(reading))

    def _geometry(self, reading: Reading, _theme: str, _scale: float) -> bytes:
        geometry = self._drawing.geometry(reading)
        return (json.dumps(geometry.to_json(), ensure_ascii=False, indent=1) + "\n").encode()

    def _dot(self, reading: Reading, theme: str, _scale: float) -> bytes:
        return self._renderer.dot(self._drawing.geometry(reading), theme=theme, **_words(reading)).encode()


def _words(reading: Reading) -> dict[str, str]:
    return {"title": reading.companion.title, "description": reading.companion.description}


def _text(reading: Reading, _theme: str, _scale: float) -> bytes:
    return reading.document.text.encode()


def _companion(reading: Reading, _theme: str, _scale: float) -> bytes:
    return (json.dumps(reading.companion.to_json(), ensure_ascii=False, indent=2) + "\n").encode()


def _file_name(title: str) -> str:
    words = " ".join(UNSAFE.sub(" ", title).split())[:NAME_LIMIT].strip(" .")
    return words or "diagram"

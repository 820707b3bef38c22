"""Diagrams as files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from webapp.config import MIB
from webapp.domain.encodings import UTF_8, encoded
from webapp.errors import NotFound
from webapp.layout import LayoutOptions
from webapp.render import PictureCache, Renderer
from webapp.render.themes import theme_named
from webapp.services.drawing import FLAT, UNFOLDED, DrawingService, content_name
from webapp.services.reading import Reading

if TYPE_CHECKING:
    from webapp.render.animation import Step
    from webapp.render.shared_cache import SharedCache
    from webapp.simulation import Trace

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
FILES_KEPT = 32 * MIB
# Rooms whose code, and packages whose version, decide how a drawing looks.
DECIDING = ("domain", "dsl", "layout", "render")
MAKERS = ("fontpkg-arimo", "resvg-py", "typst")
# The rest is made from the text faster than it is fetched.
WORTH_KEEPING = ("svg", "png", "pdf")


@dataclass(frozen=True)
class Exported:
    """A made file; `tag` changes with all that decides its bytes, except the Graphviz and the fonts of the machine.

    Words in letters that the bundled font lacks are drawn with those fonts: machines that share a cache want the same.
    """

    form: str
    name: str
    mimetype: str
    data: bytes
    tag: str


@dataclass(frozen=True)
class Wish:
    """How a file should look. `scale` is pixels of a PNG a CSS pixel; a thumbnail is an SVG without words, unfolded.

    Raises:
        InvalidRequest: there is no such theme.
    """

    theme: str = "light"
    scale: float = 2.0
    thumbnail: bool = False
    shape: LayoutOptions = FLAT

    def __post_init__(self) -> None:
        # Here, not when it is drawn: a large diagram would be laid out first.
        theme_named(self.theme)


class ExportService:
    """Makes files in every format that the program knows."""

    def __init__(self, drawing: DrawingService, renderer: Renderer, shared: SharedCache | None = None) -> None:
        self._drawing = drawing
        self._renderer = renderer
        self._shared = shared
        self._files = PictureCache(FILES_KEPT)
        self._makers: dict[str, Callable[[Reading, Wish], bytes]] = {
            "svg": self._svg,
            "png": self._png,
            "pdf": self._pdf,
            "fz": _text,
            "json": self._geometry,
            "dot": self._dot,
            "lanestep.json": _companion,
        }

    def tag(self, reading: Reading, form: str, wish: Wish = Wish()) -> str:
        """Return what `make` will tag the file with, without making it.

        Raises:
            NotFound: there is no such format.
        """
        self._check(form)
        seen = [_program(), content_name(reading), form, wish.theme, wish.scale, wish.thumbnail, repr(wish.shape)]
        if form in ("fz", "lanestep.json"):
            seen.append(reading.companion.to_json())
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()

    def make(self, reading: Reading, form: str, wish: Wish = Wish()) -> Exported:
        """Make one file.

        Raises:
            NotFound: there is no such format.
            RenderFailed: Graphviz is missing, too slow, or ended in the middle.
            ExportTooLarge: the picture is larger than its format can hold.
            ExportUnavailable: the format needs what is not installed.
        """
        tag = self.tag(reading, form, wish)
        data = (
            self._files.get(tag, lambda: self._shared_or_made(tag, reading, form, wish))
            if form in WORTH_KEEPING
            else self._makers[form](reading, wish)
        )
        return Exported(form, f"{_file_name(reading.companion.title)}.{form}", MIMETYPES[form], data, tag)

    def bytes_of(self, reading: Reading, form: str, wish: Wish = Wish()) -> bytes:
        """Make one file without keeping it or giving it a tag, for who makes one file and ends.

        Raises:
            NotFound, RenderFailed, ExportTooLarge, ExportUnavailable: as for `make`.
        """
        self._check(form)
        return self._makers[form](reading, wish)

    def animation(self, reading: Reading, trace: Trace, theme: str = "light", shape: LayoutOptions = FLAT) -> Exported:
        """Make a run into one SVG that plays it again and again by itself.

        Raises:
            RenderFailed: it cannot be drawn.
            InvalidRequest: nothing runs, or the run has too many steps for one picture.
        """
        picture = self._drawing.picture(reading, theme, shape)
        data = self._renderer.animation(picture.svg, picture.geometry, _steps(trace), theme=theme).encode()
        name = f"{_file_name(reading.companion.title)}-run.svg"
        return Exported("svg", name, MIMETYPES["svg"], data, hashlib.sha256(data).hexdigest())

    def _check(self, form: str) -> None:
        if form not in self._makers:
            raise NotFound(f"unknown format {form}: use one of {', '.join(self._makers)}")

    def _shared_or_made(self, tag: str, reading: Reading, form: str, wish: Wish) -> bytes:
        found = self._shared.get(tag) if self._shared else None
        if found is not None:
            return found
        made = self._makers[form](reading, wish)
        if self._shared:
            self._shared.put(tag, made)
        return made

    def _svg(self, reading: Reading, wish: Wish) -> bytes:
        if wish.thumbnail:
            geometry = self._drawing.geometry(reading, UNFOLDED)
            return self._renderer.thumbnail(geometry, theme=wish.theme, title=reading.companion.title).encode()
        return self._drawing.picture(reading, wish.theme, wish.shape).svg.encode()

    def _png(self, reading: Reading, wish: Wish) -> bytes:
        geometry = self._drawing.geometry(reading, wish.shape)
        return self._renderer.png(geometry, theme=wish.theme, scale=wish.scale, **_words(reading))

    def _pdf(self, reading: Reading, wish: Wish) -> bytes:
        return self._renderer.pdf(self._drawing.geometry(reading, wish.shape), theme=wish.theme, **_words(reading))

    def _geometry(self, reading: Reading, wish: Wish) -> bytes:
        geometry = self._drawing.geometry(reading, wish.shape)
        return (json.dumps(geometry.to_json(), ensure_ascii=False, indent=1) + "\n").encode()

    def _dot(self, reading: Reading, wish: Wish) -> bytes:
        return self._renderer.dot(
            self._drawing.geometry(reading, wish.shape), theme=wish.theme, **_words(reading)
        ).encode()


@cache
def _program() -> str:
    """Return the digest of what decides how a drawing looks: two versions of the program may share a cache."""
    return digest_of(Path(__file__).parent.parent)


def digest_of(program: Path) -> str:
    """Return the digest of a program's drawing code and of the packages that turn its drawings into files."""
    files = sorted(file for room in DECIDING for file in (program / room).rglob("*.py"))
    versions = [f"{name} {_version(name)}".encode() for name in MAKERS]
    return hashlib.sha256(b"\0".join([*versions, *(file.read_bytes() for file in files)])).hexdigest()


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _steps(trace: Trace) -> list[Step]:
    from webapp.render.animation import Step

    edges: dict[int, list[str]] = {}
    for step, said in trace.log:
        if said.event == "move" and said.edge:
            edges.setdefault(step, []).append(said.edge)
    fired = ((step, said.node) for step, said in trace.log if said.event == "fire" and said.node)
    return [Step(node, tuple(edges.get(step, ()))) for step, node in fired]


def _words(reading: Reading) -> dict[str, str]:
    return {"title": reading.companion.title, "description": reading.companion.description}


def _text(reading: Reading, _wish: Wish) -> bytes:
    return encoded(reading.document.text, reading.companion.encoding or UTF_8)


def _companion(reading: Reading, _wish: Wish) -> bytes:
    return (json.dumps(reading.companion.to_json(), ensure_ascii=False, indent=2) + "\n").encode()


def _file_name(title: str) -> str:
    words = " ".join(UNSAFE.sub(" ", title).split())[:NAME_LIMIT].strip(" .")
    return words or "diagram"

"""Exports diagrams as files."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from webapp.config import FOLD_WIDTHS, MIB
from webapp.domain.encodings import UTF_8, encoded
from webapp.domain.tidy_json import tidy_json
from webapp.errors import InvalidRequest, NotFound
from webapp.layout import Hints, LayoutOptions, fold
from webapp.render import PictureCache, Renderer
from webapp.render.id_prefix import ID_PREFIX, with_prefix
from webapp.render.themes import theme_named
from webapp.services.drawing import FLAT, UNFOLDED, DrawingService, content_name
from webapp.services.parsed_text import ParsedText

if TYPE_CHECKING:
    from webapp.layout.geometry import Geometry
    from webapp.render.animation import Step
    from webapp.render.run_marks import RunState
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
# A drawing depends on the code of these rooms and on the versions of these packages.
DRAWING_ROOMS = ("domain", "dsl", "layout", "render")
DRAWING_PACKAGES = ("fontpkg-arimo", "regex", "resvg-py", "typst")
# Making the other formats is faster than fetching them from a cache.
CACHED_FORMATS = ("svg", "png", "pdf")
# From this scale on, a PNG shows each CSS pixel: a drawing that can have it need not be folded.
EASY_PNG_SCALE = 1.0
# Shares of the width asked for at which a drawing is folded too, to fill pages of A4 better.
NARROWER = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
MOST_FOLDED_AGAIN = 400  # edges: folding more takes too long
# Width of a page on a screen by its height.
PAGE_ASPECT = 1.6


@dataclass(frozen=True)
class Exported:
    """An exported file. `tag` changes with everything that its bytes depend on, except Graphviz and installed fonts.

    Text in letters that the bundled font lacks is drawn with installed fonts, so machines that share a cache should
    have the same ones.
    """

    form: str
    name: str
    mimetype: str
    data: bytes
    tag: str


@dataclass(frozen=True)
class ExportOptions:
    """How a file should look.

    `scale` is PNG pixels per CSS pixel; a thumbnail is an unfolded SVG without text; a preview is a PNG of the size in
    which programs show it beside a link; `run` is what the drawing shows of a run; ids in an SVG begin with
    `id_prefix`.

    Without a scale, a PNG gets the usual one or the largest possible, and is folded where that makes it larger.

    Raises:
        InvalidRequest: there is no such theme, or the prefix cannot begin an id.
    """

    theme: str = "light"
    scale: float | None = None
    thumbnail: bool = False
    layout: LayoutOptions = FLAT
    run: RunState | None = None
    preview: bool = False
    id_prefix: str = ""

    def __post_init__(self) -> None:
        # Checked here, because a large diagram would be laid out before the renderer looks at the theme.
        theme_named(self.theme)
        if self.id_prefix and not ID_PREFIX.fullmatch(self.id_prefix):
            raise InvalidRequest(
                "a prefix of ids must be a letter with up to 63 letters, digits, - and _ behind it, such as first-",
                field="id_prefix",
            )


class ExportService:
    """Exports diagrams in all formats."""

    def __init__(self, drawing: DrawingService, renderer: Renderer, shared: SharedCache | None = None) -> None:
        self._drawing = drawing
        self._renderer = renderer
        self._shared = shared
        self._files = PictureCache(FILES_KEPT)
        self._makers: dict[str, Callable[[ParsedText, ExportOptions], bytes]] = {
            "svg": self._svg,
            "png": self._png,
            "pdf": self._pdf,
            "fz": _text,
            "json": self._geometry,
            "dot": self._dot,
            "lanestep.json": _companion,
        }

    def tag(self, parsed: ParsedText, form: str, options: ExportOptions = ExportOptions()) -> str:
        """Return the tag that `make` gives the file, without making it.

        Raises:
            NotFound: there is no such format.
        """
        self._check(form, options)
        seen: list[object] = [
            _program(),
            content_name(parsed),
            form,
            options.theme,
            options.scale,
            options.thumbnail,
            repr(options.layout),
        ]
        if options.preview:
            seen.append("preview")
        if options.id_prefix:
            seen.append(("ids", options.id_prefix))
        if options.run:
            seen.append(repr(options.run))
        if form in ("fz", "lanestep.json"):
            seen.append(parsed.companion.to_json())
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()

    def make(self, parsed: ParsedText, form: str, options: ExportOptions = ExportOptions()) -> Exported:
        """Make a file.

        Raises:
            NotFound: there is no such format.
            RenderFailed: Graphviz is missing, too slow or broken.
            ExportTooLarge: the picture is larger than its format can hold.
            ExportUnavailable: the format needs what is not installed.
        """
        tag = self.tag(parsed, form, options)
        data = (
            self._files.get(tag, lambda: self._shared_or_made(tag, parsed, form, options))
            if form in CACHED_FORMATS
            else self._makers[form](parsed, options)
        )
        return Exported(form, f"{file_name(parsed.companion.title)}.{form}", MIMETYPES[form], data, tag)

    def bytes_of(self, parsed: ParsedText, form: str, options: ExportOptions = ExportOptions()) -> bytes:
        """Make a file without caching it and without a tag, for a program that ends afterwards.

        Raises:
            NotFound, RenderFailed, ExportTooLarge, ExportUnavailable: as for `make`.
        """
        self._check(form, options)
        return self._makers[form](parsed, options)

    def animation(
        self, parsed: ParsedText, trace: Trace, theme: str = "light", layout: LayoutOptions = FLAT
    ) -> Exported:
        """Return an SVG that plays a run repeatedly.

        Raises:
            RenderFailed: it cannot be drawn.
            InvalidRequest: the run has no steps, or too many for one picture.
        """
        picture = self._drawing.picture(parsed, theme, layout)
        data = self._renderer.animation(picture.svg, picture.geometry, _steps(trace), theme=theme).encode()
        name = f"{file_name(parsed.companion.title)}-run.svg"
        return Exported("svg", name, MIMETYPES["svg"], data, hashlib.sha256(data).hexdigest())

    def _check(self, form: str, options: ExportOptions) -> None:
        if form not in self._makers:
            raise NotFound(f"unknown format {form}: use one of {', '.join(self._makers)}")
        if options.run and (options.thumbnail or form not in CACHED_FORMATS):
            what = "a thumbnail" if options.thumbnail else form
            raise InvalidRequest(f"SVG, PNG and PDF can show a run, but not {what}: leave out run", field="run")

    def _shared_or_made(self, tag: str, parsed: ParsedText, form: str, options: ExportOptions) -> bytes:
        found = self._shared.get(tag) if self._shared else None
        if found is not None:
            return found
        made = self._makers[form](parsed, options)
        if self._shared:
            self._shared.put(tag, made)
        return made

    def _svg(self, parsed: ParsedText, options: ExportOptions) -> bytes:
        svg = self._drawn(parsed, options)
        return (with_prefix(svg, options.id_prefix) if options.id_prefix else svg).encode()

    def _drawn(self, parsed: ParsedText, options: ExportOptions) -> str:
        if options.thumbnail:
            geometry = self._drawing.geometry(parsed, UNFOLDED)
            return self._renderer.thumbnail(geometry, theme=options.theme, title=parsed.companion.title)
        picture = self._drawing.picture(parsed, options.theme, options.layout)
        if options.run is None:
            return picture.svg
        return self._renderer.with_run(picture.svg, picture.geometry, options.run, theme=options.theme)

    def _png(self, parsed: ParsedText, options: ExportOptions) -> bytes:
        geometry = self._drawing.geometry(parsed, options.layout)
        if options.preview:
            shown = self._folded_for_preview(parsed, options.layout, geometry)
            return self._renderer.preview(shown, title=parsed.companion.title, run=options.run)
        if options.scale is None and options.layout.fold is None:
            geometry = self._folded_for_png(parsed, options.layout, geometry)
        look = {"theme": options.theme, **_title_and_description(parsed)}
        return self._renderer.png(geometry, scale=options.scale, run=options.run, **look)

    def _folded_for_png(self, parsed: ParsedText, layout: LayoutOptions, flat: Geometry) -> Geometry:
        """Return the drawing folded, if it is so wide that a PNG of it would be small, and larger when folded."""
        from webapp.render.images import largest_png_scale

        possible = largest_png_scale(flat.width, flat.height)
        if possible >= EASY_PNG_SCALE or not flat.lanes or flat.rows > 1 or flat.lanes[0].upright:
            return flat
        least, most = FOLD_WIDTHS
        width = round(max(least, min(most, math.sqrt(flat.width * flat.height * PAGE_ASPECT))))
        folded = self._drawing.geometry(parsed, replace(layout, fold=width))
        return folded if largest_png_scale(folded.width, folded.height) > possible else flat

    def _folded_for_preview(self, parsed: ParsedText, layout: LayoutOptions, flat: Geometry) -> Geometry:
        """Return the drawing folded, if its words are larger in a preview then."""
        from webapp.render.preview import PREVIEW_HEIGHT, PREVIEW_WIDTH

        def smallness(geometry: Geometry) -> float:
            return max(geometry.width / PREVIEW_WIDTH, geometry.height / PREVIEW_HEIGHT)

        if not flat.lanes or flat.rows > 1 or flat.lanes[0].upright or smallness(flat) <= 1:
            return flat
        least, most = FOLD_WIDTHS
        width = round(max(least, min(most, math.sqrt(flat.width * flat.height * PREVIEW_WIDTH / PREVIEW_HEIGHT))))
        return min((flat, self._drawing.geometry(parsed, replace(layout, fold=width))), key=smallness)

    def _pdf(self, parsed: ParsedText, options: ExportOptions) -> bytes:
        geometry = self._drawing.geometry(parsed, options.layout)
        hints = Hints.from_json(parsed.companion.layout_hints)
        width = replace(options.layout, hints=hints).fold_width
        if width:
            geometry = self._folded_for_a4(parsed, options.layout, width, geometry)
        look = {"theme": options.theme, **_title_and_description(parsed)}
        return self._renderer.pdf(geometry, a4=width > 0, run=options.run, **look)

    def _folded_for_a4(self, parsed: ParsedText, layout: LayoutOptions, width: float, asked: Geometry) -> Geometry:
        """Return the drawing folded at this width, or at the narrower one that fills as few pages with larger words."""
        from webapp.render.a4_pages import a4_pages

        def rank(geometry: Geometry) -> tuple[int, float]:
            found = a4_pages(geometry)
            return len(found.pages), -found.factor

        if asked.rows == 1 or len(asked.edges) > MOST_FOLDED_AGAIN:
            return asked
        flat = self._drawing.geometry(parsed, replace(layout, direction="right", fold=0.0))
        narrower = (fold(flat, round(width * share)) for share in NARROWER)
        return min((asked, *narrower), key=rank)

    def _geometry(self, parsed: ParsedText, options: ExportOptions) -> bytes:
        geometry = self._drawing.geometry(parsed, options.layout)
        return (json.dumps(geometry.to_json(), ensure_ascii=False, indent=1) + "\n").encode()

    def _dot(self, parsed: ParsedText, options: ExportOptions) -> bytes:
        return self._renderer.dot(
            self._drawing.geometry(parsed, options.layout), theme=options.theme, **_title_and_description(parsed)
        ).encode()


@cache
def _program() -> str:
    """Return the digest of this program, because two versions of it may share a cache."""
    return digest_of(Path(__file__).parent.parent)


def digest_of(program: Path) -> str:
    """Return the digest of a program's drawing code and of the versions of the packages that draw."""
    files = sorted(file for room in DRAWING_ROOMS for file in (program / room).rglob("*.py"))
    versions = [f"{name} {_version(name)}".encode() for name in DRAWING_PACKAGES]
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


def _title_and_description(parsed: ParsedText) -> dict[str, str]:
    return {"title": parsed.companion.title, "description": parsed.companion.description}


def _text(parsed: ParsedText, _options: ExportOptions) -> bytes:
    return encoded(parsed.document.text, parsed.companion.encoding or UTF_8)


def _companion(parsed: ParsedText, _options: ExportOptions) -> bytes:
    return tidy_json(parsed.companion.to_json()).encode()


def file_name(title: str) -> str:
    """Return the name of a file with this title, without its ending."""
    return " ".join(UNSAFE.sub(" ", title).split())[:NAME_LIMIT].strip(" .") or "diagram"

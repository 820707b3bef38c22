"""The entry of this room: draws geometries in every format."""

from __future__ import annotations

from collections.abc import Sequence
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Self

from webapp.config import Settings
from webapp.layout.geometry import Geometry
from webapp.render.dot import dot_text, outline_text
from webapp.render.graphviz_engine import Engine
from webapp.render.svg import finished_svg
from webapp.render.svg_parts import Drawn, kept_parts, without_parts
from webapp.render.themes import theme_named
from webapp.render.thumbnail import thumbnail_svg

if TYPE_CHECKING:
    from webapp.render.animation import Step
    from webapp.render.run_marks import RunState


class Renderer:
    """Draws geometries as SVG, PNG, PDF and DOT. Thread-safe; `close` ends its processes.

    Each method raises `InvalidRequest` for an unknown theme and, except `dot`, `RenderFailed` if Graphviz is missing,
    too slow or broken; the message says what to do.
    """

    def __init__(self, settings: Settings) -> None:
        self._engine = Engine(settings)
        self._timeout = settings.render_timeout
        self._png_slots = BoundedSemaphore(settings.render_workers)

    def svg(
        self,
        geometry: Geometry,
        *,
        theme: str = "light",
        title: str = "",
        description: str = "",
        run: RunState | None = None,
        near: Drawn | None = None,
    ) -> str:
        """Return the SVG that the README describes; its user units are the geometry's pixels.

        It is drawn sooner where many of its parts are as in an SVG `near` it, which is in the same theme.
        """
        colours = theme_named(theme)
        kept = kept_parts(near, geometry) if near else {}
        drawn = self._engine.draw(outline_text(without_parts(geometry, kept))) if geometry.lanes else ""
        svg = finished_svg(drawn, geometry, colours, title, description, kept)
        return svg if run is None else self.with_run(svg, geometry, run, theme=theme)

    def with_run(self, svg: str, geometry: Geometry, run: RunState, *, theme: str = "light") -> str:
        """Return a finished SVG of this geometry in this theme, with the state of a run over it."""
        from webapp.render.run_marks import run_state_svg

        return run_state_svg(svg, geometry, run, theme_named(theme))

    def png(
        self,
        geometry: Geometry,
        *,
        theme: str = "light",
        title: str = "",
        description: str = "",
        scale: float | None = 1.0,
        run: RunState | None = None,
    ) -> bytes:
        """Return the SVG as PNG with `scale` pixels for each CSS pixel.

        Without a scale it is `USUAL_PNG_SCALE`, or the largest possible.

        Raises:
            ExportTooLarge: a PNG cannot be that large; the message names the largest possible scale.
        """
        from webapp.render import images

        svg = self.svg(geometry, theme=theme, title=title, description=description, run=run)
        with self._png_slots:
            return images.png(svg, scale, self._timeout)

    def preview(self, geometry: Geometry, *, title: str = "", run: RunState | None = None) -> bytes:
        """Return the whole drawing as PNG of the size in which programs show it beside a link."""
        from webapp.render import images
        from webapp.render.preview import preview_svg

        svg = preview_svg(self.svg(geometry, title=title, run=run))
        with self._png_slots:
            return images.png(svg, 1.0, self._timeout)

    def pdf(
        self,
        geometry: Geometry,
        *,
        theme: str = "light",
        title: str = "",
        description: str = "",
        a4: bool = False,
        run: RunState | None = None,
    ) -> bytes:
        """Return a PDF with vectors and selectable text: pages of A4 for `a4` or a folded drawing, else one page.

        Raises:
            ExportUnavailable: the extra `pdf` is not installed.
        """
        from webapp.render import pdf
        from webapp.render.a4_pages import a4_pages

        svg = self.svg(geometry, theme=theme, title=title, description=description, run=run)
        if a4 or geometry.rows > 1:
            return pdf.pdf_pages(svg, a4_pages(geometry), title)
        return pdf.pdf(svg, title)

    def thumbnail(self, geometry: Geometry, *, theme: str = "light", title: str = "") -> str:
        """Return a small SVG of shapes and lines without text; Graphviz is not needed."""
        return thumbnail_svg(geometry, theme_named(theme), title)

    def animation(self, svg: str, geometry: Geometry, steps: Sequence[Step], *, theme: str = "light") -> str:
        """Return a finished SVG of this geometry in this theme, with a run that plays over it repeatedly.

        Raises:
            InvalidRequest: there are no steps, or too many for one picture.
        """
        from webapp.render.animation import animated_svg

        return animated_svg(svg, geometry, steps, theme_named(theme))

    def dot(self, geometry: Geometry, *, theme: str = "light", title: str = "", description: str = "") -> str:
        """Return the DOT text with text and colours, for `dot -Knop2`."""
        return dot_text(geometry, theme_named(theme), title, description)

    def close(self) -> None:
        """End all processes; the renderer cannot be used any more."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

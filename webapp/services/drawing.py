"""Reads, lays out and draws texts, and keeps the last pictures in memory."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from sys import getsizeof
from typing import Any

from webapp.config import FOLD_WIDTHS, MIB
from webapp.domain import Diagram, Direction, PartKey, turned_to
from webapp.dsl import Document, Range, parse
from webapp.errors import InvalidRequest, LanestepError, PictureTooLarge, RenderFailed
from webapp.layout import (
    HintError,
    Hints,
    LaidOut,
    LayoutOptions,
    Plan,
    is_planned,
    is_quick,
    lay_out,
    lay_out_with_plan,
    relabelled,
    without_memory,
)
from webapp.layout.geometry import Geometry
from webapp.render import THEMES as THEMES_KNOWN
from webapp.render import Drawn, PictureCache, Renderer, svg_parts
from webapp.services.limits import check_text, read_companion
from webapp.services.parsed_text import ParsedText

log = logging.getLogger("lanestep")

# A larger picture would be of no use: it has more bands than a screen has lines, and no viewer opens its file.
MOST_LANES = 1_000
MOST_NODES = 10_000
MOST_EDGES = 15_000
GEOMETRIES_KEPT = 48 * MIB
PICTURES_KEPT = 32 * MIB
SHOWN_KEPT = 32 * MIB
THEMES = tuple(THEMES_KNOWN)
FLAT = LayoutOptions(refine=True)
AT_ONCE = LayoutOptions()
DIRECTIONS: tuple[Direction, ...] = ("right", "down")
UNFOLDED = replace(FLAT, fold=0.0)


@dataclass(frozen=True)
class Picture:
    """A drawn diagram: the SVG, and the geometry from which it was drawn."""

    svg: str
    geometry: Geometry
    refined: bool = True
    """Whether this is the best layout, so that asking again gives no better one."""
    plan: str = ""
    """The name of the plan of its layout. Pictures after an edit can stay near it."""


@dataclass(frozen=True)
class Shown:
    """From what a picture was drawn, without its title and description."""

    plan: Plan
    diagram: Diagram
    drawn: Diagram
    """The diagram with its sides as they are drawn."""
    options: LayoutOptions
    ranges: Mapping[PartKey, Range]
    """The range of the statement of each part."""

    @property
    def hints(self) -> Hints:
        """What the companion said about the layout."""
        return self.options.hints


@dataclass(frozen=True)
class Earlier:
    """A picture that was drawn before, and from what."""

    svg: str
    geometry: Geometry
    shown: Shown


class DrawingService:
    """Reads and draws texts. `text_limit` counts UTF-8 bytes."""

    def __init__(
        self,
        renderer: Renderer,
        text_limit: int,
        lay_out: Callable[[Diagram, LayoutOptions], LaidOut] = lay_out_with_plan,
    ) -> None:
        """Lay out by `lay_out`; the default uses this thread and has no deadline."""
        self._renderer = renderer
        self._limit = text_limit
        self._lay_out = lay_out
        self._geometries = PictureCache(GEOMETRIES_KEPT, _weight)
        self._pictures = PictureCache(PICTURES_KEPT, getsizeof)
        self._shown = PictureCache(SHOWN_KEPT, _weight_of_shown)

    def read(self, code: str | Document, companion: Mapping[str, Any] | None = None) -> ParsedText:
        """Read a text, unless it is a document already, and check its companion.

        Raises:
            InvalidRequest, TextTooLarge: see `limits`.
        """
        check_text(code if isinstance(code, str) else code.text, self._limit)
        document = parse(code) if isinstance(code, str) else code
        return ParsedText(document, read_companion(companion, self._limit))

    def picture(
        self, parsed: ParsedText, theme: str = "light", options: LayoutOptions = FLAT, plan: str = ""
    ) -> Picture:
        """Draw a text.

        Options without `refine` ask for a picture soon. It is refined nevertheless where that is quick or was done
        before; elsewhere it stays near the picture with the given `plan`, if that is still known.

        Raises:
            RenderFailed: Graphviz is missing, too slow or broken.
            PictureTooLarge: the diagram has too many parts, or takes too much memory.
        """
        diagram, options = self._asked(parsed, options, plan)
        name = _name(parsed, options, plan)
        near = self.earlier(plan, theme) if plan else None
        geometry, decided = self._laid_out(diagram, options, name, near)
        companion = parsed.companion

        def draw() -> str:
            return self._renderer.svg(
                geometry,
                theme=theme,
                title=companion.title,
                description=companion.description,
                near=Drawn(near.svg, near.geometry) if near else None,
            )

        with _faults_reported():
            svg = self._pictures.get((name, theme), draw)
        if decided:
            document = parsed.document
            shown = Shown(decided, document.diagram, diagram, replace(options, like=None), document.ranges)
            self._shown.get(name, lambda: shown)
        return Picture(svg, geometry, bool(options.refine), name)

    def geometry(self, parsed: ParsedText, options: LayoutOptions = FLAT) -> Geometry:
        """Lay out a text.

        Raises:
            RenderFailed: it takes too long.
            PictureTooLarge: the diagram has too many parts, or takes too much memory.
        """
        diagram, options = self._asked(parsed, options)
        return self._laid_out(diagram, options, _name(parsed, options)).geometry

    def shown(self, plan: str) -> Shown | None:
        """Return from what the picture with this `plan` was drawn, or None if that is no longer known."""
        found: Shown | None = self._shown.peek(plan)
        return found

    def earlier(self, plan: str, theme: str = "light") -> Earlier | None:
        """Return the picture with this `plan`, or None if it is no longer known as a whole."""
        shown, laid_out, svg = self.shown(plan), self._geometries.peek(plan), self._pictures.peek((plan, theme))
        return Earlier(svg, laid_out.geometry, shown) if shown and laid_out and svg else None

    def sketch(self, diagram: Diagram, theme: str = "light") -> str:
        """Draw a diagram that has no text, such as the union of two diagrams.

        Raises:
            RenderFailed, PictureTooLarge: as for `picture`.
        """
        _check_size(diagram)
        with _faults_reported():
            return self._renderer.svg(self._lay_out(diagram, FLAT).geometry, theme=theme)

    def _asked(self, parsed: ParsedText, options: LayoutOptions, plan: str = "") -> tuple[Diagram, LayoutOptions]:
        """Return the diagram to lay out, and the options with the hints of the companion and `refine` where it is soon.

        Where time is to run to another direction than the companion says, the sides are turned as the editor turns
        them.
        """
        diagram, hints = _turned(parsed, options)
        shown = self.shown(plan)
        best = replace(options, hints=hints, refine=True, like=shown.plan if shown else None)
        soon = (
            options.refine
            or is_quick(len(diagram.edges) + len(hints.ghosts), near=shown is not None)
            or _name(parsed, best) in self._geometries
            or (best.like is not None and best.like.refined and is_planned(diagram, best))
        )
        return diagram, best if soon else replace(best, refine=False)

    def _laid_out(self, diagram: Diagram, options: LayoutOptions, name: str, near: Earlier | None = None) -> LaidOut:
        _check_size(diagram)

        def laid_out() -> LaidOut:
            return (_with_other_words(near, diagram, options) if near else None) or self._lay_out(diagram, options)

        with _faults_reported():
            found: LaidOut = self._geometries.get(name, laid_out)
            return found

    def check(self) -> None:
        """Check that drawing works, by a small diagram.

        Raises:
            RenderFailed: drawing does not work.
        """
        document = parse('check { # Check\n  n1: circle label:"Start"\n}\n')
        self._renderer.svg(lay_out(document.diagram), title="Check")


def parts_of(svg: str) -> dict[str, str] | None:
    """Return the parts of a drawn SVG by their ids, what stands before the first one as ``; None for another SVG."""
    return svg_parts(svg)


def layout_options(
    direction: str | None, fold: float | None, width: float | None = None, *, refine: bool = True
) -> LayoutOptions:
    """Return the layout options of a request; without `refine`, the layout is a quick one.

    Where direction or fold is None, the companion's hints decide.

    Raises:
        InvalidRequest: there is no such direction or width, or a drawing with direction down would be folded.
    """
    known = next((item for item in DIRECTIONS if item == direction), None)
    if known is None and direction is not None:
        raise InvalidRequest(f"the direction must be {' or '.join(DIRECTIONS)}, not {direction}")
    least, most = FOLD_WIDTHS
    if fold and not least <= fold <= most:
        raise InvalidRequest(f"fold must be a width from {least} to {most:,} pixels, or 0 for no folding, not {fold:g}")
    if width and not least <= width <= most:
        raise InvalidRequest(f"width must be from {least} to {most:,} pixels, or 0 for any width, not {width:g}")
    if fold and known == "down":
        raise InvalidRequest("fold cannot be combined with the direction down: use one of the two")
    return LayoutOptions(direction=known, fold=fold, width=width, refine=refine)


def _with_other_words(near: Earlier, diagram: Diagram, options: LayoutOptions) -> LaidOut | None:
    """Return the layout of a diagram where it is that of an earlier picture with other words, else None."""
    shown = near.shown
    if options.hints.ghosts or replace(options, refine=shown.options.refine) != shown.options:
        return None
    if options.refine and not shown.plan.refined:
        return None
    return relabelled(LaidOut(near.geometry, shown.plan), shown.drawn, diagram)


def _turned(parsed: ParsedText, options: LayoutOptions) -> tuple[Diagram, Hints]:
    """Return the diagram with its sides as they are drawn, and the hints about it.

    Raises:
        RenderFailed: a hint of the companion is not valid.
    """
    diagram, written = parsed.document.diagram, parsed.companion.layout_hints
    try:
        hints = Hints.from_json(written)
    except HintError as error:
        raise RenderFailed(f"{error}: correct it in the companion, or choose Tidy up") from None
    direction = replace(options, hints=hints).drawn_direction
    drawn = diagram if direction == hints.direction else turned_to(diagram, direction)
    # What edits remember is about sides as they are written.
    return drawn, hints if drawn is diagram else Hints.from_json(without_memory(written))


def content_name(parsed: ParsedText) -> str:
    """Return a digest of everything in a text and its companion on which its pictures depend."""
    companion = parsed.companion
    drawn = [parsed.document.text, companion.title, companion.description, companion.layout_hints]
    return hashlib.sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest()


def _name(parsed: ParsedText, options: LayoutOptions, plan: str = "") -> str:
    """Return a name for the layout of a text; the name of a draft also depends on the plan to which it stays near."""
    near = "" if options.refine or not options.like else plan
    return hashlib.sha256(f"{content_name(parsed)} {options} {near}".encode()).hexdigest()


def _check_size(diagram: Diagram) -> None:
    counted = (
        ("lanes", len(diagram.lanes), MOST_LANES),
        ("nodes", len(diagram.nodes), MOST_NODES),
        ("edges", len(diagram.edges), MOST_EDGES),
    )
    for what, number, most in counted:
        if number > most:
            raise PictureTooLarge(
                f"this diagram has {number:,} {what}, but at most {most:,} {what} can be drawn. "
                "The text is kept: split the diagram to see it drawn",
                **{what: number, "most": most},
            )


@contextmanager
def _faults_reported() -> Iterator[None]:
    """Raise an internal error in drawing as `RenderFailed`, so that the text can still be opened."""
    try:
        yield
    except LanestepError:
        raise
    except Exception as fault:
        import secrets

        reference = secrets.token_hex(4)
        log.exception("drawing failed (%s)", reference)
        message = f"an internal error stopped the picture (reference {reference}). The text is kept"
        raise RenderFailed(message, reference=reference) from fault


def _weight_of_shown(shown: Shown) -> int:
    """Return about how many bytes of memory a `Shown` takes."""
    diagram = shown.diagram
    counted = (diagram.lanes, diagram.nodes, diagram.edges, diagram.loops, shown.hints.ghosts)
    details = (detail for node in diagram.nodes for detail in (node.owner, node.system, node.description))
    parts = 1_000 * (1 + sum(map(len, counted))) + 300 * len(shown.ranges)
    return parts + sum(map(getsizeof, (*_labels(diagram), *details)))


def _weight(laid_out: LaidOut) -> int:
    """Return about how many bytes of memory a geometry takes."""
    geometry = laid_out.geometry
    boxes = 1 + len(geometry.lanes) + len(geometry.nodes) + len(geometry.loops)
    details = (detail for node in geometry.nodes for detail in node.details)
    return 1_500 * boxes + 2_500 * len(geometry.edges) + sum(map(getsizeof, (*_labels(geometry), *details)))


def _labels(drawn: Diagram | Geometry) -> Iterator[str]:
    yield from (lane.label for lane in drawn.lanes)
    yield from (node.label for node in drawn.nodes)
    yield from (edge.label for edge in drawn.edges)
    yield from (loop.condition for loop in drawn.loops)

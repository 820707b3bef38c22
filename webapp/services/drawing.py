"""From text to picture: read, lay out, draw, and keep the last pictures by their content."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from sys import getsizeof
from typing import Any, Literal

from webapp.config import FOLD_WIDTHS, MIB
from webapp.domain import Diagram
from webapp.dsl import Document, parse
from webapp.errors import InvalidRequest, LanestepError, PictureTooLarge, RenderFailed
from webapp.layout import HintError, Hints, LaidOut, LayoutOptions, Plan, is_planned, is_quick, layout, layout_with_plan
from webapp.layout.geometry import Geometry
from webapp.render import THEMES as THEMES_KNOWN
from webapp.render import PictureCache, Renderer
from webapp.services.limits import check_text, read_companion
from webapp.services.reading import Reading

log = logging.getLogger("lanestep")

# Beyond these no picture would be of use to anybody: more bands than a screen has lines, files no viewer opens.
MOST_LANES = 1_000
MOST_NODES = 10_000
MOST_EDGES = 15_000
GEOMETRIES_KEPT = 48 * MIB
PICTURES_KEPT = 32 * MIB
SHOWN_KEPT = 32 * MIB
THEMES = tuple(THEMES_KNOWN)
FLAT = LayoutOptions(refine=True)
AT_ONCE = LayoutOptions()
DIRECTIONS: tuple[Literal["right", "down"], ...] = ("right", "down")
UNFOLDED = replace(FLAT, fold=0.0)


@dataclass(frozen=True)
class Picture:
    """A drawn diagram: the SVG that is shown and exported, and the geometry it was drawn from."""

    svg: str
    geometry: Geometry
    refined: bool = True
    """Whether no better layout of it will come."""
    plan: str = ""
    """Names what its layout decided, for the pictures of the text after edits to stay near it."""


@dataclass(frozen=True)
class Shown:
    """What a picture was drawn from, without its words."""

    plan: Plan
    diagram: Diagram
    hints: Hints


class DrawingService:
    """Reads and draws. `text_limit` counts UTF-8 bytes."""

    def __init__(
        self,
        renderer: Renderer,
        text_limit: int,
        lay_out: Callable[[Diagram, LayoutOptions], LaidOut] = layout_with_plan,
    ) -> None:
        """Lay out with `lay_out`: by default in this thread, however long it takes."""
        self._renderer = renderer
        self._limit = text_limit
        self._lay_out = lay_out
        self._geometries = PictureCache(GEOMETRIES_KEPT, _weight)
        self._pictures = PictureCache(PICTURES_KEPT, getsizeof)
        self._shown = PictureCache(SHOWN_KEPT, _weight_of_shown)

    def read(self, code: str | Document, companion: Mapping[str, Any] | None = None) -> Reading:
        """Read a text, unless that is done already, and check its companion.

        Raises:
            InvalidRequest, TextTooLarge: see `limits`.
        """
        check_text(code if isinstance(code, str) else code.text, self._limit)
        document = parse(code) if isinstance(code, str) else code
        return Reading(document, read_companion(companion, self._limit))

    def picture(self, reading: Reading, theme: str = "light", shape: LayoutOptions = FLAT, plan: str = "") -> Picture:
        """Draw a text in the `shape` that the page should have: direction of time, width of its rows.

        A shape that is not refined asks for a picture soon; where refining is quick or was done before, it gets a
        refined one, elsewhere one that stays near the picture whose `plan` is given, if that is still known.

        Raises:
            RenderFailed: Graphviz is missing, too slow, or ended in the middle.
            PictureTooLarge: the diagram has too many parts, or takes too much memory.
        """
        options = self._options(reading, shape, plan)
        name = _name(reading, options, plan)
        geometry, decided = self._laid_out(reading, options, name)
        words = reading.companion

        def draw() -> str:
            return self._renderer.svg(geometry, theme=theme, title=words.title, description=words.description)

        with _faults_told():
            svg = self._pictures.get((name, theme), draw)
        if decided:
            shown = Shown(decided, reading.document.diagram, options.hints)
            self._shown.get(name, lambda: shown)
        return Picture(svg, geometry, bool(options.refine), name)

    def geometry(self, reading: Reading, shape: LayoutOptions = FLAT) -> Geometry:
        """Lay a text out.

        Raises:
            RenderFailed: it takes too much time.
            PictureTooLarge: the diagram has too many parts, or takes too much memory.
        """
        options = self._options(reading, shape)
        return self._laid_out(reading, options, _name(reading, options)).geometry

    def shown(self, plan: str) -> Shown | None:
        """Return what the picture with this `plan` was drawn from, if that is still known."""
        found: Shown | None = self._shown.peek(plan)
        return found

    def sketch(self, diagram: Diagram, theme: str = "light") -> str:
        """Draw a diagram that no text stands for, such as two in one.

        Raises:
            RenderFailed, PictureTooLarge: as for `picture`.
        """
        _check_size(diagram)
        with _faults_told():
            return self._renderer.svg(self._lay_out(diagram, FLAT).geometry, theme=theme)

    def _options(self, reading: Reading, shape: LayoutOptions, plan: str = "") -> LayoutOptions:
        """Return the shape with the hints of the text, refined where that costs no time worth mentioning."""
        try:
            hints = Hints.from_json(reading.companion.layout)
        except HintError as error:
            raise RenderFailed(f"{error}: correct it in the companion, or choose Tidy up") from None
        diagram = reading.document.diagram
        shown = self.shown(plan)
        best = replace(shape, hints=hints, refine=True, like=shown.plan if shown else None)
        soon = (
            shape.refine
            or is_quick(len(diagram.edges) + len(hints.ghosts), near=shown is not None)
            or _name(reading, best) in self._geometries
            or (best.like is not None and best.like.refined and is_planned(diagram, best))
        )
        return best if soon else replace(best, refine=False)

    def _laid_out(self, reading: Reading, options: LayoutOptions, name: str) -> LaidOut:
        diagram = reading.document.diagram
        _check_size(diagram)
        with _faults_told():
            found: LaidOut = self._geometries.get(name, lambda: self._lay_out(diagram, options))
            return found

    def check(self) -> None:
        """Draw the smallest diagram.

        Raises:
            RenderFailed: drawing does not work.
        """
        document = parse('check { # Check\n  n1: circle label:"Start"\n}\n')
        self._renderer.svg(layout(document.diagram), title="Check")


def shape_of(direction: str | None, fold: float | None, *, refine: bool = True) -> LayoutOptions:
    """Return the shape of a page from what somebody asked for; the best layout, or one that is there soon.

    What nobody asked for (None) is as the companion has it.

    Raises:
        InvalidRequest: there is no such direction or width, or lanes upright shall be folded.
    """
    known = next((item for item in DIRECTIONS if item == direction), None)
    if known is None and direction is not None:
        raise InvalidRequest(f"the direction must be {' or '.join(DIRECTIONS)}, not {direction}")
    least, most = FOLD_WIDTHS
    if fold and not least <= fold <= most:
        raise InvalidRequest(f"fold must be a width from {least} to {most:,} pixels, or 0 for no folding, not {fold:g}")
    if fold and known == "down":
        raise InvalidRequest("fold cannot be combined with the direction down: use one of the two")
    return LayoutOptions(direction=known, fold=fold, refine=refine)


def content_name(reading: Reading) -> str:
    """Return a name that two readings share only if every picture of them is the same."""
    words = reading.companion
    seen = json.dumps([reading.document.text, words.title, words.description, words.layout], sort_keys=True)
    return hashlib.sha256(seen.encode()).hexdigest()


def _name(reading: Reading, options: LayoutOptions, plan: str = "") -> str:
    """Return a name for the layout of a text; that of a draft tells what it stays near to."""
    near = "" if options.refine or not options.like else plan
    return hashlib.sha256(f"{content_name(reading)} {options} {near}".encode()).hexdigest()


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
def _faults_told() -> Iterator[None]:
    """Turn a fault of ours in one drawing into words: it must not keep anybody from opening the text."""
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
    """Return about how many bytes of memory a picture's origin takes."""
    diagram = shown.diagram
    counted = (diagram.lanes, diagram.nodes, diagram.edges, diagram.loops, shown.hints.ghosts)
    details = (words for node in diagram.nodes for words in (node.owner, node.system, node.description))
    return 1_000 * (1 + sum(map(len, counted))) + sum(map(getsizeof, (*_words(diagram), *details)))


def _weight(laid_out: LaidOut) -> int:
    """Return about how many bytes of memory a geometry takes."""
    geometry = laid_out.geometry
    boxes = 1 + len(geometry.lanes) + len(geometry.nodes) + len(geometry.loops)
    details = (words for node in geometry.nodes for words in node.details)
    return 1_500 * boxes + 2_500 * len(geometry.edges) + sum(map(getsizeof, (*_words(geometry), *details)))


def _words(drawn: Diagram | Geometry) -> Iterator[str]:
    yield from (lane.label for lane in drawn.lanes)
    yield from (node.label for node in drawn.nodes)
    yield from (edge.label for edge in drawn.edges)
    yield from (loop.condition for loop in drawn.loops)

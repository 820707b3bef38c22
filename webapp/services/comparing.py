"""Two texts side by side: what differs, in values and in one picture."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.dsl.difference import Difference, compare, unite
from webapp.render.marks import marked_svg
from webapp.render.themes import theme_named
from webapp.services.drawing import DrawingService


@dataclass(frozen=True)
class Compared:
    """What differs between two texts, and their picture."""

    difference: Difference
    svg: str


class ComparingService:
    """Compares texts."""

    def __init__(self, drawing: DrawingService) -> None:
        self._drawing = drawing

    def difference(self, before: str, after: str) -> Difference:
        """Return what differs.

        Raises:
            InvalidRequest, TextTooLarge: a text is not what it should be.
        """
        return compare(*(self._drawing.read(code).document.diagram for code in (before, after)))

    def compare(self, before: str, after: str, *, theme: str = "light") -> Compared:
        """Return what differs, and both texts in one picture with marks on it.

        Raises:
            InvalidRequest, TextTooLarge: a text is not what it should be.
            RenderFailed: Graphviz is missing, too slow, or ended in the middle; or the diagram is too large.
        """
        old, new = (self._drawing.read(code).document.diagram for code in (before, after))
        found = compare(old, new)
        union = unite(old, new, found)
        marks = {name: mark.value for name, mark in union.marks.items()}
        return Compared(found, marked_svg(self._drawing.sketch(union.diagram, theme), marks, theme_named(theme)))

"""Compares two texts: the differences as values, and marked in one picture or in two."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain import Diagram
from webapp.dsl.difference import Difference, compare, side_marks, unite
from webapp.render.difference_marks import marked_svg
from webapp.render.themes import theme_named
from webapp.services.drawing import DrawingService


@dataclass(frozen=True)
class Compared:
    """The differences between two texts, and a picture of both; `sides` are pictures of each, where they were asked."""

    difference: Difference
    svg: str
    sides: tuple[str, ...] = ()


class ComparingService:
    """Compares texts."""

    def __init__(self, drawing: DrawingService) -> None:
        self._drawing = drawing

    def difference(self, before: str, after: str) -> Difference:
        """Return the differences.

        Raises:
            InvalidRequest, TextTooLarge: a text is not valid.
        """
        return compare(*(self._drawing.read(code).document.diagram for code in (before, after)))

    def compare(self, before: str, after: str, *, theme: str = "light", sides: bool = False) -> Compared:
        """Return the differences, and one picture of both texts in which they are marked.

        With `sides`, there is a picture of each text too, with what the other one does not have marked.

        Raises:
            InvalidRequest, TextTooLarge: a text is not valid.
            RenderFailed: Graphviz is missing, too slow or broken, or the diagram is too large.
        """
        old, new = (self._drawing.read(code).document.diagram for code in (before, after))
        found = compare(old, new)
        union = unite(old, new, found)
        marks = {name: mark.value for name, mark in union.marks.items()}
        drawn = marked_svg(self._drawing.sketch(union.diagram, theme), marks, theme_named(theme))
        return Compared(found, drawn, self._sides((old, new), found, theme) if sides else ())

    def _sides(self, diagrams: tuple[Diagram, Diagram], found: Difference, theme: str) -> tuple[str, ...]:
        return tuple(
            marked_svg(
                self._drawing.sketch(diagram, theme),
                {name: mark.value for name, mark in marks.items()},
                theme_named(theme),
            )
            for diagram, marks in zip(diagrams, side_marks(found), strict=True)
        )

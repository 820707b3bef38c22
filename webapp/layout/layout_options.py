"""What may be chosen about a layout."""

from __future__ import annotations

from dataclasses import dataclass, field

from webapp.domain import Direction
from webapp.layout.calm.hints import Hints
from webapp.layout.calm.plans import Plan

NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class LayoutOptions:
    """What may be chosen about a layout.

    `crossing_price` is the taste dial: what a crossing costs against 70 for a bend; 500 bends less, above 800 come
    detours. `expansions` bounds the search for better ways per document, by count, so that results never depend on
    the machine. Time runs to the `direction`; lanes are rows for "right" and columns for "down". `fold` is the width
    in CSS pixels at which a drawing with time to the right goes on in a further row of bands, 0 for never; `width` is
    the one that the drawing should fit, so that edges to lower lanes may return to the left, 0 for any. Where they are
    None, the `hints` decide, those of the companion. `refine` lets nodes move where that makes the drawing better: so
    many tries, or True for as many as suit the diagram. `like` is the plan of an earlier layout: where it holds it only
    saves work, and a layout that is not refined stays as near to it as it can.
    """

    crossing_price: float = 900.0
    expansions: int = 120_000
    direction: Direction | None = None
    fold: float | None = None
    width: float | None = None
    refine: bool | int = False
    hints: Hints = NO_HINTS
    like: Plan | None = field(default=None, compare=False, repr=False)

    @property
    def drawn_direction(self) -> Direction:
        """Where time runs to; a width to fold at that was asked for goes before a hint about the direction."""
        return self.direction or ("right" if self.fold else self.hints.direction)

    @property
    def upright(self) -> bool:
        """Whether lanes are columns."""
        return self.drawn_direction == "down"

    @property
    def fold_width(self) -> float:
        """The width at which the drawing is folded, 0 for never: upright lanes are not."""
        return 0.0 if self.upright else self.hints.fold if self.fold is None else self.fold


USUAL = LayoutOptions()

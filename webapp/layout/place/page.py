"""The page that a drawing should fit, guessed from counts of columns and rows, so that words never change a choice."""

from __future__ import annotations

from dataclasses import dataclass

PAGE_HEIGHT = 640.0
"""Height of the page that a drawing should fit (px)."""
PAGE_OF_WIDTH = 0.75
"""Scale at which words are still read, and so the width of the page in widths to fit."""
COMFORTABLE = 0.95
"""Scale of the whole drawing above which nothing is gained (factor)."""
MISFIT = 12_000.0
"""Price of a drawing that must be shrunk from `COMFORTABLE` to nothing (cost)."""
OUTER_WIDTH = 163.0
"""What a drawing is wider than its columns: the headers, and air at both ends (px)."""
COLUMN_WIDTH = 147.0
"""Usual width of a column with its channel (px)."""
OUTER_HEIGHT = 20.0
"""What a drawing is higher than its lanes (px)."""
LANE_HEIGHT = 30.0
"""What a lane is higher than its rows (px)."""
ROW_HEIGHT = 90.0
"""Usual height of a row with its channel (px)."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page that a drawing should fit: its `width` in CSS pixels, 0 for any; `upright` lanes are columns."""

    width: float
    upright: bool = False

    def fit(self, lanes: int, columns: int, rows: int) -> float:
        """Return the scale, at most 1, at which a drawing of so many columns and rows in all is likely to fit."""
        if self.upright:
            width = OUTER_HEIGHT + LANE_HEIGHT * lanes + COLUMN_WIDTH * rows
            height = OUTER_WIDTH / 2 + ROW_HEIGHT * columns
        else:
            width = OUTER_WIDTH + COLUMN_WIDTH * columns
            height = OUTER_HEIGHT + LANE_HEIGHT * lanes + ROW_HEIGHT * rows
        return min(1.0, self.width * PAGE_OF_WIDTH / width, PAGE_HEIGHT / height)

    def misfit(self, lanes: int, columns: int, rows: int) -> float:
        """Return by how much such a drawing is too large for the page."""
        return max(0.0, COMFORTABLE - self.fit(lanes, columns, rows)) if self.width else 0.0

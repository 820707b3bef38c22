"""Titles for documents that have none."""

from __future__ import annotations

from webapp.domain import Diagram
from webapp.domain.companion import TITLE_LIMIT

NAMED_LANES = 3


def title_after_lanes(diagram: Diagram) -> str:
    """Return a title that names the first lanes, or "" if no lane has a label.

    >>> from webapp.domain import Lane
    >>> title_after_lanes(Diagram(lanes=(Lane("a", "Customer"), Lane("b", "Sales"))))
    'Customer and Sales'
    """
    names = [name for name in (_one_line(lane.label) for lane in diagram.lanes) if name]
    for count in range(min(NAMED_LANES, len(names)), 0, -1):
        title = _joined(names[:count], len(names) - count)
        if len(title) <= TITLE_LIMIT:
            return title
    return f"{names[0][: TITLE_LIMIT - 1]}…" if names else ""


def _joined(names: list[str], more: int) -> str:
    *first, last = [*names, f"{more} more"] if more else names
    return f"{', '.join(first)} and {last}" if first else last


def _one_line(label: str) -> str:
    return " ".join("".join(character if character.isprintable() else " " for character in label).split())

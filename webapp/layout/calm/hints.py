"""Hints about the layout that a companion carries, read from its `layout` object.

`ghosts`, `columns`, `feedback`, `returns` and `staggered` are what edits remember so that only what must move moves;
`nodes` are offsets given by hand; `direction`, `fold`, `width`, `thickness` and `density` apply to the whole drawing.
Ids that the diagram does not have are ignored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from webapp.config import FOLD_WIDTHS
from webapp.domain import Direction, Side
from webapp.layout.calm.ghosts import MOST_GHOSTS, NO_LABEL, Ghost
from webapp.layout.measure.sizes import LABEL_MOST

MOST_COLUMN = 100_000
"""Largest column or place that a hint may name: keeps a companion from asking for an endless drawing (columns)."""
USUAL_WIDTH = 1650.0
"""Width that a drawing should fit where nobody says another: a window of 1280 px shows it with words of 9 px (px)."""
MOST_OFFSET = 50
"""Furthest that a node may be moved by hand, in either direction (columns, rows)."""
SIDES = tuple(side.value for side in Side)
MEMORY = ("ghosts", "columns", "feedback", "returns", "staggered")
BY_HAND = ("nodes",)

Thickness = Literal["fit", "equal"]
Density = Literal["comfortable", "compact"]


class HintError(ValueError):
    """A hint is not what it should be; the message names it and says what would be right."""


@dataclass(frozen=True, slots=True)
class Hints:
    """The hints of one companion, hashable."""

    columns: tuple[tuple[str, int], ...] = ()
    """Nodes without predecessors and the columns they stood in."""
    feedback: tuple[str, ...] = ()
    """Edges that led back and go on doing so."""
    offsets: tuple[tuple[str, int, int], ...] = ()
    """(node, columns to the right, rows down)."""
    thickness: Thickness = "fit"
    density: Density = "comfortable"
    direction: Direction = "right"
    fold: float = 0.0
    """The width in CSS pixels at which the drawing goes on in a further row; 0 is never."""
    ghosts: tuple[Ghost, ...] = ()
    """Edges that were removed and go on holding places."""
    returns: tuple[str, ...] | None = None
    """Edges whose targets may stand at the left again; None where the layout shall choose."""
    staggered: tuple[str, ...] | None = None
    """Nodes whose followers in one lane stand side by side; None where the layout shall choose."""
    width: float = USUAL_WIDTH
    """The width in CSS pixels that the drawing should fit; 0 for any."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Hints:
        """Read the `layout` object of a companion; names unknown here are passed over.

        Raises:
            HintError: a hint has a wrong type or a value out of its range.
        """
        columns = _mapping(data, "columns")
        nodes = _mapping(data, "nodes")
        return cls(
            tuple((name, _whole(value, f"columns.{name}", 0, MOST_COLUMN)) for name, value in columns.items()),
            _ids(data, "feedback", "edge"),
            tuple(_offsets(name, value) for name, value in nodes.items()),
            "equal" if _choice(data, "thickness", ("fit", "equal")) == "equal" else "fit",
            "compact" if _choice(data, "density", ("comfortable", "compact")) == "compact" else "comfortable",
            "down" if _choice(data, "direction", ("right", "down")) == "down" else "right",
            _fold(data.get("fold", 0)),
            _ghosts(data.get("ghosts", [])),
            None if data.get("returns") is None else _ids(data, "returns", "edge"),
            None if data.get("staggered") is None else _ids(data, "staggered", "node"),
            _wanted_width(data.get("width", USUAL_WIDTH)),
        )


def without_memory(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the `layout` object of a companion without what edits remember."""
    return {name: value for name, value in data.items() if name not in MEMORY}


def tidied(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the `layout` object of a companion without what edits remember and hands gave."""
    return {name: value for name, value in data.items() if name not in (*MEMORY, *BY_HAND)}


def _mapping(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = data.get(name, {})
    if not isinstance(value, Mapping):
        raise HintError(f"the layout hint {name} must be an object by node id")
    return value


def _ids(data: Mapping[str, Any], name: str, kind: str) -> tuple[str, ...]:
    value = data.get(name, [])
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise HintError(f"the layout hint {name} must be an array of {kind} ids")
    return tuple(value)


def _ghosts(value: object) -> tuple[Ghost, ...]:
    if not isinstance(value, list | tuple) or len(value) > MOST_GHOSTS:
        raise HintError(f"the layout hint ghosts must be an array of at most {MOST_GHOSTS} removed edges")
    return tuple(_ghost(f"ghosts[{i}]", item) for i, item in enumerate(value))


def _ghost(name: str, value: object) -> Ghost:
    if not isinstance(value, Mapping):
        raise HintError(f"the layout hint {name} must be an object with the ends of an edge")
    ends = [value.get(end) for end in ("source", "target")]
    if not all(isinstance(end, str) for end in ends):
        raise HintError(f"the layout hints {name}.source and {name}.target must be ids of nodes")
    label = value.get("label", NO_LABEL)
    if not isinstance(label, list | tuple) or len(label) != 2 or not all(_is_size(size) for size in label):
        raise HintError(f"the layout hint {name}.label must be a width and a height in pixels")
    out, into = (_choice(value, f"{end}_side", SIDES, f"{name}.") for end in ("source", "target"))
    place = _whole(value.get("place", 0), f"{name}.place", 0, MOST_COLUMN)
    width, height = (min(float(size), most) for size, most in zip(label, LABEL_MOST, strict=True))
    ways = [value.get(key, False) for key in ("back", "returned")]
    for key, way in zip(("back", "returned"), ways, strict=True):
        if not isinstance(way, bool):
            raise HintError(f"the layout hint {name}.{key} must be true or false")
    return Ghost(str(ends[0]), Side(out), str(ends[1]), Side(into), place, (width, height), *ways)


def _is_size(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _offsets(name: str, value: object) -> tuple[str, int, int]:
    if not isinstance(value, Mapping):
        raise HintError(f'the layout hint nodes.{name} must be an object such as {{"column": 1, "row": -1}}')
    right, down = (
        _whole(value.get(key, 0), f"nodes.{name}.{key}", -MOST_OFFSET, MOST_OFFSET) for key in ("column", "row")
    )
    return name, right, down


def _fold(value: object) -> float:
    # Stored companions may say "never" in these ways.
    if value is None or (isinstance(value, int | float) and value == 0):
        return 0.0
    return _whole(value, "fold", *FOLD_WIDTHS)


def _wanted_width(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and value == 0:
        return 0.0
    return _whole(value, "width", *FOLD_WIDTHS)


def _whole(value: object, name: str, least: int, most: int) -> int:
    # JSON has one kind of number: 25.0 is what some programs write for 25.
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise HintError(f"the layout hint {name} must be a whole number from {least} to {most}")
    return value


def _choice(data: Mapping[str, Any], name: str, known: tuple[str, ...], within: str = "") -> str:
    value = data.get(name, known[0])
    if value not in known:
        raise HintError(f"the layout hint {within}{name} must be {' or '.join(known)}")
    return str(value)

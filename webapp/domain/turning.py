"""Along which direction the edges of a diagram lie, and the same diagram with its sides turned to the other one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal, TypeAlias

from webapp.domain.diagram import Diagram, Side

Direction: TypeAlias = Literal["right", "down"]
"""Where time runs to: with `right` lanes are rows, with `down` they are columns."""

ALONG: Mapping[Direction, tuple[Side, Side]] = MappingProxyType(
    {"right": (Side.RIGHT, Side.LEFT), "down": (Side.BOTTOM, Side.TOP)}
)
"""The sides between which an edge lies along a direction."""

OTHER: Mapping[Direction, Direction] = MappingProxyType({"right": "down", "down": "right"})


def lies_along(diagram: Diagram, direction: Direction) -> bool:
    """Return whether more edges lie along `direction` than along the other one."""
    sides = [(edge.source_side, edge.target_side) for edge in diagram.edges]
    return sides.count(ALONG[direction]) > sides.count(ALONG[OTHER[direction]])


def turned(diagram: Diagram) -> Diagram:
    """Return a diagram with the sides of all edges mirrored at the diagonal: what ran to the right runs down."""
    edges = (
        replace(edge, source_side=edge.source_side.mirrored, target_side=edge.target_side.mirrored)
        for edge in diagram.edges
    )
    return replace(diagram, edges=tuple(edges))


def turned_to(diagram: Diagram, direction: Direction) -> Diagram:
    """Return a diagram whose time is to run to `direction` instead of the other one.

    Its sides are turned where most edges lie along the other direction; else it is the same diagram.
    """
    return turned(diagram) if lies_along(diagram, OTHER[direction]) else diagram

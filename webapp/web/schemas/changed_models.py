"""An answer that has only what differs from a picture that the browser has."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import RootModel

from webapp.web.schemas.described import CompanionObject
from webapp.web.schemas.drawn import GeometryEdge, GeometryLane, GeometryLoop, GeometryNode
from webapp.web.schemas.replies import EdgeFacts, Finding, LaneFacts, LoopFacts, NodeFacts, RenderReply
from webapp.web.schemas.reply_base import LEFT_OUT, Reply

Part = TypeVar("Part")


class PartChanges(Reply, Generic[Part]):
    """The parts of a list that are new or differ, and, where it differs, the `order` of all by their ids."""

    parts: list[Part]
    order: list[str] = LEFT_OUT


class SvgChanges(Reply):
    """The groups of an SVG that are new or differ, by id (`frame` for the border of the page).

    `order` has the ids of all groups where it differs, and `head` what is before them. `length` counts the UTF-16
    units of the whole SVG.
    """

    parts: dict[str, str]
    length: int
    head: str = LEFT_OUT
    order: list[str] = LEFT_OUT


class GeometryFields(Reply):
    """What a geometry says of the whole page."""

    version: Literal[1]
    width: float
    height: float
    direction: Literal["down"] = LEFT_OUT
    rows: int = LEFT_OUT


class GeometryLists(Reply):
    """The parts of a geometry."""

    lanes: PartChanges[GeometryLane]
    nodes: PartChanges[GeometryNode]
    edges: PartChanges[GeometryEdge]
    loops: PartChanges[GeometryLoop] = LEFT_OUT


class GeometryChanges(Reply):
    """What differs in a geometry; `fields` are all of the new one."""

    fields: GeometryFields
    lists: GeometryLists


class FactsLists(Reply):
    """The parts of a diagram."""

    lanes: PartChanges[LaneFacts]
    nodes: PartChanges[NodeFacts]
    edges: PartChanges[EdgeFacts]
    loops: PartChanges[LoopFacts]


class FactsChanges(Reply):
    """What differs in a diagram.

    Parts that differ only in their ranges are not in the lists. `shifts` says how far the ranges of all parts have
    moved, in the order of the new diagram: how many alike, then what to add to `start`, `end`, `line`, `column`,
    `end_line` and `end_column`.
    """

    lists: FactsLists
    shifts: list[tuple[int, int, int, int, int, int, int]]


class PictureChanges(Reply):
    """What differs from a picture that the browser has."""

    svg: SvgChanges
    geometry: GeometryChanges
    diagram: FactsChanges


class ChangesReply(Reply):
    """A drawn diagram, told as what differs from the `known` picture; the rest is as in the whole answer."""

    changes: PictureChanges
    refined: bool
    plan: str
    companion: CompanionObject
    diagnostics: list[Finding]
    diagnostics_left_out: int


class RenderAnswer(RootModel[RenderReply | ChangesReply]):
    """The whole picture, or what differs from the one that the request names as `known`."""

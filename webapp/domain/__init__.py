"""What a workflow is: frozen values that know nothing but each other. Standard library only."""

from webapp.domain.companion import Companion, CompanionError
from webapp.domain.diagram import OUTSIDE, UNNAMED, Diagram, Edge, Lane, Loop, Node, PartKey, Shape, Side, one_line
from webapp.domain.findings import Finding, Fix, Severity, TextEdit
from webapp.domain.turning import Direction, turned, turned_to

__all__ = [
    "OUTSIDE",
    "UNNAMED",
    "Companion",
    "CompanionError",
    "Diagram",
    "Direction",
    "Edge",
    "Finding",
    "Fix",
    "Lane",
    "Loop",
    "Node",
    "PartKey",
    "Severity",
    "Shape",
    "Side",
    "TextEdit",
    "one_line",
    "turned",
    "turned_to",
]

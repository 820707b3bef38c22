"""What a workflow is: frozen values that know nothing but each other. Standard library only."""

from webapp.domain.companion import Companion, CompanionError
from webapp.domain.diagnostics import Diagnostic, Fix, Severity, TextEdit
from webapp.domain.diagram import OUTSIDE, UNNAMED, Diagram, Edge, Lane, Loop, Node, PartKey, Shape, Side, one_line

__all__ = [
    "OUTSIDE",
    "UNNAMED",
    "Companion",
    "CompanionError",
    "Diagnostic",
    "Diagram",
    "Edge",
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
]

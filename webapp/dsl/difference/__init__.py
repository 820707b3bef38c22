"""What differs between two diagrams, part by part: as values, as JSON, as sentences, and as one picture of both."""

from webapp.dsl.difference.applying import apply_difference
from webapp.dsl.difference.changes import Added, Altered, Change, Difference, Kind, Removed
from webapp.dsl.difference.diagram_comparison import compare
from webapp.dsl.difference.union import Mark, Union, side_marks, unite

__all__ = [
    "Added",
    "Altered",
    "Change",
    "Difference",
    "Kind",
    "Mark",
    "Removed",
    "Union",
    "apply_difference",
    "compare",
    "side_marks",
    "unite",
]

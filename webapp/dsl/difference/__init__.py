"""What differs between two diagrams, part by part: as values, as JSON, as words, and as one picture of both."""

from webapp.dsl.difference.applying import apply_difference
from webapp.dsl.difference.comparing import compare
from webapp.dsl.difference.model import Added, Altered, Change, Difference, Kind, Removed
from webapp.dsl.difference.union import Mark, Union, unite

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
    "unite",
]

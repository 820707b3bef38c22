"""The sentences about what two versions of a diagram do differently."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain import Diagram, one_line
from webapp.simulation.scenarios.scenario_sentences import parts
from webapp.simulation.script import Choice

LONGEST = 120


def path_name(choices: Sequence[Choice]) -> str:
    """Return a path by the labels of its choices."""
    name = ", ".join(one_line(choice.label) for choice in choices) or "the only way"
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def places(diagram: Diagram, nodes: Sequence[str]) -> str:
    """Return the nodes at which a run ends."""
    return parts(diagram, nodes)


def broken(name: str, why: str) -> str:
    """Return that a scenario passed and fails now."""
    return f"Scenario “{name}” passed and fails now: {why}"


def mended(name: str, why: str) -> str:
    """Return that a scenario failed and passes now."""
    return f"Scenario “{name}” passes now. It failed before: {why}"


def fails_otherwise(name: str, why: str) -> str:
    """Return that a scenario failed and fails for another reason now."""
    return f"Scenario “{name}” failed before and fails in another way now: {why}"


def ends_elsewhere(name: str, before: str, after: str) -> str:
    """Return that a run ends elsewhere."""
    return f"{name}: ended at {before}, ends at {after} now."


def appeared(name: str, ends: str) -> str:
    """Return that a path is new."""
    return f"{name}: this path is new; it ends at {ends}."


def vanished(name: str, ends: str) -> str:
    """Return that a path is gone."""
    return f"{name}: this path is gone; it ended at {ends}."

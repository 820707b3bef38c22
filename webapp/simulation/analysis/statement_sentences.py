"""Statements about runs in words, and whether they hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from webapp.domain import Diagram, one_line
from webapp.simulation.analysis.finding_sentences import often, part

if TYPE_CHECKING:
    from webapp.simulation.analysis.run_statements import RunStatement

BEGINNINGS = {"possible": "must be possible", "never": "must never happen"}
WITHOUT_END = 1 << 60


def in_words(diagram: Diagram, statement: RunStatement) -> str:
    """Return a statement in words, such as `must never happen: "End" before "Ship order"`."""
    clauses = []
    if statement.before:
        clauses.append(f"{part(diagram, statement.before[0])} before {part(diagram, statement.before[1])}")
    if statement.order:
        clauses.append(", then ".join(part(diagram, each) for each in statement.order))
    if statement.visited:
        clauses.append(_parts(diagram, statement.visited))
    if statement.not_visited:
        clauses.append(f"without {_parts(diagram, statement.not_visited)}")
    clauses += [f"{part(diagram, each)} {often(*count, WITHOUT_END)}" for each, count in statement.count.items()]
    if statement.ends_at:
        clauses.append(f"ends at {_parts(diagram, statement.ends_at)}")
    return f"{BEGINNINGS[statement.kind]}: {'; '.join(clauses)}"


def title_of(diagram: Diagram, statement: RunStatement) -> str:
    """Return the name of a statement, or its words where it has none."""
    return one_line(statement.name) or in_words(diagram, statement)


def judged(said: str, kind: str, holds: bool | None, steps: int) -> str:
    """Return whether a statement holds, as a sentence; `steps` of the shortest run that shows it."""
    after = f"after {steps} step{'s' * (steps != 1)}"
    if holds is None:
        return f"{said} - not known: there are too many runs to look at all of them, and none of those did this."
    if kind == "never":
        return f"{said} - holds: no run does this." if holds else f"{said} - broken: a run does this {after}."
    return f"{said} - holds: a run does this {after}." if holds else f"{said} - broken: no run does this."


def _parts(diagram: Diagram, parts: Sequence[str]) -> str:
    return " and ".join(part(diagram, each) for each in parts)

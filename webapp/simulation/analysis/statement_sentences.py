"""Statements about runs in words, and whether they hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from webapp.domain import Diagram, one_line
from webapp.simulation.analysis.finding_sentences import name

if TYPE_CHECKING:
    from webapp.simulation.analysis.run_statements import RunStatement

BEGINNINGS = {"possible": "must be possible", "never": "must never happen"}
WITHOUT_END = 1 << 60


def in_words(diagram: Diagram, statement: RunStatement) -> str:
    """Return a statement in words, such as `must never happen: "End" before "Ship order"`."""
    clauses = []
    if statement.before:
        clauses.append(f"{_part(diagram, statement.before[0])} before {_part(diagram, statement.before[1])}")
    if statement.order:
        clauses.append(", then ".join(_part(diagram, part) for part in statement.order))
    if statement.visited:
        clauses.append(_parts(diagram, statement.visited))
    if statement.not_visited:
        clauses.append(f"without {_parts(diagram, statement.not_visited)}")
    clauses += [f"{_part(diagram, part)} {_often(*count)}" for part, count in statement.count.items()]
    if statement.ends_at:
        clauses.append(f"ends at {_parts(diagram, statement.ends_at)}")
    return f"{BEGINNINGS[statement.kind]}: {'; '.join(clauses)}"


def judged(diagram: Diagram, statement: RunStatement, holds: bool | None, steps: int) -> str:
    """Return whether a statement holds, as a sentence; `steps` of the shortest run that shows it."""
    said = one_line(statement.name) or in_words(diagram, statement)
    after = f"after {steps} step{'s' * (steps != 1)}"
    if holds is None:
        return f"{said} - not known: there are too many runs to look at all of them, and none of those did this."
    if statement.kind == "never":
        return f"{said} - holds: no run does this." if holds else f"{said} - broken: a run does this {after}."
    return f"{said} - holds: a run does this {after}." if holds else f"{said} - broken: no run does this."


def _part(diagram: Diagram, part: str) -> str:
    if part in diagram.node:
        return name(diagram, diagram.node[part])
    if part not in diagram.edge:
        return part
    edge = diagram.edge[part]
    label = f' over "{one_line(edge.label)}"' if edge.label else ""
    return f"{name(diagram, diagram.node[edge.source])} to {name(diagram, diagram.node[edge.target])}{label}"


def _parts(diagram: Diagram, parts: Sequence[str]) -> str:
    return " and ".join(_part(diagram, part) for part in parts)


def _often(least: int, most: int) -> str:
    if least == most:
        return f"{_times(most)}"
    if most >= WITHOUT_END:
        return f"at least {_times(least)}"
    return f"{least} to {_times(most)}" if least else f"at most {_times(most)}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"

"""The sentences about scenarios: what was expected, and what happened instead."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain import Diagram, one_line
from webapp.simulation.analysis import finding_sentences
from webapp.simulation.analysis.finding_sentences import often, times
from webapp.simulation.open_questions import Waiting
from webapp.simulation.scenarios.scenario import MOST, Range


def part(diagram: Diagram, part_id: str) -> str:
    """Return how a sentence names a node or an edge; an id that the diagram does not have is returned itself."""
    named = finding_sentences.part(diagram, part_id)
    return f"the edge {named}" if part_id in diagram.edge else named


def parts(diagram: Diagram, ids: Sequence[str]) -> str:
    """Return how a sentence names several parts."""
    named = [part(diagram, id_) for id_ in ids]
    return " and ".join(text for text in (", ".join(named[:-1]), named[-1]) if text) if named else "nowhere"


def waits(diagram: Diagram, waiting: Waiting) -> str:
    """Return that a run waits for a choice that the scenario does not have."""
    labels = ", ".join(f'"{one_line(option.label)}"' for option in waiting.options if not option.greyed)
    visit = f" at visit {waiting.visit}" if waiting.visit > 1 else ""
    return (
        f"The run waits at {part(diagram, waiting.node)}{visit}, and the scenario has no choice for it: "
        f"add one of {labels}."
    )


def unknown_part(id_: str) -> str:
    """Return that an expectation names a part that the diagram does not have."""
    return f"{id_} is expected, and the diagram has no such node or edge."


def not_visited(diagram: Diagram, id_: str) -> str:
    """Return that a node or edge was not visited."""
    return f"{_upper(part(diagram, id_))} is expected, and the run does not come there."


def visited(diagram: Diagram, id_: str, step: int) -> str:
    """Return that a node or edge was visited that should not be."""
    return f"{_upper(part(diagram, id_))} is not expected, and the run comes there in step {step}."


def out_of_order(diagram: Diagram, first: str, step: int, second: str, earlier: int) -> str:
    """Return that a node fired before another that was expected to fire first."""
    return (
        f"{_upper(part(diagram, first))} is expected before {part(diagram, second)}, "
        f"and comes in step {step}, after step {earlier}."
    )


def counted(diagram: Diagram, id_: str, expected: Range, found: int) -> str:
    """Return that something happened more or less often than expected."""
    return f"{_upper(part(diagram, id_))} is expected {often(*expected, MOST)}, and comes {times(found)}."


def ends(diagram: Diagram, expected: Sequence[str], found: Sequence[str]) -> str:
    """Return that a run ended elsewhere."""
    return f"The run is expected to end at {parts(diagram, expected)}, and ends at {parts(diagram, found)}."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]

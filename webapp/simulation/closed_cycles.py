"""Cycles that nothing leaves: a run that has entered one has no end."""

from __future__ import annotations

from webapp.simulation.program import Program


def closed_cycles(program: Program) -> dict[int, list[int]]:
    """Return for each node of a cycle that nothing leaves the numbers of the nodes of that cycle."""
    known: dict[int, list[int]] | None = program.__dict__.get("closed_cycles")
    if known is None:
        cycle, known = program.cycle, {}
        members: dict[int, list[int]] = {}
        for number, index in enumerate(cycle):
            if index >= 0:
                members.setdefault(index, []).append(number)
        for index, nodes in members.items():
            if all(cycle[target] == index for number in nodes for target in program.ahead[number]):
                known.update(dict.fromkeys(nodes, nodes))
        program.__dict__["closed_cycles"] = known
    return known


def cycle_without_end(program: Program, firings: list[int], waits: int = -1) -> list[int]:
    """Return the nodes of the cycle that nothing leaves and that a run has entered twice, if there is one.

    Args:
        program: the tables of the diagram.
        firings: the numbers of the nodes that fired.
        waits: the number of the node at which the run waits for a choice.
    """
    closed = closed_cycles(program)
    if not closed:
        return []
    seen = set()
    for number in (*firings, waits):
        if number in seen and number in closed:
            return closed[number]
        seen.add(number)
    if waits >= 0:
        return []
    # A token in such a cycle ends by a reply only: it has come back to a node that fired.
    return next((closed[number] for number in firings if number in closed), [])

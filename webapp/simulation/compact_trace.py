"""The tables of a program as JSON: what a reader of the two lists of a trace needs to tell the run in full."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from webapp.simulation.program import Program, bits

if TYPE_CHECKING:
    from webapp.simulation.trace import Trace


def compact(trace: Trace, known: str = "") -> dict[str, Any]:
    """Return a trace as its two lists, with the tables of the program or, where the reader has them, their digest.

    Args:
        trace: the run.
        known: the digest of the tables that the reader has.
    """
    tables = tables_of(trace.program)
    digest = tables["digest"]
    decider, stopped = trace.decider, trace.stopped
    return {
        "status": trace.status,
        "reason": trace.reason,
        "firings": trace.firings,
        "branches": trace.branches,
        "answers": [list(answer) for answer in decider.answers],
        "asked": sorted(map(list, decider.asked)),
        "otherwise": decider.otherwise,
        "waiting": trace.waiting.to_json() if trace.waiting else None,
        "turn": decider.open_turn,
        "stopped": stopped and {"node": stopped.node, "nodes": list(stopped.nodes), "edges": list(stopped.edges)},
        "seed": trace.seed,
        "unused": [choice.to_json() for choice in trace.unused],
        "program": digest if known == digest else tables,
    }


def tables_of(program: Program) -> dict[str, Any]:
    """Return the tables of a program with their digest; the README describes them."""
    known: dict[str, Any] | None = program.__dict__.get("tables")
    if known is None:
        known = _tables(program)
        text = json.dumps(known, separators=(",", ":"), sort_keys=True)
        known = {"digest": hashlib.sha256(text.encode()).hexdigest()[:16], **known}
        program.__dict__["tables"] = known
    return known


def _tables(program: Program) -> dict[str, Any]:
    nesting = program.nesting
    number = {place: index for index, place in enumerate(nesting.order)}
    turning = {loop.id for loop in program.loops}
    stops = [(index, stop) for index, stop in enumerate(program.stops) if stop.branches]
    return {
        "nodes": [node.id for node in program.nodes],
        "edges": [number[place] for ends in nesting.edges for place in ends],
        "drawn": len(program.edges),
        "ids": {
            str(index): edge.id for index, edge in enumerate(program.edges) if edge.id != f"{edge.source}-{edge.target}"
        },
        "starts": list(program.starts),
        "branches": {str(index): [_edges(program, branch.moves) for branch in stop.branches] for index, stop in stops},
        "labels": {str(index): [branch.label for branch in stop.branches] for index, stop in stops if stop.decides},
        "steps": [index for index, stop in stops if not stop.decides],
        "several": [index for index, stop in stops if stop.several],
        "turns": {
            str(index): [[turn.loop, list(bits(turn.repeating)), list(bits(turn.leaving))] for turn in stop.turns]
            for index, stop in stops
            if stop.turns
        },
        "loops": [
            {
                "id": loop.id,
                "kind": loop.rule.kind.value,
                "least": loop.rule.least,
                "count": loop.rule.count,
                "first": loop.first,
                "groups": {str(at): _group_of(program, at, loop.first) for at in loop.cleared},
            }
            for loop in program.loops
        ],
        "frames": [[loop, first] for loop, first in program.counted if loop not in turning],
        "entering": {str(_number(program, edge)): list(loops) for edge, loops in program.entering.items()},
        "restarts": sorted(program.restarts),
        "ending": sorted(program.ending),
        "joins": {str(index): join for index, join in sorted(program.joins.items())},
        "back": sorted(program.back),
        "joining": sorted(nesting.joining),
        "inner": [nesting.inner[place] for place in nesting.order],
        "groups": [[group.outer, *sorted(number[place] for place in group.heads)] for group in nesting.groups],
    }


def _number(program: Program, edge: int) -> int:
    """Return the place of an edge among all edges: those that are drawn nowhere come after the others."""
    return edge if edge >= 0 else len(program.edges) - 2 - edge


def _edges(program: Program, moves: tuple[tuple[int, int], ...]) -> list[int]:
    return [_number(program, edge) for _, edge in moves]


def _group_of(program: Program, one: int, other: int) -> int:
    order = program.nesting.order
    return program.nesting.common((order[one], order[other]))

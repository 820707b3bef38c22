"""What takes away the cause of a finding about runs, as operations on the text or as options of runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from webapp.domain import Diagram, Shape, one_line
from webapp.simulation.analysis import RunFinding


class Cure(NamedTuple):
    """A change that can be applied with one click.

    Attributes:
        title: what it does, in words.
        operations: those of an edit.
        options: the options of runs after it, or None where it changes none.
        problem: for a fix of a problem of the text, its offset and the number of the fix.
    """

    title: str
    operations: tuple[dict[str, Any], ...] = ()
    options: dict[str, Any] | None = None
    problem: tuple[int, int] | None = None


def cure_of(finding: RunFinding, diagram: Diagram, options: Mapping[str, Any]) -> Cure | None:
    """Return the cure of a finding, None where only people can say what is meant.

    Args:
        finding: what can go wrong.
        diagram: the diagram in which it does.
        options: the options that hold for its runs.
    """
    make = CURES.get(finding.code)
    return make(finding, diagram, options) if make else None


def _name(diagram: Diagram, node: str) -> str:
    return f'"{one_line(diagram.node[node].text)}"'


def _wait(finding: RunFinding, diagram: Diagram, options: Mapping[str, Any]) -> Cure:
    node = finding.nodes[0]
    nodes = {name: dict(held) for name, held in options.get("nodes", {}).items()}
    nodes[node] = {**nodes.get(node, {}), "join": "wait"}
    title = f"Let {_name(diagram, node)} wait only for tokens that can still come"
    return Cure(title, options={**options, "nodes": nodes})


def _end(finding: RunFinding, diagram: Diagram, options: Mapping[str, Any]) -> Cure:
    node = finding.nodes[0]
    return Cure(
        f"Make {_name(diagram, node)} an end", ({"op": "update_node", "id": node, "shape": Shape.CIRCLE.value},)
    )


def _decision(finding: RunFinding, diagram: Diagram, options: Mapping[str, Any]) -> Cure | None:
    """Make a decision of the fork, or of the first step on the cycle that also leads out of it."""
    inside = set(finding.nodes)
    for node in finding.nodes:
        targets = [edge.target in inside for edge in diagram.outgoing[node]]
        is_fork = len(targets) > 1 and diagram.node[node].shape is not Shape.DIAMOND
        if is_fork and (finding.code in ("fork-in-cycle", "labelled-fork") or (any(targets) and not all(targets))):
            operation = {"op": "update_node", "id": node, "shape": Shape.DIAMOND.value}
            return Cure(f"Make {_name(diagram, node)} a decision", (operation,))
    return None


def _own_labels(finding: RunFinding, diagram: Diagram, options: Mapping[str, Any]) -> Cure | None:
    edges = [diagram.edge[edge] for edge in finding.edges]
    if len({edge.target for edge in edges}) < len(edges):
        return None
    operations = [
        {"op": "update_edge", "id": edge.id, "label": f"{edge.label}: {one_line(diagram.node[edge.target].text)}"}
        for edge in edges
    ]
    return Cure("Add to each label where the edge leads", tuple(operations))


def _remove(finding: RunFinding, diagram: Diagram, options: Mapping[str, Any]) -> Cure:
    count = len(finding.nodes)
    title = f"Remove {_name(diagram, finding.nodes[0])}" if count == 1 else f"Remove these {count} nodes"
    return Cure(title, tuple({"op": "remove_node", "id": node} for node in finding.nodes))


def _end_tokens(finding: RunFinding, diagram: Diagram, options: Mapping[str, Any]) -> Cure:
    return Cure("Let an end only end the token that reaches it", options={**options, "end": "token"})


CURES: Mapping[str, Callable[[RunFinding, Diagram, Mapping[str, Any]], Cure | None]] = {
    "stuck": _wait,
    "dead-end": _end,
    "fork-in-cycle": _decision,
    "cycle-without-decision": _decision,
    "cannot-finish": _decision,
    "labelled-fork": _decision,
    "same-label": _own_labels,
    "unreachable": _remove,
    "end-drops-tokens": _end_tokens,
}

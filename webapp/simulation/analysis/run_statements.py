"""Statements about the runs of a diagram: what must be possible, and what must never happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

from webapp.domain import Diagram
from webapp.errors import RunRefused
from webapp.simulation.analysis.met_parts import Met
from webapp.simulation.analysis.short_runs import ShortRun, shortest
from webapp.simulation.analysis.statement_sentences import in_words, judged, title_of
from webapp.simulation.analysis.watching import Seen
from webapp.simulation.program import Program

Kind = Literal["possible", "never"]
WITHOUT_END = 1 << 60


@dataclass(frozen=True, slots=True)
class RunStatement:
    """What must be possible, or must never happen, in a run: all that is said here together.

    Attributes:
        kind: `possible` or `never`.
        name: what people call it; empty for its words.
        visited: ids of nodes that fire and edges that are crossed.
        not_visited: ids of those of which that is not so.
        order: ids of nodes that fire for the first time in this order.
        before: ids of two nodes: the first one fires, and the second one has not fired yet.
        count: by id of a node or edge, how often at least and at most.
        ends_at: ids of nodes at which tokens end, each of them.
    """

    kind: Kind
    name: str = ""
    visited: tuple[str, ...] = ()
    not_visited: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    count: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    ends_at: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RunStatement:
        """Read a statement whose shape is right."""
        counts = {part: _range(count) for part, count in data.get("count", {}).items()}
        lists = {name: tuple(data.get(name) or ()) for name in ("visited", "not_visited", "order", "before", "ends_at")}
        return cls(data["kind"], data.get("name", ""), count=counts, **lists)


class Verdict(NamedTuple):
    """Whether a statement holds.

    Attributes:
        statement: the statement.
        holds: whether it does; None where not all situations were looked at.
        message: the statement and the answer, in words.
        run: the shortest run that shows what is possible, or that breaks what must never happen.
        title: the name of the statement, or its words where it has none.
    """

    statement: RunStatement
    holds: bool | None
    message: str
    run: ShortRun | None
    title: str

    def to_json(self, diagram: Diagram) -> dict[str, Any]:
        """Return the verdict as JSON values."""
        return {
            "kind": self.statement.kind,
            "name": self.statement.name,
            "words": in_words(diagram, self.statement),
            "holds": self.holds,
            "message": self.message,
            "run": self.run.to_json() if self.run else None,
        }


def verdict(diagram: Diagram, met: Met, statement: RunStatement) -> Verdict:
    """Return whether a statement holds.

    Raises:
        RunRefused: it names a node or edge that the diagram does not have.
    """
    run, explored = shortest(met.graph, _Conditions(diagram, met.graph.program, statement), met.effort)
    never = statement.kind == "never"
    holds = (run is None) == never if run is not None or explored else None
    title = title_of(diagram, statement)
    return Verdict(statement, holds, judged(title, statement.kind, holds, run.at if run else 0), run, title)


def _range(count: int | Mapping[str, int]) -> tuple[int, int]:
    if isinstance(count, Mapping):
        return count.get("least", 0), count.get("most", WITHOUT_END)
    return count, count


Value: TypeAlias = tuple[int, int, int, tuple[int, ...]]
"""The parts that were visited and at which tokens ended, as bits; how far the order is; `before`; the counts."""
OPEN, HAPPENED, MISSED = 0, 1, 2
OUT_OF_ORDER = -1


class _Conditions:
    """The property that all conditions of a statement hold; those about a whole run are judged at its end."""

    def __init__(self, diagram: Diagram, program: Program, statement: RunStatement) -> None:
        self.statement = statement
        self._nodes: dict[int, list[str]] = {}
        self._edges: dict[int, list[str]] = {}
        edge_numbers = {edge.id: number for number, edge in enumerate(program.edges)}
        named = (*statement.visited, *statement.not_visited, *statement.order, *statement.before, *statement.count)
        for part in dict.fromkeys((*named, *statement.ends_at)):
            if part in diagram.node:
                self._nodes.setdefault(program.number[part], []).append(part)
            elif part in edge_numbers:
                self._edges.setdefault(edge_numbers[part], []).append(part)
            else:
                raise RunRefused(f"a statement names {part!r}: there is no such node or edge")
        self._node_numbers = frozenset(self._nodes)
        parts = dict.fromkeys((*statement.visited, *statement.not_visited))
        self._bit = {part: 1 << index for index, part in enumerate(parts)}
        self._end_bit = {part: 1 << len(parts) + index for index, part in enumerate(dict.fromkeys(statement.ends_at))}
        self._wanted = sum(self._bit[part] for part in set(statement.visited)) + sum(self._end_bit.values())
        self._unwanted = sum(self._bit[part] for part in set(statement.not_visited))
        self._counted = {part: index for index, part in enumerate(statement.count)}
        self._limits = tuple(statement.count.values())
        # What more firings may still undo, or only the end shows, is judged at the end.
        self._late = bool(
            statement.not_visited or statement.ends_at or any(most < WITHOUT_END for _, most in self._limits)
        )
        self.first: Value = (0, 0, OPEN, (0,) * len(self._limits))

    def over(self, value: Value, seen: Seen) -> tuple[Value, int | None]:
        """Return what is remembered after these firings, and when all conditions held, if that is judged at once."""
        if self._node_numbers.isdisjoint(seen.fired) and not self._edges:
            return value, None
        for firings, (number, moves) in enumerate(zip(seen.fired, seen.moved, strict=True), 1):
            before = value
            for part in self._nodes.get(number, ()):
                value = self._visit(value, part)
                if not moves and part in self._end_bit:
                    value = (value[0] | self._end_bit[part], *value[1:])
            if self._edges:
                for move in moves:
                    for part in self._edges.get(move.edge, ()):
                        value = self._visit(value, part)
            if value != before and not self._late and self._holds(value):
                return value, firings
        return value, None

    def at_end(self, value: Value) -> bool:
        """Return whether a complete run has all that the statement says."""
        return self._late and self._holds(value)

    def _visit(self, value: Value, part: str) -> Value:
        seen, placed, early, counts = value
        seen |= self._bit.get(part, 0)
        order = self.statement.order
        if part in order and placed != OUT_OF_ORDER:
            place = order.index(part)
            if place == placed:
                placed += 1
            elif place > placed:
                placed = OUT_OF_ORDER
        if early == OPEN and part in self.statement.before:
            early = HAPPENED if part == self.statement.before[0] else MISSED
        if part in self._counted:
            index = self._counted[part]
            least, most = self._limits[index]
            # One more than what is asked about differs from it; further ones do not differ from that.
            cap = (most if most < WITHOUT_END else least) + 1
            counts = (*counts[:index], min(counts[index] + 1, cap), *counts[index + 1 :])
        return seen, placed, early, counts

    def _holds(self, value: Value) -> bool:
        seen, placed, early, counts = value
        return (
            seen & self._wanted == self._wanted
            and not seen & self._unwanted
            and placed == len(self.statement.order)
            and (early == HAPPENED or not self.statement.before)
            and all(least <= count <= most for count, (least, most) in zip(counts, self._limits, strict=True))
        )

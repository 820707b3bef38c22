"""The choices for a run, checked against the diagram before it starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from webapp.domain import one_line
from webapp.errors import InvalidRequest, RunRefused
from webapp.simulation.conditions import LoopKind
from webapp.simulation.program import Branch, Program, Stop

MOST_ITEMS = 99
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a branch.

    Attributes:
        node: the id of the node at which it is made.
        label: the label of the branch, or its target's text if it is unlabelled.
        edges: the ids of the branch's edges; they take precedence over the label.
        visit: the visit of the node for which it is, from 1; None for the next one without a choice.
    """

    node: str
    label: str = ""
    edges: tuple[str, ...] = ()
    visit: int | None = None

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read a choice from parsed JSON: `{"node", "label"}` or `{"node", "edges"}`, each with `visit` or without.

        Raises:
            InvalidRequest: the JSON is not a choice.
        """
        wrong = InvalidRequest('a choice is an object such as {"node": "n7", "label": "Yes"}')
        if not isinstance(data, Mapping) or set(data) - {"node", "label", "edges", "visit"}:
            raise wrong
        node, label, edges, visit = data.get("node"), data.get("label"), data.get("edges"), data.get("visit")
        listed = tuple(edges) if isinstance(edges, (list, tuple)) else ()
        if not isinstance(node, str) or not isinstance(label, str | None) or not isinstance(edges, list | tuple | None):
            raise wrong
        if not all(isinstance(edge, str) for edge in listed) or not (label or listed):
            raise wrong
        if isinstance(visit, float) and visit.is_integer():
            visit = int(visit)
        if visit is not None and (not isinstance(visit, int) or isinstance(visit, bool) or visit < 1):
            raise InvalidRequest("the visit of a choice must be a whole number of 1 or more")
        return cls(node, label or "", listed, visit)

    def to_json(self) -> dict[str, Any]:
        """Return the choice in the JSON of a trace."""
        return {"node": self.node, "visit": self.visit, "edges": list(self.edges), "label": self.label}


class Script:
    """The choices of a run, in order for each node.

    Raises:
        RunRefused: a choice names an unknown node, one without a decision, or a branch that it does not have.
    """

    def __init__(self, program: Program, choices: Iterable[Choice]) -> None:
        self._branches: dict[int, list[tuple[Choice, Branch]]] = {}
        self._items: dict[int, list[tuple[Choice, int]]] = {}
        counted = {program.passes_of[i] for i, p in enumerate(program.loops) if p.rule.kind is LoopKind.EACH}
        named: dict[int, _Names] = {}
        for choice in choices:
            number = program.number.get(choice.node)
            if number is None:
                raise RunRefused(f"there is a choice for the node {choice.node!r}, which does not exist")
            stop = program.stops[number]
            if number not in named:
                named[number] = _Names(stop)
            branch = named[number].branch(choice)
            if branch is not None:
                self._branches.setdefault(number, []).append((choice, branch))
            elif number in counted and (items := _items(choice.label)):
                self._items.setdefault(number, []).append((choice, items))
            else:
                raise RunRefused(_refusal(program, stop, choice, asks_count=number in counted))

    def branch(self, number: int, visit: int, *, forced: bool) -> Branch | None:
        """Take the choice for a visit; a choice without a visit is for the next decision that is not `forced`."""
        return _take(self._branches.get(number), visit, forced=forced)

    def items(self, number: int) -> int | None:
        """Take the answer to "How many?"."""
        return _take(self._items.get(number), 1, forced=False)

    def unused(self) -> tuple[Choice, ...]:
        """Return the choices that no visit has used yet."""
        branches = [choice for waiting in self._branches.values() for choice, _ in waiting]
        return (*branches, *(choice for waiting in self._items.values() for choice, _ in waiting))


class _Names:
    """The branches of a decision by name, because there may be thousands of choices between thousands of branches."""

    def __init__(self, stop: Stop) -> None:
        self._exact: dict[str, Branch] = {}
        self._alike: dict[str, list[Branch]] = {}
        self._edges: dict[str, Branch] = {}
        for branch in stop.branches:
            self._exact.setdefault(branch.label, branch)
            self._alike.setdefault(one_line(branch.label).casefold(), []).append(branch)
            self._edges.update(dict.fromkeys(branch.edges, branch))

    def branch(self, choice: Choice) -> Branch | None:
        """Return the branch of a choice: by its edges, else by its label, also in other letter case if unambiguous."""
        if choice.edges:
            first = self._edges.get(choice.edges[0])
            return first if all(self._edges.get(edge) is first for edge in choice.edges) else None
        alike = self._alike.get(one_line(choice.label).casefold(), ())
        return self._exact.get(choice.label) or (alike[0] if len(alike) == 1 else None)


def _take(waiting: list[tuple[Choice, Answer]] | None, visit: int, *, forced: bool) -> Answer | None:
    if not waiting:
        return None
    for index, (choice, _) in enumerate(waiting):
        if choice.visit == visit or (choice.visit is None and not forced):
            return waiting.pop(index)[1]
    return None


def _items(label: str) -> int:
    """Parse an answer to "How many?"; 0 means that it is none."""
    if not (label.isascii() and label.isdecimal() and len(label) <= len(str(MOST_ITEMS))):
        return 0
    return int(label)


def _refusal(program: Program, stop: Stop, choice: Choice, *, asks_count: bool) -> str:
    name = f'{stop.node.id} ("{one_line(stop.node.text)}")'
    if not stop.branches and not asks_count:
        others = [other.node.id for other in sorted(program.stops, key=_rank) if other.branches]
        where = f"choices are possible at {', '.join(others)}" if others else "this diagram has no decisions"
        return f"there is nothing to choose at {name}; {where}"
    offered = [f'"{one_line(branch.label)}"' for branch in stop.branches]
    if asks_count:
        offered.append(f"a number from 1 to {MOST_ITEMS}")
    what = f"edges {', '.join(choice.edges)}" if choice.edges else f'"{choice.label}"'
    return f"{name} has no branch {what}; it has {', '.join(offered)}"


def _rank(stop: Stop) -> tuple[int, str]:
    return len(stop.node.id), stop.node.id

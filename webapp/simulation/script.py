"""The choices for a run, checked against the diagram before it starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from webapp.domain import one_line
from webapp.errors import InvalidRequest, RunRefused
from webapp.simulation.open_questions import every_offer, offered
from webapp.simulation.program import Program, Stop

MOST_ITEMS = 99
ANY = -1


class _Answer(NamedTuple):
    """What a choice means: the bit set of the branches, and to which of several questions it is an answer."""

    branches: int
    turn: int = ANY


NO_ANSWER = _Answer(0)


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

    An answer is the bit set of the branches that are chosen; at a step where loops turn, 1 for `Repeat` and 2 for
    `Go on`. Where several loops turn at one step, they are asked about one after the other, and `Repeat (loop-2)` is an
    answer to the question about that loop only.

    Raises:
        RunRefused: a choice names an unknown node, one without a decision, or a branch that it does not have.
    """

    def __init__(self, program: Program, choices: Iterable[Choice]) -> None:
        self._answers: dict[int, list[tuple[Choice, _Answer]]] = {}
        self._items: dict[int, list[tuple[Choice, int]]] = {}
        named: dict[int, _Names] = {}
        for index, choice in enumerate(choices):
            number = program.number.get(choice.node)
            if number is None:
                raise RunRefused(f"there is a choice for the node {choice.node!r}, which does not exist", choice=index)
            stop = program.stops[number]
            if number not in named:
                named[number] = _Names(program, stop)
            answer = named[number].answer(choice)
            if answer.branches:
                self._answers.setdefault(number, []).append((choice, answer))
            elif stop.asks and (items := _items(choice.label)):
                self._items.setdefault(number, []).append((choice, items))
            else:
                raise RunRefused(_refusal(program, number, choice), choice=index)

    def answer(self, number: int, visit: int, *, forced: bool, turn: int = 0, turns: int = 1) -> int:
        """Take the choice for a visit, 0 for none.

        Args:
            number: the number of the node.
            visit: the visit.
            forced: whether a limit leaves one answer; then only a choice for exactly this question is taken.
            turn: the number of the question, where several loops turn at a step.
            turns: how many loops turn there.
        """
        waiting = self._answers.get(number, [])
        for index, (choice, answer) in enumerate(waiting):
            if answer.turn not in (ANY, turn) or choice.visit not in (None, visit):
                continue
            if forced and (choice.visit is None or (turns > 1 and answer.turn == ANY)):
                continue
            waiting.pop(index)
            return answer.branches
        return 0

    def items(self, number: int) -> int | None:
        """Take the answer to "How many?"."""
        waiting = self._items.get(number, [])
        for index, (choice, items) in enumerate(waiting):
            if choice.visit in (None, 1):
                waiting.pop(index)
                return items
        return None

    def unused(self) -> tuple[Choice, ...]:
        """Return the choices that no visit has used yet."""
        left = [choice for waiting in self._answers.values() for choice, _ in waiting]
        return (*left, *(choice for waiting in self._items.values() for choice, _ in waiting))


class _Names:
    """The branches of a decision by name, because there may be thousands of choices between thousands of branches."""

    def __init__(self, program: Program, stop: Stop) -> None:
        self._several = stop.several
        self._exact: dict[str, _Answer] = {}
        self._alike: dict[str, set[_Answer]] = {}
        self._edges: dict[str, int] = {}
        for offer in every_offer(program, stop):
            self._name(offer.label, _Answer(offer.answer))
            self._edges.update(dict.fromkeys(offer.edges, offer.answer))
        if not stop.decides and len(stop.turns) > 1:
            for index, turn in enumerate(stop.turns):
                for offer in offered(program, stop, index):
                    self._name(f"{offer.label} ({program.loops[turn.loop].id})", _Answer(offer.answer, index))

    def _name(self, label: str, answer: _Answer) -> None:
        self._exact.setdefault(label, answer)
        self._alike.setdefault(one_line(label).casefold(), set()).add(answer)

    def answer(self, choice: Choice) -> _Answer:
        """Return the answer of a choice: by its edges, else by its label, also in other letter case if unambiguous."""
        if choice.edges:
            found = {self._edges.get(edge, 0) for edge in choice.edges}
            if 0 in found or (len(found) > 1 and not self._several):
                return NO_ANSWER
            return _Answer(sum(found))
        alike = self._alike.get(one_line(choice.label).casefold(), set())
        return self._exact.get(choice.label) or (next(iter(alike)) if len(alike) == 1 else NO_ANSWER)


def _items(label: str) -> int:
    """Parse an answer to "How many?"; 0 means that it is none."""
    if not (label.isascii() and label.isdecimal() and len(label) <= len(str(MOST_ITEMS))):
        return 0
    return int(label)


def _refusal(program: Program, number: int, choice: Choice) -> str:
    node, stop = program.nodes[number], program.stops[number]
    name = f'{node.id} ("{one_line(node.text)}")'
    if not stop.branches and not stop.asks:
        deciding = [other.id for other, its in zip(program.nodes, program.stops, strict=True) if its.branches]
        others = sorted(deciding, key=lambda id_: (len(id_), id_))
        where = f"choices are possible at {', '.join(others)}" if others else "this diagram has no decisions"
        return f"there is nothing to choose at {name}; {where}"
    labels = list(dict.fromkeys(f'"{one_line(offer.label)}"' for offer in every_offer(program, stop)))
    if stop.asks:
        labels.append(f"a number from 1 to {MOST_ITEMS}")
    what = f"edges {', '.join(choice.edges)}" if choice.edges else f'"{choice.label}"'
    return f"{name} has no branch {what}; it has {', '.join(labels)}"

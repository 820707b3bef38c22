"""What can be chosen at a node, and the open decision at which a run waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from webapp.simulation import run_sentences
from webapp.simulation.program import GO_ON, REPEAT, Move, Program, Stop

OFFERED_ITEMS = ("1", "2", "3", "5", "10")
ON, AGAIN = 2, 1


@dataclass(frozen=True, slots=True)
class Option:
    """A branch that can be chosen: its edges, its label, the ids of the nodes to which it leads.

    `greyed` if the count of a loop rules it out; people can choose it nevertheless.
    """

    edges: tuple[str, ...]
    label: str
    targets: tuple[str, ...]
    greyed: bool

    def to_json(self) -> dict[str, Any]:
        """Return the option in the JSON of a trace."""
        return {
            "edges": list(self.edges),
            "label": self.label,
            "targets": list(self.targets),
            "greyed": self.greyed,
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """The decision at which a run has stopped."""

    node: str
    visit: int
    question: str
    options: tuple[Option, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the decision in the JSON of a trace."""
        options = [option.to_json() for option in self.options]
        return {"node": self.node, "visit": self.visit, "question": self.question, "options": options}


class Offer(NamedTuple):
    """One answer to a question: its bit among all answers, its label, the ids of its edges and targets."""

    answer: int
    label: str
    edges: tuple[str, ...]
    targets: tuple[str, ...]


def offered(program: Program, stop: Stop, turn: int = 0) -> list[Offer]:
    """Return what can be chosen at a node, in the order in which it is shown.

    Where loops turn at a step, these are the answers `ON` and `AGAIN` to the question about one of them.
    """
    if stop.decides:
        return [_offer(program, 1 << index, branch.label, branch.moves) for index, branch in enumerate(stop.branches)]
    if not stop.turns:
        return []
    on, again = stop.branches[-1].moves, stop.branches[turn].moves
    return [_offer(program, ON, GO_ON, on), _offer(program, AGAIN, REPEAT, again)]


def every_offer(program: Program, stop: Stop) -> list[Offer]:
    """Return what can be chosen at a node, for all its questions together."""
    questions = 1 if stop.decides else len(stop.turns)
    return list(dict.fromkeys(offer for turn in range(questions) for offer in offered(program, stop, turn)))


def _offer(program: Program, answer: int, label: str, moves: Sequence[Move]) -> Offer:
    edges = tuple(program.edges[move.edge].id for move in moves if move.edge >= 0)
    return Offer(answer, label, edges, tuple(program.nodes[move.target].id for move in moves))


def loop_question(program: Program, stop: Stop, loop: int) -> str:
    """Return the question whether a loop repeats; where others turn at the same node, it names this one."""
    compiled = program.loops[loop]
    return run_sentences.loop_question(compiled.rule, compiled.condition if len(stop.turns) > 1 else "")

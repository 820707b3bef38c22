"""The trace of a run: what happened, and the state after each step.

The README describes its JSON: states, changes, and how a player applies them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, Self

from webapp.domain import one_line
from webapp.simulation.happenings import Happening
from webapp.simulation.playback import changes_and_snapshots
from webapp.simulation.program import Branch, Program
from webapp.simulation.script import Choice

Status = Literal["waiting", "complete", "limit"]


@dataclass(frozen=True, slots=True)
class Option:
    """A branch that can be chosen: its edges, its label, the ids of the nodes to which it leads.

    `greyed` if the count of a loop rules it out; people can choose it nevertheless.
    """

    edges: tuple[str, ...]
    label: str
    targets: tuple[str, ...]
    greyed: bool

    @classmethod
    def of(cls, branch: Branch, program: Program, *, greyed: bool = False) -> Self:
        """Return a branch as an option."""
        targets = tuple(program.stops[move.target].node.id for move in branch.moves)
        return cls(branch.edges, branch.label, targets, greyed)

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


@dataclass(frozen=True)
class Trace:
    """One run.

    Attributes:
        status: `waiting` for a decision, `complete`, or stopped at a `limit`.
        reason: a sentence that says why the run is empty or was stopped, else empty.
        log: what happened, as (step, happening); step 0 is the start, then each firing is one step.
        choices: the choices taken, without those that a loop forced; they can be given to `run` again.
        waiting: the open decision, if the status is `waiting`.
        seed: the seed for random choices.
        unused: choices that no visit used.
    """

    program: Program = field(repr=False, compare=False)
    status: Status
    reason: str
    log: tuple[tuple[int, Happening], ...]
    choices: tuple[Choice, ...]
    waiting: Waiting | None
    seed: int | None
    unused: tuple[Choice, ...] = ()

    @property
    def visited(self) -> tuple[str, ...]:
        """The ids of the nodes in the order in which they fired."""
        return tuple(said.node for _, said in self.log if said.event == "fire" and said.node)

    @property
    def steps(self) -> int:
        """The number of firings."""
        return len(self.visited)

    def to_json(self) -> dict[str, Any]:
        """Return the trace as JSON values."""
        changes, snapshots = changes_and_snapshots(self.program, self.log)
        return {
            "status": self.status,
            "steps": len(changes),
            "reason": self.reason,
            "entries": [said.to_json(step) for step, said in self.log],
            "changes": changes,
            "snapshots": snapshots,
            "choices": [choice.to_json() for choice in self.choices],
            "decisions": self._decisions(),
            "waiting": self.waiting.to_json() if self.waiting else None,
            "seed": self.seed,
        }

    def to_text(self) -> str:
        """Return the run as text: a line for each step, other events below it, and the state at the end."""
        lines = []
        for step, said in self.log:
            if said.event == "fire":
                lines.append(f"{step:>4}  {said.node}  {said.text}")
            elif said.event not in ("start", "move", "complete", "limit"):
                lines.append(f"      {said.text}")
        if self.waiting:
            labels = ", ".join(f'"{one_line(option.label)}"' for option in self.waiting.options)
            lines.append(f"The run waits at {self.waiting.node}: {one_line(self.waiting.question)} Choose {labels}.")
        elif self.log:
            lines.append(self.reason or self.log[-1][1].text)
        else:
            lines.append(self.reason)
        lines.extend(f"Not used: {choice.node}={choice.label or ','.join(choice.edges)}" for choice in self.unused)
        return "\n".join(lines) + "\n"

    def _decisions(self) -> dict[str, list[dict[str, Any]]]:
        chosen = dict.fromkeys(said.node for _, said in self.log if said.event == "choose" and said.node)
        found = {}
        for node in chosen:
            branches = self.program.stops[self.program.number[node]].branches
            if branches:
                found[node] = [Option.of(branch, self.program).to_json() for branch in branches]
        return found

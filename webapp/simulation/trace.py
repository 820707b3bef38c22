"""The trace of a run: the nodes that fired and the branches that were taken. Everything else is told from these.

The README describes its JSON: states, changes, and how a player applies them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from webapp.domain import one_line
from webapp.simulation import run_sentences
from webapp.simulation.closed_cycles import cycle_without_end
from webapp.simulation.happenings import Happening
from webapp.simulation.open_questions import OFFERED_ITEMS, Option, Waiting, every_offer
from webapp.simulation.program import Program
from webapp.simulation.script import MOST_ITEMS, Choice

if TYPE_CHECKING:
    from webapp.simulation.decider import Decider
    from webapp.simulation.joining import Standing
    from webapp.simulation.telling import Telling

Status = Literal["waiting", "complete", "limit"]


class Stopped(NamedTuple):
    """How a run has ended; `reason` and `happening` where it was stopped."""

    status: Status
    reason: str = ""
    happening: Happening | None = None


class Trace:
    """One run.

    Attributes:
        program: the tables of the diagram.
        status: `waiting` for a decision, `complete`, or stopped at a `limit`.
        firings: the numbers of the nodes in the order in which they fired.
        branches: what was taken at each firing: -1 where nothing is chosen, else the number of the branch; at a step
            where loops turn, the number of the loop that repeats, or of the way on, which is the last.
        decider: what decided, with the answers to "How many?".
        waiting: the open decision, if the status is `waiting`.
        stopped: the entry that says why the run was stopped, if it was.
        seed: the seed for random choices.
    """

    def __init__(
        self, program: Program, decider: Decider, branches: list[int], stopped: Stopped, seed: int | None
    ) -> None:
        """Keep the result of a run."""
        self.program = program
        self.status: Status = stopped.status
        self.stopped = stopped.happening
        self._reason = stopped.reason
        self.firings = decider.firings
        self.branches = branches
        self.waiting: Waiting | None = decider.waiting
        self.decider = decider
        self.seed = seed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Trace) and self._known == other._known

    def __hash__(self) -> int:
        return hash((self.status, tuple(self.firings)))

    def __repr__(self) -> str:
        return f"Trace({self.status}, {' '.join(self.visited)})"

    @property
    def _known(self) -> tuple[object, ...]:
        happened = (self.visited, self.branches, self.decider.answers, self.log)
        return (*happened, self.status, self.waiting, self.seed, self.unused)

    @property
    def unused(self) -> tuple[Choice, ...]:
        """The choices that no visit used."""
        return self.decider.unused()

    @property
    def visited(self) -> tuple[str, ...]:
        """The ids of the nodes in the order in which they fired."""
        return tuple(self.program.nodes[number].id for number in self.firings)

    @property
    def steps(self) -> int:
        """The number of firings."""
        return len(self.firings)

    @property
    def reason(self) -> str:
        """A sentence that says why the run is empty, was stopped or has no end; else empty."""
        if not self.program.starts:
            return "There is nothing to run: the diagram has no nodes."
        return self._reason or self._no_end

    @cached_property
    def _no_end(self) -> str:
        """A sentence about a cycle that nothing leaves, if the run has entered it twice."""
        program, firings = self.program, self.firings
        if self.status == "limit" or (firings and firings[-1] in program.ending):
            return ""
        waits = program.number[self.waiting.node] if self.waiting else -1
        cycle = cycle_without_end(program, firings, waits)
        return run_sentences.no_end([program.nodes[number] for number in cycle]) if cycle else ""

    @property
    def log(self) -> tuple[tuple[int, Happening], ...]:
        """What happened, as (step, happening); step 0 is the start, then each firing is one step."""
        return tuple(self._telling.log)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices taken, without those that a loop forced; they can be given to `run` again."""
        return tuple(self._telling.choices)

    @property
    def standing(self) -> Standing:
        """The tokens at the end of the run."""
        return self._telling.standing

    @cached_property
    def _telling(self) -> Telling:
        from webapp.simulation.telling import Telling  # here, because it tells traces

        return Telling(self)

    def to_json(self) -> dict[str, Any]:
        """Return the trace as JSON values."""
        from webapp.simulation.playback import changes_and_snapshots  # here, because many runs are never played

        changes, snapshots = changes_and_snapshots(self.program, self._telling)
        return {
            "status": self.status,
            "steps": self.steps,
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
            if self._asks_how_many:
                labels += f", or another number up to {MOST_ITEMS}"
            lines.append(f"The run waits at {self.waiting.node}: {one_line(self.waiting.question)} Choose {labels}.")
        elif self.log:
            lines.append(self.log[-1][1].text)
        if self.reason and lines[-1:] != [self.reason]:
            lines.append(self.reason)
        lines.extend(self.unused_sentences())
        return "\n".join(lines) + "\n"

    def unused_sentences(self) -> tuple[str, ...]:
        """Return for each choice that was not used a sentence that says so, and why."""
        return tuple(self._not_used(choice) for choice in self.unused)

    def _not_used(self, choice: Choice) -> str:
        node = self.program.nodes[self.program.number[choice.node]]
        branch = choice.label or ",".join(choice.edges)
        return run_sentences.not_used(node, branch, self.visited.count(choice.node), waits=self.waiting is not None)

    @property
    def _asks_how_many(self) -> bool:
        if self.waiting is None or not self.program.stops[self.program.number[self.waiting.node]].asks:
            return False
        return tuple(option.label for option in self.waiting.options) == OFFERED_ITEMS

    def _decisions(self) -> dict[str, list[dict[str, Any]]]:
        chosen = dict.fromkeys(said.node for _, said in self.log if said.event == "choose" and said.node)
        found = {}
        for node in chosen:
            offers = every_offer(self.program, self.program.stops[self.program.number[node]])
            if offers:
                found[node] = [Option(o.edges, o.label, o.targets, greyed=False).to_json() for o in offers]
        return found

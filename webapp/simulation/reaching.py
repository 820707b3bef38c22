"""Answers "How do I get there?": the run with the fewest choices to a node, or why no run leads there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from webapp.domain import Diagram
from webapp.errors import RunRefused
from webapp.graph import source_nodes
from webapp.simulation import reaching_sentences as sentences
from webapp.simulation.compiler import compile_program
from webapp.simulation.engine import DEFAULTS, run
from webapp.simulation.program import Program, bits
from webapp.simulation.run_options import RunOptions
from webapp.simulation.script import Choice
from webapp.simulation.searching import MOST_WORK, NEVER, Search, Way, least_costs
from webapp.simulation.situations import Situations
from webapp.simulation.trace import Trace


class Reach(NamedTuple):
    """The answer.

    Attributes:
        found: whether there is a run.
        choices: its choices, those that were given and kept included.
        at: after how many firings it is there: the node has just fired, or is a decision at which the run asks.
        message: how many choices it takes, or why there is none, in a sentence.
        explored: whether the answer is certain; false where the search was given up.
        kept: how many of the given choices the run has; fewer than all where it needs other choices.
    """

    found: bool
    choices: tuple[Choice, ...]
    at: int
    message: str
    explored: bool
    kept: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON values."""
        return {**self._asdict(), "choices": [choice.to_json() for choice in self.choices]}


def reach(
    diagram: Diagram,
    node: str,
    choices: Iterable[Choice] = (),
    options: RunOptions = DEFAULTS,
    since: int | None = None,
) -> Reach:
    """Return the run to a node that goes on from given choices with the fewest further ones, then the fewest firings.

    Every decision is a choice here, also where the options would take the first branch or draw one. Branches that the
    count of a loop rules out are not taken. Where no run goes on to the node, as many of the given choices are kept as
    possible.

    Args:
        diagram: what is run.
        node: the id of the node.
        choices: those of a run up to where it is.
        options: how the diagram is understood.
        since: how many firings there were where the run is; else as many as up to the last given choice.

    Raises:
        RunRefused: there is no such node, a choice does not fit, or the diagram cannot be run.
    """
    asking = replace(options, choices="ask")
    program = compile_program(diagram, asking)
    if node not in program.number:
        raise RunRefused(f"there is no node {node!r} to which a run could lead")
    return _Reaching(diagram, program, asking, node).answer(tuple(choices), since)


class _Reaching:
    def __init__(self, diagram: Diagram, program: Program, options: RunOptions, node: str) -> None:
        self.diagram = diagram
        self.program = program
        self.options = options
        self.target = program.number[node]
        self.node = program.nodes[self.target]
        self.situations = Situations(program)
        self.given: tuple[Choice, ...] = ()

    def answer(self, choices: tuple[Choice, ...], since: int | None) -> Reach:
        if reason := self._nothing_leads_there():
            return _none(reason)
        begun = self._run(choices)
        given = begun.choices if choices else ()
        search = Search(self.situations, self.target)
        if (found := self._on_from(begun, given, search, since)) is not None:
            return found
        if search.given_up:
            return _none(sentences.given_up(self.node), explored=False)
        other = self._otherwise(given, since)
        return other if other is not None else _none(self._reason(begun, search))

    def _on_from(
        self, begun: Trace, given: tuple[Choice, ...], search: Search, since: int | None = None
    ) -> Reach | None:
        """Return the run that goes on from choices, if one leads to the node."""
        self.given = given
        at = self._arrival(begun, _last_choice(begun) if since is None else since)
        if at is not None:
            return self._found(at, ())
        if begun.waiting and (way := search.way(self.situations.of(begun))) is not None:
            return self._along(begun, way)
        return None

    def _otherwise(self, given: tuple[Choice, ...], since: int | None) -> Reach | None:
        """Return the run that keeps as many of the given choices as possible, if one leads to the node.

        Where a run goes on from some choices, one goes on from fewer of them too.
        """
        best: tuple[Reach, Trace] | None = None
        search = Search(self.situations, self.target, MOST_WORK * 4)
        # Where the run has gone on behind its last choice, all of them may lead there too, only earlier.
        least, most = 0, len(given) + (since is not None)
        while least < most and not search.given_up:
            kept = (least + most) // 2
            begun = self._run(given[:kept])
            found = self._on_from(begun, given[:kept], search)
            if found is None or not found.found:
                most = kept
            else:
                best, least = (found, begun), kept + 1
        if best is None:
            return _none(sentences.given_up(self.node), explored=False) if search.given_up else None
        found, begun = best
        if found.kept == len(given) or begun.waiting is None:
            return found._replace(message=sentences.earlier(self.node, found.at))
        at, step = self.diagram.node[begun.waiting.node], begun.steps + 1
        return found._replace(message=sentences.otherwise(self.node, at, step, found.at))

    def _along(self, begun: Trace, way: Way) -> Reach:
        """Return the run that goes on along a way."""
        asked = [(self.program.nodes[at.number].id, answer) for at, answer, _ in way]
        run_on = self._run((*self.given, *(Choice(node, answer.label, answer.edges) for node, answer in asked)))
        at = self._arrival(run_on, begun.steps)
        if at is None:
            return _none(sentences.too_long(self.node))
        visits = [run_on.firings[: begun.steps + after].count(at.number) + 1 for at, _, after in way]
        return self._found(
            at,
            tuple(
                Choice(node, answer.label, answer.edges, visit)
                for (node, answer), visit in zip(asked, visits, strict=True)
            ),
        )

    def _found(self, at: int, further: tuple[Choice, ...]) -> Reach:
        message = sentences.found(self.node, len(further), at)
        return Reach(True, (*self.given, *further), at, message, explored=True, kept=len(self.given))

    def _run(self, choices: Iterable[Choice]) -> Trace:
        return run(self.diagram, choices, None, self.options)

    def _arrival(self, trace: Trace, since: int) -> int | None:
        """Return after how many firings, since so many, a run is at the node for the first time, if it ever is."""
        if self.target in trace.firings[since:]:
            return trace.firings.index(self.target, since) + 1
        return trace.steps if trace.waiting and trace.waiting.node == self.node.id else None

    def _nothing_leads_there(self) -> str:
        """Return why no way leads to the node from where runs start, or nothing if one does."""
        least = least_costs(self.program, self.target)
        if any(least[start] < NEVER for start in self.program.starts):
            return ""
        sources = [node for node in source_nodes(self.diagram) if least[self.program.number[node]] < NEVER]
        others = [self.diagram.node[node] for node in sources if node != self.node.id]
        if others:
            return sentences.only_from_others(self.node, others)
        if not self.program.behind[self.target]:
            return sentences.leads_nothing(self.node)
        return sentences.apart(self.node)

    def _reason(self, begun: Trace, search: Search) -> str:
        """Return why no run leads to the node although a way does."""
        by_hand = Situations(self.program, by_hand=True)
        start = by_hand.of(begun) if begun.waiting else by_hand.start().situation
        way = Search(by_hand, self.target).way(start, greyed=True) if start and self.program.loops else None
        if way and any(chosen.answer.greyed for chosen in way):
            at, answer, _ = next(chosen for chosen in way if chosen.answer.greyed)
            return sentences.ruled_out(self.node, self.program.nodes[at.number], answer.label)
        waiting = search.stuck | _stuck(begun)
        stuck = [self.program.nodes[number] for number in sorted(waiting) if search.least[number] < NEVER]
        if stuck:
            return sentences.waits(self.node, stuck[0])
        if search.endless or begun.status == "limit":
            return sentences.endless(self.node)
        return sentences.ends_before(self.node)


def _none(message: str, *, explored: bool = True) -> Reach:
    return Reach(False, (), 0, message, explored)


def _stuck(trace: Trace) -> set[int]:
    """Return the numbers of the nodes at which a run waits for ever for a token over an edge."""
    if trace.stopped is None or not trace.stopped.edges:
        return set()
    return {number for number in bits(trace.standing.live) if trace.standing.missing(number)}


def _last_choice(trace: Trace) -> int:
    """Return how many firings had happened with the last choice, that of the node where it was made included."""
    step = max((step for step, _ in trace.decider.asked), default=0)
    if not step or step > trace.steps:
        return step
    # A node that only asked "How many?" fires after the answer.
    return step - (not trace.program.stops[trace.firings[step - 1]].chooses)

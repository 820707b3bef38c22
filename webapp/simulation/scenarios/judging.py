"""Runs a scenario and says whether what it expects holds, and where it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from webapp.domain import Diagram
from webapp.errors import RunRefused
from webapp.simulation.compiler import compile_program
from webapp.simulation.engine import DEFAULTS, NO_WEIGHTS, run
from webapp.simulation.open_questions import every_offer
from webapp.simulation.program import Program
from webapp.simulation.run_options import RunOptions
from webapp.simulation.scenarios import scenario_sentences as sentences
from webapp.simulation.scenarios.facts import RunFacts, facts_of
from webapp.simulation.scenarios.scenario import Expectations, Scenario
from webapp.simulation.script import Choice
from webapp.simulation.trace import Trace


class Failure(NamedTuple):
    """What does not hold.

    Attributes:
        place: where it stands in the scenario, such as `expect.visited[0]` or `choices[2]`.
        message: what was expected and what happened, in a sentence.
        step: the step of the run in which it shows, from 1; None where it shows at the end only.
        part: the id of the node or edge that it is about, if there is one.
    """

    place: str
    message: str
    step: int | None = None
    part: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the failure as JSON values."""
        return self._asdict()


class Judged(NamedTuple):
    """A scenario that was run.

    Attributes:
        scenario: it.
        failures: what does not hold; none if it passes.
        trace: the run; where a choice does not fit the diagram, as far as the choices before it lead.
        facts: what happened in it.
        fits: whether the diagram has a branch for every choice.
    """

    scenario: Scenario
    failures: tuple[Failure, ...]
    trace: Trace
    facts: RunFacts
    fits: bool = True

    @property
    def passed(self) -> bool:
        """Whether everything holds."""
        return not self.failures

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON values; its choices give the same run again."""
        return {
            "name": self.scenario.name,
            "passed": self.passed,
            "failures": [failure.to_json() for failure in self.failures],
            "status": self.trace.status,
            "steps": self.trace.steps,
            "ends_at": list(self.facts.ends),
            "choices": [choice.to_json() for choice in self.trace.choices],
        }


def judge(
    diagram: Diagram,
    scenario: Scenario,
    options: RunOptions = DEFAULTS,
    weights: Mapping[str, float] = NO_WEIGHTS,
) -> Judged:
    """Run a scenario, and compare what happens with what it expects.

    A run that waits for a choice, that is stopped, or that does not use a choice fails: a scenario tells a whole run.

    Args:
        diagram: what is run.
        scenario: its choices and expectations.
        options: how the diagram is understood, the options of the scenario included.
        weights: by edge, how often its branch is drawn where the scenario has a seed.

    Raises:
        RunRefused: the diagram cannot be run.
    """
    program = compile_program(diagram, options)
    choices = fitting(program, scenario.choices)
    refused: list[Failure] = []
    while True:
        try:
            trace = run(diagram, choices, scenario.seed, options, weights)
            break
        except RunRefused as error:
            index = error.details.get("choice")
            if index is None:
                raise
            refused = [Failure(f"choices[{index}]", _sentence(str(error)), part=choices[index].node)]
            choices = choices[:index]
            # Nothing is drawn behind a choice that does not fit: the run shows where the scenario stops to apply.
            options, scenario = replace(options, choices="ask"), replace(scenario, seed=None)
    facts = facts_of(trace)
    if refused:
        refused = [failure._replace(step=trace.steps) for failure in refused]
        return Judged(scenario, tuple(refused), trace, facts, fits=False)
    failures = (
        *_of_run(diagram, trace),
        *_of_expectations(diagram, scenario.expect, facts, trace),
        *_of_choices(trace, choices),
    )
    return Judged(scenario, failures, trace, facts)


def fitting(program: Program, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return choices as this diagram has them: by their edges, and by their labels where these edges are gone.

    So a scenario holds where a label was changed, and also where an edge leads elsewhere.
    """
    known: dict[str, set[str]] = {}
    found = []
    for choice in choices:
        if choice.label and choice.edges and choice.node in program.number:
            if choice.node not in known:
                stop = program.stops[program.number[choice.node]]
                known[choice.node] = {edge for offer in every_offer(program, stop) for edge in offer.edges}
            if not known[choice.node].issuperset(choice.edges):
                choice = replace(choice, edges=())
        found.append(choice)
    return tuple(found)


def _of_run(diagram: Diagram, trace: Trace) -> Iterator[Failure]:
    if trace.waiting is not None:
        node = trace.waiting.node
        yield Failure("choices", sentences.waits(diagram, trace.waiting), trace.steps, node)
    elif trace.status == "limit":
        yield Failure("choices", trace.reason, trace.steps)


def _of_choices(trace: Trace, choices: Sequence[Choice]) -> Iterator[Failure]:
    said = dict(zip(map(id, trace.unused), trace.unused_sentences(), strict=True))
    for index, choice in enumerate(choices):
        if id(choice) in said:
            yield Failure(f"choices[{index}]", f"{said[id(choice)]}.", part=choice.node)


def _of_expectations(diagram: Diagram, expect: Expectations, facts: RunFacts, trace: Trace) -> Iterator[Failure]:
    if expect.ends_at is not None and trace.status == "complete" and set(expect.ends_at) != set(facts.ends):
        yield Failure("expect.ends_at", sentences.ends(diagram, expect.ends_at, facts.ends), trace.steps)
    yield from _of_parts(diagram, expect, facts)
    for index, (first, second) in enumerate(zip(expect.order, expect.order[1:], strict=False)):
        steps = facts.first.get(first), facts.first.get(second)
        if steps[0] is not None and steps[1] is not None and steps[0] > steps[1]:
            message = sentences.out_of_order(diagram, first, steps[0], second, steps[1])
            yield Failure(f"expect.order[{index}]", message, steps[1], second)
    for part, expected in expect.count.items():
        found = facts.counts[part]
        if not expected[0] <= found <= expected[1] and _is_known(diagram, part):
            message = sentences.counted(diagram, part, expected, found)
            yield Failure(f"expect.count.{part}", message, facts.first.get(part), part)


def _of_parts(diagram: Diagram, expect: Expectations, facts: RunFacts) -> Iterator[Failure]:
    for name in ("visited", "not_visited", "order", "ends_at"):
        for index, part in enumerate(getattr(expect, name) or ()):
            place, step = f"expect.{name}[{index}]", facts.first.get(part)
            if not _is_known(diagram, part):
                yield Failure(place, sentences.unknown_part(part), part=part)
            elif name in ("visited", "order") and step is None:
                yield Failure(place, sentences.not_visited(diagram, part), part=part)
            elif name == "not_visited" and step is not None:
                yield Failure(place, sentences.visited(diagram, part, step), step, part)
    for part in expect.count:
        if not _is_known(diagram, part):
            yield Failure(f"expect.count.{part}", sentences.unknown_part(part), part=part)


def _is_known(diagram: Diagram, part: str) -> bool:
    return part in diagram.node or part in diagram.edge


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}."

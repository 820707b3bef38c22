"""Runs the scenarios of companions, proposes missing ones, and compares what two versions do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from webapp.domain import Diagram
from webapp.dsl.difference import Kind, compare
from webapp.errors import RunRefused
from webapp.services.companion_checks import check_drawing, check_options, check_scenarios, check_weights
from webapp.services.parsed_text import ParsedText
from webapp.services.running import chosen_options
from webapp.simulation import RunOptions, merged, weights_from_json
from webapp.simulation.analysis import ShortRun
from webapp.simulation.compiler import compile_program
from webapp.simulation.scenarios import (
    BehaviourDifference,
    Coverage,
    Expectations,
    Judged,
    Proposal,
    Scenario,
    Version,
    compare_behaviour,
    coverage,
    judge,
    propose,
    run_through,
)

MOST_STEPS = 150_000
"""Steps of all scenarios of one request: about two seconds, most of it for telling what happens in them.

A file on the command line has no such limit."""


@dataclass(frozen=True)
class ScenarioResults:
    """The scenarios of a companion that were run, in their order, and what they come to."""

    judged: tuple[Judged, ...]
    coverage: Coverage

    @property
    def passed(self) -> bool:
        """Whether all pass."""
        return all(each.passed for each in self.judged)

    def to_json(self) -> dict[str, Any]:
        """Return the results as JSON values."""
        return {
            "passed": self.passed,
            "results": [each.to_json() for each in self.judged],
            "coverage": self.coverage.to_json(),
        }


@dataclass(frozen=True)
class Through:
    """The shortest run to a part, or why there is none."""

    run: ShortRun | None
    message: str
    explored: bool


class ScenarioService:
    """Works with the scenarios of companions. All methods raise `RunRefused` if a diagram cannot be run."""

    def run_all(self, parsed: ParsedText, *, limited: bool = True) -> ScenarioResults:
        """Run all scenarios of a companion.

        Raises:
            InvalidRequest: the scenarios, or the options of the companion or of a scenario, are not valid; the message
                has the path.
            RunRefused: the runs have more steps than the limit.
        """
        diagram = parsed.document.diagram
        judged = tuple(self._judged(parsed, diagram, scenarios_of(parsed), limited=limited))
        program = compile_program(diagram, RunOptions.from_json(chosen_options(parsed, {})))
        return ScenarioResults(judged, coverage(diagram, program, [each.facts for each in judged]))

    def propose(self, parsed: ParsedText) -> Proposal:
        """Return few scenarios for what those of the companion do not come to.

        Raises:
            InvalidRequest: see `run_all`.
        """
        known = [each.facts for each in self.run_all(parsed).judged]
        options = RunOptions.from_json(chosen_options(parsed, {}))
        return propose(parsed.document.diagram, known, options, {each.name for each in scenarios_of(parsed)})

    def through(self, parsed: ParsedText, part: str) -> Through:
        """Return the shortest run that comes to a node or crosses an edge.

        Raises:
            InvalidRequest: an option of the companion is not valid.
            RunRefused: the diagram has no such part.
        """
        run, explored = run_through(parsed.document.diagram, part, RunOptions.from_json(chosen_options(parsed, {})))
        if run is not None:
            message = ""
        elif explored:
            message = "No run leads there."
        else:
            message = "No run that leads there was found. There are too many to look at all of them."
        return Through(run, message, explored)

    def compare(self, before: ParsedText, after: ParsedText) -> BehaviourDifference:
        """Return what two versions do differently: simple paths, and the scenarios of either, each run on both.

        Where both have a scenario of one name, each version runs its own.

        Raises:
            InvalidRequest: see `run_all`.
        """
        renamed = compare(before.document.diagram, after.document.diagram).renamed
        nodes = dict(renamed.get(Kind.NODE, {}))
        edges = dict(renamed.get(Kind.EDGE, {}))
        old, new = (list(scenarios_of(parsed)) for parsed in (before, after))
        backwards = {new_id: old_id for names in (nodes, edges) for old_id, new_id in names.items()}
        names = ({each.name for each in old}, {each.name for each in new})
        old_ones = [*old, *(_renamed(each, backwards) for each in new if each.name not in names[0])]
        new_ones = [*new, *(_renamed(each, {**nodes, **edges}) for each in old if each.name not in names[1])]
        return compare_behaviour(self._version(before, old_ones), self._version(after, new_ones), nodes)

    def _version(self, parsed: ParsedText, scenarios: Sequence[Scenario]) -> Version:
        diagram = parsed.document.diagram
        judged = self._judged(parsed, diagram, scenarios, limited=True)
        options = RunOptions.from_json(chosen_options(parsed, {}))
        return Version(diagram, options, {each.scenario.name: each for each in judged})

    def _judged(
        self, parsed: ParsedText, diagram: Diagram, scenarios: Sequence[Scenario], *, limited: bool
    ) -> list[Judged]:
        weights = parsed.companion.simulation.get("weights", {})
        check_weights(weights)
        of_all = chosen_options(parsed, {})
        judged, left = [], MOST_STEPS
        for index, scenario in enumerate(scenarios):
            check_options(scenario.options, diagram, ("scenarios", index, "options"))
            chosen = merged(of_all, scenario.options)
            if scenario.seed is not None or chosen.get("choices") == "weights":
                check_drawing(weights, chosen, diagram)
            result = judge(diagram, scenario, RunOptions.from_json(chosen), weights_from_json(weights))
            judged.append(result)
            if limited:
                left -= result.trace.steps
                if left < 0:
                    raise RunRefused(
                        f"the scenarios have more than {MOST_STEPS:,} steps together, the limit for one request: "
                        "run them with `lanestep test`, or remove some"
                    )
        return judged


def scenarios_of(parsed: ParsedText) -> list[Scenario]:
    """Return the scenarios of a companion.

    Raises:
        InvalidRequest: their shape is wrong; the message has the path.
    """
    data = [*parsed.companion.scenarios]
    check_scenarios(data)
    return [Scenario.from_json(item) for item in data]


def updated(judged: Judged) -> Scenario:
    """Return a scenario that expects what its run gives, of what it says something about.

    Choices that the run did not use are left out. Where a choice does not fit or one is missing, nothing can be said
    about the end, and the scenario stays as it is.
    """
    scenario, facts = judged.scenario, judged.facts
    if judged.passed or not judged.fits or any(failure.place == "choices" for failure in judged.failures):
        return scenario
    unused = {f"choices[{index}]" for index in range(len(scenario.choices))} & {it.place for it in judged.failures}
    choices = tuple(each for index, each in enumerate(scenario.choices) if f"choices[{index}]" not in unused)
    expect = scenario.expect
    met = facts.counts
    order = [part for part in expect.order if part in met]
    new = Expectations(
        visited=tuple(part for part in expect.visited if part in met),
        not_visited=tuple(part for part in expect.not_visited if part not in met),
        order=tuple(sorted(order, key=facts.first.__getitem__)),
        count={
            part: allowed if allowed[0] <= met[part] <= allowed[1] else (met[part], met[part])
            for part, allowed in expect.count.items()
        },
        ends_at=facts.ends or None if expect.ends_at is not None else None,
    )
    return replace(scenario, choices=choices, expect=new)


def _renamed(scenario: Scenario, names: dict[str, str]) -> Scenario:
    """Return a scenario in the ids of the other version."""

    def now(part: str) -> str:
        return names.get(part, part)

    expect = scenario.expect
    return replace(
        scenario,
        choices=tuple(
            replace(choice, node=now(choice.node), edges=tuple(map(now, choice.edges))) for choice in scenario.choices
        ),
        expect=Expectations(
            visited=tuple(map(now, expect.visited)),
            not_visited=tuple(map(now, expect.not_visited)),
            order=tuple(map(now, expect.order)),
            count={now(part): count for part, count in expect.count.items()},
            ends_at=None if expect.ends_at is None else tuple(map(now, expect.ends_at)),
        ),
    )


__all__ = ["MOST_STEPS", "ScenarioResults", "ScenarioService", "Through", "scenarios_of", "updated"]

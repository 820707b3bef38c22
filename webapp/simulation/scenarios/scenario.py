"""A scenario: a run with a name, and what must hold at its end. The shape of its JSON is checked elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.simulation.script import Choice

MOST = 20_000
"""As often as nothing can happen in a run; a count without a limit has it."""

Range = tuple[int, int]
"""How often something happens at least and at most."""


@dataclass(frozen=True, slots=True)
class Expectations:
    """What must hold at the end of a run; nodes and edges by id.

    Attributes:
        visited: nodes that fire and edges that are crossed.
        not_visited: nodes and edges of which that is not so.
        order: nodes that fire for the first time in this order.
        count: how often a node fires or an edge is crossed, by id.
        ends_at: the nodes at which tokens end, each of them; None where it does not matter.
    """

    visited: tuple[str, ...] = ()
    not_visited: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    count: Mapping[str, Range] = field(default_factory=dict)
    ends_at: tuple[str, ...] | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Expectations:
        """Read expectations from JSON of the right shape."""
        return cls(
            visited=tuple(data.get("visited", ())),
            not_visited=tuple(data.get("not_visited", ())),
            order=tuple(data.get("order", ())),
            count={part: _range(value) for part, value in data.get("count", {}).items()},
            ends_at=tuple(data["ends_at"]) if data.get("ends_at") else None,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the expectations as JSON values, without empty ones."""
        values = {
            "visited": list(self.visited),
            "not_visited": list(self.not_visited),
            "order": list(self.order),
            "count": {part: _count(value) for part, value in self.count.items()},
            "ends_at": list(self.ends_at or ()),
        }
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class Scenario:
    """A run with a name.

    Attributes:
        name: what people call it.
        description: what it is about.
        choices: the choices of the run. One that has both edges and a label is found by either.
        seed: for choosing at random where there is no choice.
        options: options of this run beside those of the document, as JSON.
        expect: what must hold at its end.
    """

    name: str
    choices: tuple[Choice, ...] = ()
    expect: Expectations = Expectations()
    description: str = ""
    seed: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Scenario:
        """Read a scenario from JSON of the right shape."""
        return cls(
            name=data["name"],
            choices=tuple(Choice.from_json(choice) for choice in data.get("choices", ())),
            expect=Expectations.from_json(data.get("expect", {})),
            description=data.get("description", ""),
            seed=data.get("seed"),
            options=data.get("options", {}),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the scenario as JSON values, without empty ones."""
        values = {
            "name": self.name,
            "description": self.description,
            "choices": [choice_json(choice) for choice in self.choices],
            "options": dict(self.options),
            "expect": self.expect.to_json(),
        }
        seed = {} if self.seed is None else {"seed": self.seed}
        return {**{name: value for name, value in values.items() if value}, **seed}


def choice_json(choice: Choice) -> dict[str, Any]:
    """Return a choice as a scenario keeps it: without what it does not say."""
    values = {
        "node": choice.node,
        "visit": choice.visit,
        "label": choice.label,
        "edges": list(choice.edges),
    }
    return {name: value for name, value in values.items() if value}


def _range(value: int | Mapping[str, int]) -> Range:
    return (value.get("least", 0), value.get("most", MOST)) if isinstance(value, Mapping) else (value, value)


def _count(value: Range) -> int | dict[str, int]:
    least, most = value
    if least == most:
        return least
    return {**({"least": least} if least else {}), **({"most": most} if most < MOST else {})}

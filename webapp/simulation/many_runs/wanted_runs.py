"""What is asked for: a diagram with a profile, and how many runs. It loads no NumPy, so that a server can ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.domain import Diagram
from webapp.simulation.many_runs.beginning import Begun
from webapp.simulation.run_options import RunOptions


@dataclass(frozen=True)
class Setting:
    """A diagram with a profile, as the JSON of a companion's `simulation` that was checked, and options."""

    diagram: Diagram
    profile: Mapping[str, Any] = field(default_factory=dict)
    options: RunOptions = field(default_factory=RunOptions)


@dataclass(frozen=True)
class Wanted:
    """How many runs, and from where on.

    Attributes:
        runs: how many runs, at most.
        seed: two computations with the same seed are equal.
        warm_up: the share of the runs at the beginning that are left out; None for what is usual.
        within: the runs are enough when the mean is known to so many per cent; None for all of them.
        begun: where the runs begin, if not at the start.
    """

    runs: int = 10_000
    seed: int = 0
    warm_up: float | None = None
    within: float | None = None
    begun: Begun | None = None

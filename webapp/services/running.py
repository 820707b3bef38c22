"""Runs of a diagram."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.services.reading import Reading
from webapp.simulation import Choice, Options, Trace, run


class RunningService:
    """Runs texts. The companion's options hold unless a request says otherwise."""

    def run(
        self,
        reading: Reading,
        choices: Sequence[Mapping[str, Any]] = (),
        seed: int | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> Trace:
        """Run a text up to its end, or to the first decision that is open.

        Raises:
            InvalidRequest: a choice, the seed or an option does not fit.
        """
        # Each is checked by itself too: one that hides the other's mistake would come out only later.
        for part in (reading.companion.options, options or {}):
            Options.from_json(part)
        chosen = Options.from_json({**reading.companion.options, **(options or {})})
        return run(reading.document.diagram, [Choice.from_json(item) for item in choices], seed, chosen)

"""Runs diagrams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.services.parsed_text import ParsedText
from webapp.simulation import Choice, RunOptions, Trace, compact, merged, run, weights_from_json


class RunningService:
    """Runs texts. The options of a request take precedence over those of the companion."""

    def run(
        self,
        parsed: ParsedText,
        choices: Sequence[Mapping[str, Any]] = (),
        seed: int | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> Trace:
        """Run a text to its end, or to the first decision without a choice.

        Raises:
            InvalidRequest: a choice, the seed or an option is not valid.
        """
        # Each is checked alone as well, because an option of the request can hide an invalid one of the companion.
        companion = parsed.companion
        parts = (companion.options, companion.simulation.get("options", {}), options or {})
        for part in parts:
            RunOptions.from_json(part)
        chosen = RunOptions.from_json(merged(*parts))
        weights = weights_from_json(companion.simulation.get("weights", {}))
        return run(parsed.document.diagram, [Choice.from_json(item) for item in choices], seed, chosen, weights)

    def compact(self, trace: Trace, known: str = "") -> dict[str, Any]:
        """Return a trace as its two lists; `known` is the digest of the program's tables that the reader has."""
        return compact(trace, known)

"""Runs diagrams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from webapp.errors import RunRefused
from webapp.services.companion_checks import WEIGHTS, Place, check_drawing, check_options, check_weights
from webapp.services.parsed_text import ParsedText
from webapp.simulation import (
    Choice,
    Reach,
    RunOptions,
    Trace,
    compact,
    merged,
    reach,
    read_replay,
    run,
    weights_from_json,
)

if TYPE_CHECKING:
    from webapp.render.run_marks import RunState


class RunningService:
    """Runs texts. The options of a request take precedence over those of the companion."""

    def run(
        self,
        parsed: ParsedText,
        choices: Sequence[Mapping[str, Any]] = (),
        seed: int | None = None,
        options: Mapping[str, Any] | None = None,
        weights: Mapping[str, Any] | None = None,
    ) -> Trace:
        """Run a text to its end, or to the first decision without a choice; `weights` are in place of the companion's.

        Raises:
            InvalidRequest: a choice, the seed, an option or a weight is not valid; the message has its path.
        """
        chosen = chosen_options(parsed, options or {})
        diagram = parsed.document.diagram
        place: Place = WEIGHTS
        if weights is None:
            weights = parsed.companion.simulation.get("weights", {})
        else:
            place = ("weights",)
        check_weights(weights, place)
        if seed is not None or place != WEIGHTS or chosen.get("choices") == "weights":
            check_drawing(weights, chosen, diagram, place)
        script = [Choice.from_json(item) for item in choices]
        return run(diagram, script, seed, RunOptions.from_json(chosen), weights_from_json(weights))

    def state(self, parsed: ParsedText, replay: str) -> RunState:
        """Return what a run, given as replay text, shows at its position.

        Raises:
            InvalidRequest: the text is no run, a choice does not fit the diagram, or the run is shorter.
        """
        from webapp.render.run_marks import RunState

        wanted = read_replay(replay)
        choices = [choice.to_json() for choice in wanted.choices]
        trace = self.run(parsed, choices, wanted.seed, wanted.options)
        if wanted.at > trace.steps:
            raise RunRefused(
                f"this run has {trace.steps:,} steps here, and its text asks for step {wanted.at:,} (at={wanted.at}): "
                "write a smaller number"
            )
        crossed = (said.edge for step, said in trace.log if said.event == "move" and said.edge and step <= wanted.at)
        played = trace.to_json()
        now = played["changes"][wanted.at - 1] if wanted.at else played["snapshots"]["0"]
        unused = trace.unused_sentences()
        return RunState(Counter(trace.visited[: wanted.at]), Counter(crossed), now["active"], unused)

    def reach(
        self,
        parsed: ParsedText,
        node: str,
        choices: Sequence[Mapping[str, Any]] = (),
        options: Mapping[str, Any] | None = None,
        since: int | None = None,
    ) -> Reach:
        """Return the shortest run that goes on from these choices to a node, or why there is none.

        `since` is how many firings there were where the run is.

        Raises:
            InvalidRequest: a choice, an option or the node is not valid.
        """
        chosen = RunOptions.from_json(chosen_options(parsed, options or {}))
        return reach(parsed.document.diagram, node, [Choice.from_json(item) for item in choices], chosen, since)

    def compact(self, trace: Trace, known: str = "") -> dict[str, Any]:
        """Return a trace as its two lists; `known` is the digest of the program's tables that the reader has."""
        return compact(trace, known)


def chosen_options(parsed: ParsedText, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that hold for a run: those of a request, then those of the companion.

    Raises:
        InvalidRequest: an option of either is not valid; one of the request can hide one of the companion.
    """
    companion, diagram = parsed.companion, parsed.document.diagram
    placed = (
        (("options",), companion.options),
        (("simulation", "options"), companion.simulation.get("options", {})),
        (("options",), options),
    )
    for place, part in placed:
        check_options(part, diagram, place)
    return merged(*(part for _, part in placed))

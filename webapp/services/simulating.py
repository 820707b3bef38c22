"""Many runs of a text with its profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.errors import InvalidRequest, RunRefused
from webapp.services.companion_checks import check_profile
from webapp.services.parsed_text import ParsedText
from webapp.services.running import RunningService, chosen_options
from webapp.simulation import RunOptions
from webapp.simulation.many_runs.beginning import Begun, begun_at
from webapp.simulation.many_runs.wanted_runs import Setting, Wanted


def setting_of(
    parsed: ParsedText, profile: Mapping[str, Any] | None = None, options: Mapping[str, Any] | None = None
) -> Setting:
    """Return what is computed: the diagram of a text, its profile, and the options that hold.

    Args:
        parsed: the text with its companion.
        profile: in place of the `simulation` of the companion.
        options: beside those of the profile.

    Raises:
        InvalidRequest: the profile or an option has a wrong shape; the message has its path.
        RunRefused: they name parts that the diagram does not have, or all weights of a decision are zero.
    """
    diagram = parsed.document.diagram
    used = parsed.companion.simulation if profile is None else profile
    place = ("simulation",) if profile is None else ("profile",)
    chosen = chosen_options(parsed, {**(used.get("options", {}) if profile is not None else {}), **(options or {})})
    check_profile(used, chosen, diagram, place)
    if not diagram.nodes:
        raise RunRefused("There is nothing to run: the diagram has no nodes.")
    if used.get("batches") and not used.get("arrivals"):
        raise RunRefused(f"{place[0]}.batches needs arrivals: say how often runs begin, in {place[0]}.arrivals")
    return Setting(diagram, {name: value for name, value in used.items() if name != "statements"},
                   RunOptions.from_json(chosen))  # fmt: skip


def begun_after(
    parsed: ParsedText, choices: Sequence[Mapping[str, Any]], seed: int | None, options: Mapping[str, Any], at: int
) -> Begun:
    """Return where a run is after so many firings.

    Raises:
        InvalidRequest: a choice is not valid.
        RunRefused: the run has fewer firings.
    """
    trace = RunningService().run(parsed, choices, seed, options)
    if at > trace.steps:
        raise RunRefused(f"this run has {trace.steps:,} steps, and runs should go on after step {at:,}")
    return begun_at(trace, at)


def wanted_of(
    runs: int, seed: int, warm_up: float | None = None, within: float | None = None, begun: Begun | None = None
) -> Wanted:
    """Return what is asked for.

    Raises:
        InvalidRequest: a share is none.
    """
    if warm_up is not None and not 0 <= warm_up < 1:
        raise InvalidRequest("warm_up must be a share from 0 to below 1", field="warm_up")
    if within is not None and within <= 0:
        raise InvalidRequest("within must be per cent above 0", field="within")
    return Wanted(runs, seed, warm_up, within, begun)

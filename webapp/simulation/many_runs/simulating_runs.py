"""Many runs of a diagram: the entry of this room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from webapp.simulation.many_runs.computing import Computed, compute
from webapp.simulation.many_runs.intervals import mean_of, percentiles
from webapp.simulation.many_runs.model import Model, model_of
from webapp.simulation.many_runs.result_sentences import sentences
from webapp.simulation.many_runs.results import result_of
from webapp.simulation.many_runs.wanted_runs import Setting, Wanted

LESS = 0.9
"""To which share a duration is shortened to see what that moves."""
MOST_SHORTENED = 12
"""Nodes whose durations are shortened: those with the most time."""
SHORTENED_RUNS = 2_000
"""Runs for each of them: the same luck makes the difference exact with few."""

Report = Callable[[float], None]


def simulate(
    setting: Setting,
    wanted: Wanted = Wanted(),  # noqa: B008
    other: Setting | None = None,
    report: Report = lambda share: None,
) -> dict[str, Any]:
    """Compute many runs of a diagram, and what they say; the README describes the JSON.

    Args:
        setting: the diagram and its profile.
        wanted: how many runs, and from where on.
        other: another setting or version, to which it is compared with the same luck.
        report: is called with the share that is done.

    Raises:
        RunRefused: there is nothing to run, or it is too much.
    """
    model = model_of(setting.diagram, setting.profile, setting.options)
    computed = compute(model, wanted, lambda share: report(0.6 * share))
    result = result_of(model, computed, wanted.seed)
    result["sensitivity"] = _sensitivity(model, computed, wanted, lambda share: report(0.6 + 0.2 * share))
    if other:
        second = model_of(other.diagram, other.profile, other.options)
        same = Wanted(len(computed.total), wanted.seed, wanted.warm_up, None, wanted.begun)
        compared = compute(second, same, lambda share: report(0.8 + 0.2 * share))
        result["other"] = result_of(second, compared, wanted.seed)
        result["difference"] = _difference(computed, compared)
    result["sentences"] = sentences(model, result)
    report(1)
    return result


def _sensitivity(model: Model, computed: Computed, wanted: Wanted, report: Report) -> list[dict[str, Any]]:
    """Return by how much the mean changes when one duration gets shorter, the largest change first."""
    tallies = computed.tallies
    spent = [
        (float(tallies.work[number] + tallies.queue[number]), number)
        for number, duration in enumerate(model.durations)
        if duration and tallies.work[number] > 0
    ]
    chosen = [number for _, number in sorted(spent, reverse=True)[:MOST_SHORTENED]]
    fewer = Wanted(min(SHORTENED_RUNS, len(computed.total)), wanted.seed, wanted.warm_up, None, wanted.begun)
    usual = compute(model, fewer) if chosen else computed
    found = []
    for place, number in enumerate(chosen):
        shorter = compute(model.longer(number, LESS), fewer)
        both = usual.counted & shorter.counted
        change, half = mean_of((shorter.total - usual.total)[both], usual.queued)
        found.append({"node": model.program.nodes[number].id, "change": change, "interval": half})
        report((place + 1) / len(chosen))
    return sorted(found, key=lambda row: row["change"])


def _difference(computed: Computed, compared: Computed) -> dict[str, Any]:
    """Return by how much the other setting takes longer, run by run with the same luck."""
    both = computed.counted & compared.counted
    one, other = computed.total[both], compared.total[both]
    mean, half = mean_of(other - one, computed.queued or compared.queued)
    before, after = percentiles(one), percentiles(other)
    changes = {name: after[place] - before[place] for place, name in enumerate(("p50", "p90", "p99"))}
    return {"mean": mean, "interval": half, "runs": int(both.sum()), **changes}

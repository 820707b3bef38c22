"""What the result of many runs says, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webapp.domain import one_line
from webapp.simulation.many_runs.model import Model

BUSY = 0.8
"""The share of its time above which a lane is marked: beyond it, queues grow fast."""
FULL = 0.995
"""The share at which more comes in than can be done."""
LARGE = 0.15
"""The share of all time from which on it is worth a sentence that a node has it."""
FEW_RUNS = 100


def said_time(value: float, unit: str) -> str:
    """Return a time with its unit, in three digits.

    >>> said_time(68.04, "minutes"), said_time(1, "hours")
    ('68 minutes', '1 hour')
    """
    number = said_number(value)
    return f"{number} {unit[:-1] if number == '1' else unit}"


def said_number(value: float) -> str:
    """Return a number in about three digits.

    >>> said_number(0.1234), said_number(1234.5), said_number(20)
    ('0.123', '1,234', '20')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) < 10 else f"{value:.1f}".removesuffix(".0")


def sentences(model: Model, result: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return sentences, each with the part of the result that it is about."""
    found: list[tuple[str, str]] = []
    unit, total = model.unit, result["total"]
    names = {node.id: one_line(node.text) for node in model.program.nodes}
    if result["limited"]:
        one = result["limited"] == 1
        found.append(
            (
                "total",
                f"{result['limited']:,} of {result['runs']:,} runs {'was' if one else 'were'} stopped because "
                f"{'it looks' if one else 'they look'} endless; {'it does' if one else 'they do'} not count.",
            )
        )
    if total["most"] > 0:
        found.append(("total", f"9 of 10 runs are complete within {said_time(total['p90'], unit)}."))
    elif result["counted"]:
        found.append(("total", "No node has a duration yet: only visits are counted."))
    if 0 < result["counted"] < FEW_RUNS:
        found.append(("total", "These are few runs: a second computation may say something else."))
    found += _about_nodes(result, names)
    found += _about_lanes(result, unit)
    if result["sensitivity"] and result["sensitivity"][0]["change"] < 0:
        most = result["sensitivity"][0]
        less = said_time(-most["change"], unit)
        found.append(
            ("sensitivity", f'10 % less time at "{names[most["node"]]}" makes a run {less} shorter on average.')
        )
    if "difference" in result:
        found.append(("difference", _about_difference(result["difference"], unit)))
    return [{"about": about, "text": text} for about, text in found]


def _about_nodes(result: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[str, str]]:
    total = result["split"]["total"]
    spent = [(row["work"] + row["queue"] + row["timetable"] + row["batch"], row["id"]) for row in result["nodes"]]
    most, node = max(spent, default=(0.0, ""))
    if total <= 0 or most < LARGE * total:
        return []
    return [("nodes", f'{most / total:.0%} of the time is spent at "{names[node]}".'.replace("%", " %", 1))]


def _about_lanes(result: Mapping[str, Any], unit: str) -> list[tuple[str, str]]:
    used = [(lane["use"], lane) for lane in result["lanes"] if lane.get("use")]
    if not used:
        return []
    use, lane = max(used, key=lambda one: one[0])
    name, capacity = one_line(lane["name"]), lane["capacity"]
    if use >= FULL:
        return [("lanes", f'More comes in at "{name}" than it can do: the queue grows as long as runs begin.')]
    if use < BUSY:
        return []
    fewer = use * capacity / (capacity + 1)
    return [
        (
            "lanes",
            f'"{name}" is the bottleneck: it works {use:.0%} of its time. '.replace("%", " %")
            + f"One more would lower that to {fewer:.0%}.".replace("%", " %"),
        )
    ]


def _about_difference(difference: Mapping[str, Any], unit: str) -> str:
    mean, half = difference["mean"], difference["interval"]
    if half is None or abs(mean) <= half:
        return "On average there is no difference that these runs can show."
    more = "longer" if mean > 0 else "less long"
    return (
        f"On average a run takes {said_time(abs(mean), unit)} {more} with the other setting "
        f"(95 % interval: {said_number(mean - half)} to {said_number(mean + half)})."
    )

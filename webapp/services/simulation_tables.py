"""The result of many runs as a table and as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from webapp.domain import Diagram, one_line
from webapp.simulation.many_runs.result_sentences import said_number, said_time

COLUMNS = ("kind", "id", "name", "runs", "mean", "interval", "p50", "p90", "p99", "work", "queue", "timetable",
           "branches", "batch", "use", "cost")  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet begins a formula; names come from anybody."""


def result_csv(result: Mapping[str, Any], diagram: Diagram) -> str:
    """Return the result as CSV: a row for all runs, each outcome, node, edge and lane."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="", extrasaction="ignore", lineterminator="\r\n")
    table.writeheader()
    table.writerow({"kind": "all", "name": result["unit"], "runs": result["counted"], **result["total"]})
    for outcome in result["outcomes"]:
        table.writerow(
            {**outcome, "kind": "outcome", "id": outcome["edge"] or outcome["node"], **_named(outcome["name"])}
        )
    for node in result["nodes"]:
        row = {**node, "kind": "node", "mean": node["visits"], **_named(diagram.node[node["id"]].text)}
        table.writerow(row)
    for edge in result["edges"]:
        label = diagram.edge[edge["id"]].label
        table.writerow({**edge, "kind": "edge", "mean": edge["crossings"], "work": edge["way"], **_named(label)})
    for lane in result["lanes"]:
        table.writerow({**lane, "kind": "lane", **_named(lane["name"]), "queue": lane.get("wait", "")})
    return out.getvalue()


def _named(name: str) -> dict[str, str]:
    name = one_line(name)
    return {"name": f"'{name}" if name.startswith(FORMULA) else name}


def result_lines(result: Mapping[str, Any], diagram: Diagram) -> list[str]:
    """Return the result as lines of text."""
    unit, total = result["unit"], result["total"]
    lines = [f"{result['counted']:,} of {result['runs']:,} runs counted, seed {result['seed']}, times in {unit}", ""]
    lines += _table(
        ("outcome", "share", "mean", "+-", "p50", "p90", "p99"),
        [
            (name, f"{share:.1%}", *(_cell(row[key]) for key in ("mean", "interval", "p50", "p90", "p99")))
            for name, share, row in [
                ("all runs", 1.0, total),
                *((one["name"], one["share"], one) for one in result["outcomes"]),
            ]
        ],
    )
    split = {name: value for name, value in result["split"].items() if value and name != "total"}
    if split:
        parts = ", ".join(f"{name} {said_time(value, unit)}" for name, value in split.items())
        lines += ["", f"time of tokens in a run: {parts}"]
    visited = [row for row in result["nodes"] if row["visits"]]
    lines += ["", *_table(
        ("node", "visits", "work", "waits"),
        [
            (f"{row['id']} {one_line(diagram.node[row['id']].text)}"[:50], _cell(row["visits"]), _cell(row["work"]),
             _cell(row["queue"] + row["timetable"] + row["branches"] + row["batch"]))
            for row in visited
        ],
    )]  # fmt: skip
    used = [lane for lane in result["lanes"] if lane.get("use") is not None]
    if used:
        rows = [
            (one_line(lane["name"]), f"{lane['use']:.0%}", _cell(lane["waiting"]), _cell(lane["wait"])) for lane in used
        ]
        lines += ["", *_table(("lane", "in use", "waiting", "each waits"), rows)]
    return [*lines, "", *(one["text"] for one in result["sentences"])]


def _cell(value: float | None) -> str:
    return "-" if value is None else said_number(value)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head))]
    return [
        "  ".join(row[place].rjust(width) if place else row[0].ljust(width) for place, width in enumerate(widths))
        for row in [head, *rows]
    ]

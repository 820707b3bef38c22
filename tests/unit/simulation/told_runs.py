"""Runs as the browser gets them, with all that Python tells of them: the browser must tell the same."""

from __future__ import annotations

from typing import Any

from webapp.simulation import Trace, compact

MAPS = ("tokens", "visits", "crossings", "replies", "waiting", "loops")


def told_run(trace: Trace) -> dict[str, Any]:
    """Return a run as its lists, and told in full in a short form, which tests/frontend/traces/told.js reads."""
    full = trace.to_json()
    first = full["snapshots"]["0"]
    return {
        "run": compact(trace),
        "told": {
            "entries": [
                [entry[name] for name in ("step", "event", "node", "edge", "edges", "nodes", "by")]
                for entry in full["entries"]
            ],
            "first": {name: value for name, value in first.items() if value or name not in MAPS},
            "changes": full["changes"],
            "choices": [[choice[name] for name in ("node", "visit", "edges", "label")] for choice in full["choices"]],
            "decisions": {
                node: [[option[name] for name in ("edges", "label", "targets")] for option in options]
                for node, options in full["decisions"].items()
            },
        },
    }

"""Whether every word is drawn inside its shape, in many scripts."""

from __future__ import annotations

import argparse

from measure_text import measured, report


def run(chosen: argparse.Namespace) -> None:
    """Print the summary of `measure_text.py`, with the worst three that are outside, if any is."""
    report(measured(chosen.labels), show=3)

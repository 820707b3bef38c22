"""Whether native Graphviz and `graphviz-pure` draw the same: every number of both SVGs compared."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path

from documents import generated, samples

from webapp.config import Settings
from webapp.dsl import parse
from webapp.layout import lay_out
from webapp.render import Renderer

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SIZES = (100, 300)


def run(chosen: argparse.Namespace) -> None:
    """Print a row for each sample and for a generated document of each size."""
    texts = {**samples(), **{f"{size} nodes": generated(chosen.tools, size) for size in SIZES}}
    settings = Settings(Path(), "")
    print("| document | numbers compared | largest difference | equal to the byte |")
    print("|---|---|---|---|")
    with (
        Renderer(replace(settings, engine="dot")) as native,
        Renderer(replace(settings, engine="pure")) as pure,
    ):
        for name, text in texts.items():
            geometry = lay_out(parse(text).diagram)
            ours, theirs = native.svg(geometry), pure.svg(geometry)
            count, difference = _compared(ours, theirs)
            print(f"| {name} | {count} | {difference} | {'yes' if ours == theirs else 'no'} |", flush=True)


def _compared(one: str, other: str) -> tuple[str, str]:
    """Return how many numbers stand in both texts, and by how much two of them differ most."""
    ours, theirs = ([float(number) for number in NUMBER.findall(text)] for text in (one, other))
    if len(ours) != len(theirs):
        return f"{len(ours):,} and {len(theirs):,}", "not the same numbers"
    return f"{len(ours):,}", f"{max(abs(a - b) for a, b in zip(ours, theirs, strict=True)):g}"

"""How good the drawings of ordinary documents are, at once and refined, and whether what must be zero is."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import mean
from typing import Any

from documents import generated, samples
from judging import Judge, judging, words_of

from webapp.layout import LayoutOptions

WAYS = (LayoutOptions(), LayoutOptions(refine=True))

Rows = Sequence[dict[str, Any]]


def run(chosen: argparse.Namespace) -> None:
    """Print a row for each sample, and for the generated documents of each size: seed 1, and the mean over all."""
    print("Read from the drawn SVG in Chromium; every cell says at once / refined. Area is the page's, as times of all")
    print("nodes' area; larger is the refined page against the other.\n")
    print("| document | crossings | bends per edge | route length | area | larger | must be zero and is not |")
    print("|---|---|---|---|---|---|---|")
    with judging(chosen.tools) as judge:
        for name, text in samples().items():
            _print(judge, name, [_judged(judge, text)])
        for size in chosen.sizes:
            pairs = [_judged(judge, generated(chosen.tools, size, seed)) for seed in range(1, chosen.seeds + 1)]
            _print(judge, f"{size} nodes, seed 1", pairs[:1])
            _print(judge, f"{size} nodes, seeds 1-{chosen.seeds}, mean", pairs)


def _judged(judge: Judge, text: str) -> Rows:
    return [judge.row(text, way) for way in WAYS]


def _print(judge: Judge, name: str, pairs: Sequence[Rows]) -> None:
    crossings = _both(pairs, lambda rows: f"{mean(row['cross'] for row in rows):.1f}")
    bends = _both(pairs, lambda rows: f"{sum(row['turns'] for row in rows) / sum(row['edges'] for row in rows):.2f}")
    length = _both(pairs, lambda rows: f"{mean(row['len'] for row in rows):.2f}")
    area = _both(pairs, lambda rows: f"{mean(row['area'] for row in rows):.1f}")
    larger = mean(then["w"] * then["h"] / (first["w"] * first["h"]) - 1 for first, then in pairs)
    wrong = _both(pairs, lambda rows: words_of(sum((Counter(judge.faults(row)) for row in rows), Counter())))
    print(f"| {name} | {crossings} | {bends} | {length} | {area} | {larger:+.0%} | {wrong} |", flush=True)


def _both(pairs: Sequence[Rows], cell: Callable[[Rows], str]) -> str:
    """Return a cell for the drawings at once and one for the refined ones."""
    return " / ".join(cell([pair[way] for pair in pairs]) for way in range(len(WAYS)))

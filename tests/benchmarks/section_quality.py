"""How good the drawings of ordinary documents are, at once and refined, and whether what must be zero is."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from statistics import mean, median
from typing import Any

from documents import generated, samples
from judging import Judge, judging, words_of

from webapp.layout import LayoutOptions

WAYS = (LayoutOptions(), LayoutOptions(refine=True))

COUNTED = ("cross", "wraps", "starts_off", "returned")
"""Columns of which the sum is printed."""

Rows = Sequence[dict[str, Any]]


def run(chosen: argparse.Namespace) -> None:
    """Print a row for each sample, and for the generated documents of each size: seed 1, and the mean over all."""
    print("Read from the drawn SVG in Chromium; every cell says at once / refined. Area is the page's, as times of all")
    print("nodes' area; larger is the refined page against the other.\n")
    print("| document | crossings | bends per edge | route length | area | larger | must be zero and is not |")
    print("|---|---|---|---|---|---|---|")
    drawn: dict[str, Sequence[Rows]] = {}
    with judging(chosen.tools) as judge:
        for name, text in samples().items():
            drawn[name] = [_judged(judge, text)]
            _print(judge, name, drawn[name])
        drawn["all samples"] = [pair for pairs in list(drawn.values()) for pair in pairs]
        if chosen.documents:
            pairs, unread = [], []
            for path in chosen.documents:
                try:
                    pairs.append(_judged(judge, path.read_text("utf-8")))
                except ValueError:  # the tools read something else in it
                    unread.append(path.stem)
                else:
                    _print(judge, path.stem, pairs[-1:])
            drawn[f"{len(pairs)} further documents"] = pairs
            if unread:
                print(f"| not judged: {', '.join(unread)} |", flush=True)
        first, last = chosen.first_seed, chosen.first_seed + chosen.seeds - 1
        for size in chosen.sizes:
            pairs = [_judged(judge, generated(chosen.tools, size, seed)) for seed in range(first, last + 1)]
            _print(judge, f"{size} nodes, seed {first}", pairs[:1])
            _print(judge, f"{size} nodes, seeds {first}-{last}, mean", pairs)
            drawn[f"{size} nodes, seeds {first}-{last}"] = pairs
    groups = [pairs for name, pairs in drawn.items() if name not in samples()]
    drawn["all of them"] = [pair for pairs in groups for pair in pairs]
    _print_pages(drawn)


def _print_pages(drawn: Mapping[str, Sequence[Rows]]) -> None:
    """Print how well the refined drawings fit a window, and what that costs; the columns are those of the tool."""
    print(
        "\nRefined: how many fit 1240 x 640 px at a scale of 0.75 and of 0.9; sums of crossings, wraps, starts_off and"
    )
    print("returned; means of bends/e', length, area and hug; the median of empty.\n")
    print("| documents | fit | crossings | wraps | starts_off | returned | bends/e' | length | area | hug | empty |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for name, pairs in drawn.items():
        rows = [pair[-1] for pair in pairs]
        if rows:
            fit = " / ".join(str(sum(row["fit"] >= scale for row in rows)) for scale in (0.75, 0.9))
            counts = " | ".join(str(sum(row[key] for row in rows)) for key in COUNTED)
            bends, length, area, hug = (mean(row[key] for row in rows) for key in ("bends/e'", "len", "area", "hug"))
            means = f"{bends:.2f} | {length:.2f} | {area:.1f} | {hug:.3f} | {median(row['empty'] for row in rows):.2f}"
            print(f"| {name} | {fit} of {len(rows)} | {counts} | {means} |", flush=True)


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

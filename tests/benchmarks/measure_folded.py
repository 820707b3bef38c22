#!/usr/bin/env python3
"""Judges folded drawings as they are drawn, with the rules of `measure_layout.py` band by band (see `bands.py`).

    .venv/bin/python tests/benchmarks/measure_folded.py [--fold WIDTH] DOCUMENT.fz ...

The tools stand in a folder `shared/tools` beside the project, or in the one given with --tools.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from documents import TOOLS
from judging import judging

from webapp.layout import LayoutOptions


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 1 if a column that must be zero is not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fold", type=float, default=1400)
    parser.add_argument("--tools", type=Path, default=TOOLS)
    parser.add_argument("documents", nargs="+", type=Path)
    chosen = parser.parse_args(arguments)
    with judging(chosen.tools) as judge:
        total = dict.fromkeys(judge.must_be_zero, 0)
        columns = ["rows", *judge.shown, *judge.must_be_zero]
        print("\t".join(["document", *columns]))
        for document in chosen.documents:
            row = judge.row(document.read_text(encoding="utf-8"), LayoutOptions(fold=chosen.fold))
            print("\t".join([document.name, *(str(row[column]) for column in columns)]), flush=True)
            for key in total:
                total[key] += row[key]
    bad = {key: count for key, count in total.items() if count}
    print(f"{len(chosen.documents)} documents, must be zero and is not: {bad or 'nothing'}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

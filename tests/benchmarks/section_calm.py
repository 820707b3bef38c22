"""What moves when a document is edited, in pictures laid out at once and in refined ones."""

from __future__ import annotations

import argparse

import bench_calm


def run(chosen: argparse.Namespace) -> None:
    """Print the table of `bench_calm.py` for both; refined pictures take ten times as long, so fewer edits are made."""
    tools = ["--tools", str(chosen.tools)]
    print(f"At once, {chosen.edits} edits of each kind:\n", flush=True)
    bench_calm.main(["--edits", str(chosen.edits), *tools])
    print(f"\nRefined, {chosen.refined_edits} edits of each kind:\n", flush=True)
    bench_calm.main(["--refine", "--edits", str(chosen.refined_edits), *tools])

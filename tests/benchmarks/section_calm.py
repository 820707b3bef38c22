"""What moves when a document is edited: in pictures laid out at once, in refined ones, in drafts near refined ones."""

from __future__ import annotations

import argparse

import bench_calm


def run(chosen: argparse.Namespace) -> None:
    """Print the table of `bench_calm.py` for all; refining takes ten times as long, so fewer edits are made."""
    for described, pictures, edits in (
        ("At once", "once", chosen.edits),
        ("Refined", "refined", chosen.refined_edits),
        ("Drafts near the refined picture that is shown", "near", chosen.refined_edits),
    ):
        print(f"{described}, {edits} edits of each kind:\n", flush=True)
        bench_calm.main(["--pictures", pictures, "--edits", str(edits), "--tools", str(chosen.tools)])
        print(flush=True)

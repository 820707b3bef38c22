"""Layouts on standard input to drawings on standard output, one after another, until the input ends.

A program of its own, because laying out a large diagram takes seconds and holds Python's lock all the while. Questions
and answers are pickles, each behind its length in eight bytes: both ends are ours, and nobody else writes to the pipes.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

HEAD = 8


def main() -> None:
    """Answer until the input ends."""
    # Started by its path, so that no variable of the environment decides which program it is.
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from webapp.layout import layout_with_plan

    into, out = sys.stdin.buffer, sys.stdout.buffer
    while head := into.read(HEAD):
        question = into.read(int.from_bytes(head))
        try:
            answer = pickle.dumps(layout_with_plan(*pickle.loads(question)))  # noqa: S301  # our own words come back
        except MemoryError:
            answer = pickle.dumps("memory")
        except Exception as fault:
            answer = pickle.dumps(f"{type(fault).__name__}: {fault}")
        out.write(len(answer).to_bytes(HEAD) + answer)
        out.flush()


if __name__ == "__main__":
    main()

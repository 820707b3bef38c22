"""Reads diagrams from standard input and writes layouts to standard output, until the input ends.

It is a program of its own, because laying out a large diagram takes seconds and holds Python's lock all the time.
Questions and answers are pickles, each preceded by its length in eight bytes. Only our processes write to the pipes.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

HEAD = 8


def main() -> None:
    """Answer until the input ends."""
    # It is started by its path, so that the environment cannot choose another program.
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from webapp.layout import lay_out_with_plan

    into, out = sys.stdin.buffer, sys.stdout.buffer
    while head := into.read(HEAD):
        question = into.read(int.from_bytes(head))
        try:
            answer = pickle.dumps(lay_out_with_plan(*pickle.loads(question)))  # noqa: S301  # from our parent process
        except MemoryError:
            answer = pickle.dumps("memory")
        except Exception as fault:
            answer = pickle.dumps(f"{type(fault).__name__}: {fault}")
        out.write(len(answer).to_bytes(HEAD) + answer)
        out.flush()


if __name__ == "__main__":
    main()

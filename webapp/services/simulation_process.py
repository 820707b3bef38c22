"""Computes many runs in a process of its own: they hold Python's lock for seconds, and can be ended at any moment.

Standard input has a pickle of (setting, what is wanted, another setting or None). Standard output gets a line with the
share that is done now and then, and at the end `=` and the result as JSON, or `!` and why there is none.
"""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path

DONE, REFUSED, FAILED = "=", "!", "?"
STEP = 0.01
"""The least progress that is worth a line."""


def main() -> None:
    """Compute, and write the result."""
    # It is started by its path, so that the environment cannot choose another program.
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from webapp.errors import InvalidRequest
    from webapp.simulation.many_runs.simulating_runs import simulate

    setting, wanted, other = pickle.loads(sys.stdin.buffer.read())  # noqa: S301  # from our parent process
    told = 0.0

    def report(share: float) -> None:
        nonlocal told
        if share - told >= STEP:
            told = share
            _write(f"{share:.3f}")

    try:
        _write(DONE + json.dumps(simulate(setting, wanted, other, report), allow_nan=False))
    except InvalidRequest as error:
        _write(REFUSED + json.dumps(str(error)))
    except MemoryError:
        _write(REFUSED + json.dumps("these runs take too much memory: ask for fewer"))
    except Exception as fault:
        _write(FAILED + json.dumps(f"{type(fault).__name__}: {fault}"))


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

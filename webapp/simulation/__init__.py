"""Runs of a diagram: the compiled program, the engine and the trace."""

from webapp.simulation.compact_trace import compact
from webapp.simulation.engine import run
from webapp.simulation.open_questions import Option, Waiting
from webapp.simulation.reaching import Reach, reach
from webapp.simulation.replay import Replay, read_replay, write_replay
from webapp.simulation.run_options import RunOptions, merged, weights_from_json
from webapp.simulation.script import Choice
from webapp.simulation.trace import Trace

__all__ = [
    "Choice",
    "Option",
    "Reach",
    "Replay",
    "RunOptions",
    "Trace",
    "Waiting",
    "compact",
    "merged",
    "reach",
    "read_replay",
    "run",
    "weights_from_json",
    "write_replay",
]

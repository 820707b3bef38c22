"""Runs of a diagram: the compiled program, the engine and the trace."""

from webapp.simulation.engine import run
from webapp.simulation.run_options import RunOptions
from webapp.simulation.script import Choice
from webapp.simulation.trace import Option, Trace, Waiting

__all__ = ["Choice", "Option", "RunOptions", "Trace", "Waiting", "run"]

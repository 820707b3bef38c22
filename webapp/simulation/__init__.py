"""Runs of a diagram: compiled tables, the engine, the trace that it leaves."""

from webapp.simulation.engine import run
from webapp.simulation.options import Options
from webapp.simulation.script import Choice
from webapp.simulation.trace import Option, Trace, Waiting

__all__ = ["Choice", "Option", "Options", "Trace", "Waiting", "run"]

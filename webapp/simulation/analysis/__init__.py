"""What can go wrong in a run, told before it: all situations of a diagram, findings, and statements about runs."""

from webapp.simulation.analysis.analyzing import Analysis, analyze
from webapp.simulation.analysis.run_findings import RunFinding
from webapp.simulation.analysis.short_runs import ShortRun
from webapp.simulation.analysis.statements import Statement, Verdict

__all__ = ["Analysis", "RunFinding", "ShortRun", "Statement", "Verdict", "analyze"]

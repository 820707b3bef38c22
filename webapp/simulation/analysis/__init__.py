"""What can go wrong in a run, told before it: all situations of a diagram, findings, and statements about runs."""

from webapp.simulation.analysis.analyzing import Analysis, analyze
from webapp.simulation.analysis.run_findings import RunFinding
from webapp.simulation.analysis.run_statements import RunStatement, Verdict, verdict
from webapp.simulation.analysis.short_runs import ShortRun

__all__ = ["Analysis", "RunFinding", "RunStatement", "ShortRun", "Verdict", "analyze", "verdict"]

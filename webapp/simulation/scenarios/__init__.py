"""Scenarios: runs with names and expectations; what they cover, and what differs between two versions."""

from webapp.simulation.scenarios.behaviour import BehaviourDifference, Version, compare_behaviour
from webapp.simulation.scenarios.coverage import Coverage, coverage
from webapp.simulation.scenarios.judging import Failure, Judged, judge
from webapp.simulation.scenarios.proposing import Proposal, propose, run_through
from webapp.simulation.scenarios.scenario import Expectations, Scenario

__all__ = [
    "BehaviourDifference",
    "Coverage",
    "Expectations",
    "Failure",
    "Judged",
    "Proposal",
    "Scenario",
    "Version",
    "compare_behaviour",
    "coverage",
    "judge",
    "propose",
    "run_through",
]

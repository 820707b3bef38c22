"""Says before a run what can go wrong in it, how that is cured, and whether the statements of a companion hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from webapp.domain import Severity
from webapp.services.companion_checks import check_statements
from webapp.services.cures import Cure, cure_of
from webapp.services.faults_in_text import faults_in_text
from webapp.services.parsed_text import ParsedText
from webapp.services.running import chosen_options
from webapp.simulation import RunOptions
from webapp.simulation.analysis import RunFinding, RunStatement, Verdict, analyze

ORDER = {severity: place for place, severity in enumerate(Severity)}


class Cured(NamedTuple):
    """A finding, and what takes away its cause, if the program knows."""

    finding: RunFinding
    cure: Cure | None


class Told(NamedTuple):
    """What is told before a run.

    Attributes:
        findings: what can go wrong, the most serious first.
        verdicts: about the statements of the companion, in their order.
        explored: whether all situations were looked at.
        states: how many were.
    """

    findings: tuple[Cured, ...]
    verdicts: tuple[Verdict, ...]
    explored: bool
    states: int

    @property
    def good(self) -> bool:
        """Whether nothing is wrong for certain: no error, no statement that does not hold."""
        errors = any(finding.severity is Severity.ERROR for finding, _ in self.findings)
        return not errors and not any(verdict.holds is False for verdict in self.verdicts)


def analyse(parsed: ParsedText, options: Mapping[str, Any] | None = None) -> Told:
    """Analyse a text with its companion; options of a request take precedence over those of the companion.

    Raises:
        InvalidRequest: an option or a statement is not valid; the message has its path.
        RunRefused: the diagram cannot be run, or a statement names a part that it does not have.
    """
    document = parsed.document
    chosen = chosen_options(parsed, options or {})
    stated = parsed.companion.simulation.get("statements", [])
    check_statements(stated, document.diagram)
    statements = [RunStatement.from_json(item) for item in stated]
    analysis = analyze(document.diagram, statements, RunOptions.from_json(chosen))
    found = [Cured(finding, cure_of(finding, document.diagram, chosen)) for finding in analysis.findings]
    for problem, finding in faults_in_text(document, analysis):
        fix = Cure(problem.fixes[0].title, problem=(problem.start, 0)) if problem.fixes else None
        found.append(Cured(finding, fix))
    found.sort(key=lambda item: ORDER[item.finding.severity])
    return Told(tuple(found), analysis.verdicts, analysis.explored, analysis.states)

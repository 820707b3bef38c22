"""The answer about what can go wrong in runs; `webapp/simulation/analysis/README.md` says what its parts mean."""

from __future__ import annotations

from typing import Any, Literal

from webapp.dsl.reading.positions import LineIndex
from webapp.services.analysing import Cured, Told
from webapp.services.cures import Cure
from webapp.services.parsed_text import ParsedText
from webapp.web.schemas.reply_base import Reply
from webapp.web.schemas.runs import TakenChoice
from webapp.web.schemas.text_json import start_json


class ShortestRun(Reply):
    """The shortest run to where something happens: its choices, after how many firings, and its text for links."""

    choices: list[TakenChoice]
    at: int
    replay: str


class CuredProblem(Reply):
    """Where the problem of the text begins whose fix this is, as `POST /api/fix` takes it."""

    code: str
    line: int
    column: int
    fix: int


class RunCure(Reply):
    """What takes away the cause: operations of `POST /api/edit`, options of runs to save, or the fix of a problem."""

    title: str
    operations: list[dict[str, Any]]
    options: dict[str, Any] | None
    problem: CuredProblem | None


class RunFinding(Reply):
    """Something that can go wrong in runs, with the parts concerned, the shortest run into it, and a cure."""

    code: str
    severity: Literal["error", "warning", "hint"]
    message: str
    nodes: list[str]
    edges: list[str]
    run: ShortestRun | None
    cure: RunCure | None


class StatementVerdict(Reply):
    """Whether a statement holds: null where not all runs were looked at. `run` shows what is possible, or breaks it."""

    kind: Literal["possible", "never"]
    name: str
    words: str
    holds: bool | None
    message: str
    run: ShortestRun | None


class AnalyzeReply(Reply):
    """What can go wrong in the runs of a diagram, and whether the statements of its companion hold, in their order.

    `explored` is false where there are more situations than are looked at; `states` is how many were.
    """

    findings: list[RunFinding]
    statements: list[StatementVerdict]
    explored: bool
    states: int


def analysis_json(parsed: ParsedText, told: Told) -> dict[str, Any]:
    """Return what was told before a run as JSON values; columns count UTF-16 units."""
    index = LineIndex(parsed.document.text)
    diagram = parsed.document.diagram
    return {
        "findings": [_finding(item, index) for item in told.findings],
        "statements": [verdict.to_json(diagram) for verdict in told.verdicts],
        "explored": told.explored,
        "states": told.states,
    }


def _finding(item: Cured, index: LineIndex) -> dict[str, Any]:
    return {**item.finding.to_json(), "cure": _cure(item.cure, item.finding.code, index) if item.cure else None}


def _cure(cure: Cure, code: str, index: LineIndex) -> dict[str, Any]:
    problem = None
    if cure.problem is not None:
        start, fix = cure.problem
        problem = {"code": code, **start_json(index, start), "fix": fix}
    return {
        "title": cure.title,
        "operations": list(cure.operations),
        "options": cure.options,
        "problem": problem,
    }

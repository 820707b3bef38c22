"""The command `analyze`: what can go wrong in runs, and whether the statements of the companion hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from webapp.cli.common import FOUND, chosen_settings, errors_reported, exit_with, read

if TYPE_CHECKING:
    from webapp.services.analysing import Cured, Told
    from webapp.simulation.analysis import ShortRun, Verdict


@click.command()
@click.argument("file")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def analyze(file: str, form: str) -> None:
    """Tell what can go wrong in runs of a diagram, and whether the statements of its companion hold."""
    from webapp.services.analysing import analyse

    parsed = read(file, chosen_settings())
    with errors_reported():
        told = analyse(parsed)
    if form == "json":
        click.echo(json.dumps(_json(told, file, parsed.document.diagram), ensure_ascii=False, indent=1))
    else:
        from webapp.services.finding_reports import printable

        for line in _lines(told, file):
            click.echo(printable(line))
    if not told.good:
        raise SystemExit(FOUND)
    exit_with(file, parsed)


def _lines(told: Told, file: str) -> list[str]:
    lines = [line for item in told.findings for line in _finding_lines(item, file)]
    for verdict in told.verdicts:
        lines += _verdict_lines(verdict, file)
    counts = [(len(told.findings), "problem"), (len(told.verdicts), "statement"), (told.states, "situation")]
    numbers = ", ".join(f"{count:,} {name}{'s' * (count != 1)}" for count, name in counts)
    return [*lines, f"{numbers}; {'all were' if told.explored else 'not fully'} explored"]


def _finding_lines(item: Cured, file: str) -> list[str]:
    finding, cure = item
    lines = [f"{file}: {finding.severity.value}: {finding.message} [{finding.code}]"]
    if finding.nodes:
        lines.append(f"    nodes: {' '.join(finding.nodes)}")
    if finding.run:
        lines.append(f"    run: {_run_text(finding.run)}")
    return [*lines, f"    cure: {cure.title}"] if cure else lines


def _verdict_lines(verdict: Verdict, file: str) -> list[str]:
    lines = [f"{file}: {verdict.message}"]
    return [*lines, f"    run: {_run_text(verdict.run)}"] if verdict.run else lines


def _run_text(run: ShortRun) -> str:
    """Return the choices of a run as `lanestep run` takes them, and the step that it comes to."""
    choices = " ".join(f"--choose '{choice.node}={choice.label}'" for choice in run.choices)
    return f"{choices or 'without a choice'}, to step {run.at}"


def _json(told: Told, file: str, diagram: Any) -> dict[str, Any]:
    findings = [{**finding.to_json(), "cure": cure.title if cure else None} for finding, cure in told.findings]
    return {
        "path": file,
        "good": told.good,
        "findings": findings,
        "statements": [verdict.to_json(diagram) for verdict in told.verdicts],
        "explored": told.explored,
        "states": told.states,
    }

"""`test`: runs the scenarios of diagrams, for people and for builds."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from webapp.cli.common import FOUND, GOOD, WRONG_USE, chosen_settings, complain, errors_reported
from webapp.errors import LanestepError

if TYPE_CHECKING:
    from webapp.config import Settings
    from webapp.services.parsed_text import ParsedText
    from webapp.services.sources import Source
    from webapp.services.testing_scenarios import ScenarioResults, ScenarioService
    from webapp.simulation.analysis import Verdict

SUFFIX = ".fz"


@dataclass
class _File:
    """A file that was tested; `problem` says why it could not be."""

    path: str
    results: ScenarioResults | None = None
    problem: str = ""
    seconds: float = 0.0
    updated: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.problem and all(not messages for _, messages in self.cases)

    @property
    def cases(self) -> list[tuple[str, list[str]]]:
        """The scenarios and statements by name, each with what does not hold."""
        judged = self.results.judged if self.results else ()
        scenarios = [
            (each.scenario.name, [f"{failure.place}: {failure.message}" for failure in each.failures])
            for each in judged
        ]
        return scenarios + [(each.title, [] if each.holds else [each.message]) for each in self.verdicts]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--junit", metavar="FILE", help="Write the results as JUnit XML too; `-` is standard output.")
@click.option("--update", is_flag=True, help="Write what the runs give now into the expectations that do not hold.")
@click.option("--coverage", is_flag=True, help="List the nodes, edges and branches to which no scenario comes.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def test(paths: tuple[str, ...], junit: str | None, update: bool, coverage: bool, form: str) -> None:
    """Run the scenarios of diagrams, and check their statements: those of files, and of all .fz files in a folder.

    The exit code is 0 if all pass, 1 if one fails, 2 if there are none.
    """
    from webapp.services.junit import junit_xml
    from webapp.services.sources import write_file

    settings = chosen_settings()
    with errors_reported(WRONG_USE):
        found = _found(paths)
    files = [file for file in (_tested(path, named, settings, update) for path, named in found) if file]
    if not files:
        complain(
            f"there are no scenarios in {', '.join(paths)}: save runs as scenarios, or let the editor propose some"
        )
        raise SystemExit(WRONG_USE)
    if junit:
        with errors_reported():
            write_file(junit, junit_xml([(file.path, file.seconds, file.cases, file.problem) for file in files]))
    if form == "json":
        click.echo(json.dumps({"files": [_json(file) for file in files]}, ensure_ascii=False, indent=1))
    elif junit != "-":
        for file in files:
            _print(file, coverage)
        click.echo(_summary(files))
    raise SystemExit(GOOD if all(file.passed for file in files) else FOUND)


def _found(paths: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return the files to test, and whether each was named itself."""
    from webapp.errors import NotFound

    found: dict[str, bool] = {}
    for path in paths:
        if Path(path).is_dir():
            for file in sorted(Path(path).rglob(f"*{SUFFIX}")):
                found.setdefault(str(file), False)
        elif Path(path).exists():
            found[path] = True
        else:
            raise NotFound(f"there is no file or folder {path}")
    return list(found.items())


def _tested(path: str, named: bool, settings: Settings, update: bool) -> _File | None:
    from webapp.dsl import findings_of, is_valid, parse
    from webapp.services.analysing import analyse
    from webapp.services.limits import read_companion
    from webapp.services.parsed_text import ParsedText
    from webapp.services.sources import read_source
    from webapp.services.testing_scenarios import ScenarioService

    begun = time.perf_counter()
    try:
        source = read_source(path, settings.text_limit)
        if not named and not _says_something(source.companion):
            return None
        parsed = ParsedText(parse(source.code), read_companion(source.companion, settings.text_limit))
        if not _says_something(source.companion):
            return _File(path, problem="there are no scenarios and no statements in its companion")
        if not is_valid(parsed.document):
            errors = sum(item.severity == "error" for item in findings_of(parsed.document))
            return _File(
                path, problem=f"the text has {errors} error{'s' * (errors != 1)}; `lanestep check` shows where"
            )
        service = ScenarioService()
        results = service.run_all(parsed, limited=False)
        changed: tuple[str, ...] = ()
        if update and not results.passed:
            results, changed = _update(service, source, parsed, results)
        verdicts = analyse(parsed).verdicts if parsed.companion.simulation.get("statements") else ()
    except LanestepError as error:
        return _File(path, problem=str(error))
    return _File(path, results, "", time.perf_counter() - begun, changed, verdicts)


def _says_something(companion: Mapping[str, Any]) -> bool:
    simulation = companion.get("simulation", {})
    stated = simulation.get("statements") if isinstance(simulation, Mapping) else None
    return bool(companion.get("scenarios") or stated)


def _update(
    service: ScenarioService, source: Source, parsed: ParsedText, results: ScenarioResults
) -> tuple[ScenarioResults, tuple[str, ...]]:
    from dataclasses import replace

    from webapp.services.sources import rewrite_source
    from webapp.services.testing_scenarios import updated

    new = [updated(each) for each in results.judged]
    changed = tuple(each.scenario.name for each, now in zip(results.judged, new, strict=True) if now != each.scenario)
    if not changed:
        return results, ()
    kept = [
        now.to_json() if now != each.scenario else item
        for each, now, item in zip(results.judged, new, parsed.companion.scenarios, strict=True)
    ]
    rewrite_source(source, source.code, {**source.companion, "scenarios": kept})
    again = service.run_all(replace(parsed, companion=replace(parsed.companion, scenarios=tuple(kept))), limited=False)
    return again, changed


def _print(file: _File, coverage: bool) -> None:
    from webapp.services.finding_reports import printable

    click.echo(file.path)
    if file.problem or file.results is None:
        click.echo(f"  FAIL  {printable(file.problem)}")
        return
    for each in file.results.judged:
        mark = "pass" if each.passed else "FAIL"
        changed = "  (updated)" if each.scenario.name in file.updated else ""
        click.echo(f"  {mark}  {printable(each.scenario.name)}{changed}")
        for failure in each.failures:
            click.echo(f"        {failure.place}: {printable(failure.message)}")
    for verdict in file.verdicts:
        click.echo(f"  {'pass' if verdict.holds else 'FAIL'}  {printable(verdict.message)}")
    covered = file.results.coverage
    taken, total = covered.branches
    click.echo(
        f"  covers {len(covered.nodes.runs)} of {len(covered.nodes.runs) + len(covered.nodes.missing)} nodes, "
        f"{len(covered.edges.runs)} of {len(covered.edges.runs) + len(covered.edges.missing)} edges, "
        f"{taken} of {total} branches"
    )
    if coverage:
        for kind, missing in (("node", covered.nodes.missing), ("edge", covered.edges.missing)):
            for part in missing:
                click.echo(f"        no scenario comes to the {kind} {printable(part)}")
        for branch in covered.missing_branches:
            click.echo(f"        no scenario takes {printable(branch.label)} at {printable(branch.node)}")


def _summary(files: list[_File]) -> str:
    cases = [messages for file in files for _, messages in file.cases]
    failed = sum(bool(messages) for messages in cases)
    unread = sum(bool(file.problem) for file in files)
    parts = [f"{len(cases) - failed} passed", f"{failed} failed"]
    if unread:
        parts.append(f"{unread} file{'s' * (unread != 1)} not tested")
    scenarios = sum(len(file.results.judged) for file in files if file.results)
    statements = len(cases) - scenarios
    said = f"{scenarios} scenario{'s' * (scenarios != 1)}"
    if statements:
        said += f" and {statements} statement{'s' * (statements != 1)}"
    return f"{said} in {len(files)} file{'s' * (len(files) != 1)}: {', '.join(parts)}"


def _json(file: _File) -> dict[str, Any]:
    found: dict[str, Any] = {"path": file.path, "passed": file.passed}
    if file.results is None:
        return {**found, "error": file.problem}
    statements = [
        {"message": verdict.message, "holds": verdict.holds, "run": verdict.run.to_json() if verdict.run else None}
        for verdict in file.verdicts
    ]
    told = {**file.results.to_json(), "passed": file.passed}
    return {**found, **told, "statements": statements, "updated": list(file.updated)}

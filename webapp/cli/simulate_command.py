"""The command `simulate`: thousands of runs of a diagram, and where the time goes."""

from __future__ import annotations

import json
import sys

import click

from webapp.cli.common import chosen_settings, errors_reported, exit_with, read

BAR = 30


@click.command()
@click.argument("file")
@click.option("--runs", type=int, default=10_000, show_default=True, help="How many runs, at most 1,000,000.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same answer.")
@click.option(
    "--profile",
    "profile_file",
    metavar="FILE",
    help="A JSON file with weights, durations, arrivals and lanes, instead of the `simulation` of the companion.",
)
@click.option("--against", metavar="FILE", help="Another profile, to which it is compared with the same luck.")
@click.option("--within", type=float, help="Stop when the mean is known to so many per cent.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
def simulate(
    file: str, runs: int, seed: int, profile_file: str | None, against: str | None, within: float | None, form: str
) -> None:
    """Compute many runs of a diagram: how long they take, how they end, who is busy, what waits."""
    from webapp.services.finding_reports import printable
    from webapp.services.simulating import setting_of, wanted_of
    from webapp.services.simulation_tables import result_csv, result_lines
    from webapp.services.sources import read_json
    from webapp.simulation.many_runs.simulating_runs import simulate as compute

    settings = chosen_settings()
    parsed = read(file, settings)
    with errors_reported():
        first = setting_of(parsed, read_json(profile_file, settings.text_limit) if profile_file else None)
        other = setting_of(parsed, read_json(against, settings.text_limit)) if against else None
        result = compute(first, wanted_of(runs, seed, None, within), other, _show if sys.stderr.isatty() else _hide)
    if form == "json":
        click.echo(json.dumps(result, ensure_ascii=False, indent=1, allow_nan=False))
    elif form == "csv":
        click.echo(result_csv(result, parsed.document.diagram), nl=False)
    else:
        for line in result_lines(result, parsed.document.diagram):
            click.echo(printable(line))
    exit_with(file, parsed)


def _show(share: float) -> None:
    done = round(share * BAR)
    click.echo(f"\r[{'#' * done}{'.' * (BAR - done)}] {share:4.0%}" + ("\n" if share >= 1 else ""), err=True, nl=False)


def _hide(share: float) -> None:
    pass

"""`diff`: compares two documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from webapp.cli.common import chosen_settings, errors_reported, exit_code, read

if TYPE_CHECKING:
    from webapp.services.parsed_text import ParsedText

THEMES = ("light", "dark", "print", "contrast")


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("-o", "--output", help="Draw the differences in one SVG; `-` is standard output.")
@click.option("--behaviour", is_flag=True, help="Say what runs do differently instead of what is drawn differently.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--theme", type=click.Choice(THEMES), default="light", show_default=True)
def diff(before: str, after: str, output: str | None, behaviour: bool, form: str, theme: str) -> None:
    """Compare two diagrams by meaning; one of them may be `-`.

    Renumbering counts as one change; comments, order of lines and spelling make no difference. With --behaviour,
    scenarios of the companions and simple paths are compared: which appeared, vanished, fail now or end elsewhere.
    """
    from webapp.dsl.difference import compare
    from webapp.services.finding_reports import printable
    from webapp.services.sources import write_file
    from webapp.services.workbench import open_workbench

    if before == after == "-":
        raise click.UsageError("only one of the two can be standard input: give a file for the other")
    settings = chosen_settings()
    old, new = (read(path, settings) for path in (before, after))
    if output is not None:
        with errors_reported(), open_workbench(settings) as bench:
            write_file(output, bench.comparing.compare(old.document.text, new.document.text, theme=theme).svg.encode())
    if behaviour:
        if output is not None:
            raise click.UsageError("--behaviour draws nothing: leave out -o")
        _print_behaviour(old, new, form)
    elif output != "-":
        difference = compare(old.document.diagram, new.document.diagram)
        if form == "json":
            click.echo(json.dumps(difference.to_json(), ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(printable(sentence) for sentence in difference.to_sentences()))
    raise SystemExit(max(exit_code(path, parsed) for path, parsed in ((before, old), (after, new))))


def _print_behaviour(old: ParsedText, new: ParsedText, form: str) -> None:
    from webapp.services.finding_reports import printable
    from webapp.services.testing_scenarios import ScenarioService

    with errors_reported():
        found = ScenarioService().compare(old, new)
    if form == "json":
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
        return
    for change in found.changes:
        click.echo(printable(change.message))
    limit = "" if found.compared_to is None else f" (of those with at most {found.compared_to} choices; there are more)"
    if not found.changes:
        click.echo(f"No difference: {found.paths} paths are the same{limit}.")
    else:
        click.echo(f"{found.paths} path{'s are' if found.paths != 1 else ' is'} the same{limit}.")

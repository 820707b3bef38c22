"""`diff`: compares two documents."""

from __future__ import annotations

import json

import click

from webapp.cli.common import chosen_settings, errors_reported, exit_code, read

THEMES = ("light", "dark", "print", "contrast")


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("-o", "--output", help="Draw the differences in one SVG; `-` is standard output.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--theme", type=click.Choice(THEMES), default="light", show_default=True)
def diff(before: str, after: str, output: str | None, form: str, theme: str) -> None:
    """Compare two diagrams by meaning; one of them may be `-`.

    Renumbering counts as one change; comments, order of lines and spelling make no difference.
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
    if output != "-":
        difference = compare(old.document.diagram, new.document.diagram)
        if form == "json":
            click.echo(json.dumps(difference.to_json(), ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(printable(sentence) for sentence in difference.to_sentences()))
    raise SystemExit(max(exit_code(path, parsed) for path, parsed in ((before, old), (after, new))))

"""`convert`: a diagram into another format, or a foreign file into our language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.common import GOOD, chosen_settings, complain, errors_reported, exit_code

if TYPE_CHECKING:
    from webapp.services.converting import Converted


@click.command()
@click.argument("file")
@click.option("--to", "target", metavar="FORMAT", help="Format to write (default: by the name of the output file).")
@click.option("--from", "source", metavar="FORMAT", default="", help="Format to read (default: by the content).")
@click.option("-o", "--output", default="-", help="File to write (default: standard output).")
def convert(file: str, target: str | None, source: str, output: str) -> None:
    """Convert a diagram between formats; `-` is standard input.

    Reads fz, json, csv, mermaid and swimlane; writes also sequence, dot and bpmn. What a format cannot hold is listed
    on standard error. A companion is written beside a text in a file.
    """
    from webapp.interchange import OURS, format_of_file
    from webapp.services.converting import FOREIGN_LIMIT
    from webapp.services.converting import convert as converted
    from webapp.services.finding_reports import printable
    from webapp.services.sources import companion_of, read_text, write_file
    from webapp.services.workbench import open_workbench

    chosen = target or format_of_file(output)
    if not chosen:
        raise click.UsageError("give the format to write with --to, such as --to mermaid")
    settings = chosen_settings()
    limit = settings.text_limit
    with errors_reported(), open_workbench(settings) as bench:
        text, _ = read_text(file, FOREIGN_LIMIT * limit)
        companion = companion_of(file, limit) if source in ("", OURS) and format_of_file(file) == OURS else {}
        made = converted(bench.drawing, text, chosen, limit, source, "" if file == "-" else Path(file).name, companion)
        write_file(output, made.data)
        _write_companion(made, output)
    for told, items in (("left out", made.left_out), ("lost", made.lost)):
        for item in items:
            complain(printable(f"{told}: {item}"))
    raise SystemExit(exit_code(file, made.parsed) if made.source == OURS else GOOD)


def _write_companion(made: Converted, output: str) -> None:
    from webapp.interchange import OURS
    from webapp.services.sources import companion_path, write_file

    values = made.parsed.companion.to_json()
    if made.target == OURS and output != "-" and values:
        data = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
        write_file(str(companion_path(Path(output))), data.encode())

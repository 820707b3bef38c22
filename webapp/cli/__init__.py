"""The command line: `lanestep` or `python -m webapp`. Each command imports only what it needs, to start quickly.

Exit codes: 0 good, 1 errors in the input (warnings and hints do not count), 2 wrong use.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from webapp import __version__
from webapp.cli.analyze_command import analyze
from webapp.cli.common import (
    FOUND,
    GOOD,
    WRONG_USE,
    chosen_settings,
    complain,
    errors_reported,
    exit_code_of,
    exit_with,
    read,
    read_choice,
)
from webapp.cli.convert_command import convert
from webapp.cli.diff_command import diff
from webapp.cli.fmt_and_fix import fix, fmt
from webapp.cli.lsp_command import lsp
from webapp.cli.merge_command import merge
from webapp.cli.operator_commands import COMMANDS as OPERATOR_COMMANDS
from webapp.cli.run_command import run as run_command
from webapp.cli.simulate_command import simulate
from webapp.cli.test_command import test
from webapp.config import FOLD_WIDTHS
from webapp.errors import LanestepError

if TYPE_CHECKING:
    from webapp.domain import Diagram
    from webapp.services.companion_checks import CompanionProblem

FORMATS = ("svg", "png", "pdf", "json", "dot")
THEMES = ("light", "dark", "print", "contrast")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="lanestep %(version)s")
def main() -> None:
    """Draw workflows as swimlane diagrams, share them by link, and step through simulated runs."""


@main.command()
@click.option("--host", help="Address to listen on (else LANESTEP_HOST, else 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (else LANESTEP_PORT, else 8000).")
def serve(host: str | None, port: int | None) -> None:
    """Start the web application."""
    import pkgutil

    # By name, because no door may import the server.
    start: Callable[[str | None, int | None], None] = pkgutil.resolve_name("webapp.server:serve")
    with errors_reported():
        start(host, port)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--strict", is_flag=True, help="Report broken rules of the language as errors, as other tools do.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(files: tuple[str, ...], strict: bool, form: str) -> None:
    """List the problems in diagrams; `-` is standard input."""
    from webapp.dsl import is_valid, parse
    from webapp.services.finding_reports import companion_text, findings_json, findings_summary, findings_text
    from webapp.services.sources import read_source

    settings = chosen_settings()
    status, results, documents = GOOD, [], []
    for path in files:
        try:
            source = read_source(path, settings.text_limit)
            document = parse(source.code)
        except LanestepError as error:
            status = max(status, exit_code_of(error))
            complain(str(error))
            results.append({"path": path, "valid": False, "error": {"code": error.code, "message": str(error)}})
            continue
        documents.append(document)
        beside = _problems_beside(source.companion, document.diagram)
        status = max(status, GOOD if is_valid(document, strict=strict) and not beside else FOUND)
        if form == "json":
            companion = {"companion": [item._asdict() for item in beside]} if beside else {}
            results.append({**findings_json(path, document, strict=strict), **companion})
        else:
            click.echo(findings_text(path, document, strict=strict), nl=False)
            click.echo(companion_text(path, beside), nl=False)
    if form == "json":
        click.echo(json.dumps({"files": results}, ensure_ascii=False, indent=1))
    elif documents:
        summary = findings_summary(documents, strict=strict)
        click.echo(f"{summary} in {len(documents)} file{'s' if len(documents) > 1 else ''}")
    raise SystemExit(status)


def _problems_beside(companion: Mapping[str, Any], diagram: Diagram) -> list[CompanionProblem]:
    # The library that checks companions takes longer to load than a text to check.
    if not companion.keys() - {"title", "description", "encoding"}:
        return []
    from webapp.services.companion_checks import companion_problems

    return companion_problems(companion, diagram)


@main.command()
@click.argument("file")
@click.option("-o", "--output", required=True, help="File to write; `-` is standard output.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="File format (default: from the file extension, else svg)."
)
@click.option("--theme", type=click.Choice(THEMES), default="light", show_default=True)
@click.option(
    "--scale", type=click.FloatRange(0.1, 16), help="Pixels per unit in a PNG (default: 2, or as many as are possible)."
)
@click.option(
    "--id-prefix",
    default="",
    metavar="TEXT",
    help="Beginning of all ids in an SVG, so that two SVGs in one page share none.",
)
@click.option("--thumbnail", is_flag=True, help="A small SVG of shapes and lines, without text.")
@click.option(
    "--direction",
    type=click.Choice(["right", "down"]),
    help="Direction of the flow (default: as the companion says). Sides are turned as in the editor.",
)
@click.option(
    "--fold",
    type=click.FloatRange(0, FOLD_WIDTHS[1]),
    metavar="WIDTH",
    help="Width at which the picture continues in a new row; 0 for no folding (default: as the companion says).",
)
@click.option(
    "--width",
    type=click.FloatRange(0, FOLD_WIDTHS[1]),
    metavar="WIDTH",
    help="Width that the picture should fit, so that edges to lower lanes may return to the left; 0 for any width "
    "(default: as the companion says).",
)
@click.option(
    "--run",
    is_flag=False,
    flag_value="",
    metavar="[TEXT]",
    help="With the text of a run, what a link to a step has after `#run?`: the run at this step. Without, as the last "
    "option: an SVG that plays a run repeatedly, for example in a README.",
)
@click.option(
    "--choose", "choices", multiple=True, metavar="NODE=LABEL", help="With --run: the branch to take at a decision."
)
@click.option("--seed", type=int, help="With --run: choose the remaining branches at random.")
def render(
    file: str,
    output: str,
    form: str | None,
    theme: str,
    scale: float | None,
    id_prefix: str,
    thumbnail: bool,
    direction: str | None,
    fold: float | None,
    width: float | None,
    run: str | None,
    choices: tuple[str, ...],
    seed: int | None,
) -> None:
    """Draw a diagram; `-` is standard input. If the text has errors, everything that can be read is drawn."""
    from webapp.services.drawing import layout_options
    from webapp.services.export import ExportOptions
    from webapp.services.finding_reports import printable
    from webapp.services.sources import write_file
    from webapp.services.workbench import open_workbench

    animated = run == ""
    chosen = form or PurePath(output).suffix.removeprefix(".").lower() or "svg"
    if chosen not in FORMATS:
        raise click.UsageError(f"the format of {output} is unknown: choose one of {', '.join(FORMATS)} with --format")
    if (thumbnail or animated) and chosen != "svg":
        raise click.UsageError(f"--run and --thumbnail need SVG, not {chosen}: write to a file ending in .svg")
    if run and chosen not in ("svg", "png", "pdf"):
        raise click.UsageError(f"--run needs SVG, PNG or PDF, not {chosen}")
    if thumbnail and run is not None:
        raise click.UsageError("--run and --thumbnail cannot be combined: use one of them")
    if (choices or seed is not None) and not animated:
        raise click.UsageError("--choose and --seed need a run that plays: add --run without a text")
    if thumbnail and (fold or direction == "down"):
        raise click.UsageError("--thumbnail cannot be combined with --fold or --direction down")
    settings = chosen_settings()
    parsed = read(file, settings)
    with errors_reported(), open_workbench(settings) as bench:
        layout = layout_options(direction, fold, width)
        if run is not None:
            from webapp.services.running import chosen_options

            chosen_options(parsed, {})
        if animated:
            with errors_reported(WRONG_USE):
                trace = bench.running.run(parsed, [read_choice(argument) for argument in choices], seed)
            unused = trace.unused_sentences()
            data = bench.export.animation(parsed, trace, theme, layout).data
        else:
            with errors_reported(WRONG_USE):
                state = bench.running.state(parsed, run) if run else None
                unused = state.unused if state else ()
                options = ExportOptions(theme, scale, thumbnail, layout, state, id_prefix=id_prefix)
            data = bench.export.bytes_of(parsed, chosen, options)
        write_file(output, data)
    for sentence in unused:
        complain(printable(sentence))
    exit_with(file, parsed)


for command in (run_command, analyze, simulate, fmt, fix, diff, merge, convert, lsp, test, *OPERATOR_COMMANDS):
    main.add_command(command)

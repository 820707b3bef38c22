"""The command `run`: options, further starts and weights for one run, beside those of the companion."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from webapp.cli.common import FOUND, WRONG_USE, chosen_settings, errors_reported, exit_with, read, read_choice

if TYPE_CHECKING:
    from webapp.domain import Diagram

EXCEPTIONS = ("nodes", "edges")


@click.command()
@click.argument("file")
@click.option(
    "--choose",
    "choices",
    multiple=True,
    metavar="NODE=LABEL",
    help="The branch to take at a decision, in order of visit.",
)
@click.option("--seed", type=int, help="Choose the remaining branches at random; the same seed gives the same run.")
@click.option(
    "--option",
    "options",
    multiple=True,
    metavar="NAME=VALUE",
    help="An option of this run, such as join=all; of one part, nodes.n7.join=all or edges.n7-n8.reply=restart.",
)
@click.option("--also", multiple=True, metavar="NODE", help="A further node at which the run starts.")
@click.option(
    "--weights",
    "weights_file",
    metavar="FILE",
    help='A JSON file with weights of edges, such as {"n7-n8": 3}, instead of those of the companion; '
    "needs --seed or --option choices=weights.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def run(
    file: str,
    choices: tuple[str, ...],
    seed: int | None,
    options: tuple[str, ...],
    also: tuple[str, ...],
    weights_file: str | None,
    form: str,
) -> None:
    """Run a diagram; without a seed the run stops at the first decision without a choice."""
    from webapp.services.running import RunningService, chosen_options
    from webapp.services.sources import read_json

    asked = _options(options, also)
    if weights_file and seed is None and asked.get("choices") != "weights":
        raise click.UsageError("--weights needs --seed N or --option choices=weights: nothing is drawn otherwise")
    settings = chosen_settings()
    parsed = read(file, settings)
    with errors_reported():
        of_companion = chosen_options(parsed, {})
    if seed is not None and {**of_companion, **asked}.get("choices") == "first":
        raise click.UsageError(
            "--seed changes nothing where the option choices is first, because every decision takes its first branch: "
            "leave it out, or add --option choices=ask"
        )
    _check_parts(asked, {**of_companion, **asked}, parsed.document.diagram)
    with errors_reported():
        weights = read_json(weights_file, settings.text_limit) if weights_file else None
    with errors_reported(WRONG_USE):
        trace = RunningService().run(parsed, [read_choice(argument) for argument in choices], seed, asked, weights)
    if form == "json":
        click.echo(json.dumps(trace.to_json(), ensure_ascii=False, indent=1))
    else:
        from webapp.services.finding_reports import printable

        click.echo("\n".join(printable(line) for line in trace.to_text().splitlines()))
    if trace.status == "limit":
        raise SystemExit(FOUND)
    exit_with(file, parsed)


def _options(arguments: tuple[str, ...], also: tuple[str, ...]) -> dict[str, Any]:
    """Return the options of the command line as JSON.

    Raises:
        UsageError: an argument is not written as NAME=VALUE, or there is no such option.
    """
    from webapp.simulation.run_options import ALLOWED, OF_EDGES, OF_NODES

    options: dict[str, Any] = {"also_start": list(also)} if also else {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        name = name.strip()
        kind, dot, rest = name.partition(".")
        part, _, inner = rest.rpartition(".")
        known = (OF_NODES if kind == "nodes" else OF_EDGES) if dot else tuple(ALLOWED)
        if not equals or (dot and not (kind in EXCEPTIONS and part)):
            raise click.UsageError(
                f"--option {argument}: write it as NAME=VALUE, such as join=all, nodes.n7.join=all or "
                "edges.n7-n8.reply=restart"
            )
        if (inner if dot else name) not in known:
            of = f" of {kind}" if dot else ""
            hint = "use --also NODE" if name == "also_start" else f"use {', '.join(known)}"
            raise click.UsageError(f"--option {argument}: there is no option {inner if dot else name}{of}; {hint}")
        value = value.strip()
        if value not in ALLOWED[inner if dot else name]:
            allowed = ", ".join(ALLOWED[inner if dot else name])
            raise click.UsageError(f"--option {argument}: the value can be {allowed}")
        holder, key = (options.setdefault(kind, {}).setdefault(part, {}), inner) if dot else (options, name)
        if key in holder:
            raise click.UsageError(f"--option {argument}: {name} is given twice; leave one of them out")
        holder[key] = value
    return options


def _check_parts(asked: Mapping[str, Any], held: Mapping[str, Any], diagram: Diagram) -> None:
    """Check that the diagram has what the command line names.

    Raises:
        UsageError: it does not, or nothing says where the run starts.
    """
    for node in asked.get("also_start", ()):
        if node not in diagram.node:
            raise click.UsageError(f"--also {node}: the diagram has no node {node}")
    for kind, known in (("nodes", diagram.node), ("edges", diagram.edge)):
        for part, values in asked.get(kind, {}).items():
            if part not in known:
                name, value = next(iter(values.items()))
                raise click.UsageError(
                    f"--option {kind}.{part}.{name}={value}: the diagram has no {kind.removesuffix('s')} {part}"
                )
    if asked.get("start") == "chosen" and not held.get("also_start"):
        raise click.UsageError("--option start=chosen: nothing says where the run starts; add --also NODE")

"""The command line: `lanestep` or `python -m webapp`."""

from __future__ import annotations

import pkgutil

import click

from webapp.errors import LanestepError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lanestep")
def main() -> None:
    """Draw workflows as swimlane diagrams, share them by link, step through simulated runs."""


@main.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
def serve(host: str | None, port: int | None) -> None:
    """Start the web application."""
    # By name, as every WSGI server finds its application: the wiring stands above this door.
    start = pkgutil.resolve_name("webapp.server:serve")
    try:
        start(host, port)
    except (LanestepError, ValueError) as error:
        raise click.UsageError(str(error)) from None

"""What the operator of a server does: `backup`, `restore`, `documents`, `links`, `owner`, `purge`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from webapp.cli.common import FOUND, chosen_settings, complain, errors_reported

if TYPE_CHECKING:
    from webapp.config import Settings
    from webapp.services.operating import DocumentInfo, Link, Operator

FORMATS = click.Choice(["text", "json"])


@click.command()
@click.argument("file")
@click.option("--replace", is_flag=True, help="Replace the file if it is there already.")
def backup(file: str, replace: bool) -> None:
    """Write all diagrams, with their history and links, into one file, while the server goes on serving.

    The file has the keys of all links: keep it as safe as the database.
    """
    with _operator() as operator:
        made = operator.back_up(file, replace=replace)
    click.echo(f"{file}: {_counted(made.rows)}")


@click.command()
@click.argument("file")
def restore(file: str) -> None:
    """Restore a backup into an empty database, SQLite or PostgreSQL; stop the server first."""
    with _operator(migrate=False) as operator:
        restored = operator.restore(file)
    click.echo(f"restored {_counted(restored.rows)}, as they were on {_day(restored.created)}")


@click.group(invoke_without_command=True)
@click.option("--format", "form", type=FORMATS, default="text", show_default=True)
@click.pass_context
def documents(context: click.Context, form: str) -> None:
    """List all diagrams, or write them into a folder, or read them from one."""
    if context.invoked_subcommand is None:
        _list(form)


@documents.command("list")
@click.option("--format", "form", type=FORMATS, default="text", show_default=True)
def documents_list(form: str) -> None:
    """List all diagrams: number, title, versions, size, last change, last use."""
    _list(form)


@documents.command("export")
@click.argument("folder")
def documents_export(folder: str) -> None:
    """Write each diagram's current version into a new folder, as text and companion."""
    with _operator() as operator:
        written = operator.export(folder)
    click.echo(f"{folder}: {_number(len(written), 'diagram')}")


@documents.command("import")
@click.argument("folder")
def documents_import(folder: str) -> None:
    """Make a diagram of each .fz file in a folder, and print the link to own it."""
    failed = False
    with _operator() as operator:
        for found in operator.bring_in(folder):
            if found.problem:
                failed = True
                complain(found.problem)
            else:
                click.echo(f"{found.path}  {_address(found.key)}")
    if failed:
        raise SystemExit(FOUND)


@click.command()
@click.argument("document", metavar="DIAGRAM")
@click.option("--format", "form", type=FORMATS, default="text", show_default=True)
def links(document: str, form: str) -> None:
    """List the links of a diagram, named by its number, a key, or the address of a link."""
    with _operator() as operator:
        found = operator.links(document)
    if form == "json":
        click.echo(json.dumps([asdict(link) for link in found], default=_json, ensure_ascii=False, indent=1))
    else:
        for link in found:
            click.echo(f"{link.right:4}  {_address(link.key, link.right)}  {_state(link)}")


@click.command()
@click.argument("document", metavar="DIAGRAM")
def owner(document: str) -> None:
    """Make another link to own a diagram, for whoever lost the browser that had it.

    The links that it has go on working; the share dialog ends them.
    """
    with _operator() as operator:
        click.echo(_address(operator.new_owner(document).key))


@click.command()
@click.option(
    "--days",
    type=click.IntRange(0, 3650),
    help="Remove what was deleted so many days ago (default: as the server does, 30).",
)
def purge(days: int | None) -> None:
    """Remove deleted diagrams for good, and thin out old autosaves, as the server does now and then."""
    with _operator() as operator:
        gone = operator.purge(days)
    click.echo(f"removed {_number(gone.diagrams, 'diagram')} and {_number(gone.autosaves, 'autosave')}")


COMMANDS = (backup, restore, documents, links, owner, purge)


@contextmanager
def _operator(*, migrate: bool = True) -> Iterator[Operator]:
    from webapp.services.operating import open_operator

    with errors_reported(), open_operator(chosen_settings(), migrate=migrate) as operator:
        yield operator


def _list(form: str) -> None:
    with _operator() as operator:
        found = operator.documents()
    if form == "json":
        click.echo(json.dumps([asdict(info) for info in found], default=_json, ensure_ascii=False, indent=1))
        return
    for info in found:
        click.echo(_line(info))
    click.echo(_number(len(found), "diagram"))


def _line(info: DocumentInfo) -> str:
    from webapp.services.finding_reports import printable

    opened = f"opened {_day(info.last_opened)}" if info.last_opened else "never opened by link"
    deleted = f", deleted {_day(info.deleted_at)}" if info.deleted_at else ""
    return (
        f"{info.id:>6}  {printable(info.title) or 'Untitled'}: {_number(info.versions, 'version')}, "
        f"{info.bytes:,} bytes, changed {_day(info.changed_at)}, {opened}{deleted}"
    )


def _state(link: Link) -> str:
    from webapp.services.finding_reports import printable

    named = f"“{printable(link.label)}”, " if link.label else ""
    if link.revoked_at:
        return f"{named}ended {_day(link.revoked_at)}"
    until = f", until {_day(link.expires_at)}" if link.expires_at else ""
    return f"{named}{_number(link.uses, 'use')}{until}"


def _address(key: str, right: str = "own") -> str:
    settings: Settings = chosen_settings()
    origin = settings.public_urls[0] if settings.public_urls else f"http://{settings.host}:{settings.port}"
    return f"{origin}/{'d' if right == 'view' else 'e'}/{key}"


def _counted(rows: Mapping[str, int]) -> str:
    return f"{_number(rows['documents'], 'diagram')} with {_number(rows['versions'], 'version')}"


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _json(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)

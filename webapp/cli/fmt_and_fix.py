"""`fmt` and `fix`: rewrite documents in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from webapp.cli.common import FOUND, GOOD, chosen_settings, complain, exit_code, exit_code_of
from webapp.errors import LanestepError

if TYPE_CHECKING:
    from webapp.services.editing import Edited
    from webapp.services.parsed_text import ParsedText
    from webapp.services.sources import Source

Rewrite = Callable[["ParsedText"], "Edited"]


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--check", is_flag=True, help="Write nothing; list the files that would change, and exit with 1 if there are any."
)
@click.option("--renumber", is_flag=True, help="Number the nodes n1, n2 ... in the order of the text, without gaps.")
def fmt(files: tuple[str, ...], check: bool, renumber: bool) -> None:
    """Format diagrams in place; `-` is standard input and output.

    Lines that cannot be read stay as they are. With --renumber the companion beside the file follows.
    """
    from webapp.services.rewriting import format_in

    def rewrite(parsed: ParsedText) -> Edited:
        return format_in(parsed, renumber=renumber)

    def report(source: Source, edited: Edited) -> None:
        click.echo(f"{source.path} {'would change' if check else 'formatted'}", err=source.path == "-")

    statuses = [_rewritten(path, rewrite, report, write=not check) for path in files]
    raise SystemExit(max(statuses))


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def fix(files: tuple[str, ...]) -> None:
    """Apply every safe fix in place and list the changes; `-` is standard input and output."""
    from webapp.services.finding_reports import printable
    from webapp.services.rewriting import Mended, fix_in

    def report(source: Source, edited: Edited) -> None:
        assert isinstance(edited, Mended)
        for code, line, title in edited.applied:
            click.echo(f"{source.path}:{line}: {printable(title)} [{code}]", err=source.path == "-")
        if not edited.complete:
            complain(f"{source.path} has more problems than one run can fix: run `lanestep fix {source.path}` again")

    raise SystemExit(max([_rewritten(path, fix_in, report, write=True) for path in files]))


def _rewritten(path: str, rewrite: Rewrite, report: Callable[[Source, Edited], None], *, write: bool) -> int:
    """Rewrite a file and return its exit code; nothing is written if it cannot be read."""
    from webapp.dsl import parse
    from webapp.services.limits import check_text, read_companion
    from webapp.services.parsed_text import ParsedText
    from webapp.services.sources import read_source, rewrite_source

    try:
        limit = chosen_settings().text_limit
        source = read_source(path, limit)
        parsed = ParsedText(parse(source.code), read_companion(source.companion, limit))
        edited = rewrite(parsed)
        code = edited.parsed.document.text
        check_text(code, limit)
        changed = bool(edited.edits)
        companion = edited.parsed.companion.to_json() if changed else source.companion
        if changed:
            report(source, edited)
        if write and (changed or path == "-"):
            rewrite_source(source, code, companion if companion != parsed.companion.to_json() else source.companion)
    except LanestepError as error:
        complain(str(error))
        return exit_code_of(error)
    return max(exit_code(path, edited.parsed), FOUND if changed and not write else GOOD)

"""`lsp`: the language server for editors."""

from __future__ import annotations

import click

from webapp.cli.common import WRONG_USE, complain


@click.command()
def lsp() -> None:
    """Start the language server for editors, over standard input and output."""
    try:
        from webapp.lsp import serve
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        complain("the language server needs the package pygls: pip install 'lanestep[lsp]'")
        raise SystemExit(WRONG_USE) from None
    serve()

"""The language server: what the editor in the browser does, for other editors, over standard input and output."""

from webapp.lsp.server import serve

__all__ = ["serve"]

"""The language server: gives other editors the help with writing that the browser has, over standard input/output."""

from webapp.lsp.language_server import serve

__all__ = ["serve"]

"""The features of the language server; each works on the current text."""

from __future__ import annotations

import asyncio
from typing import Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from webapp import __version__
from webapp.dsl import findings_of
from webapp.errors import EditRefused
from webapp.lsp import protocol
from webapp.lsp.companions import CompanionUnread, companion_changes
from webapp.lsp.open_text import OpenText
from webapp.services import assisting

REQUEST_FAILED = -32803  # LSPErrorCodes.RequestFailed: the request is valid; people read its message
REST = 0.15  # seconds without a change before findings are published

TRIGGERS = [".", "(", ">", ":", "["]


class AtPosition(Protocol):
    """A request about a position in a text."""

    text_document: types.TextDocumentIdentifier
    position: types.Position


class LanestepServer(LanguageServer):
    """Keeps each open text parsed until it changes."""

    def __init__(self) -> None:
        # Each change sends the whole text, because libraries differ in what they count as a line.
        super().__init__("lanestep", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._texts: dict[str, OpenText] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}

    def open_text(self, uri: str) -> OpenText:
        """Return the current text."""
        source = self.workspace.get_text_document(uri).source
        known = self._texts.get(uri)
        if known is None or known.document.text != source:
            encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
            known = self._texts[uri] = OpenText(uri, source, types.PositionEncodingKind(encoding).value)
        return known

    def publish_soon(self, uri: str) -> None:
        """Publish the findings of a text when typing pauses."""
        self._cancel(uri)
        self._waiting[uri] = asyncio.get_running_loop().call_later(REST, self.publish, uri)

    def publish(self, uri: str) -> None:
        """Publish the findings of a text."""
        self._cancel(uri)
        text = self.open_text(uri)
        found = [protocol.diagnostic(text, finding) for finding in findings_of(text.document)]
        version = self.workspace.get_text_document(uri).version
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def forget(self, uri: str) -> None:
        """Forget a closed text, and remove its findings."""
        self._cancel(uri)
        self._texts.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _cancel(self, uri: str) -> None:
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()


def make_server() -> LanestepServer:
    """Return a server with all features."""
    server = LanestepServer()
    _follow_texts(server)
    _add_position_features(server)
    _add_text_features(server)
    return server


def serve() -> None:
    """Serve one client over standard input and output, until it disconnects."""
    make_server().start_io()


def _follow_texts(server: LanestepServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.publish_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)


def _add_position_features(server: LanestepServer) -> None:
    def at_position(params: AtPosition) -> tuple[OpenText, int]:
        text = server.open_text(params.text_document.uri)
        return text, text.offset(params.position)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS))
    def completion(params: types.CompletionParams) -> types.CompletionList:
        text, offset = at_position(params)
        asked = params.context is None or params.context.trigger_kind is types.CompletionTriggerKind.Invoked
        own = server.client_capabilities.text_document
        able = own.completion.completion_item if own and own.completion else None
        return protocol.completion(text, offset, asked=asked, snippets=bool(able and able.snippet_support))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        return protocol.hover(*at_position(params))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> types.Location | None:
        text, offset = at_position(params)
        symbol = assisting.symbol_at(text.document, offset)
        found = symbol and assisting.declaration(text.document, symbol)
        return types.Location(text.uri, text.range(found.start, found.end)) if found else None

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        text, offset = at_position(params)
        symbol = assisting.symbol_at(text.document, offset)
        found = assisting.references(text.document, symbol) if symbol else ()
        wanted = (use for use in found if params.context.include_declaration or not use.declares)
        return [types.Location(text.uri, text.range(use.start, use.end)) for use in wanted]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlight(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        text, offset = at_position(params)
        symbol = assisting.symbol_at(text.document, offset)
        found = assisting.references(text.document, symbol) if symbol else ()
        return [types.DocumentHighlight(text.range(use.start, use.end)) for use in found]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare_rename(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder:
        text, offset = at_position(params)
        try:
            symbol = assisting.renameable(text.document, offset)
        except EditRefused as error:
            raise JsonRpcException(str(error), REQUEST_FAILED) from None
        return types.PrepareRenamePlaceholder(text.range(symbol.start, symbol.end), symbol.id)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit:
        text, offset = at_position(params)
        try:
            result = assisting.rename(text.document, offset, params.new_name)
        except EditRefused as error:
            raise JsonRpcException(str(error), REQUEST_FAILED) from None
        try:
            of_companion = companion_changes(server.workspace, text.uri, result)
        except CompanionUnread as error:
            of_companion = {}
            server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, str(error)))
        return types.WorkspaceEdit(changes={text.uri: text.edits(result.edits), **of_companion})


def _add_text_features(server: LanestepServer) -> None:
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        text = server.open_text(params.text_document.uri)
        return protocol.code_actions(text, params.range, params.context.only)

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        text = server.open_text(params.text_document.uri)
        return text.edits(assisting.formatted(text.document))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def document_symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        text = server.open_text(params.text_document.uri)
        return [protocol.document_symbol(text, entry) for entry in assisting.outline_entries(text.document)]

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        text = server.open_text(params.text_document.uri)
        return [types.FoldingRange(fold.first, fold.last) for fold in assisting.folds(text.document)]

"""Converts results of the services to types of the language server protocol."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from webapp.domain import Finding, Severity
from webapp.dsl import findings_of
from webapp.lsp.open_text import OpenText
from webapp.services import assisting

SOURCE = "lanestep"
SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}
PROPOSALS = {
    "node": types.CompletionItemKind.Variable,
    "lane": types.CompletionItemKind.Class,
    "shape": types.CompletionItemKind.EnumMember,
    "side": types.CompletionItemKind.EnumMember,
    "attribute": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.Value,
    "word": types.CompletionItemKind.Keyword,
    "snippet": types.CompletionItemKind.Snippet,
}
SYMBOLS = {
    "lane": types.SymbolKind.Class,
    "node": types.SymbolKind.Variable,
    "edge": types.SymbolKind.Event,
    "loop": types.SymbolKind.Operator,
}


def diagnostic(text: OpenText, finding: Finding) -> types.Diagnostic:
    """Return a finding as a diagnostic."""
    return types.Diagnostic(
        range=text.range(finding.start, finding.end),
        message=finding.message,
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
    )


def completion(text: OpenText, offset: int, *, asked: bool, snippets: bool) -> types.CompletionList:
    """Return the completions at an offset; `snippets` tells whether the client supports snippets."""
    found = assisting.complete(text.document, offset, asked=asked)
    replaced = text.range(found.start, found.end)
    items = [
        types.CompletionItem(
            label=item.label,
            detail=item.detail or None,
            kind=PROPOSALS[item.kind],
            # A node is also found by its label.
            filter_text=f"{item.label} {item.detail}" if item.kind == "node" else item.label,
            sort_text=f"{number:06}",
            insert_text_format=types.InsertTextFormat.Snippet if item.snippet else types.InsertTextFormat.PlainText,
            text_edit=types.TextEdit(replaced, item.text),
        )
        for number, item in enumerate(found.items)
        if snippets or not item.snippet
    ]
    return types.CompletionList(is_incomplete=False, items=items)


def hover(text: OpenText, offset: int) -> types.Hover | None:
    """Return what is at an offset, and the problems there. It is plain text, because labels may contain markup."""
    found = assisting.hover(text.document, offset)
    paragraphs = ["\n".join((found.title, *found.lines))] if found else []
    paragraphs += assisting.explanations_at(text.document, offset)
    if not paragraphs:
        return None
    hovered = text.range(found.start, found.end) if found else None
    return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, "\n\n".join(paragraphs)), hovered)


def code_actions(text: OpenText, wanted: types.Range, kinds: Sequence[str] | None) -> list[types.CodeAction]:
    """Return the fixes of the problems in a range, and all safe fixes of the text as one action."""
    start, end = text.offset(wanted.start), text.offset(wanted.end)
    actions = []
    if _is_wanted(types.CodeActionKind.QuickFix, kinds):
        actions = [
            types.CodeAction(
                title=fix.title,
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic(text, finding)],
                is_preferred=fix.safe,
                edit=text.workspace_edit(fix.edits),
            )
            for finding in findings_of(text.document)
            if finding.start <= end and finding.end >= start
            for fix in finding.fixes
        ]
    if _is_wanted(types.CodeActionKind.SourceFixAll, kinds):
        edits = assisting.safe_fixes(text.document)
        if edits:
            actions.append(
                types.CodeAction(
                    title="Apply all safe fixes",
                    kind=types.CodeActionKind.SourceFixAll,
                    edit=text.workspace_edit(edits),
                )
            )
    return actions


def document_symbol(text: OpenText, entry: assisting.Entry) -> types.DocumentSymbol:
    """Return an entry of the outline with its children."""
    return types.DocumentSymbol(
        name=entry.name.strip() or entry.id,
        detail=entry.id,
        kind=SYMBOLS[entry.kind],
        range=text.range(entry.start, entry.end),
        selection_range=text.range(entry.name_start, entry.name_end),
        children=[document_symbol(text, child) for child in entry.children],
    )


def _is_wanted(kind: types.CodeActionKind, kinds: Sequence[str] | None) -> bool:
    return not kinds or any(kind.value == only or kind.value.startswith(f"{only}.") for only in kinds)

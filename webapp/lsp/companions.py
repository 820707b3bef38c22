"""The companion that stands beside a document on disk: a new name in the one is a new name in the other."""

from __future__ import annotations

import json
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.workspace import Workspace

from webapp.config import Settings
from webapp.dsl.edits import EditResult
from webapp.dsl.writing.text_changes import text_changes
from webapp.errors import LanestepError
from webapp.lsp.places import OpenText
from webapp.services.limits import read_companion
from webapp.services.references import follow


class CompanionUnread(Exception):
    """There is a companion, but it cannot be read; the words say why."""


def companion_changes(workspace: Workspace, document: str, result: EditResult) -> dict[str, list[types.TextEdit]]:
    """Return the edits of the companion beside a document, by its URI; nothing where there is none to change.

    Raises:
        CompanionUnread: it is no companion.
    """
    path = uris.to_fs_path(document) if document.startswith("file:") else None
    beside = Path(path).with_suffix(".lanestep.json") if path and Path(path).name else None
    uri = uris.from_fs_path(str(beside)) if beside is not None and beside.is_file() else None
    if uri is None:
        return {}
    try:
        words = workspace.get_text_document(uri).source
        companion = read_companion(json.loads(words), Settings.from_environment().text_limit)
    except (LanestepError, OSError, ValueError, RecursionError, AttributeError) as error:
        raise CompanionUnread(f"{beside} keeps the old name, because it cannot be read: {error}") from None
    after = follow(companion, result.renamed, result.removed)
    if after == companion:
        return {}
    new = json.dumps(after.to_json(), ensure_ascii=False, indent=2) + "\n"
    encoding = workspace.position_encoding or types.PositionEncodingKind.Utf16
    text = OpenText(uri, words, types.PositionEncodingKind(encoding).value)
    return {uri: text.edits(text_changes(words, new))}

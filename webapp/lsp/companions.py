"""The companion of a document on disk: renaming in the text renames there too."""

from __future__ import annotations

import json
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.workspace import Workspace

from webapp.config import Settings
from webapp.domain.tidy_json import tidy_json
from webapp.dsl.edits import EditResult
from webapp.dsl.writing.text_changes import text_changes
from webapp.errors import LanestepError
from webapp.lsp.open_text import OpenText
from webapp.services.limits import read_companion
from webapp.services.references import follow
from webapp.services.sources import companion_path


class CompanionUnread(Exception):
    """There is a companion, but it cannot be read; the message says why."""


def companion_changes(workspace: Workspace, document: str, result: EditResult) -> dict[str, list[types.TextEdit]]:
    """Return the edits of the companion of a document, by the companion's URI; empty if nothing changes.

    Raises:
        CompanionUnread: the file is not a companion.
    """
    path = uris.to_fs_path(document) if document.startswith("file:") else None
    file = companion_path(Path(path)) if path and Path(path).name else None
    uri = uris.from_fs_path(str(file)) if file is not None and file.is_file() else None
    if uri is None:
        return {}
    try:
        old = workspace.get_text_document(uri).source
        companion = read_companion(json.loads(old), Settings.from_environment().text_limit)
    except (LanestepError, OSError, ValueError, RecursionError, AttributeError) as error:
        raise CompanionUnread(f"{file} keeps the old name, because it cannot be read: {error}") from None
    after = follow(companion, result.renamed, result.removed)
    if after == companion:
        return {}
    new = tidy_json(after.to_json())
    encoding = workspace.position_encoding or types.PositionEncodingKind.Utf16
    text = OpenText(uri, old, types.PositionEncodingKind(encoding).value)
    return {uri: text.edits(text_changes(old, new))}

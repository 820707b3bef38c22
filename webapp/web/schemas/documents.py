"""What answers about stored documents and samples say."""

from __future__ import annotations

from typing import Any, Literal

from webapp.web.schemas.replies import Reply

Right = Literal["view", "edit", "own"]


class DocumentReply(Reply):
    """A version of a stored document, as the holder of this key sees it."""

    right: Right
    view_key: str
    title: str
    code: str
    companion: dict[str, Any]
    version: int
    created: str
    changed_at: str
    name: str


class SavedReply(Reply):
    """What a save made."""

    right: Right
    view_key: str
    version: int
    changed_at: str


class CreatedReply(Reply):
    """A new document's keys: to look, to edit, and to own."""

    view_key: str
    edit_key: str
    own_key: str
    version: int
    changed_at: str


class VersionLine(Reply):
    """A line in the history; `size` is the text's length in bytes."""

    version: int
    created: str
    changed_at: str
    name: str
    autosave: bool
    size: int


class VersionsReply(Reply):
    """The history, newest first."""

    versions: list[VersionLine]


class LinkReply(Reply):
    """One link to a document; `path` is what its owner sends."""

    id: int
    right: Right
    key: str
    path: str
    label: str
    created: str
    last_opened: str | None
    revoked_at: str | None


class LinksReply(Reply):
    """All links, revoked ones too."""

    links: list[LinkReply]


class SampleReply(Reply):
    """A sample."""

    name: str
    title: str
    description: str
    code: str
    companion: dict[str, Any]


class SamplesReply(Reply):
    """All samples in the order in which they are shown."""

    samples: list[SampleReply]

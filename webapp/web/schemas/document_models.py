"""Answers about stored documents and samples."""

from __future__ import annotations

from typing import Literal

from webapp.web.schemas.described import CompanionObject
from webapp.web.schemas.replies import Edit
from webapp.web.schemas.reply_base import LEFT_OUT, Reply

Right = Literal["view", "edit", "own"]


class DocumentReply(Reply):
    """A version of a stored diagram, as this key may see it.

    `live` is the number of changes of the live text, where this is the current version.
    """

    right: Right
    view_key: str
    title: str
    code: str
    companion: CompanionObject
    version: int
    created: str
    changed_at: str
    name: str
    live: int = LEFT_OUT


class KeptVersions(Reply):
    """The versions that have what was refused where both clashed."""

    mine: int = LEFT_OUT
    theirs: int = LEFT_OUT


class MergedText(Reply):
    """What was saved, where others had saved meanwhile; `came_in` says what they had changed.

    `edits` lead to it from the text that was sent.
    """

    code: str
    companion: CompanionObject
    edits: list[Edit]
    came_in: list[str]
    kept: KeptVersions


class SavedReply(Reply):
    """The result of saving."""

    right: Right
    view_key: str
    version: int
    changed_at: str
    merged: MergedText = LEFT_OUT


class CreatedReply(Reply):
    """The keys of a new diagram: to view, to edit and to own it; `known`: an earlier request made it."""

    view_key: str
    edit_key: str
    own_key: str
    version: int
    changed_at: str
    known: bool


class VersionLine(Reply):
    """A version in the history; `size` is the length of the text in bytes.

    `author` is the name that its author gave, `browser` a number for each browser of this history (0: it gave no name),
    and `own` says that the browser that asks made it. Links keep a version that is `pinned`.
    """

    version: int
    created: str
    changed_at: str
    name: str
    autosave: bool
    size: int
    kind: Literal["saved", "autosave", "set-aside"]
    author: str
    browser: int
    own: bool
    pinned: bool


class VersionsReply(Reply):
    """The history, newest first."""

    versions: list[VersionLine]


class HistoryLineReply(VersionLine):
    """A version with what changed in it since the one before; null where that was not computed: ask again later.

    `is_first` says that there is no version before it.
    """

    changes: list[str] | None
    is_first: bool


class HistoryReply(Reply):
    """A part of the history, newest first; `current` is the current version, `has_earlier` whether there is more."""

    versions: list[HistoryLineReply]
    current: int
    has_earlier: bool


class NamedReply(Reply):
    """The name that a version has now."""

    version: int
    name: str


class PinReply(Reply):
    """A version that links keep; `path` is the part of its address after the host."""

    version: int
    path: str


class KeptRunReply(Reply):
    """The name under which a run is kept."""

    id: str


class KeptRunLine(Reply):
    """A kept run; `choices` counts them, and `path` is the part of its address after the host."""

    id: str
    created: str
    choices: int
    path: str


class KeptRunsReply(Reply):
    """The runs that a diagram keeps, newest first."""

    runs: list[KeptRunLine]


class RunTextReply(Reply):
    """A kept run, as replay text."""

    run: str


class SampleReply(Reply):
    """A sample."""

    name: str
    title: str
    description: str
    code: str
    companion: CompanionObject


class SamplesReply(Reply):
    """All samples in the order in which they are shown."""

    samples: list[SampleReply]

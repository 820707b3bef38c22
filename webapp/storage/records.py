"""The results of the repository: frozen values, so that no table rows are used outside `storage`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from webapp.live_changes import Step


class Right(StrEnum):
    """What a key allows; each right includes the ones before it."""

    VIEW = "view"
    EDIT = "edit"
    OWN = "own"

    def includes(self, other: Right) -> bool:
        """Return whether this right is at least the other."""
        order = list(Right)
        return order.index(self) >= order.index(other)


class VersionKind(StrEnum):
    """How a version came to be; one that was set aside lost against another and was never the current one."""

    SAVED = "saved"
    AUTOSAVE = "autosave"
    SET_ASIDE = "set-aside"


class Revoked(StrEnum):
    """The result of revoking a key."""

    DONE = "done"
    NOT_OPEN = "not open"
    LAST_TO_OWN = "last to own"


class Pinned(StrEnum):
    """The result of pinning a version."""

    DONE = "done"
    NO_VERSION = "no version"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A stored version of a document. Times are in UTC; `changed_at` is the time of its last save.

    `live` is the number of steps of the live text; it is there for the current version only, where that was asked for.
    """

    document: int
    number: int
    code: str
    companion: Mapping[str, Any]
    created: datetime
    changed_at: datetime
    name: str
    live: int | None = None


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """An entry of the history: a version without its text."""

    number: int
    created: datetime
    changed_at: datetime
    name: str
    size: int
    client: str
    author: str
    kind: str
    pinned: bool

    @property
    def is_autosave(self) -> bool:
        """Return whether the editor saved it by itself."""
        return self.kind == VersionKind.AUTOSAVE


@dataclass(frozen=True, slots=True)
class Link:
    """One key to a document, as its owner sees it."""

    id: int
    key: str
    right: Right
    label: str
    created: datetime
    last_opened: datetime | None
    revoked_at: datetime | None
    expires_at: datetime | None
    uses: int

    @property
    def lasts(self) -> bool:
        """Whether the link is active and never expires."""
        return self.revoked_at is None and self.expires_at is None


@dataclass(frozen=True, slots=True)
class Access:
    """The document and the right of a key, and when the key was revoked, expires, and the document was deleted."""

    document: int
    link: int
    right: Right
    revoked_at: datetime | None
    expires_at: datetime | None
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Stepped:
    """What was asked of a live text: the current version, and the steps that the asker does not have.

    `version` is the number of all steps since the document was made. `steps` is None where those that are missing are
    not all kept. `accepted` says whether steps were stored.
    """

    current: Snapshot
    version: int
    steps: tuple[Step, ...] | None
    accepted: bool


@dataclass(frozen=True, slots=True)
class LinkUses:
    """How often a key was used since this was last stored, and when for the last time."""

    count: int
    last: datetime


class Frames(StrEnum):
    """Which websites may show a document within their pages."""

    ANYONE = "anyone"
    NOBODY = "nobody"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Sharing:
    """Where a document may be shown: in the pages of which websites (`origins` if it is some), and in previews."""

    frames: Frames = Frames.ANYONE
    origins: tuple[str, ...] = ()
    preview: bool = True


@dataclass(frozen=True, slots=True)
class Saved:
    """The result of a save: the current version, and whether the save was accepted (else it was stale)."""

    current: Snapshot
    accepted: bool

"""What the repository answers: frozen values, so that no table row leaves the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Right(StrEnum):
    """What a key allows; each right includes the ones before it."""

    VIEW = "view"
    EDIT = "edit"
    OWN = "own"

    def includes(self, other: Right) -> bool:
        """Tell whether this right is at least the other."""
        order = list(Right)
        return order.index(self) >= order.index(other)


class Revoked(StrEnum):
    """What came of closing a key."""

    DONE = "done"
    NOT_OPEN = "not open"
    LAST_TO_OWN = "last to own"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of a document as it is stored. Times are in UTC; `changed_at` is the last save that joined it."""

    document: int
    number: int
    code: str
    companion: Mapping[str, Any]
    created: datetime
    changed_at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """A line in the history: a version without its text."""

    number: int
    created: datetime
    changed_at: datetime
    name: str
    autosave: bool
    size: int


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


@dataclass(frozen=True, slots=True)
class Access:
    """What stands behind a key: the document, the right, and why it may be closed."""

    document: int
    link: int
    right: Right
    last_opened: datetime | None
    revoked_at: datetime | None
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer to a save: the snapshot that is current now, and whether this save is it (else it was stale)."""

    current: Snapshot
    accepted: bool

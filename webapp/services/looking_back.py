"""The history as people read it: who made a version, what changed in it, and its name."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from webapp.errors import NotFound
from webapp.services.documents import DocumentService, Right
from webapp.services.merged_works import Work
from webapp.services.told_changes import told_changes
from webapp.storage import DocumentRepository, VersionInfo, VersionKind

LINES = 20
LONGEST_COMPARED = 200_000
"""Bytes; what changed in a longer text is not told."""
SECONDS_COMPARED = 1.0
MOST_REMEMBERED = 5_000
NEWEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A version, the number of the browser that made it (0: unknown), and what changed in it.

    The changes are None where they were not computed, or where there is no version before it.
    """

    version: VersionInfo
    browser: int
    changes: tuple[str, ...] | None
    is_first: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A part of the history, newest first; `current` is the number of the current version."""

    lines: tuple[HistoryLine, ...]
    current: int
    has_earlier: bool


class HistoryService:
    """Reads the history of a document for those who may edit it."""

    def __init__(self, documents: DocumentService, repository: DocumentRepository) -> None:
        self._documents = documents
        self._repository = repository
        self._told: OrderedDict[tuple[Any, ...], tuple[str, ...]] = OrderedDict()
        self._lock = Lock()

    def page(self, key: str, below: int = NEWEST) -> HistoryPage:
        """Return the versions with numbers below one, as many as fit a page, each with what changed in it.

        Each is compared with the version before it that was current. No comparison begins after a second, so that some
        changes may be None; they are told when somebody asks again.

        Raises:
            NotFound, NotAllowed: see `DocumentService.open`; the history needs the right to edit.
        """
        document = self._documents.access(key, Right.EDIT).document
        everything = self._repository.versions(document)
        browsers = browsers_of(everything)
        before = _versions_before(everything)
        shown = [version for version in everything if version.number < below][:LINES]
        stop = time.monotonic() + SECONDS_COMPARED
        lines = []
        for version in shown:
            earlier = before.get(version.number)
            changes = None if earlier is None else self._changes(document, earlier, version, stop)
            lines.append(HistoryLine(version, browsers.get(version.client, 0), changes, earlier is None))
        current = next(version.number for version in everything if version.kind != VersionKind.SET_ASIDE)
        return HistoryPage(tuple(lines), current, bool(shown) and shown[-1].number > everything[-1].number)

    def rename(self, key: str, number: int, name: str) -> VersionInfo:
        """Give a version a name; an empty one takes it away.

        Raises:
            NotFound, NotAllowed: see `DocumentService.open`; there is no such version.
        """
        access = self._documents.access(key, Right.EDIT)
        named = self._repository.name_version(access.document, number, name)
        if named is None:
            raise NotFound(f"this diagram has no version {number} any more: load the history again")
        return named

    def _changes(self, document: int, was: VersionInfo, now: VersionInfo, stop: float) -> tuple[str, ...] | None:
        # A version never changes, so that its number says what is in it.
        pair = (document, was.number, now.number, now.changed_at)
        with self._lock:
            known = self._told.get(pair)
        if known is not None:
            return known
        if max(was.size, now.size) > LONGEST_COMPARED or time.monotonic() > stop:
            return None
        texts = self._repository.texts(document, (was.number, now.number))
        if len(texts) < 2:
            return None
        old, new = (Work(texts[it.number].code, texts[it.number].companion) for it in (was, now))
        told = told_changes(old, new)
        with self._lock:
            self._told[pair] = told
            while len(self._told) > MOST_REMEMBERED:
                self._told.popitem(last=False)
        return told


def browsers_of(versions: Sequence[VersionInfo]) -> dict[str, int]:
    """Return a number for each browser; the oldest is 1, so that it keeps its number while the history grows."""
    names = dict.fromkeys(it.client for it in reversed(versions) if it.client)
    return {name: number for number, name in enumerate(names, 1)}


def _versions_before(versions: Sequence[VersionInfo]) -> dict[int, VersionInfo]:
    """Return, for each version but the first, the one that was current before it."""
    before: dict[int, VersionInfo] = {}
    last: VersionInfo | None = None
    for version in reversed(versions):
        if last is not None:
            before[version.number] = last
        if version.kind != VersionKind.SET_ASIDE:
            last = version
    return before

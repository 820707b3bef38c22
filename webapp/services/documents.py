"""Stored documents: create, open, save, list versions, restore, delete, share. Saving never waits for a picture."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from webapp.domain import Companion
from webapp.dsl.merging import Side
from webapp.errors import NotAllowed, NotFound, StaleVersion, VersionMissing
from webapp.services.limits import check_text, read_companion
from webapp.services.link_uses import LinkUseCounter
from webapp.services.merged_works import Decided, MergedWork, TakenWhole, Work, merge_works, take_whole
from webapp.services.stale_saves import stale_version
from webapp.storage import DocumentRepository, LinkRepository, Right, Snapshot, VersionInfo, VersionKind
from webapp.storage.records import Access

_ALLOWED = {
    Right.VIEW: "this link lets you view the diagram, but not change it",
    Right.EDIT: "this link lets you edit the diagram, but not manage it",
    Right.OWN: "this link lets you do everything",
}
_NEEDED = {
    Right.VIEW: "ask the owner for another link",
    Right.EDIT: "ask the owner for a link to edit it",
    Right.OWN: "only the owner can do this",
}

__all__ = ["DocumentService", "NewDocument", "OpenDocument", "Right", "VersionInfo", "VersionKind"]

KEY_BYTES = 18
KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
MOST_MERGES = 10
"""So often a save is merged anew because somebody else saved meanwhile."""
BIN_FOR = timedelta(days=30)
"""So long a deleted diagram can be restored."""


@dataclass(frozen=True)
class OpenDocument:
    """A stored document as the holder of a key sees it. `view_key` is the key that the address bar may show."""

    right: Right
    view_key: str
    code: str
    companion: Companion
    version: int
    created: datetime
    changed_at: datetime
    name: str
    live: int | None = None
    """The number of changes of the live text, where this is the current version."""

    @property
    def title(self) -> str:
        """The title, which is in the companion."""
        return self.companion.title or "Untitled"


@dataclass(frozen=True)
class NewDocument:
    """A document with the three keys of its author; `known` if an earlier request of the author created it."""

    opened: OpenDocument
    keys: Mapping[Right, str]
    known: bool = False


@dataclass(frozen=True)
class MergedSave:
    """A saved document; `came_in` says what others had changed, None where nobody had saved."""

    opened: OpenDocument
    came_in: tuple[str, ...] | None
    kept: Mapping[Side, int]
    """The versions that have what was refused, by whose it was."""


class DocumentService:
    """Works with stored documents. `text_limit` counts UTF-8 bytes."""

    def __init__(
        self, repository: DocumentRepository, links: LinkRepository, uses: LinkUseCounter, text_limit: int
    ) -> None:
        self._repository = repository
        self._links = links
        self._uses = uses
        self._limit = text_limit

    def create(
        self, code: str, companion: Mapping[str, Any] | None, client: str = "", creation_key: str = "", author: str = ""
    ) -> NewDocument:
        """Store a new diagram.

        A request with the `creation_key` of an earlier one, whose answer may have been lost, stores nothing and gets
        the document of that one. The creation key must be secret, since it gives access to the keys of the document.

        Raises:
            InvalidRequest, TextTooLarge: see `limits`.
            NotFound: the document of the earlier request was deleted.
        """
        check_text(code, self._limit)
        read = read_companion(companion, self._limit)
        keys = {right: secrets.token_urlsafe(KEY_BYTES) for right in Right}
        creation = hashlib.sha256(creation_key.encode()).hexdigest() if creation_key else ""
        snapshot = self._repository.create(code, read.to_json(), client, keys, creation, author)
        found = self._open_keys(snapshot.document) if creation else keys
        known = found[Right.OWN] != keys[Right.OWN]
        if known:
            self.access(found[Right.OWN], Right.OWN)
        return NewDocument(_opened(Right.OWN, found[Right.VIEW], snapshot), found, known)

    def open(self, key: str, needed: Right = Right.VIEW, *, counts: bool = True) -> OpenDocument:
        """Return the current version behind a key.

        Args:
            key: the key.
            needed: the right that it must include.
            counts: whether this is a use of its link, which its owner sees.

        Raises:
            NotFound: no such key, or its link was ended or has expired, or the document was deleted; the message says
                which.
            NotAllowed: the key does not include the right.
        """
        access = self.access(key, needed)
        opened = _opened(access.right, self._view_key(access, key), self._repository.current(access.document))
        if counts:
            self._uses.note(access.link)
        return opened

    def save(
        self,
        key: str,
        based_on: int | None,
        code: str,
        companion: Mapping[str, Any] | None,
        *,
        client: str = "",
        author: str = "",
        autosave: bool = False,
        name: str = "",
    ) -> OpenDocument:
        """Store a new version; if `companion` is None, the stored one is kept.

        Raises:
            VersionMissing: `based_on` is None.
            StaleVersion: somebody else saved in the meantime; the details contain both texts.
            NotFound, NotAllowed, InvalidRequest, TextTooLarge: see `open` and `limits`.
        """
        access = self.access(key, Right.EDIT)
        number, work = self._checked(access, based_on, code, companion)
        return self._store(access, key, number, work, client=client, author=author, autosave=autosave, name=name)

    def merge(
        self,
        key: str,
        based_on: int | None,
        code: str,
        companion: Mapping[str, Any] | None,
        *,
        decided: Decided,
        whole: TakenWhole | None = None,
        base: Work | None = None,
        client: str = "",
        author: str = "",
        **more: Any,
    ) -> MergedSave:
        """Store a new version that also has what others saved since `based_on`; `decided` says whose is taken.

        `whole` takes one of both texts as it is. `base` is what the client began with; without it, the stored version
        `based_on` is. What was refused by a decision stays in the history.

        Raises:
            StaleVersion: something clashes (the details have `clashes`), or the version is unknown.
            VersionMissing, NotFound, NotAllowed, InvalidRequest, TextTooLarge: see `save`.
        """
        access = self.access(key, Right.EDIT)
        number, mine = self._checked(access, based_on, code, companion)
        known = self._repository.version(access.document, number)
        origin = base or (Work(known.code, known.companion) if known is not None else None)
        tried, work, came_in = number, mine, None
        kept: dict[Side, int] = {}
        for _ in range(MOST_MERGES):
            saved = self._repository.save(
                access.document, tried, work.code, work.companion, client=client, author=author, **more
            )
            if saved.accepted:
                return MergedSave(_opened(access.right, self._view_key(access, key), saved.current), came_in, kept)
            theirs = saved.current
            other = Work(theirs.code, theirs.companion)
            if whole is not None and whole.counts_for(theirs.number):
                found = take_whole(whole, mine, other)
            elif origin is not None:
                # Each time from what both began with: somebody else may have saved again meanwhile.
                found = merge_works(origin, mine, other, decided)
            else:
                break
            if found.clashes:
                raise self._stale(access, number, mine, theirs, found)
            check_text(found.work.code, self._limit)
            checked = read_companion(found.work.companion, self._limit).to_json()
            name = f"{'Before it was merged with' if whole is None else 'Given up for'} version {theirs.number}"
            kept = self._keep(access.document, found.refused, mine, theirs, (name, client, author))
            tried, work = theirs.number, Work(found.work.code, checked)
            came_in = found.came_in
        raise self._stale(access, number, mine, saved.current)

    def _keep(
        self, document: int, refused: Collection[Side], mine: Work, theirs: Snapshot, marks: tuple[str, str, str]
    ) -> dict[Side, int]:
        """Keep what was refused in the history, and return its version; theirs is there, and no longer an autosave."""
        kept: dict[Side, int] = {}
        if "theirs" in refused:
            self._repository.save(document, theirs.number, theirs.code, theirs.companion)
            kept["theirs"] = theirs.number
        if "mine" in refused:
            kept["mine"] = self._repository.set_aside(document, mine.code, mine.companion, *marks).number
        return kept

    def versions(self, key: str) -> list[VersionInfo]:
        """Return the history, newest first.

        Raises:
            NotFound, NotAllowed: see `open`; the history needs the right to edit.
        """
        return self._repository.versions(self.access(key, Right.EDIT).document)

    def version(self, key: str, number: int) -> OpenDocument:
        """Return one version. A link to view shows the current one, and those that are pinned.

        Raises:
            NotFound, NotAllowed: see `open`; other versions need the right to edit.
        """
        access = self.access(key, Right.VIEW)
        if not access.right.includes(Right.EDIT) and not self._repository.is_pinned(access.document, number):
            current = self._repository.current(access.document)
            if current.number == number:
                return _opened(access.right, key, current)
            raise NotAllowed(
                f"version {number} of this diagram is not, or no longer, kept for links: open the link without the "
                "version to see the newest one, or ask the owner for a link to edit it"
            )
        return _opened(access.right, self._view_key(access, key), self._version(access, number))

    def restore(self, key: str, number: int, client: str = "", author: str = "") -> OpenDocument:
        """Restore an old version as a new version; nothing is lost.

        Raises:
            NotFound, NotAllowed: see `open`.
            StaleVersion: somebody else saved at the same moment.
        """
        access = self.access(key, Right.EDIT)
        old = self._version(access, number)
        based_on = self._repository.current(access.document).number
        name = f"Restored from version {number}"
        return self._store(
            access, key, based_on, Work(old.code, old.companion), client=client, author=author, name=name
        )

    def delete(self, key: str) -> None:
        """Delete a document; `undelete` restores it.

        Raises:
            NotFound, NotAllowed: see `open`; this needs the right to own.
        """
        self._repository.set_deleted(self.access(key, Right.OWN).document, True)

    def undelete(self, key: str) -> OpenDocument:
        """Restore a deleted document.

        Raises:
            NotFound, NotAllowed: see `open`; this needs the right to own. It was deleted more than 30 days ago.
        """
        access = self.access(key, Right.OWN, deleted_too=True)
        if access.deleted_at is not None and datetime.now(UTC) - access.deleted_at > BIN_FOR:
            raise NotFound(
                f"this diagram was deleted more than {BIN_FOR.days} days ago: it is not kept any more", reason="deleted"
            )
        self._repository.set_deleted(access.document, False)
        return self.open(key)

    def _checked(
        self, access: Access, based_on: int | None, code: str, companion: Mapping[str, Any] | None
    ) -> tuple[int, Work]:
        """Return the number of the version that a save is based on, and what is saved."""
        if based_on is None:
            raise VersionMissing('say which version this save is based on, in the header If-Match: "<version>"')
        check_text(code, self._limit)
        if companion is not None:
            return based_on, Work(code, read_companion(companion, self._limit).to_json())
        kept = self._repository.version(access.document, based_on) or self._repository.current(access.document)
        return based_on, Work(code, dict(kept.companion))

    def _store(self, access: Access, key: str, based_on: int, work: Work, **more: Any) -> OpenDocument:
        saved = self._repository.save(access.document, based_on, work.code, work.companion, **more)
        if not saved.accepted:
            raise self._stale(access, based_on, work, saved.current)
        return _opened(access.right, self._view_key(access, key), saved.current)

    def _open_keys(self, document: int) -> dict[Right, str]:
        """Return the first key of each right that lasts; the own key also serves as edit key."""
        found: dict[Right, str] = {}
        for link in self._links.links(document):
            if link.lasts:
                found.setdefault(link.right, link.key)
        return {Right.EDIT: found[Right.OWN], **found}

    def access(self, key: str, needed: Right, *, deleted_too: bool = False) -> Access:
        """Return what a key gives.

        Raises:
            NotFound, NotAllowed: see `open`.
        """
        found = self._repository.access(key) if KEY.fullmatch(key) else None
        if found is None:
            raise NotFound(
                "this link does not lead to a diagram: check that it was copied completely", reason="unknown"
            )
        if found.revoked_at is not None:
            raise NotFound("this link has been ended: ask the owner of the diagram for a new one", reason="revoked")
        if found.expires_at is not None and found.expires_at <= datetime.now(UTC):
            ended = f"{found.expires_at.day} {found.expires_at:%B %Y}"
            raise NotFound(
                f"this link expired on {ended}: ask the owner of the diagram for a new one", reason="expired"
            )
        if not found.right.includes(needed):
            raise NotAllowed(f"{_ALLOWED[found.right]}: {_NEEDED[needed]}")
        if found.deleted_at is not None and not deleted_too:
            until = found.deleted_at + BIN_FOR
            raise NotFound(
                f"this diagram was deleted: its owner can restore it until {until.day} {until:%B %Y}",
                reason="deleted",
                kept_until=until.isoformat(),
            )
        return found

    def _version(self, access: Access, number: int) -> Snapshot:
        found = self._repository.version(access.document, number)
        if found is None:
            raise NotFound(f"this diagram has no version {number}: autosaves within a minute become one version")
        return found

    def _stale(
        self, access: Access, based_on: int, mine: Work, theirs: Snapshot, found: MergedWork | None = None
    ) -> StaleVersion:
        return stale_version(based_on, mine, theirs, self._repository.versions(access.document), found)

    def _view_key(self, access: Access, key: str) -> str:
        if access.right is Right.VIEW:
            return key
        links = self._links.links(access.document)
        found = next((link.key for link in links if link.right is Right.VIEW and link.lasts), None)
        return found or self._links.view_key(access.document, secrets.token_urlsafe(KEY_BYTES))


def _opened(right: Right, view_key: str, snapshot: Snapshot) -> OpenDocument:
    return OpenDocument(
        right,
        view_key,
        snapshot.code,
        Companion.from_json(snapshot.companion),
        snapshot.number,
        snapshot.created,
        snapshot.changed_at,
        snapshot.name,
        snapshot.live,
    )

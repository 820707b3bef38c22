"""Documents, versions and keys: all queries of the database. Each write is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.live_changes import step_between
from webapp.storage.history import HistoryRepository
from webapp.storage.links import new_key
from webapp.storage.live_steps import LiveRepository, note_steps
from webapp.storage.records import Access, Pinned, Right, Saved, Snapshot, VersionKind
from webapp.storage.tables import CreationRow, DocumentRow, KeyRow, PinRow, VersionRow
from webapp.storage.transactions import locked, reading, writing
from webapp.storage.version_rows import current_row, is_pinned, may_join, next_number, snapshot, version_row

CREATIONS_FOR = timedelta(days=1)
MOST_PINS = 200


class DocumentRepository(HistoryRepository, LiveRepository):
    """Stores documents; their history is in `HistoryRepository`, their live texts in `LiveRepository`.

    All methods need an application context; all times are in UTC.

    All methods raise `StorageFailed` if the database does not answer or cannot be written. Those that write raise
    `OutcomeUnknown` if it stops answering during a commit.
    """

    def create(
        self,
        code: str,
        companion: Mapping[str, Any],
        client: str,
        keys: Mapping[Right, str],
        creation: str = "",
        author: str = "",
    ) -> Snapshot:
        """Store a new diagram as version 1, with its first keys.

        If a request with the same `creation` (a digest) created a document within the last day, nothing is stored, and
        the current version of that document is returned.
        """
        now = datetime.now(UTC)
        with writing() as session:
            claim = _claim(session, creation, now) if creation else None
            if claim and claim.document is not None:
                return snapshot(current_row(session, claim.document))
            document = DocumentRow(version=1, steps=0, created=now, deleted_at=None)
            session.add(document)
            session.flush()
            if claim:
                claim.document = document.id
            version = version_row(document.id, 1, code, companion, now, client=client, author=author)
            session.add(version)
            for right, key in keys.items():
                session.add(new_key(document.id, key, right, "", now))
            session.flush()
            return snapshot(version)

    def access(self, key: str) -> Access | None:
        """Return the access that a key gives, or None; also of a revoked key, so that the answer can say why."""
        with reading() as session:
            row = session.execute(
                select(KeyRow, DocumentRow.deleted_at).join(DocumentRow).where(KeyRow.key == key)
            ).one_or_none()
            if row is None:
                return None
            link, deleted_at = row
            right = Right(link.right)
            return Access(link.document, link.id, right, link.revoked_at, link.expires_at, deleted_at)

    def save(
        self,
        document: int,
        based_on: int,
        code: str,
        companion: Mapping[str, Any],
        *,
        client: str = "",
        author: str = "",
        autosave: bool = False,
        name: str = "",
    ) -> Saved:
        """Store a new version if `based_on` is still the current one; else store nothing and return the current one.

        An autosave replaces the autosave before it if the same named client made that within the last minute and no
        link keeps it. Saving
        what is already stored is accepted and adds no version, so that a save whose answer was lost can be sent again.
        If such a save is not an autosave, later autosaves do not replace the stored version. What a save changes is a
        step of the live text too.
        """
        now = datetime.now(UTC)
        joinable = autosave and not name
        with writing() as session:
            owner = locked(session, document)
            last = current_row(session, document)
            unchanged = last.text == code.encode() and last.companion == dict(companion) and not name
            if unchanged and not autosave:
                last.kind = VersionKind.SAVED.value
            if last.number != based_on or unchanged:
                return Saved(snapshot(last), accepted=unchanged)
            self._note_change(session, owner, last, code, companion, client, now)
            owner.version = number = next_number(session, owner)
            joins = joinable and client and last.client == client and may_join(session, last, now)
            kind = VersionKind.AUTOSAVE if joinable else VersionKind.SAVED
            version = version_row(
                document, number, code, companion, now, client=client, author=author, kind=kind, name=name
            )
            if joins:
                version.created = last.created
                session.execute(delete(VersionRow).where(VersionRow.id == last.id))
            session.add(version)
            session.flush()
            return Saved(snapshot(version, owner.steps), accepted=True)

    def _note_change(
        self,
        session: Session,
        owner: DocumentRow,
        last: VersionRow,
        code: str,
        companion: Mapping[str, Any],
        client: str,
        now: datetime,
    ) -> None:
        before = last.text.decode()
        if before == code and last.companion == dict(companion):
            return
        note_steps(session, owner, [step_between(before, last.companion, code, companion, client)], now)
        self._bell.ring(session, owner.id, owner.steps)

    def pin(self, document: int, number: int, *, only_current: bool) -> Pinned:
        """Keep a version for links, as it is: no autosave joins it. Pinning it again changes nothing.

        Args:
            document: the document.
            number: the version.
            only_current: whether no other version than the current one may be pinned anew.
        """
        with writing() as session:
            owner = locked(session, document)
            if is_pinned(session, document, number):
                return Pinned.DONE
            stored = exists().where(VersionRow.document == document, VersionRow.number == number)
            if (only_current and number != owner.version) or not session.scalar(select(stored)):
                return Pinned.NO_VERSION
            pins = session.scalar(select(func.count()).select_from(PinRow).where(PinRow.document == document)) or 0
            if pins >= MOST_PINS:
                return Pinned.FULL
            session.add(PinRow(document=document, number=number, created=datetime.now(UTC)))
            return Pinned.DONE

    def unpin(self, document: int, number: int) -> bool:
        """Keep a version for links no longer, and return whether it was kept; it stays in the history."""
        with writing() as session:
            locked(session, document)
            if not is_pinned(session, document, number):
                return False
            session.execute(delete(PinRow).where(PinRow.document == document, PinRow.number == number))
            return True

    def is_pinned(self, document: int, number: int) -> bool:
        """Return whether links keep a version."""
        with reading() as session:
            return is_pinned(session, document, number)

    def set_deleted(self, document: int, deleted: bool) -> None:
        """Mark a document as deleted or restore it; no data is removed."""
        with writing() as session:
            deleted_at = datetime.now(UTC) if deleted else None
            session.execute(update(DocumentRow).where(DocumentRow.id == document).values(deleted_at=deleted_at))
            self._bell.ring_links(session, document)


def _claim(session: Session, digest: str, now: datetime) -> CreationRow:
    """Return the row of a creation: a new one without a document, or that of an earlier request."""
    session.execute(delete(CreationRow).where(CreationRow.created < now - CREATIONS_FOR))
    claim = CreationRow(digest=digest, document=None, created=now)
    try:
        # On PostgreSQL, the second of two simultaneous requests waits here for the first.
        with session.begin_nested():
            session.add(claim)
    except IntegrityError:
        return session.scalars(select(CreationRow).where(CreationRow.digest == digest)).one()
    return claim

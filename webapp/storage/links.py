"""Links: the keys of documents, how often they are used, and where a document may be shown."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from webapp.storage.records import Frames, Link, LinkUses, Revoked, Right, Sharing
from webapp.storage.ringing import Bell
from webapp.storage.sqlite import AT_ONCE, BEGIN
from webapp.storage.tables import KeyRow, SharingRow, db
from webapp.storage.transactions import locked, reading, writing

log = logging.getLogger("lanestep")

MOST_LINKS = 500
"""Links of a document, ended ones too: they are kept so that an ended link can say that it was ended."""


class LinkRepository:
    """Stores links. All methods need an application context, and all but `note_uses` fail as `DocumentRepository`'s.

    Args:
        bell: rings where links end, so that pages that are open hear of it.
    """

    def __init__(self, bell: Bell | None = None) -> None:
        self._bell = bell or Bell()

    def links(self, document: int) -> list[Link]:
        """Return every key of a document, oldest first."""
        with reading() as session:
            rows = session.scalars(select(KeyRow).where(KeyRow.document == document).order_by(KeyRow.id))
            return [_link(row) for row in rows]

    def add_link(
        self, document: int, key: str, right: Right, label: str, expires_at: datetime | None = None
    ) -> Link | None:
        """Store another key; None if the document has as many as it can."""
        with writing() as session:
            locked(session, document)
            if _count(session, document) >= MOST_LINKS:
                return None
            row = new_key(document, key, right, label, datetime.now(UTC), expires_at)
            session.add(row)
            session.flush()
            return _link(row)

    def change_link(
        self, document: int, link: int, label: str, expires_at: datetime | None, spare: str
    ) -> Link | Revoked:
        """Rename an active link and let it expire at another time, None for never; `spare`: see `revoke_link`."""
        with writing() as session:
            locked(session, document)
            chosen = _lasting_without(session, document, link, spare, ends=expires_at is not None)
            if isinstance(chosen, Revoked):
                return chosen
            chosen.label, chosen.expires_at = label, expires_at
            self._bell.ring_links(session, document)
            return _link(chosen)

    def revoke_link(self, document: int, link: int, spare: str) -> Revoked:
        """End a link, unless it is the last to own that never expires; `spare` replaces the last such link to view."""
        with writing() as session:
            locked(session, document)
            chosen = _lasting_without(session, document, link, spare, ends=True)
            if isinstance(chosen, Revoked):
                return chosen
            chosen.revoked_at = datetime.now(UTC)
            self._bell.ring_links(session, document)
            return Revoked.DONE

    def replace_link(self, document: int, link: int, key: str) -> Link | None:
        """End an active link and store another key in its place; None if there is no such link."""
        now = datetime.now(UTC)
        with writing() as session:
            locked(session, document)
            chosen = next((row for row in active_keys(session, document) if row.id == link), None)
            if chosen is None:
                return None
            row = new_key(document, key, Right(chosen.right), chosen.label, now, chosen.expires_at)
            chosen.revoked_at = now
            session.add(row)
            session.flush()
            self._bell.ring_links(session, document)
            return _link(row)

    def view_key(self, document: int, spare: str) -> str:
        """Return the oldest view key that never expires; if there is none, `spare` becomes one."""
        with writing() as session:
            locked(session, document)
            lasting = (row for row in active_keys(session, document) if row.expires_at is None)
            found = next((row.key for row in lasting if row.right == Right.VIEW), None)
            if found is None:
                session.add(new_key(document, spare, Right.VIEW, "", datetime.now(UTC)))
            return found or spare

    def note_uses(self, uses: Mapping[int, LinkUses]) -> bool:
        """Add uses of keys, and return whether this was done.

        It is not, if the database is busy or fails: opening a document must not wait or fail.
        """
        try:
            with Session(db.engine) as session, session.begin():
                session.connection(execution_options={BEGIN: "IMMEDIATE", AT_ONCE: True})
                ids = list(uses)
                free = set(session.scalars(select(KeyRow.id).where(KeyRow.id.in_(ids)).with_for_update(nowait=True)))
                for link in free:
                    used = uses[link]
                    values = {"uses": KeyRow.uses + used.count, "last_opened": used.last}
                    session.execute(update(KeyRow).where(KeyRow.id == link).values(values))
        except SQLAlchemyError as error:
            log.info("could not note that links were opened: %s", error)
            return False
        return True

    def sharing(self, document: int) -> Sharing:
        """Return where a document may be shown."""
        with reading() as session:
            row = session.get(SharingRow, document)
            return Sharing() if row is None else Sharing(Frames(row.frames), tuple(row.origins), row.preview)

    def set_sharing(self, document: int, chosen: Sharing) -> None:
        """Store where a document may be shown."""
        with writing() as session:
            locked(session, document)
            row = session.get(SharingRow, document) or SharingRow(document=document)
            row.frames, row.origins, row.preview = chosen.frames, [*chosen.origins], chosen.preview
            session.add(row)


def new_key(
    document: int, key: str, right: Right, label: str, now: datetime, expires_at: datetime | None = None
) -> KeyRow:
    """Return the row of a key that was never used."""
    return KeyRow(
        document=document, key=key, right=right.value, label=label, created=now, expires_at=expires_at, uses=0
    )


def active_keys(session: Session, document: int) -> Sequence[KeyRow]:
    """Return the keys of a document that were neither ended nor have expired, oldest first."""
    lasting = or_(KeyRow.expires_at.is_(None), KeyRow.expires_at > datetime.now(UTC))
    chosen = select(KeyRow).where(KeyRow.document == document, KeyRow.revoked_at.is_(None), lasting)
    return session.scalars(chosen.order_by(KeyRow.id)).all()


def _lasting_without(session: Session, document: int, link: int, spare: str, *, ends: bool) -> KeyRow | Revoked:
    """Return an active key, after making sure that the document keeps one to view and one to own for ever.

    Args:
        session: the session, with the document locked.
        document: the document.
        link: the key that is to change.
        spare: the key to view that takes its place.
        ends: whether the key will end, now or later.
    """
    active = active_keys(session, document)
    chosen = next((row for row in active if row.id == link), None)
    if chosen is None:
        return Revoked.NOT_OPEN
    others = {row.right for row in active if row is not chosen and row.expires_at is None}
    if ends and chosen.right not in others:
        if chosen.right == Right.OWN:
            return Revoked.LAST_TO_OWN
        if chosen.right == Right.VIEW:
            session.add(new_key(document, spare, Right.VIEW, "", datetime.now(UTC)))
    return chosen


def _count(session: Session, document: int) -> int:
    return session.scalar(select(func.count()).select_from(KeyRow).where(KeyRow.document == document)) or 0


def _link(row: KeyRow) -> Link:
    return Link(
        row.id,
        row.key,
        Right(row.right),
        row.label,
        row.created,
        row.last_opened,
        row.revoked_at,
        row.expires_at,
        row.uses,
    )

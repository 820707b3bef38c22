"""What is asked and made of rows of versions, within a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from webapp.storage.records import Snapshot, VersionKind
from webapp.storage.tables import DocumentRow, PinRow, VersionRow

JOIN_FOR = timedelta(minutes=1)
"""Autosaves become one version for so long."""


def current_row(session: Session, document: int) -> VersionRow:
    """Return the row of the current version."""
    return session.scalars(
        select(VersionRow)
        .join(DocumentRow, (DocumentRow.id == VersionRow.document) & (DocumentRow.version == VersionRow.number))
        .where(DocumentRow.id == document)
    ).one()


def next_number(session: Session, owner: DocumentRow) -> int:
    """Return the number of the next version: greater than all, also than those of versions that were set aside."""
    greatest = session.scalar(select(func.max(VersionRow.number)).where(VersionRow.document == owner.id)) or 0
    return max(greatest, owner.version) + 1


def is_pinned(session: Session, document: int, number: int) -> bool:
    """Return whether links keep a version."""
    return bool(session.scalar(select(exists().where(PinRow.document == document, PinRow.number == number))))


def may_join(session: Session, last: VersionRow, now: datetime) -> bool:
    """Return whether an autosave may take the place of the current version."""
    young = last.kind == VersionKind.AUTOSAVE and now - last.created < JOIN_FOR
    return young and not is_pinned(session, last.document, last.number)


def version_row(
    document: int,
    number: int,
    code: str,
    companion: Mapping[str, Any],
    now: datetime,
    *,
    client: str,
    author: str = "",
    kind: VersionKind = VersionKind.SAVED,
    name: str = "",
) -> VersionRow:
    """Return a new row of a version."""
    text = code.encode()
    return VersionRow(
        document=document,
        number=number,
        text=text,
        size=len(text),
        companion=dict(companion),
        created=now,
        changed_at=now,
        name=name,
        client=client,
        author=author,
        kind=kind.value,
    )


def snapshot(row: VersionRow, live: int | None = None) -> Snapshot:
    """Return a row as a value; `live` is the number of steps of the live text."""
    return Snapshot(
        row.document, row.number, row.text.decode(), row.companion, row.created, row.changed_at, row.name, live
    )

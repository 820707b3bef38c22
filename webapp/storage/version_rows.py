"""What is asked and made of rows of versions, within a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from webapp.storage.records import Snapshot, VersionKind
from webapp.storage.tables import DocumentRow, PinRow, VersionRow


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


def snapshot(row: VersionRow) -> Snapshot:
    """Return a row as a value."""
    return Snapshot(row.document, row.number, row.text.decode(), row.companion, row.created, row.changed_at, row.name)

"""What an operator asks for: all documents of a database, whatever their keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from webapp.storage.tables import DocumentRow, KeyRow, VersionRow
from webapp.storage.transactions import reading


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document as an operator sees it. `bytes` counts the texts of all its versions; times are in UTC."""

    id: int
    title: str
    versions: int
    bytes: int
    created: datetime
    changed_at: datetime
    last_opened: datetime | None
    deleted_at: datetime | None


class OverviewRepository:
    """Reads over all documents. It fails as `DocumentRepository` does."""

    def documents(self) -> list[DocumentInfo]:
        """Return all documents, oldest first, deleted ones too."""
        sums = (
            select(
                VersionRow.document,
                func.count().label("versions"),
                func.sum(VersionRow.size).label("bytes"),
            )
            .group_by(VersionRow.document)
            .subquery()
        )
        opened = (
            select(KeyRow.document, func.max(KeyRow.last_opened).label("last")).group_by(KeyRow.document).subquery()
        )
        current = (DocumentRow.id == VersionRow.document) & (DocumentRow.version == VersionRow.number)
        asked = (
            select(
                DocumentRow.id,
                VersionRow.companion,
                sums.c.versions,
                sums.c.bytes,
                DocumentRow.created,
                VersionRow.changed_at,
                opened.c.last,
                DocumentRow.deleted_at,
            )
            .join(VersionRow, current)
            .join(sums, sums.c.document == DocumentRow.id)
            .outerjoin(opened, opened.c.document == DocumentRow.id)
            .order_by(DocumentRow.id)
        )
        with reading() as session:
            return [
                DocumentInfo(number, companion.get("title") or "", versions, int(size), *times)
                for number, companion, versions, size, *times in session.execute(asked)
            ]

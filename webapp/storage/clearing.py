"""What is removed for good: autosaves that are old and many, and diagrams that were in the bin for long enough."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, func, select

from webapp.storage.records import VersionKind
from webapp.storage.tables import DocumentRow, PinRow, VersionRow, db
from webapp.storage.transactions import writing


class ClearingRepository:
    """Removes what need not be kept. It fails as `DocumentRepository` does."""

    def thin(self, before: datetime, most: int) -> int:
        """Remove autosaves that were made before a time, but the last of each day; return how many.

        The current version stays, and those that links keep. Named versions are no autosaves.
        """
        row = VersionRow
        pinned = exists().where(PinRow.document == row.document, PinRow.number == row.number)
        current = exists().where(DocumentRow.id == row.document, DocumentRow.version == row.number)
        free = (row.kind == VersionKind.AUTOSAVE, row.changed_at < before, ~pinned, ~current)
        day = func.date(row.changed_at)
        place = func.row_number().over(partition_by=(row.document, day), order_by=row.number.desc())
        ranked = select(row.id, row.document, place.label("place")).where(*free).subquery()
        with writing() as session:
            found = session.execute(
                select(ranked.c.id, ranked.c.document).where(ranked.c.place > 1).order_by(ranked.c.id).limit(most)
            ).all()
            documents = {document for _, document in found}
            # Who pins or names a version has the same lock: what was found is looked at again behind it.
            session.execute(
                select(DocumentRow.id).where(DocumentRow.id.in_(documents)).order_by(DocumentRow.id).with_for_update()
            )
            session.execute(delete(row).where(row.id.in_([number for number, _ in found]), *free))
            return len(found)

    def purge(self, deleted_before: datetime, most: int) -> int:
        """Remove diagrams that were deleted before a time, with all that belongs to them; return how many."""
        with writing() as session:
            gone = session.scalars(
                select(DocumentRow.id)
                .where(DocumentRow.deleted_at < deleted_before)
                .order_by(DocumentRow.id)
                .limit(most)
                .with_for_update(skip_locked=True)
            ).all()
            if not gone:
                return 0
            for table in reversed(db.metadata.sorted_tables):
                for column in table.columns:
                    if any(key.column is DocumentRow.__table__.c.id for key in column.foreign_keys):
                        session.execute(delete(table).where(column.in_(gone)))
            session.execute(delete(DocumentRow).where(DocumentRow.id.in_(gone)))
            return len(gone)

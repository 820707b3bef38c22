"""The history of a document: its versions, and those that were set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, exists, select

from webapp.storage.records import Snapshot, VersionInfo, VersionKind
from webapp.storage.tables import PinRow, VersionRow
from webapp.storage.transactions import locked, reading, writing
from webapp.storage.version_rows import next_number, snapshot, version_row


class HistoryRepository:
    """Reads and keeps versions of documents. It fails as `DocumentRepository` does, which has these methods too."""

    def versions(self, document: int) -> list[VersionInfo]:
        """Return the history, newest first."""
        with reading() as session:
            return [VersionInfo(*values) for values in session.execute(_lines(document))]

    def version(self, document: int, number: int) -> Snapshot | None:
        """Return one version, or None."""
        with reading() as session:
            row = session.scalars(
                select(VersionRow).where(VersionRow.document == document, VersionRow.number == number)
            ).one_or_none()
            return None if row is None else snapshot(row)

    def texts(self, document: int, numbers: Sequence[int]) -> dict[int, Snapshot]:
        """Return some versions by their numbers."""
        with reading() as session:
            rows = session.scalars(
                select(VersionRow).where(VersionRow.document == document, VersionRow.number.in_(numbers))
            )
            return {row.number: snapshot(row) for row in rows}

    def name_version(self, document: int, number: int, name: str) -> VersionInfo | None:
        """Give a version a name, or take it away with an empty one; None if there is no such version.

        An autosave that somebody names is kept like a version that was saved on purpose.
        """
        with writing() as session:
            locked(session, document)
            row = session.scalars(
                select(VersionRow).where(VersionRow.document == document, VersionRow.number == number)
            ).one_or_none()
            if row is None:
                return None
            row.name = name
            if row.kind == VersionKind.AUTOSAVE:
                row.kind = VersionKind.SAVED.value
            session.flush()
            return VersionInfo(*session.execute(_lines(document).where(VersionRow.number == number)).one())

    def set_aside(
        self, document: int, code: str, companion: Mapping[str, Any], name: str, client: str, author: str = ""
    ) -> Snapshot:
        """Keep a text that was refused as a version of its own, without making it the current one.

        If it is the last one that this client set aside, nothing is stored, so that it can be sent again.
        """
        with writing() as session:
            owner = locked(session, document)
            last = session.scalars(
                select(VersionRow)
                .where(
                    VersionRow.document == document,
                    VersionRow.kind == VersionKind.SET_ASIDE,
                    VersionRow.client == client,
                )
                .order_by(VersionRow.number.desc())
                .limit(1)
            ).one_or_none()
            if last is not None and last.text == code.encode() and last.companion == dict(companion):
                return snapshot(last)
            kept = version_row(
                document,
                next_number(session, owner),
                code,
                companion,
                datetime.now(UTC),
                client=client,
                author=author,
                kind=VersionKind.SET_ASIDE,
                name=name,
            )
            session.add(kept)
            session.flush()
            return snapshot(kept)


def _lines(document: int) -> Select[int, datetime, datetime, str, int, str, str, str, bool]:
    row = VersionRow
    pinned = exists().where(PinRow.document == row.document, PinRow.number == row.number)
    columns = (row.number, row.created, row.changed_at, row.name, row.size, row.client, row.author, row.kind)
    return select(*columns, pinned).where(row.document == document).order_by(row.number.desc())

"""Runs that are too long for a link: their texts, under short names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, func, select

from webapp.storage.tables import RunRow
from webapp.storage.transactions import locked, reading, writing

MOST_RUNS = 200
MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run that is kept; its time is in UTC."""

    name: str
    text: str
    created: datetime


class KeptRunRepository:
    """Stores the texts of runs. All methods need an application context, and fail as those of `DocumentRepository`."""

    def keep(self, document: int, text: str, name: str) -> str | None:
        """Store a text under a name, and return the name: an earlier one if the text is stored already.

        None means that the document has too many of them, or too much text.
        """
        data = text.encode()
        digest = hashlib.sha256(data).hexdigest()
        with writing() as session:
            locked(session, document)
            known = session.scalar(select(RunRow.name).where(RunRow.document == document, RunRow.digest == digest))
            if known is not None:
                return known
            count, size = session.execute(
                select(func.count(), func.coalesce(func.sum(func.length(RunRow.text)), 0)).where(
                    RunRow.document == document
                )
            ).one()
            if count >= MOST_RUNS or size + len(data) > MOST_BYTES:
                return None
            now = datetime.now(UTC)
            session.add(RunRow(document=document, name=name, digest=digest, text=data, created=now))
            return name

    def find(self, document: int, name: str) -> str | None:
        """Return the text under a name, or None."""
        with reading() as session:
            found = session.scalar(select(RunRow.text).where(RunRow.document == document, RunRow.name == name))
            return None if found is None else found.decode()

    def runs(self, document: int) -> list[KeptRun]:
        """Return the runs of a document, newest first."""
        with reading() as session:
            rows = session.scalars(select(RunRow).where(RunRow.document == document).order_by(RunRow.id.desc()))
            return [KeptRun(row.name, row.text.decode(), row.created) for row in rows]

    def remove(self, document: int, name: str) -> bool:
        """Keep a run no longer, and return whether it was kept."""
        with writing() as session:
            locked(session, document)
            known = session.scalar(select(RunRow.id).where(RunRow.document == document, RunRow.name == name))
            if known is None:
                return False
            session.execute(delete(RunRow).where(RunRow.id == known))
            return True

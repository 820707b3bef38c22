"""Runs that are too long for a link: their texts, under short names."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from sqlalchemy import func, select

from webapp.storage.tables import RunRow
from webapp.storage.transactions import locked, reading, writing

MOST_RUNS = 200
MOST_BYTES = 4 * 1024 * 1024


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

"""The live texts of documents: their steps, which are kept for a day at least, and the versions that steps become."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.live_changes import Step
from webapp.storage.records import Snapshot, Stepped, VersionKind
from webapp.storage.ringing import Bell
from webapp.storage.tables import DocumentRow, StepRow, VersionRow
from webapp.storage.transactions import locked, reading, writing
from webapp.storage.version_rows import current_row, may_join, next_number, snapshot, version_row

KEPT_FOR = timedelta(days=1)
MOST_AT_ONCE = 5_000
"""Whoever missed more steps gets the whole text."""
MOST_AUTHOR = 60

Made = Callable[[str, Mapping[str, Any]], tuple[str, Mapping[str, Any]]]
"""Makes the new text and companion of the stored ones."""


class LiveRepository:
    """Reads and stores steps. It fails as `DocumentRepository` does, which has these methods too."""

    def __init__(self, bell: Bell | None = None) -> None:
        """Ring this bell for each change."""
        self._bell = bell or Bell()

    def current(self, document: int) -> Snapshot:
        """Return the current version, with the number of steps that led to it."""
        with reading() as session:
            row, steps = _current(session, document)
            return snapshot(row, steps)

    def steps(self, document: int, since: int) -> Stepped:
        """Return the steps after the number `since`; None where not all of them are there."""
        with reading() as session:
            row, version = _current(session, document)
            missing = _missing(session, document, since, version)
            return Stepped(snapshot(row, version), version, missing, accepted=False)

    def live_numbers(self, documents: Collection[int]) -> dict[int, int]:
        """Return the number of steps of each of these documents."""
        with reading() as session:
            rows = session.execute(select(DocumentRow.id, DocumentRow.steps).where(DocumentRow.id.in_(documents)))
            return {row.id: row.steps for row in rows}

    def add_steps(
        self, document: int, based_on: int, steps: Sequence[Step], made: Made, *, client: str = "", author: str = ""
    ) -> Stepped:
        """Store steps if `based_on` is still their number; else store nothing and return those that are missing.

        They join the autosave before them if that was made by steps, or by the same client, and began less than a
        minute ago, and no link keeps it.
        """
        now = datetime.now(UTC)
        with writing() as session:
            owner = locked(session, document)
            last = current_row(session, document)
            if owner.steps != based_on:
                missing = _missing(session, document, based_on, owner.steps)
                return Stepped(snapshot(last, owner.steps), owner.steps, missing, accepted=False)
            code, companion = made(last.text.decode(), last.companion)
            note_steps(session, owner, steps, now)
            joins = (last.live or (client != "" and last.client == client)) and may_join(session, last, now)
            owner.version = number = next_number(session, owner)
            version = version_row(
                document, number, code, companion, now, client=client, author=author, kind=VersionKind.AUTOSAVE
            )
            version.live = True
            if joins:
                version.created = last.created
                version.author = _together(last.author, author)
                session.execute(delete(VersionRow).where(VersionRow.id == last.id))
            session.add(version)
            session.flush()
            self._bell.ring(session, document, owner.steps)
            return Stepped(snapshot(version, owner.steps), owner.steps, (), accepted=True)


def note_steps(session: Session, document: DocumentRow, steps: Sequence[Step | None], now: datetime) -> None:
    """Store steps, and remove those of the document that are older than a day.

    None is a change that no step can say: whoever has not seen it needs the whole text.
    """
    session.execute(delete(StepRow).where(StepRow.document == document.id, StepRow.created < now - KEPT_FOR))
    for step in steps:
        document.steps += 1
        if step is not None:
            session.add(
                StepRow(
                    document=document.id,
                    number=document.steps,
                    client=step.client,
                    changes=list(step.changes),
                    companion=None if step.companion is None else dict(step.companion),
                    created=now,
                )
            )


def _current(session: Session, document: int) -> tuple[VersionRow, int]:
    # One query, so that both are of one moment.
    row, steps = session.execute(
        select(VersionRow, DocumentRow.steps)
        .join(DocumentRow, (DocumentRow.id == VersionRow.document) & (DocumentRow.version == VersionRow.number))
        .where(DocumentRow.id == document)
    ).one()
    return row, steps


def _missing(session: Session, document: int, since: int, newest: int) -> tuple[Step, ...] | None:
    missing = newest - since
    if not 0 <= missing <= MOST_AT_ONCE:
        return None
    rows = session.scalars(
        select(StepRow)
        .where(StepRow.document == document, StepRow.number > since, StepRow.number <= newest)
        .order_by(StepRow.number)
    ).all()
    return tuple(Step(row.client, row.changes, row.companion) for row in rows) if len(rows) == missing else None


def _together(before: str, author: str) -> str:
    """Return the names of those who made a version, as far as there is room."""
    names = dict.fromkeys([*before.split(", "), author])
    joined = ", ".join(name for name in names if name)
    return joined if len(joined) <= MOST_AUTHOR else before

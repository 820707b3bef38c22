"""Old autosaves are thinned and the bin is emptied; nothing else is ever removed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from webapp.storage import ClearingRepository, DocumentRepository, KeptRunRepository, Right
from webapp.storage.tables import DocumentRow, VersionRow, db

KEYS = {Right.VIEW: "v" * 24, Right.EDIT: "e" * 24, Right.OWN: "o" * 24}
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def document(repository: DocumentRepository) -> int:
    """A document with one version."""
    return repository.create("one", {}, "anna", KEYS).document


@pytest.fixture
def clearing(repository: DocumentRepository) -> ClearingRepository:
    """What clears the same database."""
    return ClearingRepository()


def autosave(repository: DocumentRepository, document: int, at: datetime) -> int:
    """Store an autosave of a browser of its own, as if it had been made then, and return its number."""
    based_on = repository.current(document).number
    client = f"browser-{based_on}"
    number = repository.save(document, based_on, f"text {based_on}", {}, client=client, autosave=True).current.number
    with db.engine.begin() as connection:
        row = (VersionRow.document == document, VersionRow.number == number)
        connection.execute(update(VersionRow).where(*row).values(created=at, changed_at=at))
    return number


def numbers(repository: DocumentRepository, document: int) -> list[int]:
    return [line.number for line in repository.versions(document)]


def test_of_old_autosaves_the_last_of_each_day_stays(
    repository: DocumentRepository, clearing: ClearingRepository, document: int
):
    for hours in (0, 1, 24, 25, 48):
        autosave(repository, document, NOON + timedelta(hours=hours))
    autosave(repository, document, NOON + timedelta(hours=49))

    removed = clearing.thin(NOON + timedelta(hours=36), 100)

    assert removed == 2
    assert numbers(repository, document) == [7, 6, 5, 3, 1]


@pytest.mark.parametrize("kept", ["pinned", "named", "set aside", "saved again", "current"])
def test_what_somebody_wants_to_keep_is_never_thinned(
    repository: DocumentRepository, clearing: ClearingRepository, document: int, kept: str
):
    number = autosave(repository, document, NOON)
    if kept == "pinned":
        repository.pin(document, number, only_current=False)
    elif kept == "named":
        repository.name_version(document, number, "Draft")
    elif kept == "set aside":
        number = repository.set_aside(document, "mine", {}, "", "bert").number
        with db.engine.begin() as connection:
            connection.execute(update(VersionRow).where(VersionRow.number == number).values(changed_at=NOON))
    elif kept == "saved again":
        repository.save(document, number, repository.current(document).code, {})
    if kept != "current":
        autosave(repository, document, NOON + timedelta(hours=1))

    clearing.thin(NOON + timedelta(days=40), 100)

    assert number in numbers(repository, document)


def test_no_more_than_asked_for_is_removed_at_once(
    repository: DocumentRepository, clearing: ClearingRepository, document: int
):
    for minutes in range(5):
        autosave(repository, document, NOON + timedelta(minutes=minutes))

    removed = [clearing.thin(NOON + timedelta(days=40), 2) for _ in range(3)]

    assert removed == [2, 1, 0]


def test_the_autosaves_of_one_diagram_say_nothing_about_those_of_another(
    repository: DocumentRepository, clearing: ClearingRepository, document: int
):
    other = repository.create("one", {}, "", {right: key.upper() for right, key in KEYS.items()}).document
    for each in (document, other):
        autosave(repository, each, NOON)
        repository.save(each, 2, "three", {})

    clearing.thin(NOON + timedelta(days=40), 100)

    assert numbers(repository, document) == numbers(repository, other) == [3, 2, 1]


def test_a_diagram_goes_from_the_bin_with_all_that_belongs_to_it(
    repository: DocumentRepository, clearing: ClearingRepository, document: int
):
    other = repository.create("two", {}, "", {right: key.upper() for right, key in KEYS.items()}, "digest").document
    repository.pin(document, 1, only_current=True)
    KeptRunRepository().keep(document, "at=3", "run-name")
    for each in (document, other):
        repository.set_deleted(each, True)
    with db.engine.begin() as connection:
        connection.execute(update(DocumentRow).where(DocumentRow.id == document).values(deleted_at=NOON))

    removed = clearing.purge(NOON + timedelta(seconds=1), 20)

    assert removed == 1
    assert repository.access(KEYS[Right.OWN]) is None
    assert repository.access(KEYS[Right.OWN].upper()).document == other
    with db.engine.connect() as connection:
        left = {
            table.name: connection.execute(
                select(func.count()).select_from(table).where(table.c.document == document)
            ).scalar_one()
            for table in db.metadata.sorted_tables
            if "document" in table.c
        }
    assert set(left.values()) == {0}

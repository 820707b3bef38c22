"""Steps of live texts: stored with the text they lead to, one after the other, and kept for a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from webapp.live_changes import Step, changed_text, patched
from webapp.storage import DocumentRepository, Right
from webapp.storage.records import Stepped
from webapp.storage.tables import StepRow, VersionRow, db
from webapp.storage.version_rows import JOIN_FOR

TEXT = '\ufeffA { # Eins\r\n  n1: circle label:"Los"\r\n}\r\n'


@pytest.fixture
def document(repository: DocumentRepository) -> Iterator[int]:
    """A stored document."""
    made = repository.create(TEXT, {"title": "Test"}, "anna", {Right.OWN: "own", Right.VIEW: "view"})
    return made.document


def typed(repository: DocumentRepository, document: int, based_on: int, *steps: Step, client: str = "anna") -> Stepped:
    """Store steps as the service does."""

    def made(code, companion):
        for step in steps:
            code, companion = changed_text(code, step.changes), patched(companion, step.companion or {})
        return code, companion

    return repository.add_steps(document, based_on, steps, made, client=client, author=client.title())


def at_end(text: str, live_length: int, client: str = "anna.1") -> Step:
    return Step(client, [live_length, [0, *text.split("\n")]])


def test_steps_change_text_and_companion_in_one_transaction(repository: DocumentRepository, document: int):
    stored = typed(repository, document, 0, Step("anna.1", [2, [1, "{"], 35], {"title": "Neu"}), at_end("\nB { }", 38))

    assert stored.accepted
    assert repository.current(document).code == TEXT.replace("{", "{", 1) + "\r\nB { }"
    assert repository.current(document).companion == {"title": "Neu"}
    assert repository.current(document).live == 2


def test_steps_that_come_late_get_what_they_missed(repository: DocumentRepository, document: int):
    first = at_end("x", 38)
    typed(repository, document, 0, first)

    late = typed(repository, document, 0, at_end("y", 38))

    assert (late.accepted, late.version) == (False, 1)
    assert [(step.client, list(step.changes)) for step in late.steps] == [("anna.1", [38, [0, "x"]])]
    assert repository.current(document).code == TEXT + "x"


def test_what_fails_stores_nothing(repository: DocumentRepository, document: int):
    def made(code, companion):
        raise ValueError("it does not fit")

    with pytest.raises(ValueError, match="it does not fit"):
        repository.add_steps(document, 0, [at_end("x", 38)], made)

    assert repository.current(document).live == 0
    assert repository.steps(document, 0).steps == ()


def test_a_save_is_a_step_too(repository: DocumentRepository, document: int):
    repository.save(document, 1, TEXT + "B { }\r\n", {"title": "Test", "description": "d"}, client="ben")

    missed = repository.steps(document, 0)

    assert missed.version == 1
    (step,) = missed.steps
    assert step.client == "ben"
    assert changed_text(TEXT, step.changes) == TEXT + "B { }\r\n"
    assert step.companion == {"description": "d"}


def test_a_save_that_changes_nothing_is_no_step(repository: DocumentRepository, document: int):
    repository.save(document, 1, TEXT, {"title": "Test"}, name="Good")

    assert repository.current(document).live == 0


def test_after_a_save_that_no_step_can_say_the_whole_text_is_needed(repository: DocumentRepository, document: int):
    repository.save(document, 1, TEXT.replace("\r\n", "\n"), {"title": "Test"})

    assert repository.current(document).live == 1
    assert repository.steps(document, 0).steps is None
    assert repository.steps(document, 1).steps == ()


def test_whoever_names_more_steps_than_there_are_gets_the_whole_text(repository: DocumentRepository, document: int):
    assert repository.steps(document, 7).steps is None
    assert typed(repository, document, 7, at_end("x", 38)).steps is None


def test_steps_of_several_people_within_a_minute_become_one_version(repository: DocumentRepository, document: int):
    typed(repository, document, 0, at_end("x", 38))
    typed(repository, document, 1, at_end("y", 39, "ben.1"), client="ben")
    typed(repository, document, 2, at_end("z", 40))

    newest, oldest = repository.versions(document)

    assert (newest.author, newest.kind, oldest.number) == ("Anna, Ben", "autosave", 1)
    assert newest.number == repository.current(document).number


def test_steps_after_a_minute_become_a_version_of_their_own(repository: DocumentRepository, document: int):
    typed(repository, document, 0, at_end("x", 38))
    with db.session.begin():
        db.session.execute(update(VersionRow).values(created=datetime.now(UTC) - JOIN_FOR))
    typed(repository, document, 1, at_end("y", 39))

    assert len(repository.versions(document)) == 3


def test_steps_are_kept_for_a_day(repository: DocumentRepository, document: int):
    typed(repository, document, 0, at_end("x", 38))
    with db.session.begin():
        db.session.execute(update(StepRow).values(created=datetime.now(UTC) - timedelta(hours=23)))
    typed(repository, document, 1, at_end("y", 39))

    assert len(repository.steps(document, 0).steps) == 2

    with db.session.begin():
        db.session.execute(
            update(StepRow).where(StepRow.number == 1).values(created=datetime.now(UTC) - timedelta(hours=25))
        )
    typed(repository, document, 2, at_end("z", 40))

    assert repository.steps(document, 0).steps is None
    assert len(repository.steps(document, 1).steps) == 2

"""The history keeps what was saved, what was refused, who made it, and in how many bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from webapp.config import Settings
from webapp.storage import Database, DocumentRepository, Right
from webapp.storage.database import MIGRATIONS
from webapp.storage.tables import db

KEYS = {Right.VIEW: "v" * 24, Right.EDIT: "e" * 24, Right.OWN: "o" * 24}
LONG = 'a { n1: circle label:"Ä" }\n' * 200


@pytest.fixture
def document(repository: DocumentRepository) -> int:
    """A document with one version."""
    return repository.create("one", {}, "anna", KEYS).document


def stored_bytes(number: int) -> bytes:
    with db.engine.connect() as connection:
        return bytes(
            connection.execute(text("SELECT text FROM versions WHERE number = :n"), {"n": number}).scalar_one()
        )


def test_a_version_that_was_set_aside_is_listed_and_never_current(repository: DocumentRepository, document: int):
    kept = repository.set_aside(document, "mine", {"title": "M"}, "Refused", "bert", "Bert")

    assert (repository.current(document).number, repository.current(document).code) == (1, "one")
    line = repository.versions(document)[0]
    assert (line.number, line.kind, line.name, line.author) == (kept.number, "set-aside", "Refused", "Bert")
    assert repository.version(document, kept.number).code == "mine"


def test_a_save_after_a_version_that_was_set_aside_takes_the_number_behind_it(
    repository: DocumentRepository, document: int
):
    """Whoever has the current version is not stale because another text was set aside."""
    repository.set_aside(document, "mine", {}, "", "bert")

    saved = repository.save(document, 1, "two", {})

    assert (saved.accepted, saved.current.number, saved.current.code) == (True, 3, "two")


def test_setting_the_same_text_aside_again_keeps_it_once(repository: DocumentRepository, document: int):
    first = repository.set_aside(document, "mine", {}, "", "bert")

    assert repository.set_aside(document, "mine", {}, "", "bert") == first
    assert len(repository.versions(document)) == 2


def test_an_autosave_joins_its_own_across_a_version_that_was_set_aside(repository: DocumentRepository, document: int):
    repository.save(document, 1, "a", {}, client="anna", autosave=True)
    repository.set_aside(document, "mine", {}, "", "bert")

    repository.save(document, 2, "ab", {}, client="anna", autosave=True)

    assert [(line.number, line.kind) for line in repository.versions(document)] == [
        (4, "autosave"),
        (3, "set-aside"),
        (1, "saved"),
    ]


def test_the_author_of_a_version_is_kept(repository: DocumentRepository, document: int):
    repository.save(document, 1, "two", {}, client="anna", author="Anna Ä")

    assert [line.author for line in repository.versions(document)] == ["Anna Ä", ""]


def test_texts_are_stored_compressed_and_their_size_is_that_of_the_text(repository: DocumentRepository, document: int):
    repository.save(document, 1, LONG, {})

    assert len(stored_bytes(2)) < len(LONG) / 10
    assert repository.current(document).code == LONG
    assert repository.versions(document)[0].size == len(LONG.encode())


@pytest.mark.parametrize("code", ["", "x", "x\x9c", "x\u069c", "\ufeff\r\n\x00"])
def test_a_text_that_is_no_shorter_when_compressed_comes_back_as_it_was(repository: DocumentRepository, code: str):
    made = repository.create(code, {}, "", KEYS)

    assert repository.current(made.document).code == code


def test_the_versions_of_an_older_program_keep_their_meaning(database_url: str, tmp_path: Path):
    app = Flask("test")
    opened = Database(app, Settings(data_folder=tmp_path, database_url=database_url))
    with opened.context():
        upgrade(directory=str(MIGRATIONS), revision="0003")
        with db.engine.begin() as connection:
            moment = "'2026-11-01 10:00:00'"
            connection.execute(text(f"INSERT INTO documents (id, version, created) VALUES (1, 2, {moment})"))
            for number, code, autosave in ((1, LONG, False), (2, "two", True)):
                connection.execute(
                    text(
                        "INSERT INTO versions (document, number, text, companion, created, changed_at, name, client, "
                        f"autosave) VALUES (1, :n, :code, '{{}}', {moment}, {moment}, '', 'anna', :autosave)"
                    ),
                    {"n": number, "code": code.encode(), "autosave": autosave},
                )

        upgrade(directory=str(MIGRATIONS))

        repository = DocumentRepository()
        lines = [(it.number, it.kind, it.size) for it in repository.versions(1)]
        assert lines == [(2, "autosave", 3), (1, "saved", len(LONG.encode()))]
        assert repository.version(1, 1).code == LONG
        repository.save(1, 2, LONG + LONG, {})

        downgrade(directory=str(MIGRATIONS), revision="0003")

        assert stored_bytes(3) == (LONG + LONG).encode()
    opened.close()


def test_a_name_that_is_given_later_keeps_an_autosave_from_being_joined(repository: DocumentRepository, document: int):
    repository.save(document, 1, "a", {}, client="anna", autosave=True)

    named = repository.name_version(document, 2, "Before the review")
    repository.save(document, 2, "ab", {}, client="anna", autosave=True)

    assert (named.name, named.kind) == ("Before the review", "saved")
    assert [line.number for line in repository.versions(document)] == [3, 2, 1]
    assert repository.name_version(document, 9, "Nothing") is None

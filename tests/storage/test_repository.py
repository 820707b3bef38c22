"""What is stored comes back as it was, and nobody overwrites anybody."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text, update

from webapp.config import Settings
from webapp.errors import OutcomeUnknown, StorageFailed
from webapp.storage import Database, DocumentRepository, LinkRepository, Right, version_rows
from webapp.storage.tables import CreationRow, VersionRow, db

ODD_TEXT = '\ufeffa { # Ä \U0001f600\r\n  n1: circle label:"\u202e"\r}\n\x00\x7f'
KEYS = {Right.VIEW: "v" * 24, Right.EDIT: "e" * 24, Right.OWN: "o" * 24}


@pytest.fixture
def document(repository: DocumentRepository) -> int:
    """A document with one version, made by the browser `anna`."""
    return repository.create("one", {"title": "First"}, "anna", KEYS).document


def make_older(by: timedelta) -> None:
    """Move every version back in time."""
    with db.engine.begin() as connection:
        moment = datetime.now(UTC) - by
        connection.execute(update(VersionRow).values(created=moment, changed_at=moment))


def test_a_text_comes_back_with_every_byte(repository: DocumentRepository):
    """Byte-order mark, mixed line endings, NULs and characters beyond the first plane survive."""
    made = repository.create(ODD_TEXT, {"title": "T\u00fc"}, "", KEYS)

    stored = repository.current(made.document)

    assert stored.code == ODD_TEXT
    assert stored.companion == {"title": "T\u00fc"}


def test_a_new_document_is_version_1_and_its_keys_carry_their_rights(repository: DocumentRepository, document: int):
    assert repository.current(document).number == 1
    assert [repository.access(key).right for key in KEYS.values()] == list(KEYS)


def test_times_come_back_in_utc(repository: DocumentRepository, document: int):
    stored = repository.current(document)

    assert stored.created.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - stored.created) < timedelta(minutes=1)


def test_an_unknown_key_opens_nothing(repository: DocumentRepository, document: int):
    assert repository.access("x" * 24) is None


def test_every_save_is_a_version(repository: DocumentRepository, document: int):
    repository.save(document, 1, "two", {}, client="anna")
    repository.save(document, 2, "three", {}, client="anna")

    assert [line.number for line in repository.versions(document)] == [3, 2, 1]
    assert repository.version(document, 2).code == "two"


def test_a_stale_save_stores_nothing_and_answers_what_is_current(repository: DocumentRepository, document: int):
    repository.save(document, 1, "theirs", {}, client="bert")

    answer = repository.save(document, 1, "mine", {}, client="anna")

    assert not answer.accepted
    assert answer.current.code == "theirs"
    assert repository.current(document).code == "theirs"
    assert len(repository.versions(document)) == 2


def test_a_save_sent_again_after_a_lost_answer_is_accepted_once(repository: DocumentRepository, document: int):
    repository.save(document, 1, "two", {"title": "T"}, client="anna")

    again = repository.save(document, 1, "two", {"title": "T"}, client="anna")

    assert again.accepted
    assert again.current.number == 2
    assert len(repository.versions(document)) == 2


def test_autosaves_of_one_browser_within_a_minute_become_one_version(repository: DocumentRepository, document: int):
    repository.save(document, 1, "a", {}, client="anna", autosave=True)
    repository.save(document, 2, "ab", {}, client="anna", autosave=True)

    assert [line.number for line in repository.versions(document)] == [3, 1]
    assert repository.current(document).code == "ab"


def test_a_joined_autosave_is_still_newer_for_everybody_else(repository: DocumentRepository, document: int):
    """Its number goes up, so that a browser that saw the first half gets a conflict and not a silent loss."""
    repository.save(document, 1, "a", {}, client="anna", autosave=True)
    repository.save(document, 2, "ab", {}, client="anna", autosave=True)

    answer = repository.save(document, 2, "other", {}, client="bert", autosave=True)

    assert not answer.accepted


def test_an_autosave_after_a_minute_is_a_version_of_its_own(repository: DocumentRepository, document: int):
    repository.save(document, 1, "a", {}, client="anna", autosave=True)
    make_older(timedelta(seconds=61))

    repository.save(document, 2, "ab", {}, client="anna", autosave=True)

    assert [line.number for line in repository.versions(document)] == [3, 2, 1]


def test_a_joined_autosave_keeps_its_first_time(repository: DocumentRepository, document: int):
    """Else typing without a pause would be one version for a whole day."""
    first = repository.save(document, 1, "a", {}, client="anna", autosave=True).current

    joined = repository.save(document, 2, "ab", {}, client="anna", autosave=True).current

    assert joined.created == first.created
    assert joined.changed_at >= first.changed_at


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"client": "anna", "autosave": True}, {"client": "bert", "autosave": True}),
        ({"client": "anna", "autosave": False}, {"client": "anna", "autosave": True}),
        ({"client": "anna", "autosave": True}, {"client": "anna", "autosave": False}),
        ({"client": "anna", "autosave": True}, {"client": "anna", "autosave": True, "name": "Released"}),
        ({"autosave": True}, {"autosave": True}),
    ],
    ids=["another browser", "after a save by hand", "a save by hand", "a named version", "nobody who gives a name"],
)
def test_nothing_else_joins(repository: DocumentRepository, document: int, first: dict, second: dict):
    repository.save(document, 1, "a", {}, **first)

    repository.save(document, 2, "ab", {}, **second)

    assert [line.number for line in repository.versions(document)] == [3, 2, 1]


def test_saving_on_purpose_what_an_autosave_stored_keeps_it(repository: DocumentRepository, document: int):
    repository.save(document, 1, "a", {}, client="anna", autosave=True)

    answer = repository.save(document, 2, "a", {}, client="anna")
    repository.save(document, 2, "ab", {}, client="anna", autosave=True)

    assert (answer.accepted, answer.current.number) == (True, 2)
    assert [(line.number, line.kind) for line in repository.versions(document)] == [
        (3, "autosave"),
        (2, "saved"),
        (1, "saved"),
    ]


def test_a_named_version_is_never_joined_by_a_later_autosave(repository: DocumentRepository, document: int):
    repository.save(document, 1, "a", {}, client="anna", autosave=True, name="Released")

    repository.save(document, 2, "ab", {}, client="anna", autosave=True)

    assert repository.version(document, 2).name == "Released"


def test_naming_an_unchanged_text_makes_a_version(repository: DocumentRepository, document: int):
    repository.save(document, 1, "one", {"title": "First"}, client="anna", name="Released")

    assert repository.current(document).name == "Released"
    assert repository.current(document).number == 2


def test_of_many_saves_at_once_exactly_one_wins(database: Database, repository: DocumentRepository, document: int):
    """Ten threads with connections of their own save on version 1 at the same moment."""

    def save(number: int) -> bool:
        with database.context():
            return repository.save(document, 1, f"text {number}", {}, client=str(number)).accepted

    with ThreadPoolExecutor(10) as pool:
        accepted = list(pool.map(save, range(10)))

    assert sum(accepted) == 1
    assert repository.current(document).code == f"text {accepted.index(True)}"
    assert len(repository.versions(document)) == 2


def new_keys(number: int) -> dict[Right, str]:
    """Keys that nobody else has."""
    return {right: f"{right}-{number}".ljust(24, "x") for right in Right}


def test_requests_with_one_creation_make_one_document(database: Database, repository: DocumentRepository):
    """Whoever comes second waits for the first, and gets the document as it stands."""

    def create(number: int) -> int:
        with database.context():
            return repository.create(f"text {number}", {}, "", new_keys(number), "a" * 64).document

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(create, range(4)))

    assert len(set(made)) == 1
    assert len(LinkRepository().links(made[0])) == len(Right)
    assert repository.create("other", {}, "", new_keys(5), "b" * 64).document != made[0]


def test_a_creation_is_remembered_for_a_day(repository: DocumentRepository):
    first = repository.create("one", {}, "", new_keys(1), "a" * 64)
    repository.save(first.document, 1, "two", {})
    with db.engine.begin() as connection:
        connection.execute(update(CreationRow).values(created=datetime.now(UTC) - timedelta(hours=23)))
    again = repository.create("one", {}, "", new_keys(2), "a" * 64)
    with db.engine.begin() as connection:
        connection.execute(update(CreationRow).values(created=datetime.now(UTC) - timedelta(hours=25)))
    late = repository.create("one", {}, "", new_keys(3), "a" * 64)

    assert (again.document, again.number, again.code) == (first.document, 2, "two")
    assert late.document != first.document


@pytest.mark.slow
def test_savers_who_try_again_on_what_is_current_lose_nothing(
    database: Database, repository: DocumentRepository, document: int
):
    """Each of five threads adds ten lines, asking again after every conflict; all fifty are there in the end."""

    def add_lines(writer: int) -> None:
        with database.context():
            for line in range(10):
                current = repository.current(document)
                while True:
                    code = f"{current.code}\n{writer}.{line}"
                    answer = repository.save(document, current.number, code, {}, client=str(writer), autosave=True)
                    if answer.accepted:
                        break
                    current = answer.current

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(add_lines, range(5)))

    lines = repository.current(document).code.split("\n")
    assert sorted(lines[1:]) == sorted(f"{writer}.{line}" for writer in range(5) for line in range(10))


def test_a_deleted_document_says_so_and_comes_back_whole(repository: DocumentRepository, document: int):
    repository.set_deleted(document, True)
    assert repository.access(KEYS[Right.VIEW]).deleted_at is not None

    repository.set_deleted(document, False)
    assert repository.access(KEYS[Right.VIEW]).deleted_at is None
    assert repository.current(document).code == "one"


def test_a_revoked_link_stays_in_the_list_with_its_time(repository: DocumentRepository, document: int):
    link = LinkRepository().add_link(document, "w" * 24, Right.VIEW, "for the team")

    LinkRepository().revoke_link(document, link.id, "s" * 24)

    assert repository.access("w" * 24).revoked_at is not None
    assert [item.label for item in LinkRepository().links(document) if item.revoked_at] == ["for the team"]


def test_the_migrations_make_exactly_the_tables_of_the_program(database: Database):
    """Alembic finds nothing to add, drop or change between the migrated database and the models."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.context(), db.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), db.metadata)

    assert differences == []


def test_a_companion_may_hold_any_json(repository: DocumentRepository):
    companion = {"title": "a\x00b\u2028\U0001f600", "layout": {"big": 10**30, "deep": [[[1.5, None, True]]], "": {}}}

    made = repository.create("", companion, "", KEYS)

    assert repository.current(made.document).companion == companion


@pytest.mark.parametrize("verb", ["current", "save", "create"])
def test_a_database_that_fails_is_said_in_plain_words(
    database: Database, repository: DocumentRepository, document: int, verb: str
):
    with db.engine.begin() as connection:
        connection.execute(text("DROP TABLE versions"))
    deeds = {
        "current": lambda: repository.current(document),
        "save": lambda: repository.save(document, 1, "x", {}),
        "create": lambda: repository.create("", {}, "", {}),
    }

    with pytest.raises(StorageFailed, match="does not answer"):
        deeds[verb]()


class LineCut(Exception):
    """What a driver raises when the line is cut; it names no answer of the database."""


class DiskFull(Exception):
    """What the drivers raise when the database itself answers that there is no room."""

    sqlite_errorname = "SQLITE_FULL"
    sqlstate = "53100"


def commit_ends(monkeypatch: pytest.MonkeyPatch, first_commits: bool, error: type[Exception]) -> None:
    """Let the driver raise its error at the next commit, which the database has done before or not."""
    dialect = db.engine.dialect
    commit = dialect.do_commit
    kind = type(error.__name__, (error, dialect.loaded_dbapi.OperationalError), {})

    def dies(connection: Any) -> None:
        monkeypatch.setattr(dialect, "do_commit", commit)
        if first_commits:
            commit(connection)
        raise kind("the line is cut")

    monkeypatch.setattr(dialect, "do_commit", dies)


@pytest.mark.parametrize("stored", [True, False], ids=["stored", "not stored"])
def test_a_connection_that_dies_at_the_commit_is_never_called_without_effect(
    repository: DocumentRepository, document: int, monkeypatch: pytest.MonkeyPatch, stored: bool
):
    """Nobody can know what became of it, and sending it again settles that."""
    commit_ends(monkeypatch, stored, LineCut)

    with pytest.raises(OutcomeUnknown, match="may or may not have been saved") as told:
        repository.save(document, 1, "two", {})

    assert "nothing was changed" not in str(told.value)
    assert repository.current(document).code == ("two" if stored else "one")
    assert repository.save(document, 1, "two", {}).accepted
    assert repository.current(document).number == 2


def test_a_commit_that_the_database_itself_refuses_changed_nothing(
    repository: DocumentRepository, document: int, monkeypatch: pytest.MonkeyPatch
):
    commit_ends(monkeypatch, False, DiskFull)

    with pytest.raises(StorageFailed, match="nothing was changed") as told:
        repository.save(document, 1, "two", {})

    assert not isinstance(told.value, OutcomeUnknown)
    assert repository.current(document).code == "one"


@pytest.mark.postgresql
def test_a_server_process_that_ends_at_the_commit_leaves_the_outcome_open(
    repository: DocumentRepository, document: int, database_url: str, monkeypatch: pytest.MonkeyPatch
):
    """The real thing: the backend is gone when COMMIT arrives."""
    if not database_url.startswith("postgresql"):
        pytest.skip("SQLite has no server process")
    dialect = db.engine.dialect
    commit = dialect.do_commit

    def ends(connection: Any) -> None:
        monkeypatch.setattr(dialect, "do_commit", commit)
        with db.engine.connect() as other:
            backend = connection.driver_connection.info.backend_pid
            other.execute(text("SELECT pg_terminate_backend(:backend, 5000)"), {"backend": backend})
        commit(connection)

    monkeypatch.setattr(dialect, "do_commit", ends)

    with pytest.raises(OutcomeUnknown):
        repository.save(document, 1, "two", {})

    assert repository.save(document, 1, "two", {}).accepted


def test_sqlite_writes_ahead_and_waits_for_the_disk(tmp_path: Path):
    """Both together make an acknowledged save survive a sudden end of the machine."""
    opened = Database(Flask("test"), Settings(data_folder=tmp_path, database_url=f"sqlite:///{tmp_path / 'a.db'}"))

    with opened.context(), db.engine.connect() as connection:
        settings = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")]
    opened.close()

    assert settings == ["wal", 2]


def test_migrating_twice_changes_nothing(database: Database, repository: DocumentRepository, document: int):
    database.migrate()

    assert repository.current(document).code == "one"


def test_the_time_that_autosaves_join_for_is_a_minute():
    assert timedelta(minutes=1) == version_rows.JOIN_FOR

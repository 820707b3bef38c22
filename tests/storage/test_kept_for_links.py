"""Versions and runs that links need are kept, each within bounds."""

from __future__ import annotations

import pytest

from webapp.storage import DocumentRepository, KeptRunRepository, Pinned, Right
from webapp.storage import repository as repository_module
from webapp.storage import run_texts as run_texts_module

KEYS = {Right.VIEW: "v" * 24, Right.EDIT: "e" * 24, Right.OWN: "o" * 24}


@pytest.fixture
def document(repository: DocumentRepository) -> int:
    """A document whose current version, an autosave of the browser `anna`, is 2."""
    made = repository.create("one", {}, "anna", KEYS).document
    repository.save(made, 1, "a", {}, client="anna", autosave=True)
    return made


@pytest.fixture
def kept(repository: DocumentRepository) -> KeptRunRepository:
    """The kept runs of the same database."""
    return KeptRunRepository()


def test_no_autosave_joins_a_pinned_version(repository: DocumentRepository, document: int):
    assert repository.pin(document, 2, only_current=True) is Pinned.DONE

    repository.save(document, 2, "ab", {}, client="anna", autosave=True)
    repository.save(document, 3, "abc", {}, client="anna", autosave=True)

    assert [line.number for line in repository.versions(document)] == [4, 2, 1]
    assert repository.version(document, 2).code == "a"


def test_a_version_is_pinned_once_and_for_its_document_only(repository: DocumentRepository, document: int):
    other = repository.create("one", {}, "", {right: key.upper() for right, key in KEYS.items()}).document

    assert [repository.pin(document, 1, only_current=False) for _ in range(2)] == [Pinned.DONE, Pinned.DONE]

    assert repository.is_pinned(document, 1)
    assert not repository.is_pinned(document, 2)
    assert not repository.is_pinned(other, 1)


def test_an_old_version_is_pinned_only_by_who_may_see_it_or_where_it_is_already(
    repository: DocumentRepository, document: int
):
    assert repository.pin(document, 1, only_current=True) is Pinned.NO_VERSION
    repository.pin(document, 1, only_current=False)
    assert repository.pin(document, 1, only_current=True) is Pinned.DONE


def test_a_version_that_was_joined_cannot_be_pinned(repository: DocumentRepository, document: int):
    repository.save(document, 2, "ab", {}, client="anna", autosave=True)

    assert repository.pin(document, 2, only_current=False) is Pinned.NO_VERSION
    assert repository.pin(document, 3, only_current=False) is Pinned.DONE


def test_pins_are_limited_and_those_that_exist_stay(
    repository: DocumentRepository, document: int, monkeypatch: pytest.MonkeyPatch
):
    assert repository_module.MOST_PINS == 200
    monkeypatch.setattr(repository_module, "MOST_PINS", 1)

    assert repository.pin(document, 1, only_current=False) is Pinned.DONE
    assert repository.pin(document, 2, only_current=False) is Pinned.FULL
    assert repository.pin(document, 1, only_current=False) is Pinned.DONE


def test_a_run_is_found_under_its_name_in_its_document_only(kept: KeptRunRepository, document: int):
    assert kept.keep(document, "at=3&choices=n2=Größe", "first") == "first"

    assert kept.find(document, "first") == "at=3&choices=n2=Größe"
    assert kept.find(document, "other") is None
    assert kept.find(document + 1, "first") is None


def test_the_same_run_is_kept_once(kept: KeptRunRepository, document: int):
    assert [kept.keep(document, "at=3", name) for name in ("first", "second")] == ["first", "first"]
    assert kept.find(document, "second") is None


@pytest.mark.parametrize(("limit", "value"), [("MOST_RUNS", 1), ("MOST_BYTES", 7)])
def test_kept_runs_are_limited_in_number_and_size(
    kept: KeptRunRepository, document: int, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
):
    monkeypatch.setattr(run_texts_module, limit, value)

    assert kept.keep(document, "at=3", "first") == "first"
    assert kept.keep(document, "at=4", "second") is None
    assert kept.keep(document, "at=3", "third") == "first"

"""When the uses of links are stored: together, and none is lost while the database cannot be written."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import create_autospec

import pytest

from webapp.services import link_uses
from webapp.services.link_uses import LinkUseCounter
from webapp.storage import LinkRepository


@pytest.fixture
def repository() -> LinkRepository:
    made = create_autospec(LinkRepository, instance=True)
    made.note_uses.return_value = True
    return made


def stored(repository: LinkRepository) -> list[dict[int, int]]:
    """Return the counts of each write."""
    return [{link: uses.count for link, uses in call.args[0].items()} for call in repository.note_uses.call_args_list]


def test_uses_soon_after_a_write_wait_for_the_next(repository: LinkRepository):
    counter = LinkUseCounter(repository)

    for link in (7, 7, 8, 7):
        counter.note(link)
    counter.store()

    assert stored(repository) == [{7: 1}, {7: 2, 8: 1}]


def test_uses_are_stored_when_a_link_is_opened_later(repository: LinkRepository, monkeypatch: pytest.MonkeyPatch):
    counter = LinkUseCounter(repository)
    counter.note(7)
    counter.note(7)
    monkeypatch.setattr(link_uses, "STORE_EVERY", timedelta(0))

    counter.note(8)

    assert stored(repository) == [{7: 1}, {7: 1, 8: 1}]


def test_uses_that_could_not_be_stored_are_stored_later(repository: LinkRepository):
    counter = LinkUseCounter(repository)
    repository.note_uses.return_value = False
    counter.note(7)
    repository.note_uses.return_value = True

    counter.note(7)
    counter.store()

    assert stored(repository) == [{7: 1}, {7: 2}]

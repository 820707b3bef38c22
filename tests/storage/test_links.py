"""Whatever links are closed, and by how many at once, a document keeps one to view and one to own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import update

from webapp.errors import InvalidRequest, NotFound
from webapp.services.documents import DocumentService
from webapp.storage import Database, DocumentRepository, Link, Right
from webapp.storage.tables import KeyRow, db

ROUNDS = 15


@pytest.fixture
def documents(repository: DocumentRepository) -> DocumentService:
    return DocumentService(repository, 1_000)


@pytest.fixture
def own(documents: DocumentService) -> str:
    """The key that owns a document."""
    return documents.create("", None).keys[Right.OWN]


def at_once(database: Database, *deeds: Callable[[], Any]) -> list[Any]:
    """Do all of them at the same moment, each in a thread and with a connection of its own."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        with database.context():
            start.wait()
            return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def is_closed(documents: DocumentService, own: str, link: Link) -> bool:
    """Close a link; tell whether that was allowed."""
    try:
        documents.revoke_link(own, link.id)
    except (InvalidRequest, NotFound):
        return False
    return True


def alive(documents: DocumentService, own: str, right: Right) -> list[Link]:
    return [link for link in documents.links(own) if link.right is right and link.revoked_at is None]


def close_every_link_to_view() -> None:
    """Leave documents as older versions of the program could leave them."""
    with db.engine.begin() as connection:
        connection.execute(update(KeyRow).where(KeyRow.right == Right.VIEW).values(revoked_at=KeyRow.created))


def test_closing_the_last_two_links_to_view_at_once_leaves_an_address(
    database: Database, documents: DocumentService, own: str
):
    for _ in range(ROUNDS):
        documents.add_link(own, Right.VIEW)
        links = alive(documents, own, Right.VIEW)

        closed = at_once(database, *(partial(is_closed, documents, own, link) for link in links))

        assert closed == [True, True]
        assert len(alive(documents, own, Right.VIEW)) == 1


def test_of_two_owners_who_give_up_their_links_at_once_one_keeps_it(
    database: Database, documents: DocumentService, own: str
):
    for _ in range(ROUNDS):
        documents.add_link(own, Right.OWN)
        links = alive(documents, own, Right.OWN)

        closed = at_once(database, *(partial(is_closed, documents, link.key, link) for link in links))

        assert sorted(closed) == [False, True]
        own = links[closed.index(False)].key


def test_the_last_link_to_view_that_two_close_at_once_is_replaced_once(
    database: Database, documents: DocumentService, own: str
):
    for _ in range(ROUNDS):
        [link] = alive(documents, own, Right.VIEW)

        closed = at_once(database, *[partial(is_closed, documents, own, link)] * 2)

        assert sorted(closed) == [False, True]
        assert len(alive(documents, own, Right.VIEW)) == 1


def test_a_document_that_lost_every_link_to_view_opens_and_gets_one(documents: DocumentService, own: str):
    close_every_link_to_view()

    address = documents.open(own).view_key

    assert documents.open(address).right is Right.VIEW


def test_many_who_open_a_document_without_a_link_to_view_get_the_same_one(
    database: Database, documents: DocumentService, own: str
):
    close_every_link_to_view()

    opened = at_once(database, *[partial(documents.open, own)] * 5)

    assert len({document.view_key for document in opened}) == 1

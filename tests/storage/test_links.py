"""Whatever links are closed, and by how many at once, a document keeps one to view and one to own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import update

from webapp.errors import InvalidRequest, LinksFull, NotFound
from webapp.services.documents import DocumentService
from webapp.services.link_uses import LinkUseCounter
from webapp.services.sharing import LinkService
from webapp.storage import Database, DocumentRepository, Link, LinkRepository, Right
from webapp.storage.tables import KeyRow, db

ROUNDS = 15


@pytest.fixture
def uses() -> LinkUseCounter:
    return LinkUseCounter(LinkRepository())


@pytest.fixture
def documents(repository: DocumentRepository, uses: LinkUseCounter) -> DocumentService:
    return DocumentService(repository, LinkRepository(), uses, 1_000)


@pytest.fixture
def links(documents: DocumentService, uses: LinkUseCounter) -> LinkService:
    return LinkService(documents, LinkRepository(), uses)


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


def is_closed(links: LinkService, own: str, link: Link) -> bool:
    """Close a link; tell whether that was allowed."""
    try:
        links.end(own, link.id)
    except (InvalidRequest, NotFound):
        return False
    return True


def alive(links: LinkService, own: str, right: Right) -> list[Link]:
    return [link for link in links.links(own) if link.right is right and link.revoked_at is None]


def close_every_link_to_view() -> None:
    """Leave documents as older versions of the program could leave them."""
    with db.engine.begin() as connection:
        connection.execute(update(KeyRow).where(KeyRow.right == Right.VIEW).values(revoked_at=KeyRow.created))


@pytest.mark.slow
def test_closing_the_last_two_links_to_view_at_once_leaves_an_address(database: Database, links: LinkService, own: str):
    for _ in range(ROUNDS):
        links.add(own, Right.VIEW)
        active = alive(links, own, Right.VIEW)

        closed = at_once(database, *(partial(is_closed, links, own, link) for link in active))

        assert closed == [True, True]
        assert len(alive(links, own, Right.VIEW)) == 1


def test_of_two_owners_who_give_up_their_links_at_once_one_keeps_it(database: Database, links: LinkService, own: str):
    for _ in range(ROUNDS):
        links.add(own, Right.OWN)
        active = alive(links, own, Right.OWN)

        closed = at_once(database, *(partial(is_closed, links, link.key, link) for link in active))

        assert sorted(closed) == [False, True]
        own = active[closed.index(False)].key


def test_the_last_link_to_view_that_two_close_at_once_is_replaced_once(
    database: Database, links: LinkService, own: str
):
    for _ in range(ROUNDS):
        [link] = alive(links, own, Right.VIEW)

        closed = at_once(database, *[partial(is_closed, links, own, link)] * 2)

        assert sorted(closed) == [False, True]
        assert len(alive(links, own, Right.VIEW)) == 1


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


def expire(key: str) -> None:
    """Let a link have expired a second ago."""
    with db.engine.begin() as connection:
        past = datetime.now(UTC) - timedelta(seconds=1)
        connection.execute(update(KeyRow).where(KeyRow.key == key).values(expires_at=past))


def test_an_expired_link_says_since_when_and_opens_nothing(documents: DocumentService, links: LinkService, own: str):
    link = links.add(own, Right.EDIT, "for the review", datetime.now(UTC) + timedelta(days=1))
    assert documents.open(link.key).right is Right.EDIT

    expire(link.key)

    with pytest.raises(NotFound, match=r"this link expired on \d+ \w+ \d{4}") as caught:
        documents.open(link.key)
    assert caught.value.details["reason"] == "expired"


def test_a_link_to_view_that_will_expire_is_joined_by_one_that_will_not(
    documents: DocumentService, links: LinkService, own: str
):
    [view] = alive(links, own, Right.VIEW)

    links.change(own, view.id, "", datetime.now(UTC) + timedelta(days=7))

    assert [link.lasts for link in alive(links, own, Right.VIEW)] == [False, True]
    assert documents.open(own).view_key != view.key


def test_a_link_that_will_expire_does_not_count_as_an_address(documents: DocumentService, links: LinkService, own: str):
    [lasting] = alive(links, own, Right.VIEW)
    links.add(own, Right.VIEW, "for a week", datetime.now(UTC) + timedelta(days=7))

    links.end(own, lasting.id)

    # Before the document is opened, which makes up for a missing one.
    assert [link.lasts for link in alive(links, own, Right.VIEW)] == [False, True]
    address = documents.open(own).view_key
    assert [link.lasts for link in alive(links, own, Right.VIEW) if link.key == address] == [True]


def test_the_last_link_to_own_cannot_expire(links: LinkService, own: str):
    [link] = alive(links, own, Right.OWN)

    with pytest.raises(InvalidRequest, match="last owner link"):
        links.change(own, link.id, "", datetime.now(UTC) + timedelta(days=7))


@pytest.mark.parametrize(
    ("ahead", "words"), [(timedelta(0), "only expire in the future"), (timedelta(days=4000), "within ten years")]
)
def test_an_end_in_the_past_or_far_away_is_refused(links: LinkService, own: str, ahead: timedelta, words: str):
    with pytest.raises(InvalidRequest, match=words):
        links.add(own, Right.VIEW, "", datetime.now(UTC) + ahead)


def test_a_replaced_link_to_own_stops_working_and_the_new_one_works(
    documents: DocumentService, links: LinkService, own: str
):
    [link] = alive(links, own, Right.OWN)

    new = links.replace(own, link.id)

    assert documents.open(new.key).right is Right.OWN
    with pytest.raises(NotFound, match="has been ended"):
        documents.open(own)


def test_every_use_of_a_link_is_counted(documents: DocumentService, links: LinkService, own: str):
    [view] = alive(links, own, Right.VIEW)
    before = datetime.now(UTC)

    for _ in range(3):
        documents.open(view.key)

    [view] = alive(links, own, Right.VIEW)
    assert view.uses == 3
    assert view.last_opened >= before


def test_uses_that_several_processes_counted_add_up(database: Database, documents: DocumentService, own: str):
    [view] = [link for link in LinkRepository().links(1) if link.right is Right.VIEW]
    counters = [LinkUseCounter(LinkRepository()) for _ in range(4)]

    def count(counter: LinkUseCounter) -> None:
        counter.note(view.id)
        counter.note(view.id)

    at_once(database, *(partial(count, counter) for counter in counters))
    for counter in counters:
        counter.store()

    assert [link.uses for link in LinkRepository().links(1) if link.right is Right.VIEW] == [8]


def test_a_document_has_at_most_so_many_links(links: LinkService, own: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("webapp.storage.links.MOST_LINKS", 4)
    links.add(own, Right.VIEW)

    with pytest.raises(LinksFull):
        links.add(own, Right.VIEW)

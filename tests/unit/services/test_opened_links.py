"""When the use of a link is noted: reading costs a write once an hour, not every time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from unittest.mock import create_autospec

import pytest

from webapp.services.documents import DocumentService
from webapp.storage import DocumentRepository
from webapp.storage.records import Access, Right, Snapshot


@pytest.mark.parametrize(
    ("ago", "noted"),
    [(None, True), (timedelta(minutes=61), True), (timedelta(minutes=59), False), (timedelta(0), False)],
)
def test_the_use_of_a_link_is_noted_once_an_hour(ago: timedelta | None, noted: bool):
    now = datetime.now(UTC)
    repository = create_autospec(DocumentRepository, instance=True)
    repository.access.return_value = Access(1, 7, Right.VIEW, None if ago is None else now - ago, None, None)
    repository.current.return_value = Snapshot(1, 1, "", {}, now, now, "")

    DocumentService(repository, 1000).open("k" * 24)

    assert [call.args for call in repository.note_opened.call_args_list] == ([(7,)] if noted else [])

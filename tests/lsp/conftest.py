"""A language client with a server of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from language_client import Client


@pytest.fixture(scope="package")
def client() -> Iterator[Client]:
    """A client that all tests of this folder share, each with a text of its own; a server for each is slow."""
    pytest.importorskip("pygls", reason="the extra lsp is not installed")
    started = Client()
    yield started
    started.close()


@pytest.fixture
def counting_bytes() -> Iterator[Client]:
    """A client that counts columns in bytes of UTF-8."""
    pytest.importorskip("pygls", reason="the extra lsp is not installed")
    started = Client("utf-8")
    yield started
    started.close()

"""How much a page brings down before its picture is shown, and what it brings as one."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from webapp.web import assets

STATIC_IMPORT = re.compile(r'(?:from|import)"\./([^"]+)"')
LATER_IMPORT = re.compile(r'import\("\./([^"]+)"\)')
ALWAYS = ("boot.js", "app.css", "document.js")

pytestmark = pytest.mark.skipif(bool(assets.missing_files()), reason="the bundle is not built: npm run build")


@pytest.mark.parametrize(("page", "most"), [("editor-page", 200_000), ("viewer-page", 90_000)])
@pytest.mark.parametrize("encoding", ["br", "gzip, deflate"])
def test_the_first_load_of_a_page_is_small(client: FlaskClient, page: str, most: int, encoding: str) -> None:
    [entry] = [name for name in LATER_IMPORT.findall(text_of("document.js")) if name.startswith(page)]

    assert sum(sent(client, name, encoding) for name in (*ALWAYS, *loaded_with(entry))) < most


def test_the_code_editor_comes_after_the_picture() -> None:
    [entry] = [name for name in LATER_IMPORT.findall(text_of("document.js")) if name.startswith("editor-page")]

    assert [
        name for name in loaded_with(entry) if "cm-content" in text_of(name) and "codemirror" in text_of(name)
    ] == []
    assert any(name.startswith("editor-work") for name in LATER_IMPORT.findall(text_of(entry)))


def test_what_the_build_compressed_is_the_file_itself(client: FlaskClient) -> None:
    import brotli

    packed = client.get("/static/document.js", headers={"Accept-Encoding": "br"})
    plain = client.get("/static/document.js")

    assert (packed.headers["Content-Encoding"], packed.mimetype) == ("br", plain.mimetype)
    assert brotli.decompress(packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["ETag"] != plain.headers["ETag"]


def loaded_with(entry: str) -> set[str]:
    """A file and all that it imports at once."""
    found, waiting = {entry}, [entry]
    while waiting:
        new = set(STATIC_IMPORT.findall(text_of(waiting.pop()))) - found
        found |= new
        waiting += new
    return found


def text_of(name: str) -> str:
    return (assets.bundle_folder() / name).read_text(encoding="utf-8")


def sent(client: FlaskClient, name: str, encoding: str) -> int:
    return len(client.get(f"/static/{name}", headers={"Accept-Encoding": encoding}).data)

"""Two drawings in one page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from webapp.config import Settings
from webapp.errors import InvalidRequest
from webapp.render.id_prefix import with_prefix
from webapp.services.export import ExportOptions
from webapp.services.workbench import open_workbench

ID = re.compile(r'<[a-z]+ id="([^"]*)"')
TEXT = """a {
  n1: circle label:"x"
  n2: diamond label:"<g id=\\"node-n1\\">"
  n1.handle(right) -> n2.handle(left)
}
"""


def test_two_drawings_with_prefixes_share_no_id(tmp_path: Path) -> None:
    with open_workbench(Settings(data_folder=tmp_path, database_url="")) as bench:
        parsed = bench.drawing.read(TEXT, {})
        plain, first, second = (
            bench.export.bytes_of(parsed, "svg", ExportOptions(id_prefix=prefix)).decode()
            for prefix in ("", "one-", "two-")
        )

    assert set(ID.findall(first)) == {f"one-{name}" for name in ID.findall(plain)}
    assert not set(ID.findall(first)) & set(ID.findall(second))


def test_words_that_look_like_ids_stay() -> None:
    assert with_prefix('<g id="a">&lt;g id="b"&gt; id="c"</g>', "p-") == '<g id="p-a">&lt;g id="b"&gt; id="c"</g>'


@pytest.mark.parametrize("prefix", ["1", "a b", 'a"', "-a", "a" * 65])
def test_what_cannot_begin_an_id_is_refused(prefix: str) -> None:
    with pytest.raises(InvalidRequest, match="a prefix of ids"):
        ExportOptions(id_prefix=prefix)

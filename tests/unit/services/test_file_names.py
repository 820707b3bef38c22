"""The names under which made files are kept and known again."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from webapp.services import export


@pytest.mark.parametrize("room", ["domain", "dsl", "layout", "render"])
def test_code_that_decides_how_a_drawing_looks_decides_its_name(tmp_path: Path, room: str):
    file = tmp_path / room / "deep" / "code.py"
    file.parent.mkdir(parents=True)
    file.write_text("before = 1\n")
    before = export.digest_of(tmp_path)

    file.write_text("after = 1\n")

    assert export.digest_of(tmp_path) != before


@pytest.mark.parametrize("package", ["resvg-py", "typst", "fontpkg-arimo", "regex"])
def test_another_version_of_a_package_that_makes_files_gives_other_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str
):
    known = metadata.version
    before = export.digest_of(tmp_path)

    monkeypatch.setattr(metadata, "version", lambda name: "99" if name == package else known(name))

    assert export.digest_of(tmp_path) != before


def test_files_have_names_where_the_extra_for_pdf_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def none(_: str) -> str:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "version", none)

    assert export.digest_of(tmp_path)

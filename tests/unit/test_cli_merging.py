"""`merge`: what it writes, with which exit code, and as git's merge driver."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

BASE = 'sales { # Sales\r\n  n1: circle label:"In"\r\n  n2: circle label:"Out"\r\n}\r\n'


def lanestep(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["merge", *arguments], catch_exceptions=False)


def stored(folder: Path, base: str, mine: str, theirs: str, ending: str = ".fz") -> list[str]:
    paths = [folder / f"{name}{ending}" for name in ("base", "mine", "theirs")]
    for path, text in zip(paths, (base, mine, theirs), strict=True):
        path.write_bytes(text.encode())
    return [str(path) for path in paths]


def test_what_does_not_touch_is_merged_into_mine(tmp_path: Path):
    files = stored(tmp_path, BASE, BASE.replace("In", "Begin"), BASE.replace("Out", "End"))
    assert lanestep(*files).exit_code == 0
    assert Path(files[1]).read_bytes().decode() == BASE.replace("In", "Begin").replace("Out", "End")


def test_a_clash_stands_between_markers_and_ends_with_1(tmp_path: Path):
    files = stored(tmp_path, BASE, BASE.replace("In", "Begin"), BASE.replace("In", "Start"))
    result = lanestep(*files, "-o", str(tmp_path / "out.fz"))
    assert result.exit_code == 1
    assert "both sides changed this in different ways: node n1, label" in result.output
    mine, theirs = '  n1: circle label:"Begin"\r\n', '  n1: circle label:"Start"\r\n'
    clash = f"<<<<<<< mine\r\n{mine}=======\r\n{theirs}>>>>>>> theirs\r\n"
    written = (tmp_path / "out.fz").read_bytes().decode()
    assert written == BASE.replace('  n1: circle label:"In"\r\n', clash)


def test_a_companion_is_merged_by_its_fields(tmp_path: Path):
    texts = [json.dumps(value) for value in ({"title": "A"}, {"title": "B"}, {"title": "A", "layout": {"fold": 9}})]
    files = stored(tmp_path, *texts, ending=".lanestep.json")
    assert lanestep(*files).exit_code == 0
    assert json.loads(Path(files[1]).read_text()) == {"title": "B", "layout": {"fold": 9}}


def test_a_clash_in_a_companion_stands_between_markers(tmp_path: Path):
    texts = [json.dumps({"title": title}) for title in "ABC"]
    files = stored(tmp_path, *texts, ending=".lanestep.json")
    assert lanestep(*files, "--path", "shop.lanestep.json").exit_code == 1
    assert '<<<<<<< mine\n  "title": "B"\n=======\n  "title": "C"\n>>>>>>> theirs\n' in Path(files[1]).read_text()


def test_what_cannot_be_read_is_said_and_nothing_is_written(tmp_path: Path):
    files = stored(tmp_path, "{}", "{", "[]", ending=".lanestep.json")
    result = lanestep(*files)
    assert (result.exit_code, "not JSON" in result.output, Path(files[1]).read_text()) == (1, True, "{")


@pytest.mark.slow
def test_git_merges_branches_with_it(tmp_path: Path):
    def git(*arguments: str) -> int:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
        return subprocess.run(["git", *who, *arguments], cwd=tmp_path, capture_output=True, check=False).returncode

    def commit(**files: str) -> None:
        for name, text in files.items():
            (tmp_path / f"{name}.fz").write_bytes(text.encode())
        git("add", ".")
        assert git("commit", "-m", "change") == 0

    git("init", "-b", "main")
    driver = f"{shlex.quote(sys.executable)} -m webapp merge %O %A %B --path %P"
    git("config", "merge.lanestep.driver", driver)
    (tmp_path / ".gitattributes").write_text("*.fz merge=lanestep\n*.lanestep.json merge=lanestep\n")
    commit(fits=BASE, clashes=BASE)
    git("checkout", "-b", "other")
    theirs = BASE.replace('"In"', '"Start"').replace("}", '  n3: circle label:"Theirs"\r\n}')
    commit(fits=theirs, clashes=theirs)
    git("checkout", "main")
    commit(fits=BASE.replace("n1: circle", "n1: diamond"), clashes=BASE.replace('"In"', '"Begin"'))

    assert git("merge", "other") == 1
    assert (tmp_path / "fits.fz").read_bytes().decode() == theirs.replace("n1: circle", "n1: diamond")
    assert b"<<<<<<< mine" in (tmp_path / "clashes.fz").read_bytes()

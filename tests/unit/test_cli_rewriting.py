"""`fmt`, `fix` and `diff`: what they write, what they say, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

NEAT = 'sales { # Sales\n  n1: circle label:"In"\n  n2: circle label:"Out"\n  n1.handle(right) -> n2.handle(left)\n}\n'
CROOKED = NEAT.replace("  n1:", "n1:   ").replace("\n", "\r\n")
GAPPED = NEAT.replace("n1", "n9")
LIBERAL = NEAT.replace('label:"Out"', 'label="Out"').replace("n1.handle(right)", "n1")
BROKEN = NEAT.replace("n2.handle", "n7.handle")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lanestep(*arguments: str, typed: str | None = None) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, arguments, input=typed, catch_exceptions=False)


def stored(folder: Path, text: str, name: str = "a.fz") -> Path:
    """Write a file to the byte."""
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_fmt_writes_the_canonical_form_in_place(folder: Path):
    path = stored(folder, CROOKED)

    result = lanestep("fmt", "a.fz")

    assert (result.exit_code, result.stdout, path.read_bytes().decode()) == (0, "a.fz formatted\n", NEAT)
    assert [item.name for item in folder.iterdir()] == ["a.fz"]


def test_fmt_is_silent_where_nothing_is_to_do(folder: Path):
    stored(folder, NEAT)

    assert lanestep("fmt", "a.fz").output == ""


def test_fmt_check_writes_nothing_and_ends_with_1(folder: Path):
    path = stored(folder, CROOKED)
    stored(folder, NEAT, "b.fz")

    result = lanestep("fmt", "--check", "a.fz", "b.fz")

    assert (result.exit_code, result.stdout) == (1, "a.fz would change\n")
    assert path.read_bytes().decode() == CROOKED
    assert lanestep("fmt", "--check", "b.fz").exit_code == 0


def test_fmt_renumber_takes_the_companion_with_it(folder: Path):
    path = stored(folder, GAPPED)
    beside = stored(folder, '{"captions": {"n9": "Begin", "n9-n2": "Go"}, "title": "Sales"}', "a.lanestep.json")

    assert lanestep("fmt", "--renumber", "a.fz").exit_code == 0
    assert path.read_text() == NEAT
    assert json.loads(beside.read_text()) == {"captions": {"n1": "Begin", "n1-n2": "Go"}, "title": "Sales"}


def test_fmt_leaves_the_companion_alone_where_no_id_changes(folder: Path):
    stored(folder, CROOKED)
    beside = stored(folder, '{"title":"Sales"}', "a.lanestep.json")

    lanestep("fmt", "a.fz")

    assert beside.read_text() == '{"title":"Sales"}'


def test_a_dash_reads_standard_input_and_writes_standard_output(folder: Path):
    assert lanestep("fmt", "-", typed=CROOKED).stdout == NEAT
    assert lanestep("fmt", "-", typed=NEAT).stdout == NEAT
    assert lanestep("fix", "-", typed=LIBERAL).stdout == NEAT


def test_fix_says_what_it_changed_and_where(folder: Path):
    path = stored(folder, LIBERAL)

    result = lanestep("fix", "a.fz")

    assert (result.exit_code, path.read_text()) == (0, NEAT)
    assert result.stdout == "a.fz:3: Write : [attribute-separator]\na.fz:4: Add the sides [missing-handle]\n"
    assert lanestep("fix", "a.fz").stdout == ""


@pytest.mark.parametrize("command", ["fmt", "fix"])
def test_errors_that_remain_are_told_and_end_with_1(folder: Path, command: str):
    stored(folder, BROKEN)

    result = lanestep(command, "a.fz")

    assert (result.exit_code, result.stderr) == (1, "lanestep: a.fz has 1 error; `lanestep check a.fz` shows where\n")


@pytest.mark.parametrize("command", ["fmt", "fix"])
def test_a_file_that_cannot_be_read_stops_no_other(folder: Path, command: str):
    written = CROOKED.replace("label:", "label=")
    path = stored(folder, written)
    (folder / "bytes.fz").write_bytes(b"A { # \xff\n}")

    result = lanestep(command, "missing.fz", "bytes.fz", "a.fz")

    assert result.exit_code == 2
    assert "missing.fz cannot be read" in result.stderr
    assert "bytes.fz is not UTF-8" in result.stderr
    assert path.read_bytes().decode() != written
    assert (folder / "bytes.fz").read_bytes() == b"A { # \xff\n}"


def test_a_file_keeps_its_mode_and_a_link_stays_a_link(folder: Path):
    path = stored(folder, CROOKED)
    path.chmod(0o640)
    (folder / "link.fz").symlink_to("a.fz")

    lanestep("fmt", "link.fz")

    assert (folder / "link.fz").is_symlink()
    assert (path.read_text(), path.stat().st_mode & 0o777) == (NEAT, 0o640)


def test_diff_tells_what_differs_in_words(folder: Path):
    stored(folder, NEAT)
    stored(folder, NEAT.replace('"Out"', '"Sold"'), "b.fz")

    result = lanestep("diff", "a.fz", "b.fz")

    assert (result.exit_code, result.stdout) == (0, "Node n2 “Sold” in sales: label was “Out”, is now “Sold”.\n")


def test_diff_does_not_mind_spelling(folder: Path):
    stored(folder, NEAT)

    assert lanestep("diff", "a.fz", "-", typed=CROOKED).stdout == "Nothing changed.\n"
    assert lanestep("diff", "-", "a.fz", typed=CROOKED).stdout == "Nothing changed.\n"


def test_diff_as_json(folder: Path):
    stored(folder, NEAT)
    stored(folder, GAPPED, "b.fz")

    found = json.loads(lanestep("diff", "a.fz", "b.fz", "--format", "json").stdout)

    assert (found["added"], found["removed"], found["renamed"]["nodes"]) == ([], [], {"n1": "n9"})


def test_diff_draws_both_in_one_picture(folder: Path):
    stored(folder, NEAT)
    stored(folder, NEAT.replace("  n1.handle(right) -> n2.handle(left)\n", ""), "b.fz")

    assert lanestep("diff", "a.fz", "b.fz", "-o", "d.svg").stdout == "Removed: edge n1 → n2.\n"
    assert 'id="edge-n1-n2" class="edge removed"' in (folder / "d.svg").read_text()
    assert ElementTree.parse(folder / "d.svg").getroot().tag.endswith("svg")


def test_diff_of_a_faulty_document_says_so(folder: Path):
    stored(folder, NEAT)
    stored(folder, BROKEN, "b.fz")

    result = lanestep("diff", "a.fz", "b.fz")

    assert (result.exit_code, result.stderr) == (1, "lanestep: b.fz has 1 error; `lanestep check b.fz` shows where\n")


def test_diff_of_standard_input_with_itself_is_wrong_use(folder: Path):
    assert lanestep("diff", "-", "-").exit_code == 2


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_read_and_written_back_in_its_encoding(folder: Path, encoding: str):
    path = folder / "a.fz"
    path.write_bytes(f"\ufeff{LIBERAL}".encode(encoding))

    assert lanestep("fix", "a.fz").exit_code == 0
    assert path.read_bytes() == f"\ufeff{NEAT}".encode(encoding)
    path.write_bytes(f"\ufeff{CROOKED}".encode(encoding))
    assert lanestep("fmt", "a.fz").exit_code == 0
    assert path.read_bytes() == f"\ufeff{NEAT}".encode(encoding)
    assert lanestep("check", "a.fz").exit_code == 0


def test_half_a_letter_of_utf_16_is_said_with_its_place(folder: Path):
    (folder / "a.fz").write_bytes(f"\ufeff{NEAT}".encode("utf-16-le") + b"\x00\xd8")

    result = lanestep("check", "a.fz")

    assert (result.exit_code, "a.fz is not UTF-16" in result.stderr) == (1, True)


def test_renumbering_words_takes_the_companion_along(folder: Path):
    stored(folder, NEAT.replace("n1", "order").replace("n2", "done"))
    stored(folder, '{"simulation": {"loops": [{"node": "done"}]}}', "a.lanestep.json")

    lanestep("fmt", "--renumber", "a.fz")

    assert (folder / "a.fz").read_text(encoding="utf-8") == NEAT
    assert json.loads((folder / "a.lanestep.json").read_bytes())["simulation"] == {"loops": [{"node": "n2"}]}

"""`lanestep convert`: what it writes, what it says was left out or lost, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

FLOWCHART = "---\ntitle: Order\n---\nflowchart LR\n%% why\nsubgraph sales [Sales]\na((In)) --> b((Out))\nend\n"
OURS = 'sales { # Sales\n  n1: circle label:"In"\n  n2: circle label:"Out"\n  n1.handle(right) -> n2.handle(left)\n}\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lanestep(*arguments: str, typed: str | bytes | None = None) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, arguments, input=typed, catch_exceptions=False)


def test_convert_writes_a_text_with_its_companion_and_says_what_was_left_out(folder: Path):
    Path("a.mmd").write_text(FLOWCHART)
    done = lanestep("convert", "a.mmd", "-o", "a.fz")

    assert Path("a.fz").read_text() == OURS
    assert json.loads(Path("a.lanestep.json").read_text()) == {"title": "Order"}
    assert (done.exit_code, done.stdout, done.stderr) == (
        0,
        "",
        "lanestep: left out: a comment (line 5): comments of Mermaid are not kept\n",
    )


def test_convert_writes_to_standard_output_and_says_what_was_lost(folder: Path):
    Path("a.fz").write_text(OURS)
    Path("a.lanestep.json").write_text('{"title": "Order"}')
    done = lanestep("convert", "a.fz", "--to", "csv")

    assert done.stdout == "\ufeffid,lane,label,shape,next,condition\nn1,Sales,In,circle,n2,\nn2,Sales,Out,circle,,\n"
    assert done.stderr == (
        "lanestep: lost: the sides of edges: CSV has no column for them\n"
        "lanestep: lost: the title of the companion: CSV has no place for it\n"
    )


def test_convert_reads_standard_input_in_utf_16():
    done = lanestep("convert", "-", "--to", "fz", typed=FLOWCHART.encode("utf-16"))

    assert (done.exit_code, done.stdout) == (0, OURS)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("a.csv",), 2, "give the format to write with --to"),
        (("a.csv", "--to", "word"), 1, "word cannot be written: use one of fz, json, csv, mermaid"),
        (("a.csv", "--to", "json", "--from", "dot"), 1, "dot cannot be read"),
        (("a.csv", "--to", "fz", "--from", "csv"), 1, "its first line must name the columns"),
        (("a.csv", "--to", "fz"), 1, "the format of this text is not known"),
        (("none.csv", "--to", "fz"), 2, "none.csv cannot be read"),
        (("packed.csv", "--to", "fz"), 1, "a packed or binary file"),
        (("latin.csv", "--to", "fz"), 1, "latin.csv is not UTF-8"),
        (("large.csv", "--to", "fz"), 1, "larger than the limit"),
    ],
)
def test_what_cannot_be_converted_is_refused_in_one_line(arguments: tuple[str, ...], status: int, said: str):
    Path("a.csv").write_text("Dear all\n")
    Path("packed.csv").write_bytes(b"PK\x03\x04 and more")
    Path("latin.csv").write_bytes("id,label\n1,\xfc\n".encode("latin-1"))
    Path("large.csv").write_bytes(b"x" * (9 << 20))
    done = lanestep("convert", *arguments)

    assert (done.exit_code, said in done.stderr, "Traceback" in done.output) == (status, True, False)


def test_a_text_with_errors_is_converted_as_far_as_it_can_be_read():
    Path("a.fz").write_text(OURS.replace("-> n2", "-> n7"))
    done = lanestep("convert", "a.fz", "--to", "mermaid")

    assert (done.exit_code, "-->" in done.stdout) == (1, False)

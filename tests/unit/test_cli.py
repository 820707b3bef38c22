"""The command line: what it prints, where, and with which exit code (0 good, 1 errors in the input, 2 wrong use)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

ROOT = Path(__file__).parents[2]
SAMPLE = str(ROOT / "samples" / "blue-green.fz")
GOOD = 'sales { # Sales\n  n1: circle label:"In"\n  n2: circle label:"Out"\n  n1.handle(right) -> n2.handle(left)\n}\n'
BROKEN = GOOD.replace("n2.handle", "n7.handle")
CROOKED = GOOD.replace('label:"Out"', 'label="Out"')


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a file into an empty working folder and returns its name."""
    monkeypatch.chdir(tmp_path)

    def write(content: str | bytes, name: str = "a.fz") -> str:
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return write


def lanestep(*arguments: str, typed: str | bytes | None = None) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, arguments, input=typed, catch_exceptions=False)


def test_a_good_file_has_no_findings():
    result = lanestep("check", SAMPLE)

    assert (result.exit_code, result.stdout, result.stderr) == (0, "no problems in 1 file\n", "")


def test_a_finding_shows_its_place_its_line_and_carets_under_the_fault(file):
    result = lanestep("check", file(BROKEN))

    assert result.exit_code == 1
    assert (
        dedent("""\
        a.fz:4:23: error: there is no node n7: this lane has n1, n2 [unknown-node]
              n1.handle(right) -> n7.handle(left)
                                  ^^
        """)
        in result.stdout
    )


def test_carets_stand_right_under_wide_letters_and_tabs(file):
    result = lanestep("check", file(GOOD.replace('"Out"', '"日本" x:"y"').replace("  n2", "\tn2")))

    lines = result.stdout.splitlines()
    [place] = [number for number, line in enumerate(lines) if "[unknown-attribute]" in line]
    assert lines[place + 1] == '     n2: circle label:"日本" x:"y"'
    assert lines[place + 2].index("^") == lines[place + 1].index("x:") + 2


@pytest.mark.parametrize(
    ("label", "cells"),
    [("한글", 4), ("🇩🇪", 2), ("👍🏽", 2), ("1\ufe0f\u20e3", 2), ("e\u0301", 1), ("क्षिप्र", 4), ("日本", 4), ("äö", 2)],
)
def test_carets_count_the_cells_that_a_label_takes_in_a_terminal(file, label: str, cells: int):
    lines = lanestep("check", file(GOOD.replace('"Out"', f'"{label}" x:"y"'))).stdout.splitlines()

    [place] = [number for number, line in enumerate(lines) if "[unknown-attribute]" in line]
    assert lines[place + 2].index("^") == lines[place + 1].index("x:") - len(label) + cells


def test_a_very_long_line_is_shown_around_the_fault(file):
    result = lanestep("check", file(GOOD.replace('"Out"', '"' + "x" * 5000 + '" wrong:"y"')))

    assert max(len(line) for line in result.stdout.splitlines()) < 300
    assert "wrong" in result.stdout


def test_what_could_move_the_terminals_cursor_is_shown_as_escapes(file):
    result = lanestep("check", file(GOOD.replace('"Out"', '"\x1b[31m\u202e" x:"\x1b[2J"')))

    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert "\\x1b[31m\\u202e" in result.stdout


def test_warnings_do_not_count_unless_strict(file):
    name = file(CROOKED)

    assert lanestep("check", name).exit_code == 0
    assert lanestep("check", "--strict", name).exit_code == 1


def test_several_files_are_all_checked(file):
    result = lanestep("check", file(BROKEN, "a.fz"), file(GOOD, "b.fz"), file(BROKEN, "c.fz"))

    assert "a.fz:4:23" in result.stdout
    assert "c.fz:4:23" in result.stdout
    assert result.stdout.splitlines()[-1].endswith("in 3 files")


def test_a_hyphen_is_standard_input():
    result = lanestep("check", "-", typed=BROKEN)

    assert result.exit_code == 1
    assert result.stdout.startswith("-:")


def test_the_check_json_has_findings_and_sizes(file):
    result = lanestep("check", "--format", "json", file(BROKEN))

    [checked] = json.loads(result.stdout)["files"]
    assert (checked["path"], checked["valid"]) == ("a.fz", False)
    assert checked["stats"] == {"lanes": 1, "nodes": 2, "edges": 0, "loops": 0}
    [finding] = [item for item in checked["diagnostics"] if item["code"] == "unknown-node"]
    assert [fix["title"] for fix in finding["fixes"]] == ["Declare n7 in sales", "Remove the edge"]
    assert finding["fix"] == finding["fixes"][0]
    assert {**finding, "message": "", "fix": None, "fixes": []} == {
        "code": "unknown-node",
        "severity": "error",
        "message": "",
        "line": 4,
        "column": 23,
        "end_line": 4,
        "end_column": 25,
        "start": BROKEN.index("n7"),
        "end": BROKEN.index("n7") + 2,
        "fix": None,
        "fixes": [],
    }


def test_columns_on_the_command_line_count_code_points(file):
    name = file(GOOD.replace('"Out"', '"\U0001f600" x:"y"'))

    [checked] = json.loads(lanestep("check", "--format", "json", name).stdout)["files"]

    [finding] = [item for item in checked["diagnostics"] if item["code"] == "unknown-attribute"]
    assert finding["column"] == len('  n2: circle label:"x" ') + 1


@pytest.mark.parametrize(
    ("content", "message", "code"),
    [
        (b"ab\n\xff", "a.fz is not UTF-8: byte 0xff at offset 3 (line 2)", 1),
        (b"a" * (1024 * 1024 + 1), "a.fz is larger than the limit of 1,048,576 bytes", 1),
    ],
    ids=["not UTF-8", "too large"],
)
@pytest.mark.parametrize("command", [["check"], ["render", "-o", "-"], ["run"]], ids=["check", "render", "run"])
def test_a_file_that_is_no_text_of_ours_is_named_in_one_line(
    file, command: list[str], content: bytes, message: str, code: int
):
    result = lanestep(*command, file(content))

    assert result.exit_code == code
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", [["check"], ["render", "-o", "-"], ["run"]], ids=["check", "render", "run"])
@pytest.mark.parametrize(
    ("name", "message"), [("nothing.fz", "no such file"), (".", "is a directory"), ("a\x00b", "cannot be read")]
)
def test_a_file_that_cannot_be_read_is_wrong_use(file, command: list[str], name: str, message: str):
    file(GOOD)

    result = lanestep(*command, name)

    assert result.exit_code == 2
    assert message in result.stderr


def test_one_unreadable_file_does_not_hide_the_findings_of_others(file):
    result = lanestep("check", "--format", "json", "nothing.fz", file(BROKEN))

    checked = json.loads(result.stdout)["files"]
    assert [entry["path"] for entry in checked] == ["nothing.fz", "a.fz"]
    assert checked[0]["error"]["code"] == "not-found"
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("name", "begin"),
    [("o.svg", b"<svg"), ("o.PNG", b"\x89PNG"), ("o.pdf", b"%PDF"), ("o.json", b"{"), ("o.dot", b"digraph")],
)
def test_the_format_follows_the_files_ending(file, name: str, begin: bytes):
    result = lanestep("render", file(GOOD), "-o", name)

    assert (result.exit_code, result.output) == (0, "")
    assert Path(name).read_bytes().startswith(begin)


def test_the_format_can_be_named(file):
    lanestep("render", file(GOOD), "-o", "o.txt", "--format", "json")

    assert json.loads(Path("o.txt").read_text())["version"] == 1


def test_standard_input_to_standard_output_is_an_svg():
    result = lanestep("render", "-", "-o", "-", typed=GOOD)

    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"<svg")


def test_the_theme_changes_the_picture(file):
    name = file(GOOD)

    light = lanestep("render", name, "-o", "-").stdout
    dark = lanestep("render", name, "-o", "-", "--theme", "dark").stdout

    assert light != dark


def test_the_companion_beside_the_file_gives_the_title(file):
    file('{"title": "Our sales"}', "a.lanestep.json")

    assert "<title>Our sales</title>" in lanestep("render", file(GOOD), "-o", "-").stdout


@pytest.mark.parametrize(
    ("companion", "message"),
    [
        ("{", "a.lanestep.json is not JSON"),
        ("[]", "a.lanestep.json must hold a JSON object"),
        ('{"colour": 1}', "the companion has no field 'colour'"),
        ("[" * 100_000, "a.lanestep.json is not JSON"),
        (b"\xff", "a.lanestep.json is not UTF-8"),
    ],
    ids=["half", "a list", "an unknown field", "deep", "not UTF-8"],
)
def test_a_companion_that_is_none_is_named(file, companion: str | bytes, message: str):
    file(companion, "a.lanestep.json")

    result = lanestep("render", file(GOOD), "-o", "-")

    assert result.exit_code == 1
    assert message in result.stderr


def test_a_faulty_document_is_drawn_as_far_as_it_goes_and_counts_as_an_error(file):
    result = lanestep("render", file(BROKEN), "-o", "o.svg")

    assert result.exit_code == 1
    assert '<g id="node-n2"' in Path("o.svg").read_text()
    assert "`lanestep check a.fz` shows where" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", SAMPLE],
        ["render", SAMPLE, "-o", "o.exe"],
        ["render", SAMPLE, "-o", "/nowhere/o.svg"],
        ["render", SAMPLE, "-o", "-", "--theme", "pink"],
        ["render", SAMPLE, "-o", "-", "--scale", "0"],
        ["run", SAMPLE, "--choose", "n7"],
        ["run", SAMPLE, "--choose", "n7=Pink"],
        ["run", SAMPLE, "--choose", "n99=Yes"],
        ["run", SAMPLE, "--seed", "x"],
        ["check"],
        ["serve", "--port", "0"],
        ["dance"],
    ],
)
def test_wrong_use_is_exit_code_2_with_a_reason(arguments: list[str]):
    result = lanestep(*arguments)

    assert result.exit_code == 2
    assert result.stderr


def test_a_png_that_would_be_too_large_says_what_works():
    result = lanestep("render", SAMPLE, "-o", "-", "--format", "png", "--scale", "16")

    assert result.exit_code == 1
    assert "Use a scale of" in result.stderr


def test_a_diagram_too_large_for_a_picture_is_an_error_of_the_input(file):
    name = file("a { # A\n" + "".join(f'  n{n}: circle label:"{n}"\n' for n in range(1, 10_002)) + "}\n")

    result = lanestep("render", name, "-o", "-")

    assert result.exit_code == 1
    assert "10,001 nodes" in result.stderr


@pytest.mark.parametrize("theme", ["light", "dark", "print", "contrast"])
def test_there_are_four_themes(theme: str):
    assert lanestep("render", SAMPLE, "-o", "-", "--theme", theme).exit_code == 0


def test_a_run_can_be_drawn_as_a_picture_that_plays_it():
    chosen = ["--choose", "n7=Blue", "--choose", "n11=Yes"]
    run = lanestep("render", SAMPLE, "-o", "-", "--run", *chosen).stdout
    still = lanestep("render", SAMPLE, "-o", "-").stdout

    assert "animateMotion" in run
    assert run.count('class="run-mark"') > 10
    assert "animateMotion" not in still


def test_a_run_plays_on_a_folded_drawing_too():
    run = lanestep("render", SAMPLE, "-o", "-", "--run", "--fold", "1200").stdout

    assert "animateMotion" in run
    assert 'id="lane-CI.2"' in run


def test_a_picture_shows_the_run_of_a_link_at_its_step():
    picture = lanestep("render", SAMPLE, "-o", "-", "--run", "at=7&choices=n7=Blue").stdout

    assert "animateMotion" not in picture
    assert picture.count('class="run-count"') == 7
    assert picture.count('class="run-active"') == 1


@pytest.mark.parametrize(
    "asked", [("--run", "at=2&choices=n7=Blue,n18=Yes"), ("--choose", "n7=Blue", "--choose", "n18=Yes", "--run")]
)
def test_a_picture_of_a_run_that_does_not_come_to_a_choice_says_so_beside_it(asked: tuple[str, ...]):
    result = lanestep("render", SAMPLE, "-o", "-", *asked)

    assert result.exit_code == 0
    assert result.stdout.startswith("<svg")
    assert result.stderr == 'lanestep: Not used: n18=Yes at "Stable?": the run has not come there yet\n'


@pytest.mark.parametrize(
    ("run", "message"),
    [
        ("at=7&choices=n7=Perhaps", 'n7 ("Current active?") has no branch "Perhaps"'),
        ("at=70&choices=n7=Blue", "this run has 7 steps here, and its text asks for step 70 (at=70)"),
        ("at=x", "the step (at=) must be a whole number"),
    ],
)
def test_a_run_that_does_not_fit_is_no_picture(run: str, message: str):
    result = lanestep("render", SAMPLE, "-o", "-", "--run", run)

    assert result.exit_code == 2
    assert message in result.stderr


def test_a_picture_fits_the_width_asked_for():
    usual, wide = (
        json.loads(lanestep("render", SAMPLE, "-o", "-", "--format", "json", *asked).stdout)["width"]
        for asked in ((), ("--width", "0"))
    )

    assert usual < 1400 < 2000 < wide


def test_a_thumbnail_can_be_drawn():
    assert "<text" not in lanestep("render", SAMPLE, "-o", "-", "--thumbnail").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "o.png", "--run"], "--run and --thumbnail need SVG, not png"),
        (["-o", "o.svg", "--run", "--thumbnail"], "cannot be combined"),
        (["-o", "o.svg", "--thumbnail", "--run", "at=1"], "cannot be combined"),
        (["-o", "o.dot", "--run", "at=1"], "--run needs SVG, PNG or PDF, not dot"),
        (["-o", "o.svg", "--thumbnail", "--fold", "1200"], "--thumbnail cannot be combined"),
        (["-o", "o.svg", "--choose", "n7=Blue"], "add --run"),
        (["-o", "o.svg", "--seed", "1"], "add --run"),
    ],
)
def test_options_of_a_drawing_that_do_not_fit_are_wrong_use(arguments: list[str], message: str):
    result = lanestep("render", SAMPLE, *arguments)

    assert result.exit_code == 2
    assert message in result.stderr


def test_a_missing_graphviz_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("LANESTEP_ENGINE", "dot")

    result = lanestep("render", SAMPLE, "-o", "-")

    assert result.exit_code == 2
    assert "Graphviz" in result.stderr


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LANESTEP_TEXT_LIMIT", "a lot")

    result = lanestep("check", SAMPLE)

    assert result.exit_code == 2
    assert "LANESTEP_TEXT_LIMIT is 'a lot'" in result.stderr


def test_a_run_stops_at_an_open_decision_and_names_its_branches():
    result = lanestep("run", SAMPLE)

    assert result.exit_code == 0
    assert 'The run waits at n7: Current active? Choose "Blue", "Green".' in result.stdout


def test_choices_are_used_in_order_of_visit():
    arguments = ["--choose", "n7=Green", "--choose", "n11=No", "--format", "json"]

    trace = json.loads(lanestep("run", SAMPLE, *arguments).stdout)

    fired = [entry["node"] for entry in trace["entries"] if entry["event"] == "fire"]
    assert trace["status"] == "complete"
    assert fired == ["n1", "n2", "n3", "n6", "n7", "n9", "n10", "n11", "n13", "n4", "n5"]


def test_a_seed_draws_what_is_open_and_always_the_same():
    first = lanestep("run", SAMPLE, "--seed", "5", "--format", "json").stdout

    assert json.loads(first)["status"] == "complete"
    assert lanestep("run", SAMPLE, "--seed", "5", "--format", "json").stdout == first


def test_an_endless_document_is_an_error(file):
    code = dedent("""\
        a { # A
          n1: circle label:"In"
          n2: rectangle label:"Work"
          n3: diamond label:"Again?"
          n1.handle(right) -> n2.handle(left)
          n2.handle(right) -> n3.handle(left)
          n3.handle(top) -> n2.handle(top) [label="Yes"]
          n3.handle(right) -> n2.handle(bottom) [label="No"]
        }
        """)

    result = lanestep("run", file(code), "--seed", "1")

    assert result.exit_code == 1
    assert "endless" in result.stdout


def test_the_package_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "webapp", "--version"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )

    assert done.stdout.startswith("lanestep ")

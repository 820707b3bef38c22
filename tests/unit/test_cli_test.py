"""`lanestep test`: scenarios of files and folders, for people and for builds; and `diff --behaviour`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main
from webapp.domain.tidy_json import tidy_json

SAMPLES = Path(__file__).parents[2] / "samples"


def lanestep(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a sample whose limit of retries is lower than its scenarios need, and one without scenarios."""
    for name in ("authentication.fz", "authentication.lanestep.json"):
        shutil.copy(SAMPLES / name, tmp_path)
    text = tmp_path / "authentication.fz"
    text.write_text(text.read_text().replace("up to 4 times", "up to 3 times"))
    shutil.copy(SAMPLES / "saga.fz", tmp_path)
    return tmp_path


def test_all_scenarios_and_statements_of_the_samples_pass_and_come_to_every_edge() -> None:
    result = lanestep("test", SAMPLES, "--format", "json")
    assert result.exit_code == 0
    files = json.loads(result.output)["files"]
    assert len(files) == 6
    assert all(verdict["holds"] for file in files for verdict in file["statements"])
    for file in files:
        covered = file["coverage"]
        assert [covered[kind]["missing"] for kind in ("nodes", "edges", "branches")] == [[], [], []], file["path"]


def test_the_companions_of_the_samples_are_written_as_the_program_writes_them() -> None:
    for path in SAMPLES.glob("*.lanestep.json"):
        text = path.read_text(encoding="utf-8")
        assert text == tidy_json(json.loads(text)), path.name


def test_a_statement_that_is_broken_fails(folder: Path) -> None:
    companion = folder / "saga.lanestep.json"
    companion.write_text('{"simulation": {"statements": [{"kind": "never", "visited": ["n3"]}]}}')
    result = lanestep("test", folder / "saga.fz")
    assert (result.exit_code, "FAIL  must never happen:" in result.output) == (1, True)
    assert result.output.splitlines()[-1] == "0 scenarios and 1 statement in 1 file: 0 passed, 1 failed"


def test_a_statement_is_called_by_its_whole_name_in_junit(folder: Path) -> None:
    companion = folder / "saga.lanestep.json"
    statement = {"kind": "never", "name": "Refund - only once", "visited": ["n3"]}
    companion.write_text(json.dumps({"simulation": {"statements": [statement]}}))
    result = lanestep("test", folder / "saga.fz", "--junit", "-")
    assert [case.get("name") for case in ET.fromstring(result.output).iter("testcase")] == ["Refund - only once"]


def test_a_scenario_that_fails_is_told_with_what_does_not_hold(folder: Path) -> None:
    result = lanestep("test", folder)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0] == str(folder / "authentication.fz")
    assert lines[3] == "  FAIL  Signed in at the fifth try"
    assert lines[4] == '        expect.ends_at: The run is expected to end at "Signed in", and ends at "Locked out".'
    assert lines[-2:] == [
        "  covers 17 of 17 nodes, 18 of 18 edges, 6 of 6 branches",
        "3 scenarios and 4 statements in 1 file: 6 passed, 1 failed",
    ]


def test_results_are_written_as_junit(folder: Path) -> None:
    result = lanestep("test", folder, SAMPLES / "saga.fz", "--junit", folder / "out.xml")
    assert result.exit_code == 1
    root = ET.parse(folder / "out.xml").getroot()
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        (str(folder / "authentication.fz"), "7", "1"),
        (str(SAMPLES / "saga.fz"), "9", "0"),
    ]
    (failure,) = root.iter("failure")
    assert "Locked out" in (failure.get("message") or "")
    assert "expect.count.n2" in (failure.text or "")


def test_a_name_that_xml_cannot_hold_is_still_in_junit(folder: Path) -> None:
    companion = folder / "authentication.lanestep.json"
    companion.write_text(companion.read_text().replace("Signed in at the fifth", "<\\u0000&>"))
    result = lanestep("test", folder, "--junit", "-")
    names = [case.get("name") for case in ET.fromstring(result.output).iter("testcase")]
    assert names[2] == "<\ufffd&> try"


def test_update_writes_what_the_run_gives_now_and_changes_nothing_else(folder: Path) -> None:
    companion = folder / "authentication.lanestep.json"
    before = [line.strip(" ,") for line in companion.read_text().splitlines()]
    result = lanestep("test", folder, "--update")
    assert result.exit_code == 0
    assert "  pass  Signed in at the fifth try  (updated)" in result.output
    after = [line.strip(" ,") for line in companion.read_text().splitlines()]
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    assert new == ['"expect": {"visited": ["n10", "n2"], "count": {"n2": 4, "n12": 1}, "ends_at": ["n14"]}']
    assert gone == [
        '"expect": {"visited": ["n10", "n2", "n7", "n15"], "count": {"n2": 5, "n12": 0}, "ends_at": ["n4"]}'
    ]
    assert len(after) == len(before) - 3
    assert lanestep("test", folder).exit_code == 0


def test_update_leaves_a_scenario_whose_choices_do_not_fit(folder: Path) -> None:
    text = folder / "authentication.fz"
    yes, other = (
        f'n6.handle(right) -> {rest}"]' for rest in ('n7.handle(left) [label="Yes', 'n8.handle(bottom) [label="Ja')
    )
    text.write_text(text.read_text().replace(yes, other))
    before = (folder / "authentication.lanestep.json").read_text()
    result = lanestep("test", folder, "--update")
    assert result.exit_code == 1
    assert "has no branch" in result.output
    assert (folder / "authentication.lanestep.json").read_text() == before


def test_coverage_lists_what_no_scenario_comes_to(folder: Path) -> None:
    companion = json.loads((SAMPLES / "saga.lanestep.json").read_bytes())
    companion["scenarios"] = companion["scenarios"][:3]
    (folder / "saga.lanestep.json").write_text(json.dumps(companion))
    result = lanestep("test", folder / "saga.fz", "--coverage")
    assert result.exit_code == 0
    assert "        no scenario comes to the node n18\n" in result.output
    assert "        no scenario takes Yes at n16\n" in result.output


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["nowhere"], 2, "there is no file or folder nowhere"),
        (["{folder}/empty"], 2, "there are no scenarios in"),
        (["{folder}/saga.fz"], 1, "there are no scenarios and no statements in its companion"),
    ],
)
def test_what_has_no_scenarios_is_said(folder: Path, arguments: list[str], status: int, said: str) -> None:
    (folder / "empty").mkdir()
    result = lanestep("test", *(argument.format(folder=folder) for argument in arguments))
    assert (result.exit_code, said in result.output) == (status, True)


def test_scenarios_of_a_wrong_shape_are_told_with_their_path(folder: Path) -> None:
    (folder / "saga.lanestep.json").write_text('{"scenarios": [{"name": "A"}, {"name": "A", "choices": []}]}')
    result = lanestep("test", folder / "saga.fz")
    assert (result.exit_code, "scenarios[1].name is the name of scenarios[0] too" in result.output) == (1, True)


def test_a_text_with_errors_is_not_tested(folder: Path) -> None:
    text = folder / "authentication.fz"
    text.write_text(text.read_text().replace("n10.handle(left) -> n11", "n10.handle(left) -> n99"))
    result = lanestep("test", folder)
    assert (result.exit_code, "the text has 1 error; `lanestep check" in result.output) == (1, True)


def test_diff_says_what_runs_do_differently(folder: Path) -> None:
    shutil.copy(SAMPLES / "authentication.fz", folder / "before.fz")
    result = lanestep("diff", folder / "before.fz", folder / "authentication.fz", "--behaviour")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].startswith("Scenario “Signed in at the fifth try” passed and fails now: The run is expected to end")
    assert 'No, Yes, No, Yes, No, Yes, No: this path is new; it ends at "Locked out".' in lines
    assert lines[-1].endswith("the same.")
    same = lanestep("diff", SAMPLES / "saga.fz", SAMPLES / "saga.fz", "--behaviour", "--format", "json")
    assert json.loads(same.output) == {"changes": [], "compared_to": None, "same_paths": 5}

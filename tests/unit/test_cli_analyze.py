"""`lanestep analyze`: findings with their runs, statements, exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

SAGA = (Path(__file__).parents[2] / "samples" / "saga.fz").read_text(encoding="utf-8")


def lanestep(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(autouse=True)
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.fz").write_text(SAGA)


def beside(**simulation: object) -> None:
    Path("a.lanestep.json").write_text(json.dumps({"simulation": simulation}))


def test_a_good_diagram_has_exit_status_0() -> None:
    result = lanestep("analyze", "a.fz")
    assert (result.exit_code, result.output) == (0, "0 problems, 0 statements, 4 situations; all were explored\n")


def test_an_error_has_exit_status_1_and_the_run_into_it() -> None:
    beside(options={"nodes": {"n8": {"join": "all"}}})
    result = lanestep("analyze", "a.fz")
    assert result.exit_code == 1
    assert 'a.fz: error: A run gets stuck at "Cancel order"' in result.output
    assert "    run: --choose 'n7=Yes' --choose 'n11=No', to step 5\n" in result.output


def test_a_broken_statement_has_exit_status_1() -> None:
    beside(statements=[{"kind": "never", "visited": ["n12"]}, {"kind": "possible", "visited": ["n5"]}])
    result = lanestep("analyze", "a.fz")
    assert result.exit_code == 1
    assert 'a.fz: must never happen: "Refund payment" - broken: a run does this after' in result.output
    assert 'a.fz: must be possible: "Done"' in result.output


def test_json_has_findings_statements_and_whether_all_is_good() -> None:
    beside(statements=[{"kind": "possible", "visited": ["n5"]}])
    answer = json.loads(lanestep("analyze", "a.fz", "--format", "json").output)
    assert (answer["good"], answer["explored"], answer["findings"]) == (True, True, [])
    assert answer["statements"][0]["holds"] is True


def test_a_statement_that_does_not_fit_is_said_with_its_path() -> None:
    beside(statements=[{"kind": "never", "visited": ["n99"]}])
    result = lanestep("analyze", "a.fz")
    assert result.exit_code == 1
    assert "simulation.statements[0].visited[0] names a node" in result.stderr

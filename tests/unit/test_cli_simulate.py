"""The command `simulate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

TEXT = """A { # =Counter
n1: circle label:"Start"
n2: rectangle label:"Serve"
n3: circle label:"End"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "queue.fz"
    path.write_text(TEXT, encoding="utf-8")
    companion = {"simulation": {"durations": {"n2": 4}}}
    path.with_suffix(".lanestep.json").write_text(json.dumps(companion), encoding="utf-8")
    return path


def simulate(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["simulate", *map(str, arguments)])


def test_the_text_says_how_long_runs_take(file: Path) -> None:
    done = simulate(file, "--runs", 200)

    assert done.exit_code == 0
    assert "9 of 10 runs are complete within 4 minutes." in done.stdout


def test_json_has_the_whole_result_and_the_same_seed_gives_the_same(file: Path) -> None:
    one, two = (simulate(file, "--runs", 50, "--seed", 7, "--format", "json").stdout for _ in range(2))

    assert json.loads(one)["total"]["mean"] == 4
    assert one == two


def test_csv_has_a_row_for_each_part_and_no_formula(file: Path) -> None:
    rows = simulate(file, "--runs", 50, "--format", "csv").stdout.splitlines()

    assert [row.split(",")[0] for row in rows] == ["kind", "all", "outcome", *["node"] * 3, *["edge"] * 2, "lane"]
    assert "'=Counter" in rows[-1]


def test_another_profile_is_compared(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"durations": {"n2": 6}}', encoding="utf-8")
    done = simulate(file, "--runs", 50, "--against", other)

    assert "a run takes 2 minutes longer with the other setting" in done.stdout


def test_a_profile_that_does_not_fit_is_refused_with_its_path(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"durations": {"n9": 6}}', encoding="utf-8")
    done = simulate(file, "--profile", other)

    assert done.exit_code == 1
    assert "profile.durations.n9 names a node or edge that the diagram does not have" in done.stderr

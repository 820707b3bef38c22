"""`lanestep run` with options, further starts and weights; `lanestep check` with a companion beside the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

TEXT = """a { # A
  n1: circle label:"In"
  n2: diamond label:"Ok?"
  n3: rectangle label:"Good"
  n4: rectangle label:"Bad"
  n5: circle label:"Out"
  n6: rectangle label:"Late"
  n1.handle(right) -> n2.handle(left)
  n2.handle(right) -> n3.handle(left) [label="Yes"]
  n2.handle(bottom) -> n4.handle(left) [label="No"]
  n3.handle(right) -> n5.handle(left)
  n4.handle(right) -> n5.handle(bottom)
  n6.handle(right) -> n5.handle(top)
}
"""


@pytest.fixture(autouse=True)
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.fz").write_text(TEXT)


def beside(companion: object) -> None:
    Path("a.lanestep.json").write_text(json.dumps(companion))


def lanestep(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def fired(*arguments: str) -> list[str]:
    trace = json.loads(lanestep("run", "a.fz", "--format", "json", *arguments).stdout)
    return [entry["node"] for entry in trace["entries"] if entry["event"] == "fire"]


def test_an_option_holds_for_the_run():
    assert fired("--option", "choices=first") == ["n1", "n2", "n3", "n5"]


def test_an_option_of_one_node_holds_there():
    result = lanestep("run", "a.fz", "--choose", "n2=Yes", "--option", "nodes.n5.join=all")

    assert result.exit_code == 1
    assert "waits for all its incoming edges" in result.stdout


def test_a_run_starts_at_further_nodes_too():
    assert fired("--option", "choices=first", "--also", "n6") == ["n1", "n2", "n3", "n6", "n5"]


def test_an_option_of_the_command_line_goes_before_the_companions():
    beside({"simulation": {"options": {"choices": "first"}}})

    assert fired() == ["n1", "n2", "n3", "n5"]
    assert fired("--option", "choices=ask") == ["n1"]


def test_weights_of_a_file_take_the_place_of_the_companions():
    beside({"simulation": {"weights": {"n2-n4": 0}}})
    Path("w.json").write_text('{"n2-n3": 0}')

    assert fired("--option", "choices=weights") == ["n1", "n2", "n3", "n5"]
    assert fired("--option", "choices=weights", "--weights", "w.json") == ["n1", "n2", "n4", "n5"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--option", "join"], "write it as NAME=VALUE"),
        (["--option", "n7.join=all"], "write it as NAME=VALUE"),
        (["--option", "nodes.join=all"], "write it as NAME=VALUE"),
        (["--option", "joins=all"], "there is no option joins; use outgoing, join, reply, end, start, choices"),
        (["--option", "nodes.n5.reply=stop"], "there is no option reply of nodes; use outgoing, join"),
        (["--option", "edges.n1-n2.join=all"], "there is no option join of edges; use reply"),
        (["--option", "also_start=n6"], "there is no option also_start; use --also NODE"),
        (["--option", "join=every"], "the value can be wait, each, all"),
        (["--option", "nodes.n77.join=all"], "--option nodes.n77.join=all: the diagram has no node n77"),
        (["--option", "edges.n1-n5.reply=stop"], "--option edges.n1-n5.reply=stop: the diagram has no edge n1-n5"),
        (["--also", "n77"], "--also n77: the diagram has no node n77"),
        (["--option", "start=chosen"], "nothing says where the run starts; add --also NODE"),
        (["--option", "join=all", "--option", "join=each"], "--option join=each: join is given twice"),
        (["--option", "nodes.n5.join=all", "--option", "nodes.n5.join=all"], "nodes.n5.join is given twice"),
        (["--seed", "1", "--option", "choices=first"], "--seed changes nothing where the option choices is first"),
        (["--weights", "w.json"], "--weights needs --seed N or --option choices=weights"),
        (["--seed", "1", "--weights", "none.json"], "none.json cannot be read"),
    ],
)
def test_an_argument_that_does_not_fit_says_what_does(arguments: list[str], message: str):
    result = lanestep("run", "a.fz", *arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.split())


@pytest.mark.parametrize("arguments", [["--run", "choices=n2=Red"], ["--choose", "n2=Red", "--run"]])
def test_a_choice_that_does_not_fit_is_wrong_use_for_a_picture_as_for_a_run(arguments: list[str]):
    drawn, ran = lanestep("render", "a.fz", "-o", "a.svg", *arguments), lanestep("run", "a.fz", "--choose", "n2=Red")

    assert drawn.exit_code == ran.exit_code == 2
    assert drawn.stderr == ran.stderr
    assert 'has no branch "Red"' in drawn.stderr


def test_a_picture_of_a_run_under_a_companion_that_does_not_fit_is_an_error_in_the_input():
    beside({"simulation": {"options": {"join": "every"}}})

    assert lanestep("render", "a.fz", "-o", "a.svg", "--run").exit_code == 1


@pytest.mark.parametrize(
    ("weights", "code", "message"),
    [
        ("[1]", 1, "w.json must hold a JSON object"),
        ("{", 1, "w.json is not JSON"),
        ('{"n2-n3": -1}', 2, "weights.n2-n3 must be 0 or more"),
        ('{"n2-n9": 1}', 2, "weights.n2-n9 names a node or edge that the diagram does not have"),
        ('{"n2-n3": 0, "n2-n4": 0}', 2, "weights.n2-n3 is 0, and so is the weight of every other branch of n2"),
    ],
)
def test_weights_that_cannot_be_used_are_refused(weights: str, code: int, message: str):
    Path("w.json").write_text(weights)

    result = lanestep("run", "a.fz", "--seed", "1", "--weights", "w.json")

    assert (result.exit_code, message in result.stderr) == (code, True)


def test_a_companion_that_does_not_fit_its_text_is_an_error_in_the_input():
    beside({"simulation": {"options": {"nodes": {"n77": {"join": "all"}}}}})

    result = lanestep("run", "a.fz")

    assert result.exit_code == 1
    assert "simulation.options.nodes.n77 names a node that the diagram does not have" in result.stderr


def test_a_check_names_what_is_wrong_beside_the_text():
    beside({"captions": {"n77": "Gone"}, "simulation": {"lanes": {"a": {"capacity": 2}}}})

    told = lanestep("check", "a.fz")
    as_json = json.loads(lanestep("check", "a.fz", "--format", "json").stdout)["files"][0]["companion"]

    assert told.exit_code == 1
    assert "a.lanestep.json: error: captions.n77 names a node, edge or loop that the diagram does not" in told.stdout
    assert [item["path"] for item in as_json] == ["captions.n77"]

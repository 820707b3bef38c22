"""What two versions of a diagram do differently."""

from __future__ import annotations

from collections.abc import Mapping

from grown_diagrams import grow
from test_reaching import diagram
from test_scenarios import RETRIES

from webapp.domain import Diagram
from webapp.simulation import run
from webapp.simulation.engine import DEFAULTS
from webapp.simulation.scenarios import BehaviourDifference, Scenario, Version, compare_behaviour, judge

PAID = """
circle n1
diamond n2
rectangle n3
circle n4
circle n5
n1 n2
n2 n3 Yes
n2 n5 No
n3 n4
"""


def compared(
    before: Diagram, after: Diagram, *scenarios: Scenario, renamed: Mapping[str, str] | None = None
) -> BehaviourDifference:
    """Compare two versions that have the same scenarios."""
    versions = (
        Version(graph, DEFAULTS, {scenario.name: judge(graph, scenario) for scenario in scenarios})
        for graph in (before, after)
    )
    return compare_behaviour(*versions, renamed or {})


def changes(found: BehaviourDifference) -> list[tuple[str, str, str]]:
    return [(it.kind, it.change.value, it.name) for it in found.changes]


def scenario(name: str, *labels: str, **expect: object) -> Scenario:
    choices = [{"node": node, "label": label} for node, label in (item.split("=") for item in labels)]
    return Scenario.from_json({"name": name, "choices": choices, "expect": expect})


def test_nothing_differs_between_a_diagram_and_itself() -> None:
    for seed in range(40_000, 40_010):
        graph = grow(seed, small=True).diagram
        assert compared(graph, graph).changes == ()


def test_another_label_makes_another_path() -> None:
    found = compared(diagram(PAID), diagram(PAID.replace("No", "Later")))
    assert changes(found) == [("path", "vanished", "No"), ("path", "appeared", "Later")]
    assert found.paths == 1


def test_a_path_that_ends_elsewhere_is_told_with_both_ends() -> None:
    found = compared(diagram(PAID), diagram(PAID.replace("n3 n4", "n3 n5")))
    assert changes(found) == [("path", "ends-elsewhere", "Yes")]
    assert found.changes[0].message == 'Yes: ended at "Node n4", ends at "Node n5" now.'


def test_each_side_can_be_played() -> None:
    before, after = diagram(PAID), diagram(PAID.replace("n3 n4", "n3 n5"))
    (change,) = compared(before, after).changes
    assert change.before
    assert change.after
    assert run(before, change.before.choices).visited == ("n1", "n2", "n3", "n4")
    assert run(after, change.after.choices).visited == ("n1", "n2", "n3", "n5")
    assert (change.before.at, change.before.ends_at, change.after.ends_at) == (4, ("n4",), ("n5",))


def test_renumbered_nodes_behave_alike() -> None:
    renumbered = PAID.replace("n2", "n7").replace("n4", "n8")
    renamed = {"n2": "n7", "n4": "n8"}
    assert compared(diagram(PAID), diagram(renumbered), renamed=renamed).changes == ()
    assert len(compared(diagram(PAID), diagram(renumbered)).changes) == 4


def test_a_lower_limit_breaks_the_scenario_that_needs_more_and_takes_paths_away() -> None:
    twice = scenario("Third try", "n3=Again", "n3=Again", "n3=Good", ends_at=["n4"], count={"n2": 3})
    lower = diagram(RETRIES.replace("up to 2", "up to 1"))
    found = compared(diagram(RETRIES), lower, twice)
    vanished = [it.name for it in found.changes if it.change.value == "vanished"]
    assert vanished == ["Again, Again, Good", "Again, Again, Bad"]
    higher = diagram(RETRIES.replace("up to 2", "up to 3"))
    assert [it.name for it in compared(diagram(RETRIES), higher).changes] == [
        "Again, Again, Again, Good",
        "Again, Again, Again, Bad",
    ]


def test_a_scenario_that_breaks_is_told_with_the_reason_and_one_that_is_mended_too() -> None:
    paid = scenario("Paid", "n2=Yes", visited=["n3"], ends_at=["n4"])
    before, after = diagram(PAID), diagram(PAID.replace("n3 n4", "n3 n5"))
    broken = compared(before, after, paid).changes[0]
    assert (broken.kind, broken.change.value) == ("scenario", "broken")
    assert broken.message == (
        'Scenario “Paid” passed and fails now: The run is expected to end at "Node n4", and ends at "Node n5".'
    )
    assert compared(after, before, paid).changes[0].change.value == "mended"


def test_paths_are_compared_up_to_as_many_choices_as_were_looked_at_in_both() -> None:
    many = ["circle n1", "circle n99"]
    for number in range(2, 14):
        many += [f"diamond n{number}", f"n{number} n{number + 1} Yes", f"n{number} n{number + 1} No"]
    many += ["rectangle n14", "n1 n2", "n14 n99"]
    graph = diagram("\n".join(many))
    found = compared(graph, graph)
    assert found.changes == ()
    assert found.compared_to is not None


def test_long_paths_are_compared_only_as_far_as_their_steps_are_bounded() -> None:
    long = ["circle n1", "diamond n2", "circle n9999", "n1 n2", "n2 n3 Long", "n2 n9999 Short"]
    long += [line for number in range(3, 903) for line in (f"rectangle n{number}", f"n{number} n{number + 1}")]
    decisions = range(903, 910)
    for number in decisions:
        long += [f"diamond n{number}", f"n{number} n{number + 1} Yes", f"n{number} n{number + 1} No"]
    graph = diagram("\n".join([*long, "rectangle n910", "n910 n9999"]))
    found = compared(graph, graph)
    # All 129 paths have 117,000 steps: those of the last decision are too many.
    assert (found.changes, found.compared_to, found.paths) == ((), 7, 1)

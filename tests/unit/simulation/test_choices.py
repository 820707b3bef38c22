"""How a choice finds its branch, and what becomes of one that does not."""

from __future__ import annotations

import pytest
from drawing import draw

from webapp.errors import InvalidRequest
from webapp.simulation import Choice, Trace, run

FORK = draw("(1) <2> [3] [4] [5]", "1>2 2>3:Yes 2>4:Yes 2>5:No")


def visits(trace: Trace) -> str:
    """Return the numbers of the nodes in the order of firing."""
    return " ".join(node[1:] for node in trace.visited)


def choose(*written: str) -> list[Choice]:
    """Read choices such as `3=Yes`."""
    return [Choice(f"n{node}", label) for node, _, label in (word.partition("=") for word in written)]


def test_a_branch_without_label_goes_by_the_text_of_its_target() -> None:
    diagram = draw("(1) <2> [3] [4]", "1>2 2>3 2>4")
    assert visits(run(diagram, choose("2=n4"))) == "1 2 4"


def test_a_label_in_the_wrong_case_is_understood_where_it_is_clear() -> None:
    diagram = draw("(1) <2> [3] [4]", "1>2 2>3:Yes 2>4:No")
    assert visits(run(diagram, choose("2=no"))) == "1 2 4"


def test_an_exact_label_goes_before_one_in_another_case() -> None:
    diagram = draw("(1) <2> [3] [4]", "1>2 2>3:YES 2>4:yes")
    assert visits(run(diagram, choose("2=yes"))) == "1 2 4"


def test_a_branch_can_be_named_by_its_edge() -> None:
    diagram = draw("(1) <2> [3] [4]", "1>2 2>3:Yes 2>4:No")
    assert visits(run(diagram, [Choice("n2", edges=("n2-n4",))])) == "1 2 4"


def test_a_branch_of_several_edges_can_be_named_by_any_of_them() -> None:
    assert visits(run(FORK, [Choice("n2", edges=("n2-n4",))])) == "1 2 3 4"
    assert visits(run(FORK, [Choice("n2", edges=("n2-n4", "n2-n3"))])) == "1 2 3 4"


@pytest.mark.parametrize("edges", [("n2-n3", "n2-n5"), ("n2-n5", "n2-n3"), ("n2-n3", "n1-n2"), ("n9-n9",)])
def test_edges_that_are_not_of_one_branch_are_refused(edges: tuple[str, ...]) -> None:
    with pytest.raises(InvalidRequest, match="has no branch edges"):
        run(FORK, [Choice("n2", edges=edges)])


def test_edges_go_before_a_label() -> None:
    assert visits(run(FORK, [Choice("n2", "Yes", edges=("n2-n5",))])) == "1 2 5"


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ("9=Yes", "there is a choice for the node 'n9', which does not exist"),
        ("1=Yes", 'there is nothing to choose at n1 ("n1"); choices are possible at n2'),
        ("2=Maybe", 'n2 ("n2") has no branch "Maybe"; it has "Yes", "No"'),
    ],
)
def test_a_choice_that_does_not_exist_is_refused_with_what_does(choice: str, message: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        run(draw("(1) <2> [3] [4]", "1>2 2>3:Yes 2>4:No"), choose(choice))
    assert str(caught.value) == message


def test_a_label_that_could_be_two_is_refused() -> None:
    with pytest.raises(InvalidRequest, match='has no branch "Yes"; it has "YES", "yes"'):
        run(draw("(1) <2> [3] [4]", "1>2 2>3:YES 2>4:yes"), choose("2=Yes"))


def test_a_choice_that_no_visit_asked_for_is_kept_apart() -> None:
    diagram = draw("(1) <2> [3] [4] <5>", "1>2 2>3:Yes 2>4:No 4>5 5>3:a 5>1:b")
    trace = run(diagram, choose("2=Yes", "5=a"))
    assert (trace.choices[0].label, trace.unused) == ("Yes", (Choice("n5", "a"),))


def test_a_choice_for_a_later_visit_waits_for_it() -> None:
    diagram = draw("(1) [2] <3> (4)", "1>2 2>3 3>2:Again 3>4:Done")
    trace = run(diagram, [Choice("n3", "Done", visit=2), Choice("n3", "Again")])
    assert visits(trace) == "1 2 3 2 3 4"


def test_a_choice_that_does_not_fit_is_counted() -> None:
    diagram = draw("(1) <2> [3] [4]", "1>2 2>3:Yes 2>4:No")
    with pytest.raises(InvalidRequest) as refused:
        run(diagram, choose("2=No", "2=Perhaps"))
    assert refused.value.details["choice"] == 1
    assert visits(run(diagram, choose("2=No"))) == "1 2 4"

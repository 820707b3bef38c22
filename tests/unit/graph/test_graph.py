"""The questions that everything else asks a diagram."""

from __future__ import annotations

import networkx as nx
import pytest
from drawing import draw
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.graph import back_edges, components, cyclic_components, end_nodes, reachable, reaching, start_nodes
from webapp.graph.reachability import as_graph


def test_start_nodes_are_the_circles_that_only_leave() -> None:
    assert start_nodes(draw("(1) [2] (3) [4]", "1>2 3>2 4>2")) == ("n1", "n3")


def test_without_such_a_circle_every_node_that_only_leaves_is_a_start() -> None:
    assert start_nodes(draw("[1] [2] (3)", "1>3 2>3")) == ("n1", "n2")


def test_in_a_ring_the_first_circle_that_leads_on_is_the_start() -> None:
    assert start_nodes(draw("[1] (2) [3]", "1>2 2>3 3>1")) == ("n2",)


def test_in_a_ring_without_circles_the_first_node_is_the_start() -> None:
    assert start_nodes(draw("[1] [2]", "1>2 2>1")) == ("n1",)


def test_an_edge_to_itself_is_an_incoming_edge() -> None:
    assert start_nodes(draw("[1] [2]", "1>1 2>1")) == ("n2",)


def test_of_nodes_without_edges_the_first_is_the_start() -> None:
    assert start_nodes(draw("[1] (2)")) == ("n1",)


def test_an_empty_diagram_has_neither_start_nor_end() -> None:
    assert (start_nodes(draw("")), end_nodes(draw(""))) == ((), ())


def test_end_nodes_are_those_that_nothing_leaves_whatever_their_shape() -> None:
    assert end_nodes(draw("(1) [2] (3) <4>", "1>2 1>3 3>4")) == ("n2", "n4")


def test_reachable_follows_the_arrows_and_has_the_sources() -> None:
    assert reachable(draw("[1] [2] [3] [4]", "1>2 2>3 4>3"), ["n2"]) == {"n2", "n3"}


def test_reaching_goes_against_the_arrows_and_has_the_targets() -> None:
    assert reaching(draw("[1] [2] [3] [4]", "1>2 2>3 4>3"), ["n2"]) == {"n1", "n2"}


def test_components_stand_in_document_order() -> None:
    assert components(draw("[1] [2] [3] [4]", "1>4 4>1 2>3")) == (("n1", "n4"), ("n2",), ("n3",))


def test_cyclic_components_are_rings_and_nodes_that_lead_to_themselves() -> None:
    assert cyclic_components(draw("[1] [2] [3] [4]", "1>4 4>1 2>3 3>3")) == (("n1", "n4"), ("n3",))


def test_the_edge_that_goes_back_on_the_way_from_the_start_is_the_back_edge() -> None:
    assert back_edges(draw("(1) [2] <3> (4)", "1>2 2>3 3>2:No 3>4:Yes")) == {"n3-n2"}


def test_a_loop_names_its_back_edge_although_the_way_from_the_start_would_cut_another() -> None:
    ring = "1>3 3>4 4>2 2>3"
    assert back_edges(draw("(1) [2] [3] [4]", ring)) == {"n2-n3"}
    assert back_edges(draw("(1) [2] [3] [4]", ring, "retry loop | 2 3 4")) == {"n4-n2"}


def test_every_parallel_edge_of_a_way_back_is_a_back_edge() -> None:
    assert back_edges(draw("(1) [2] [3]", "1>2 2>3 3>2:a 3>2:b")) == {"n3-n2", "n3-n2-2"}


@pytest.mark.parametrize("left_out", ["", "retry loop | 1 2 3", "until done | 3 1"])
def test_a_ring_that_no_start_reaches_is_cut_too(left_out: str) -> None:
    diagram = draw("(9) [8] [1] [2] [3]", "9>8 1>2 2>3 3>1", *filter(None, [left_out]))
    assert len(back_edges(diagram)) == 1


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=30), st.lists(st.integers(1, 8), max_size=4))
@settings(max_examples=200)
def test_without_its_back_edges_no_diagram_has_a_cycle(pairs: list[tuple[int, int]], loop: list[int]) -> None:
    nodes = " ".join(f"[{number}]" for number in range(1, 9))
    edges = " ".join(f"{source}>{target}" for source, target in pairs)
    diagram = draw(nodes, edges, "loop | " + " ".join(map(str, loop)))
    assert nx.is_directed_acyclic_graph(as_graph(diagram, without=back_edges(diagram)))

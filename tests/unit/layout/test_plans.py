"""Plans: the layout after an edit starts from the one before it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from folded_checks import upright_problems
from hostile_diagrams import hostile
from layout_checks import chart, problems

from webapp.domain import Diagram, Edge, Side
from webapp.dsl import parse
from webapp.layout import Hints, LaidOut, LayoutOptions, is_planned, lay_out, lay_out_with_plan, remembered
from webapp.layout.geometry import Geometry

BEST = LayoutOptions(refine=True)
CHAIN = chart("0(1) 0[2] 0[3] 0<4> 1[5] 1[6]", "1r>2l 2r>3l 3r>4l 4b>5t:No 5r>6l 4t>2t:Yes", lanes=2)


def near(diagram: Diagram, before: LaidOut, **options: object) -> Geometry:
    """Lay a diagram out near another drawing."""
    return lay_out(diagram, LayoutOptions(like=before.plan, **options))


def cells(geometry: Geometry) -> dict[str, tuple[int, int]]:
    return {node.id: (node.column, node.row) for node in geometry.nodes}


def test_other_words_change_neither_places_nor_ways(blue_green):
    before = lay_out_with_plan(parse(blue_green).diagram, BEST)
    changed = parse(blue_green.replace("Rollback deployment", "Take the whole deployment back, step by step")).diagram

    assert near(changed, before) == near(changed, before, refine=True) == lay_out(changed, BEST)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2, 8, 9, 14, 16, 22])
@pytest.mark.parametrize("direction", ["right", "down"])
def test_a_plan_that_holds_gives_the_very_layout_that_would_be_found_without_it(seed, direction):
    """Pictures by way of a plan are kept under the name of the best ones, ghosts and offsets included."""
    whole = hostile(seed)
    cut = Diagram(whole.lanes, whole.nodes, whole.edges[1:])
    wish = {"direction": direction}
    # A few tries show as well as many whether the plan is used.
    memory = remembered(whole, cut, Hints.from_json(wish), {})
    best = replace(BEST, refine=30, hints=Hints.from_json({**wish, **memory, "nodes": {whole.nodes[0].id: {"row": 1}}}))
    plan = lay_out_with_plan(cut, best).plan
    other_words = replace(cut, nodes=tuple(replace(node, label=f"{node.label} more") for node in cut.nodes))

    alone = lay_out(other_words, best)

    assert lay_out(other_words, replace(best, like=plan)) == alone
    assert lay_out(other_words, replace(best, like=plan, refine=False)) == alone


def test_other_names_change_neither_places_nor_ways(blue_green):
    before = lay_out_with_plan(parse(blue_green).diagram, BEST)
    renamed = parse(blue_green.replace("n20", "n99").replace("BlueGreen", "Controller")).diagram

    assert near(renamed, before) == lay_out(renamed, BEST)


@pytest.mark.parametrize(
    ("after", "planned"),
    [
        (replace(CHAIN, nodes=tuple(replace(node, label="Another word") for node in CHAIN.nodes)), True),
        (replace(CHAIN, edges=CHAIN.edges[:-1]), False),
        (replace(CHAIN, edges=(*CHAIN.edges[:-1], replace(CHAIN.edges[-1], target_side=Side.LEFT))), False),
    ],
    ids=["words", "edges", "sides"],
)
def test_a_plan_holds_while_only_words_change(after, planned):
    assert is_planned(after, LayoutOptions(like=lay_out_with_plan(CHAIN).plan)) is planned


def test_a_plan_does_not_hold_where_hands_have_moved_a_node():
    moved = LayoutOptions(like=lay_out_with_plan(CHAIN).plan, hints=Hints.from_json({"nodes": {"n2": {"row": 1}}}))

    assert not is_planned(CHAIN, moved)


def test_a_better_layout_does_not_depend_on_what_was_before():
    after = replace(CHAIN, edges=CHAIN.edges[1:])

    assert near(after, lay_out_with_plan(CHAIN), refine=True) == lay_out(after, BEST)


def test_a_new_edge_leaves_nodes_and_ways_alone():
    before = lay_out_with_plan(CHAIN, BEST)
    after = replace(CHAIN, edges=(*CHAIN.edges, Edge("n2-n4", "n2", "n4", Side.BOTTOM, Side.BOTTOM)))

    drawn = near(after, before)

    assert cells(drawn) == cells(before.geometry)
    assert problems(drawn) == []


def test_an_inserted_step_pushes_only_what_follows_it():
    before = lay_out_with_plan(CHAIN, BEST)
    step = replace(CHAIN.nodes[1], id="n7")
    edges = (
        replace(CHAIN.edges[1], id="n2-n7", target="n7"),
        Edge("n7-n3", "n7", "n3", Side.RIGHT, Side.LEFT),
    )
    nodes = (*CHAIN.nodes[:2], step, *CHAIN.nodes[2:])
    after = replace(CHAIN, nodes=nodes, edges=(CHAIN.edges[0], *edges, *CHAIN.edges[2:]))

    was, now = cells(before.geometry), cells(near(after, before))

    assert now == {
        **{name: was[name] for name in ("n1", "n2")},
        "n7": was["n3"],
        **{name: (was[name][0] + 1, was[name][1]) for name in ("n3", "n4", "n5", "n6")},
    }


def test_a_plan_of_lanes_that_lie_is_of_no_use_for_lanes_that_stand():
    assert near(CHAIN, lay_out_with_plan(CHAIN), direction="down") == lay_out(CHAIN, LayoutOptions(direction="down"))


def test_offsets_by_hand_count_from_the_same_places_near_a_plan():
    hints = Hints.from_json({"nodes": {"n3": {"row": 1}}})
    before = lay_out_with_plan(CHAIN, replace(BEST, hints=hints))
    after = replace(CHAIN, edges=CHAIN.edges[:-1])

    assert cells(near(after, before, hints=hints)) == cells(before.geometry)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(400, 440))
def test_a_hostile_diagram_edited_at_random_is_drawn_near_itself_without_a_flaw(seed):
    chance = Random(seed)
    before = hostile(seed)
    drawn = lay_out_with_plan(before, LayoutOptions(refine=5 if seed % 3 else False))
    after = edited(before, chance)

    geometry = near(after, drawn)

    assert problems(geometry) == []
    assert [node.id for node in geometry.nodes] == [node.id for node in after.nodes]


@pytest.mark.parametrize("seed", range(440, 456))
def test_a_hostile_diagram_that_stands_is_drawn_near_itself_without_a_flaw(seed):
    before = hostile(seed)

    drawn = lay_out_with_plan(before, LayoutOptions(direction="down"))
    geometry = near(edited(before, Random(seed)), drawn, direction="down")

    assert upright_problems(geometry) == []


@pytest.mark.parametrize("seed", range(440, 456))
@pytest.mark.slow
def test_the_plan_of_quite_another_diagram_does_no_harm(seed):
    assert problems(near(hostile(seed), lay_out_with_plan(hostile(seed + 1)))) == []


def edited(diagram: Diagram, chance: Random) -> Diagram:
    """Remove some nodes with their edges, move some to other lanes, and add some edges."""
    gone = {node.id for node in diagram.nodes if chance.random() < 0.1}
    order = {lane.id: i for i, lane in enumerate(diagram.lanes)}
    nodes = [
        replace(node, lane=chance.choice(diagram.lanes).id) if chance.random() < 0.1 else node
        for node in diagram.nodes
        if node.id not in gone
    ] or list(diagram.nodes)
    nodes.sort(key=lambda node: order[node.lane])
    names = [node.id for node in nodes]
    edges = [edge for edge in diagram.edges if {edge.source, edge.target} <= set(names)]
    sides = list(Side)
    for i in range(chance.randrange(4)):
        ends = chance.choice(names), chance.choice(names), chance.choice(sides), chance.choice(sides)
        edges.insert(chance.randrange(len(edges) + 1), Edge(f"new-{i}", *ends, chance.choice(["", "Yes"])))
    return Diagram(diagram.lanes, tuple(nodes), tuple(edges))

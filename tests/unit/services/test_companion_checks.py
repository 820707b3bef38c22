"""What is wrong in a companion is said with its path in the JSON."""

from __future__ import annotations

from typing import Any

import pytest
from drawing import draw
from jsonschema_rs import Draft202012Validator

from webapp.domain import Companion
from webapp.dsl import parse
from webapp.errors import InvalidRequest, RunRefused
from webapp.services.companion_checks import companion_problems
from webapp.services.companion_models import companion_schema
from webapp.services.parsed_text import ParsedText
from webapp.services.references import ITEM, NAMES, VALUES
from webapp.services.running import RunningService

DIAGRAM = draw("(1) <2> [3] [4] [5]", "1>2 2>3:Yes 2>4:No 3>5 4>5", "until done | 3 5")
TEXT = (
    'a { # A\nn1: circle label:"In"\nn2: diamond label:"Ok?"\nn3: circle label:"Out"\nn4: circle label:"No"\n'
    "n1.handle(right) -> n2.handle(left)\n"
    'n2.handle(right) -> n3.handle(left) [label="Yes"]\nn2.handle(bottom) -> n4.handle(top) [label="No"]\n}\n'
)
LANE = DIAGRAM.lanes[0].id
OPTIONS = {
    "join": "each",
    "also_start": ["n3"],
    "nodes": {"n5": {"join": "all"}},
    "edges": {"n3-n5": {"reply": "stop"}},
}
GOOD: dict[str, Any] = {
    "title": "T",
    "layout": {"nodes": {"n3": {"row": 1}}},
    "simulation": {
        "options": OPTIONS,
        "weights": {"n2-n3": 3, "n2-n4": 0.5},
        "unit": "hours",
        "durations": {
            "n1": 5,
            "n2": {"kind": "uniform", "least": 1, "most": 2},
            "n3": {"kind": "triangular", "least": 1, "usual": 1.5, "most": 2},
            "n4": {"kind": "exponential", "mean": 4},
            "n3-n5": {"kind": "log-normal", "mean": 4, "deviation": 1},
        },
        "arrivals": {"n1": {"kind": "exponential", "mean": 10}},
        "lanes": {
            LANE: {
                "capacity": 2,
                "cost": 40,
                "timetable": [{"days": ["monday", "friday"], "opens": "09:00", "closes": "24:00"}],
            }
        },
        "weights_by_visit": {"n2-n3": [1, 0.5, 0]},
        "priorities": {"n3": 5},
        "batches": {"n4": {"size": 10, "longest": 30}, "n5": {"size": 2}},
        "statements": [
            {
                "kind": "never",
                "name": "Not both",
                "visited": ["n3", "n2-n4"],
                "not_visited": ["n5"],
                "order": ["n1", "n3"],
                "before": ["n3", "n1"],
                "count": {"n3": {"least": 2}},
                "ends_at": ["n5"],
            }
        ],
    },
    "scenarios": [
        {
            "name": "All is well",
            "choices": [{"node": "n2", "label": "Yes"}, {"node": "n2", "visit": 2, "edges": ["n2-n4"]}],
            "seed": 7,
            "options": OPTIONS,
            "expect": {
                "visited": ["n3", "n3-n5"],
                "not_visited": ["n4"],
                "order": ["n1", "n3"],
                "count": {"n3": 1, "n3-n5": {"least": 1}},
                "ends_at": ["n5"],
            },
        }
    ],
    "captions": {"n1": "It begins", "n2-n3": "All good", "loop-1": "Again"},
}


def changed(path: str, value: object, data: Any = GOOD) -> Any:
    """Return the good companion with another value at a path, whose steps are separated by blanks."""
    step, _, rest = path.partition(" ")
    if isinstance(data, list):
        place = int(step)
        return [*data[:place], changed(rest, value, data[place]) if rest else value, *data[place + 1 :]]
    return {**data, step: changed(rest, value, data.get(step, {})) if rest else value}


def said(data: object) -> list[str]:
    return [str(problem) for problem in companion_problems(data, DIAGRAM)]


def test_a_companion_that_fits_its_text_has_no_problem() -> None:
    assert said(GOOD) == []
    assert Draft202012Validator(companion_schema()).is_valid(GOOD)


SHAPES = [
    ("simulation options nodes n5 join", "every", "simulation.options.nodes.n5.join must be wait, each or all"),
    ("simulation options edges n3-n5 reply", 1, "simulation.options.edges.n3-n5.reply must be stop or restart"),
    ("simulation options nodes n5 reply", "stop", "simulation.options.nodes.n5.reply is no field of this object: "
     "remove it, or correct its name"),
    ("simulation options also_start", "n3", "simulation.options.also_start must be an array"),
    ("simulation options also_start 0", 3, "simulation.options.also_start[0] must be a string"),
    ("simulation options", [], "simulation.options must be a JSON object"),
    ("options start", "here", "options.start must be circles, sources or chosen"),
    ("simulation weights n2-n3", -1, "simulation.weights.n2-n3 must be 0 or more"),
    ("simulation weights n2-n3", "3", "simulation.weights.n2-n3 must be a number"),
    ("simulation weights n2-n3", True, "simulation.weights.n2-n3 must be a number"),
    ("simulation wieghts", {}, "simulation.wieghts is no field of this object: remove it, or correct its name"),
    ("simulation durations n1", {"kind": "gauss"}, "simulation.durations.n1 must be a number, or have the kind "
     "uniform, triangular, exponential or log-normal"),
    ("simulation durations n1", "5", "simulation.durations.n1 must be a number"),
    ("simulation durations n1", {"kind": "uniform", "least": 1}, "simulation.durations.n1.most is missing"),
    ("simulation durations n1", {"kind": "uniform", "least": 3, "most": 2},
     "simulation.durations.n1 must have least <= most in this order of size"),
    ("simulation durations n4 mean", 0, "simulation.durations.n4.mean must be more than 0"),
    ("simulation arrivals n1", -1, "simulation.arrivals.n1 must be 0 or more"),
    (f"simulation lanes {LANE} capacity", 0, f"simulation.lanes.{LANE}.capacity must be 1 or more"),
    (f"simulation lanes {LANE} timetable 0 opens", "9", f"simulation.lanes.{LANE}.timetable[0].opens must be a time of "
     "day such as 09:00"),
    (f"simulation lanes {LANE} timetable 0 closes", "08:00", f"simulation.lanes.{LANE}.timetable[0] must close later "
     "than it opens on the same day: write two entries for a night"),
    (f"simulation lanes {LANE} timetable 0 days", [], f"simulation.lanes.{LANE}.timetable[0].days is empty"),
    ("simulation weights_by_visit n2-n3", [], "simulation.weights_by_visit.n2-n3 is empty"),
    ("simulation weights_by_visit n2-n3 1", -1, "simulation.weights_by_visit.n2-n3[1] must be 0 or more"),
    ("simulation statements 0", {"kind": "never"}, "simulation.statements[0] must have at least one of visited, "
     "not_visited, order, before, count and ends_at"),
    ("simulation statements 0 kind", "always",
     "simulation.statements[0].kind must be possible or never"),
    ("simulation statements 0 before", ["n1"],
     "simulation.statements[0].before has fewer than 2 items"),
    ("simulation priorities n3", 1.5, "simulation.priorities.n3 must be a whole number"),
    ("simulation batches n4 size", 1, "simulation.batches.n4.size must be 2 or more"),
    ("simulation batches n4 longest", 0, "simulation.batches.n4.longest must be more than 0"),
    (f"simulation lanes {LANE} capacity", 1.5, f"simulation.lanes.{LANE}.capacity must be a whole number"),
    ("captions n1", 5, "captions.n1 must be a string"),
    ("captions n1", "x" * 1001, "captions.n1 has more than 1,000 characters"),
    ("scenarios 0 name", "", "scenarios[0].name is empty"),
    ("scenarios 0 choices 1", {"node": "n2"}, "scenarios[0].choices[1] must have a label or edges"),
    ("scenarios 0 expect count n3", "once", "scenarios[0].expect.count.n3 must be a whole number"),
    ("scenarios 0 expect count n3", {"least": -1}, "scenarios[0].expect.count.n3.least must be 0 or more"),
    ("scenarios 0 expect visited", {}, "scenarios[0].expect.visited must be an array"),
    ("colour", "red", "colour is no field of this object: remove it, or correct its name"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "message"), SHAPES)
def test_a_wrong_shape_is_named_by_its_path(path: str, value: object, message: str) -> None:
    assert said(changed(path, value)) == [message]


@pytest.mark.parametrize(("path", "value", "message"), SHAPES)
def test_the_published_schema_refuses_what_the_check_refuses(path: str, value: object, message: str) -> None:
    # A schema cannot compare two fields.
    assert Draft202012Validator(companion_schema()).is_valid(changed(path, value)) == (
        "in this order" in message or "close later" in message
    )


NO_NODE = "names a node that the diagram does not have: correct or remove it"
NO_EDGE = "names an edge that the diagram does not have: correct or remove it"
NO_LANE = "names a lane that the diagram does not have: correct or remove it"
NO_PART = "names a node, edge or loop that the diagram does not have: correct or remove it"
EITHER = "names a node or edge that the diagram does not have: correct or remove it"


MISFITS: list[tuple[str, Any, str | None]] = [
    ("simulation options nodes n77", {}, f"simulation.options.nodes.n77 {NO_NODE}"),
    ("simulation options edges n7-n8", {}, f"simulation.options.edges.n7-n8 {NO_EDGE}"),
    ("simulation options also_start", ["n1", "n77"], f"simulation.options.also_start[1] {NO_NODE}"),
    ("options also_start", ["n77"], f"options.also_start[0] {NO_NODE}"),
    ("simulation durations n77", 5, f"simulation.durations.n77 {EITHER}"),
    ("simulation weights_by_visit n7-n8", [1], f"simulation.weights_by_visit.n7-n8 {NO_EDGE}"),
    ("simulation priorities n77", 5, f"simulation.priorities.n77 {NO_NODE}"),
    ("simulation batches n77", {"size": 2}, f"simulation.batches.n77 {NO_NODE}"),
    ("simulation arrivals n77", 5, f"simulation.arrivals.n77 {NO_NODE}"),
    ("simulation lanes Z", {}, f"simulation.lanes.Z {NO_LANE}"),
    ("captions n77", "x", f"captions.n77 {NO_PART}"),
    ("simulation statements 0 visited", ["n77"], f"simulation.statements[0].visited[0] {EITHER}"),
    ("simulation statements 0 not_visited", ["n77"], f"simulation.statements[0].not_visited[0] {EITHER}"),
    ("simulation statements 0 order", ["n77"], f"simulation.statements[0].order[0] {NO_NODE}"),
    ("simulation statements 0 before", ["n1", "n77"], f"simulation.statements[0].before[1] {NO_NODE}"),
    ("simulation statements 0 count", {"n77": 1}, f"simulation.statements[0].count.n77 {EITHER}"),
    ("simulation statements 0 ends_at", ["n77"], f"simulation.statements[0].ends_at[0] {NO_NODE}"),
    ("scenarios 0 choices 0 node", "n77", f"scenarios[0].choices[0].node {NO_NODE}"),
    ("scenarios 0 choices 1 edges", ["n7-n8"], f"scenarios[0].choices[1].edges[0] {NO_EDGE}"),
    ("scenarios 0 expect visited", ["n77"], f"scenarios[0].expect.visited[0] {EITHER}"),
    ("scenarios 0 expect not_visited", ["n77"], f"scenarios[0].expect.not_visited[0] {EITHER}"),
    ("scenarios 0 expect order", ["n77"], f"scenarios[0].expect.order[0] {NO_NODE}"),
    ("scenarios 0 expect count", {"n77": 1}, f"scenarios[0].expect.count.n77 {EITHER}"),
    ("scenarios 0 expect ends_at", ["n77"], f"scenarios[0].expect.ends_at[0] {NO_NODE}"),
    ("scenarios 0 options nodes", {"n77": {}}, f"scenarios[0].options.nodes.n77 {NO_NODE}"),
    ("scenarios 0 options edges", {"n7-n8": {}}, f"scenarios[0].options.edges.n7-n8 {NO_EDGE}"),
    ("scenarios 0 options also_start", ["n77"], f"scenarios[0].options.also_start[0] {NO_NODE}"),
    ("simulation weights n7-n8", 1, f"simulation.weights.n7-n8 {EITHER}"),
    ("options nodes", {"n77": {}}, f"options.nodes.n77 {NO_NODE}"),
    ("options edges", {"n7-n8": {}}, f"options.edges.n7-n8 {NO_EDGE}"),
    ("simulation weights", {"n2-n3": 0, "n2-n4": 0}, "simulation.weights.n2-n3 is 0, and so is the weight of every "
     "other branch of n2: give at least one of them a weight above 0"),
    ("simulation options start", "chosen", None),
    ("simulation options", {"start": "chosen"}, "simulation.options.also_start must name the nodes at which a run "
     "starts, because start is chosen"),
    ("simulation weights", {"n2-n3": 0}, None),
    ("layout nodes n77", {"row": 1}, None),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "message"), MISFITS)
def test_what_does_not_fit_the_diagram_is_named_by_its_path(path: str, value: object, message: str | None) -> None:
    assert said(changed(path, value)) == ([message] if message else [])


def test_every_place_of_an_id_is_among_these() -> None:
    tried = ["/".join(ITEM if step.isdigit() else step for step in path.split()) for path, _, _ in MISFITS]
    places = {"/".join(path) for path in (*NAMES, *VALUES) if path[0] != "layout"} - {"simulation/capacity"}

    assert [place for place in places if not any(path.startswith(place) for path in tried)] == []


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_what_is_no_object_is_no_companion(data: object) -> None:
    assert said(data) == ["the companion must be a JSON object"]


def parsed(**companion: Any) -> ParsedText:
    return ParsedText(parse(TEXT), Companion.from_json(companion))


@pytest.mark.parametrize(
    ("companion", "options", "message"),
    [
        ({"simulation": {"options": {"nodes": {"n2": {"join": "x"}}}}}, {},
         "simulation.options.nodes.n2.join must be wait, each or all"),
        ({"options": {"nodes": {"n2": {"join": "x"}}}}, {}, "options.nodes.n2.join must be wait, each or all"),
        ({}, {"edges": {"n1-n2": {"reply": "x"}}}, "options.edges.n1-n2.reply must be stop or restart"),
        ({"simulation": {"options": {"join": "x"}}}, {"join": "all"},
         "simulation.options.join must be wait, each or all"),
        ({"simulation": {"options": None}}, {}, "simulation.options must be a JSON object"),
        ({"simulation": {"weights": []}}, {}, "simulation.weights must be a JSON object"),
        ({"simulation": {"weights": {"n2-n3": -1}}}, {}, "simulation.weights.n2-n3 must be 0 or more"),
    ],
)  # fmt: skip
def test_a_run_refuses_a_wrong_shape_with_its_path(companion: Any, options: Any, message: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        RunningService().run(parsed(**companion), options=options)

    assert str(refused.value) == message
    assert not isinstance(refused.value, RunRefused)
    assert refused.value.details["fields"][0]["field"] == message.split()[0]


@pytest.mark.parametrize(
    ("companion", "options", "path"),
    [
        ({"simulation": {"options": {"nodes": {"n9": {}}}}}, {}, "simulation.options.nodes.n9"),
        ({"simulation": {"options": {"also_start": ["n9"]}}}, {}, "simulation.options.also_start[0]"),
        ({}, {"edges": {"n9-n2": {}}}, "options.edges.n9-n2"),
        ({"simulation": {"weights": {"n9-n2": 1}}}, {"choices": "weights"}, "simulation.weights.n9-n2"),
        ({"simulation": {"weights": {"n2-n3": 0, "n2-n4": 0}}}, {"choices": "weights"}, "simulation.weights.n2-n3"),
    ],
)
def test_a_run_refuses_what_the_diagram_does_not_have_with_its_path(companion: Any, options: Any, path: str) -> None:
    with pytest.raises(RunRefused) as refused:
        RunningService().run(parsed(**companion), options=options)

    assert str(refused.value).split()[0] == path


def test_weights_for_what_is_gone_do_not_keep_anybody_from_choosing_by_hand() -> None:
    trace = RunningService().run(parsed(simulation={"weights": {"n9-n2": 1, "n2-n3": 0, "n2-n4": 0}}))

    assert trace.status == "waiting"


def test_a_run_looks_at_no_more_of_the_companion_than_it_needs() -> None:
    trace = RunningService().run(parsed(captions={"n9": 5}, scenarios=[1], simulation={"durations": 5}))

    assert trace.status == "waiting"


def test_weights_that_are_handed_over_take_the_place_of_the_companions() -> None:
    weighed = parsed(simulation={"weights": {"n2-n3": 0}})

    trace = RunningService().run(weighed, seed=1, weights={"n2-n4": 0})

    assert trace.visited == ("n1", "n2", "n3")

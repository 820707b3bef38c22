"""A picture is told as what differs from the one that the browser has, where that is still known."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import pairwise
from random import Random
from typing import Any

from flask.testing import FlaskClient

from webapp.web.schemas.picture_changes import picture_changes

RANGE = ("start", "end", "line", "column", "end_line", "end_column")
CODE = """A { # Team
n1: circle label:"Start"
n2: rectangle label:"Check"
n3: rectangle label:"Mend"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
loop [twice] n2 n3
}
"""


def test_of_one_letter_the_answer_has_the_node_its_edges_and_nothing_else(client: FlaskClient) -> None:
    before = drawn(client, CODE)

    changes = drawn(client, CODE.replace("Check", "Checks"), plan=before["plan"], known=before["plan"])["changes"]

    assert list(changes["svg"]["parts"]) == ["edge-n1-n2", "edge-n2-n3", "node-n2"]
    assert [node["id"] for node in changes["geometry"]["lists"]["nodes"]["parts"]] == ["n2"]
    assert [node["id"] for node in changes["diagram"]["lists"]["nodes"]["parts"]] == ["n2"]
    assert changes["diagram"]["shifts"][-1] == [4, 1, 1, 0, 0, 0, 0]


def test_a_picture_that_is_not_known_is_answered_whole(client: FlaskClient) -> None:
    assert drawn(client, CODE, known="0" * 64) == drawn(client, CODE)


def test_a_picture_in_another_theme_is_answered_whole(client: FlaskClient) -> None:
    before = drawn(client, CODE)

    assert "svg" in drawn(client, CODE, known=before["plan"], theme="dark")


def test_the_browser_knows_how_to_put_changes_together(golden: Callable[[str, Any], None]) -> None:
    """The file holds `static/src/api/whole-picture.js` to this (tests/frontend/whole-picture.test.js)."""
    random = Random(7)
    nodes, edges, loops = {"n1": "Start", "n2": "Caf\u00e9 \U0001f600"}, {"n1-n2": "a < b"}, dict[str, str]()
    pictures = [picture(nodes, edges, loops, "head", 1)]
    for number in range(3, 15):
        chosen = random.choice(list(nodes))
        deed = random.randrange(6)
        if deed == 0 and len(nodes) > 2:
            del nodes[chosen]
            edges = {name: label for name, label in edges.items() if chosen not in name.split("-")}
        elif deed == 1:
            nodes = dict(sorted(nodes.items(), key=lambda _: random.random()))
        elif deed == 2:
            edges[f"{chosen}-n2"] = random.choice(["", "x]]>", "\u2028 two"])
        elif deed == 3:
            loops = {} if loops else {"loop-1": chosen}
        elif deed == 4:
            nodes[chosen] += random.choice(["\U0001f600", "&", ' "'])
        else:
            nodes[f"n{number}"] = "New"
        pictures.append(picture(nodes, edges, loops, f"head {number % 3}", number))
    series = [{"changes": picture_changes(was, now), "whole": now} for was, now in pairwise(pictures)]
    golden("both-languages/picture-changes.json", {"first": pictures[0], "then": series})


def picture(
    nodes: dict[str, str], edges: dict[str, str], loops: dict[str, str], head: str, line: int
) -> dict[str, Any]:
    """A picture in the form of ours, without a layout."""

    def group(name: str, label: str) -> str:
        return f'<g id="{name}" class="{name.split("-")[0]}">\n<title>{escape(label)}\nmore</title>\n</g>\n'

    groups = [group("lane-A", "Team"), '<rect class="frame" x="0"/>\n']
    groups += [group(f"edge-{name}", label) for name, label in edges.items()]
    groups += [group(f"node-{name}", label) for name, label in nodes.items()]
    groups += [group(name, node) for name, node in loops.items()]
    start = f'<svg xmlns="http://www.w3.org/2000/svg">\n<title>{head}</title>\n<g id="graph0" class="graph">\n'

    def facts(parts: dict[str, str]) -> list[dict[str, Any]]:
        return [
            {"id": name, "label": label, "range": dict.fromkeys(RANGE, line + place // 2)}
            for place, (name, label) in enumerate(parts.items())
        ]

    lists = {"lanes": {"A": "Team"}, "nodes": nodes, "edges": edges}
    return {
        "svg": start + "".join(groups) + "</g>\n</svg>\n",
        "geometry": {
            **{"version": 1, "width": line, "height": 9},
            **{kind: [{"id": name, "label": label} for name, label in parts.items()] for kind, parts in lists.items()},
            **({"loops": [{"id": name, "nodes": [node]} for name, node in loops.items()], "rows": 2} if loops else {}),
        },
        "diagram": {kind: facts(parts) for kind, parts in {**lists, "loops": loops}.items()},
    }


def drawn(client: FlaskClient, code: str, **more: Any) -> dict[str, Any]:
    """Ask for a picture."""
    answer = client.post("/api/render", json={"code": code, "companion": {}, **more})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found

"""Saves on versions that others have replaced: where nothing touches, nobody is asked and nothing is overwritten."""

from __future__ import annotations

import os
import random
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask.testing import FlaskClient

from webapp.dsl import parse

PEOPLE = 4
SAVES = int(os.environ.get("LANESTEP_STALE_SAVES", "40"))


def beginning(newline: str) -> str:
    """A diagram in which each person has a lane, with a node and a comment."""
    lanes = (
        f'L{who} {{ # Lane {who}\n  n{who}: rectangle label:"Work {who}"\n  // note {who}\n}}\n'
        for who in range(1, PEOPLE + 1)
    )
    return "".join(lanes).replace("\n", newline)


@dataclass
class Person:
    """Somebody with a copy of the diagram that is seldom the newest."""

    who: int
    code: str
    companion: dict[str, Any]
    version: int = 1
    base: dict[str, Any] = field(default_factory=dict)
    label: str = ""
    note: str = ""
    added: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin from what is stored."""
        self.label, self.note = f"Work {self.who}", f"note {self.who}"
        self.taken()

    def taken(self) -> None:
        """The copy is what the server has."""
        self.base = {"code": self.code, "companion": dict(self.companion)}

    def work(self, dice: random.Random, number: int, newline: str) -> None:
        """Change something of one's own: a label, a comment, a caption, or a new node with an edge to it."""
        deed = dice.randrange(4)
        if deed == 0:
            self.code = self.code.replace(f'label:"{self.label}"', f'label:"Work {self.who} at {number}"')
            self.label = f"Work {self.who} at {number}"
        elif deed == 1:
            self.code = self.code.replace(f"// {self.note}{newline}", f"// note {self.who} at {number}{newline}")
            self.note = f"note {self.who} at {number}"
        elif deed == 2:
            self.companion["captions"] = {**self.companion.get("captions", {}), f"n{self.who}": f"caption {number}"}
        else:
            free = 1 + max(int(found) for found in re.findall(r"\bn(\d+):", self.code))
            label = f"New {number}.{len(self.added)}"
            lines = (f'  n{free}: circle label:"{label}"', f"  n{self.who}.handle(right) -> n{free}.handle(left)")
            head = f"L{self.who} {{ # Lane {self.who}{newline}"
            self.code = self.code.replace(head, head + "".join(line + newline for line in lines))
            self.added.append(label)


@pytest.mark.parametrize(("newline", "autosave"), [("\n", True), ("\r\n", False)], ids=["autosaves", "saves, CR LF"])
def test_stale_saves_that_do_not_touch_each_other_all_stay_and_ask_nothing(
    client: FlaskClient, newline: str, autosave: bool
) -> None:
    dice = random.Random(7)
    code = beginning(newline)
    key = client.post("/api/documents", json={"code": code, "companion": {"title": "Ours"}}).json["edit_key"]
    people = [Person(who, code, {"title": "Ours"}) for who in range(1, PEOPLE + 1)]
    for number in range(SAVES // 2):
        person = dice.choice(people)
        for _ in range(dice.choice((1, 1, 2))):
            person.work(dice, number, newline)
        saved = client.put(
            f"/api/documents/{key}?merge=1",
            json={
                "code": person.code,
                "companion": person.companion,
                "client": f"browser-{person.who}",
                "autosave": autosave,
                "base": person.base,
            },
            headers={"If-Match": f'"{person.version}"'},
        )
        assert saved.status_code == 200, saved.json
        person.version = saved.json["version"]
        merged = saved.json.get("merged", {})
        person.code = merged.get("code", person.code)
        person.companion = merged.get("companion", person.companion)
        person.taken()
    stored = client.get(f"/api/documents/{key}").json
    assert ("\r\n" in stored["code"]) == (newline == "\r\n")
    assert "\n" not in stored["code"].replace(newline, "")
    diagram = parse(stored["code"]).diagram
    assert len(diagram.nodes) == PEOPLE + sum(len({*person.added}) for person in people)
    for person in people:
        lane = f"L{person.who}"
        mine = {node.label: node for node in diagram.nodes if node.lane == lane}
        assert {*mine} == {person.label, *person.added}
        assert f"// {person.note}{newline}" in stored["code"]
        ends = {edge.target for edge in diagram.outgoing[f"n{person.who}"]}
        assert ends == {mine[label].id for label in person.added}
        caption = person.companion.get("captions", {}).get(f"n{person.who}")
        assert stored["companion"].get("captions", {}).get(f"n{person.who}") == caption

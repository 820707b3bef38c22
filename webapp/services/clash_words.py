"""Clashes in words: what both did, and each of the ways. `You` made mine, `they` made theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from webapp.domain import Diagram, Edge, Lane, Loop, Node, PartKey, one_line
from webapp.dsl.assist.vocabulary import SHAPES
from webapp.dsl.document import Document
from webapp.dsl.merging import Clash
from webapp.dsl.merging.three_texts import Places
from webapp.services.option_words import ANSWERS, QUESTIONS

Part: TypeAlias = Node | Lane | Edge | Loop
SHOWN = 300
NAME_SHOWN = 60
SIDES = ("base", "mine", "theirs")
_SHAPES = {it.word: it.name for it in SHAPES}
_WORDS = {"owner": "owner", "description": "description", "system": "system", "comment": "comment"}


@dataclass(frozen=True)
class ToldClash:
    """A clash with the words that people read, and which part of each text it is about, where there is one."""

    clash: Clash
    about: str
    ways: Mapping[str, str]
    """What `mine`, `theirs` and perhaps `both` mean."""
    parts: Mapping[str, PartKey | None]

    def to_json(self) -> dict[str, Any]:
        """Return the clash as JSON values."""
        parts = {side: key and {"kind": key[0], "id": key[1]} for side, key in self.parts.items()}
        ways = {"about": self.about, "ways": dict(self.ways), "parts": parts, "usual": self.clash.usual}
        return {**self.clash.to_json(), **ways}


class ClashWords:
    """Tells the clashes of one merge."""

    def __init__(self, base: Document, mine: Document, theirs: Document, places: Places) -> None:
        """Note the three texts; `places` is that of their merge."""
        self._texts = (base, mine, theirs)
        self._places = places

    def tell(self, clash: Clash) -> ToldClash:
        """Return a clash in words."""
        found = self._places.get((clash.kind, clash.id), (None, None, None))
        ways = {side: self._way(clash, side) for side in ("mine", "theirs")}
        if clash.both is not None:
            ways["both"] = _shown(clash.both)
        return ToldClash(clash, self._about(clash), ways, {"mine": found[1], "theirs": found[2]})

    def _about(self, clash: Clash) -> str:
        name = self._name(clash)
        if clash.field == "" and clash.kind != "companion":
            who, whom = ("You", "they") if clash.mine is None else ("They", "you")
            return f"{who} removed {name}, and {whom} {self._deed(clash)}."
        if clash.kind == "companion":
            return f"Both of you changed {self._companion_part(clash.id)}."
        if clash.kind == "line":
            return "Both of you changed the same line."
        if clash.field == "label" and clash.kind in ("node", "lane"):
            return f"Both of you renamed {name}."
        said = {
            "shape": f"gave {name} another shape",
            "lane": f"moved {name} to another lane",
            "source": f"let {name} begin at another node",
            "target": f"led {name} to another node",
            "closing comment": f"changed the comment at the end of {name}",
        }.get(clash.field)
        word = _WORDS.get(clash.field, clash.field)
        text = word in ("text", "rest")
        return f"Both of you {said or (f'changed {name}' if text else f'changed the {word} of {name}')}."

    def _deed(self, clash: Clash) -> str:
        """Return what the one did who did not remove it."""
        kept = str(clash.theirs if clash.mine is None else clash.mine).split("\n")
        if len(kept) > 1 and kept[0] == clash.base:
            return "added to it" if clash.kind == "lane" else "drew an edge to or from it"
        return "changed it"

    def _way(self, clash: Clash, side: str) -> str:
        value = clash.mine if side == "mine" else clash.theirs
        if clash.field == "" and clash.kind != "companion":
            return "Remove it" if value is None else "Keep it"
        if value in (None, ""):
            return "Nothing"
        if clash.kind == "companion":
            name = clash.id.rpartition("/")[2]
            return ANSWERS.get((name, value), _shown(value)) if isinstance(value, str) else _shown(value)
        if clash.field == "shape":
            return _SHAPES.get(str(value), str(value))
        if clash.field == "lane":
            return self._label(("lane", str(value)), side) or "Outside every lane"
        if clash.field in ("source", "target"):
            return self._label(("node", str(value)), side)
        return _shown(value)

    def _name(self, clash: Clash) -> str:
        found = self._places.get((clash.kind, clash.id))
        for number, key in enumerate(found or ()):
            if key is not None:
                return self._part(number, key)
        return "this line" if clash.kind == "line" else f"the {clash.kind} {clash.id}"

    def _part(self, number: int, key: PartKey) -> str:
        parts = self._parts[number]
        part = parts.get(key)
        if isinstance(part, Node):
            return f"{_quoted(part.text)} ({part.id})" if part.text != part.id else part.id
        if isinstance(part, Lane):
            return f"the lane {_quoted(part.label or part.id)}"
        if isinstance(part, Loop):
            return f"the loop {_quoted(part.condition)}"
        if isinstance(part, Edge):
            ends = (parts.get(("node", name)) for name in (part.source, part.target))
            source, target = (_quoted(it.text) if isinstance(it, Node) else "a node" for it in ends)
            return f"the edge from {source} to {target}"
        return f"the {key[0]} {key[1]}"

    def _label(self, key: PartKey, side: str) -> str:
        number = SIDES.index(side)
        there = self._places.get(key, (None, None, None))[number] or key
        part = self._parts[number].get(there)
        if isinstance(part, Node):
            return f"{_quoted(part.text)} ({part.id})"
        return _quoted(part.label or part.id) if isinstance(part, Lane) else key[1]

    def _companion_part(self, path: str) -> str:
        first, *others = (name.replace("~1", "/").replace("~0", "~") for name in path.split("/"))
        part = next((self._label(("node", it), side) for it in others for side in SIDES if self._has(it, side)), "")
        if first == "captions":
            return f"the caption of {part}" if part else "a caption"
        if first in ("simulation", "options"):
            question = next((QUESTIONS[it] for it in reversed(others) if it in QUESTIONS), "")
            about = "the weight of an edge in runs" if "weights" in others else question or "an option of runs"
            return f"{about} ({part})" if part else about
        if first == "scenarios":
            return f"the scenario {_quoted(others[0])}" if others else "the scenarios"
        return f"the {first} of the diagram"

    def _has(self, name: str, side: str) -> bool:
        return ("node", name) in self._parts[SIDES.index(side)]

    @cached_property
    def _parts(self) -> tuple[Mapping[PartKey, Part], ...]:
        return tuple(_parts_of(text.diagram) for text in self._texts)


def _parts_of(diagram: Diagram) -> dict[PartKey, Part]:
    kinds: dict[str, Sequence[Part]] = {
        "node": diagram.nodes,
        "lane": diagram.lanes,
        "edge": diagram.edges,
        "loop": diagram.loops,
    }
    return {(kind, part.id): part for kind, parts in kinds.items() for part in parts}


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "On" if value else "Off"
    if isinstance(value, dict | list):
        return "Other settings"
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _quoted(text: str) -> str:
    text = one_line(text)
    return f"“{text}”" if len(text) <= NAME_SHOWN else f"“{text[: NAME_SHOWN - 1]}…”"

"""The words that may stand at a place, and how a place is told from the text before it: data for every door.

The editor in the browser and the language server complete from this one table, so that typing never waits for an
answer.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from webapp.domain import Shape, Side


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the language: what people call it, and what it is for."""

    word: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """A statement to be filled in. `text` has `${number:words}` for what is filled in, `<next>` for a free node id.

    `place` is `lane` where it stands inside a lane's braces, `document` outside them.
    """

    word: str
    meaning: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A place for completion: a pattern for the line up to the caret, whose group `typed` is replaced.

    `offers` names what may stand there. With `on_demand` nothing is offered before a letter is typed or somebody asks.
    `<node>` and similar names in the pattern stand for the entries of `PIECES`.
    """

    before: str
    offers: tuple[str, ...]
    on_demand: bool = False


SHAPES = (
    Word(Shape.CIRCLE.value, "Event", "a start or an end"),
    Word(Shape.RECTANGLE.value, "Activity", "an activity"),
    Word(Shape.DIAMOND.value, "Decision", "a decision; its outgoing edges are its branches"),
    Word(Shape.TASKBOX.value, "Task", "a task with an owner, a description and a system"),
)
SIDES = tuple(Word(side.value, side.capitalize(), f"the {side} side of the node") for side in Side)
ATTRIBUTES = (
    Word("label", "Label", "the text in the node"),
    Word("owner", "Owner", "who does it"),
    Word("description", "Description", "what is done, in a sentence"),
    Word("system", "System", "the system that it is done in"),
)
CONDITIONS = ("retry up to 3 times", "until approved", "while items remain", "for each item")
OUTCOMES = ("Yes", "No")
SNIPPETS = (
    Snippet("node", "an activity", '<next>: rectangle label:"${1:New activity}"', "lane"),
    Snippet("event", "a start or an end", '<next>: circle label:"${1:Start}"', "lane"),
    Snippet("decision", "a question whose answers are branches", '<next>: diamond label:"${1:New decision?}"', "lane"),
    Snippet("task", "an activity with an owner", '<next>: taskbox label:"${1:New task}" owner:"${2:Owner}"', "lane"),
    Snippet("edge", "from one node to another", "${1:n1}.handle(${2:right}) -> ${3:n2}.handle(${4:left})", "lane"),
    Snippet("loop", "nodes that repeat", "loop [${1:retry up to 3 times}] ${2:n1} ${3:n2}", "lane"),
    Snippet("lane", "an actor or a system", "${1:Lane} { # ${2:Label}\n  ${3}\n}", "document"),
)

# Only what Python's and JavaScript's regular expressions read alike, apart from the names in angle brackets.
RULES = (
    Rule(r"\.handle\((?<typed>\w*)$", ("sides",)),
    Rule(r"^\s*<node>\s*:\s*(?<typed>\w*)$", ("shapes",)),
    Rule(r'\sowner\s*:\s*"(?<typed>[^"]*)$', ("owners",)),
    Rule(r'\ssystem\s*:\s*"(?<typed>[^"]*)$', ("systems",)),
    Rule(r'\[\s*label\s*=\s*"(?<typed>[^"]*)$', ("outcomes",)),
    Rule(
        r"^\s*<node>\s*:\s*\w+(?:\s+\w+\s*[:=]\s*<string>)*\s+(?<typed>\w*)$",
        ("attributes",),
        on_demand=True,
    ),
    Rule(r"\.<node>\.(?<typed>\w*)$", ("handle",)),
    Rule(r"^\s*(?<name><node>)\.(?<typed>\w*)$", ("handle",)),
    Rule(r"->\s*(?<name><word>)\.(?<typed>\w*)$", ("handle", "nodes of the lane")),
    Rule(r"^\s*(?:<word>\.)?(?<source><node>)(?:\.handle\(\w+\))?\s*->\s*(?<typed><word>?)$", ("targets", "lanes")),
    Rule(r"^\s*(?:<word>\.)?<node>\.handle\(\w+\)\s+(?<typed>-?)$", ("arrow",), on_demand=True),
    Rule(r'->[^"\[]*\.handle\(\w+\)\s*(?<typed>\[?\w*)$', ("edge label",), on_demand=True),
    Rule(r"^\s*loop\s*\[(?<typed>[^\]]*)$", ("conditions",)),
    Rule(r"^\s*loop\s*\[[^\]]*\]\s*(?:<node>[\s,]+)*(?<typed>\w*)$", ("nodes",)),
    Rule(r"^\s*(?<typed><word>?)$", ("nodes here", "snippets"), on_demand=True),
)
PIECES = {
    "node": r"\w+",
    "string": r'"(?:\\.|[^"\\])*"',
}
# Some patterns begin anew at each arrow of a line: more before the caret than anybody writes would take minutes.
LONGEST = 2_000
_WORD = r"[\w-]+"


@lru_cache
def patterns() -> tuple[tuple[re.Pattern[str], Rule], ...]:
    """Return the rules with their patterns compiled for Python."""
    return tuple((re.compile(_spelled(rule.before)), rule) for rule in RULES)


def _spelled(before: str) -> str:
    for name, piece in {**PIECES, "word": _WORD}.items():
        before = before.replace(f"<{name}>", f"(?:{piece})")
    return re.sub(r"\(\?<(?=[a-z])", "(?P<", before)


def vocabulary() -> dict[str, Any]:
    """Return the table as JSON. A browser spells `<word>` and `<node>` itself, because its `\\w` knows ASCII only."""
    return {
        "shapes": [asdict(word) for word in SHAPES],
        "sides": [asdict(word) for word in SIDES],
        "attributes": [asdict(word) for word in ATTRIBUTES],
        "conditions": list(CONDITIONS),
        "outcomes": list(OUTCOMES),
        "snippets": [asdict(snippet) for snippet in SNIPPETS],
        "rules": [asdict(rule) for rule in RULES],
        "pieces": PIECES,
        "longest": LONGEST,
    }

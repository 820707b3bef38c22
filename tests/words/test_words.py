"""What people read is plain English, with one word for each thing."""

from __future__ import annotations

import re

import pytest
from forbidden_words import FORBIDDEN
from texts_for_people import COLLECTORS, Text

from webapp.dsl.assist.vocabulary import SHAPES, SNIPPETS

# A sentence of each kind, so that a collector that finds nothing is noticed.
KNOWN = {
    "front end": "Add the next activity",
    "templates": "Start from a sample",
    "README": "Licence",
    "changelog": "Lane names in quotes",
    "messages": "has only one branch: add another edge",
    "API": "Return the versions, newest first",
    "command line": "Format diagrams in place",
}
LEAST = {
    "front end": 350,
    "templates": 60,
    "README": 20,
    "changelog": 50,
    "messages": 300,
    "API": 100,
    "command line": 25,
}


def texts(kind: str) -> list[Text]:
    """Collect the texts of a kind, which takes seconds, and make sure that it found what there is."""
    found = COLLECTORS[kind]()
    assert len(found) >= LEAST[kind]
    assert any(KNOWN[kind] in text.sentence for text in found)
    return found


@pytest.mark.parametrize("kind", COLLECTORS)
@pytest.mark.slow
def test_words_that_were_given_up_do_not_come_back(kind: str) -> None:
    """Each hit is told with its position and with what to write instead."""
    hits = [
        f"{text.position}: {text.sentence!r} has {found.group()!r}; write: {instead}"
        for text in texts(kind)
        for pattern, instead in FORBIDDEN.items()
        if (found := re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text.sentence, re.IGNORECASE))
    ]

    assert hits == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Insert a step into the selected connection",
        "A step stands in a lane: place it inside one.",
        "This link allows to edit.",
        "Let go of tool, connection, selection",
        "The server is out of reach.",
        "Drag from one node to another, or follow the arrow",
        "There are no lanes in this document yet.",
        "All findings",
    ],
)
def test_sentences_that_were_rewritten_would_be_found(sentence: str) -> None:
    assert any(re.search(rf"(?<!\w)(?:{pattern})(?!\w)", sentence, re.IGNORECASE) for pattern in FORBIDDEN)


@pytest.mark.parametrize(
    "sentence", ["Step 4: Pack", "Arrow keys go from node to node", "One step forward or back", "Step back"]
)
def test_words_of_runs_and_keys_are_allowed(sentence: str) -> None:
    assert not any(re.search(rf"(?<!\w)(?:{pattern})(?!\w)", sentence, re.IGNORECASE) for pattern in FORBIDDEN)


def test_completions_call_each_shape_by_the_word_of_the_pages() -> None:
    """A step is one firing of a run, and nothing that can be written."""
    parts = [part for item in (*SHAPES, *SNIPPETS) for part in vars_of(item)]

    assert [shape.name for shape in SHAPES] == ["Event", "Activity", "Decision", "Task"]
    assert not [part for part in parts if re.search(r"\bsteps?\b", part, re.IGNORECASE)]


def vars_of(item: object) -> list[str]:
    return [str(getattr(item, name)) for name in getattr(item, "__slots__", ())]

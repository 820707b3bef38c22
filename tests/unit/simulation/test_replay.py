"""Runs as texts for links; tests/frontend/replay.test.js holds the browser to the same golden file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from digits import Draw
from hypothesis import given
from hypothesis import strategies as st

from webapp.errors import InvalidRequest
from webapp.simulation import Choice, Replay, read_replay, write_replay

READ = {
    "nothing": "",
    "position, choices, seed and options": (
        "at=8&choices=n5:n5-n6,n9.2:n9-n12%2Bn9-n13,n4=Repeat,n2=3&seed=4711&options=%7B%22join%22:%22all%22%7D"
    ),
    "a plus between edges": "choices=n9:n9-n12+n9-n13",
    "a label with what separates": "choices=n4.1=Yes%252C+50%2525:+a%3Db%26c%2B",
    "a label with letters beyond ASCII, and a line break": "choices=n4=Gr%C3%B6%C3%9Fe%0A%F0%9F%99%82",
    "ids with what separates": "choices=a%252Eb.3:a%252Eb-c%252Bd+e%253Af",
    "broken percent-encoding": "choices=n4=50%+%2Gx%25zz",
    "a question mark before it": "?at=3",
    "unknown fields, and one that is there twice": "at=3&speed=2&at=4&id&=&seed=-5",
    "options for a node": "options=%7B%22nodes%22%3A%7B%22n7%22%3A%7B%22join%22%3A%22all%22%7D%7D%7D",
    "fields without a value": "at=&choices=&seed=&options=",
}
REFUSED = {
    "a position that is no number": "at=three",
    "a position with a sign": "at=-1",
    "a position in other figures": "at=%D9%A3",
    "a seed with a fraction": "seed=1.5",
    "a choice without a branch": "choices=n5:n5-n6,n7",
    "an empty choice": "choices=n5:n5-n6,,n7=Yes",
    "an empty edge": "choices=n5:n5-n6++n5-n7",
    "a visit of nought": "choices=n5.0:n5-n6",
    "a choice without a node": "choices=:n5-n6",
    "a choice without a label": "choices=n5=",
    "options that are no object": "options=[1]",
    "options that are no JSON": "options=join",
    "options with a number that JSON has not": "options=%7B%22a%22%3ANaN%7D",
    "options with half of a surrogate pair": "options=%7B%22a%22%3A%22%5Cud800%22%7D",
    "a text that is too long": "x" * 262_145,
    "too many choices": "choices=" + "," * 20_000,
}


def as_json(replay: Replay) -> dict[str, Any]:
    choices = []
    for choice in replay.choices:
        branch = {"edges": list(choice.edges)} if choice.edges else {"label": choice.label}
        choices.append({"node": choice.node, **({"visit": choice.visit} if choice.visit else {}), **branch})
    return {"at": replay.at, "choices": choices, "seed": replay.seed, "options": dict(replay.options)}


def message(text: str) -> str:
    with pytest.raises(InvalidRequest) as refused:
        read_replay(text)
    return str(refused.value)


def test_what_is_read_written_and_refused(golden: Callable[[str, Any], None]):
    golden(
        "both-languages/replay.json",
        {
            "read": {
                name: {"text": text, "replay": as_json(read_replay(text)), "written": write_replay(read_replay(text))}
                for name, text in READ.items()
            },
            "refused": {
                name: {
                    "text": text if len(text) < 100 else {"begins": text[:9], "length": len(text)},
                    "message": message(text),
                }
                for name, text in REFUSED.items()
            },
        },
    )


# A replay takes up to 60 decisions.
LONG_DRAWS = st.binary(min_size=96, max_size=96).map(Draw)
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


def any_replay(letters: str, draw: Draw) -> Replay:
    """Return a replay whose words are parts of a text."""

    def word() -> str:
        begin = draw.of(range(len(letters)))
        return letters[begin : begin + draw.of(range(1, 9))]

    def choice() -> Choice:
        edges = tuple(word() for _ in range(draw.of(range(4))))
        visit = draw.of([None, draw.of(range(1, 20_001))])
        return Choice(word(), "" if edges else word(), edges, visit)

    def option() -> Any:
        return draw.of([word(), {word(): word() for _ in range(draw.of(range(3)))}])

    return Replay(
        draw.of(range(20_001)),
        tuple(choice() for _ in range(draw.of(range(6)))),
        draw.of([None, draw.of(range(-(10**14), 10**14 + 1))]),
        {word(): option() for _ in range(draw.of(range(4)))},
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), LONG_DRAWS)
def test_reading_undoes_writing(letters: str, draw: Draw):
    replay = any_replay(letters, draw)
    text = write_replay(replay)

    assert text.isascii()
    assert not set(text) & set(" #<>\"'()")
    assert read_replay(text) == replay


@given(st.text(max_size=60) | words.map(lambda word: f"choices={word}&options={word}"))
def test_any_text_is_read_or_refused(text: str):
    try:
        replay = read_replay(text)
    except InvalidRequest:
        return
    assert read_replay(write_replay(replay)) == replay


def test_half_of_a_surrogate_pair_is_written_as_unknown_letter():
    assert read_replay(write_replay(Replay(choices=(Choice("n1", "\ud800"),)))).choices == (Choice("n1", "\ufffd"),)


def test_half_of_a_surrogate_pair_is_not_read():
    assert "half of a surrogate pair" in message("choices=n4=\ud800")


def test_options_that_are_deeply_nested_are_refused():
    assert "the options (options=) must be a JSON object" in message('options={"a":' + "[" * 100_000)

"""The companion: read from JSON with every mistake named, written without what is empty."""

from __future__ import annotations

import pytest

from webapp.domain import Companion, CompanionError


def test_a_companion_comes_back_as_it_was_written():
    data = {"title": "Release", "layout": {"density": "compact"}, "scenarios": [{"name": "happy"}]}

    assert Companion.from_json(data).to_json() == data


def test_an_empty_companion_is_an_empty_object():
    assert Companion.from_json({}).to_json() == {}


def test_words_may_be_as_long_as_their_limit():
    data = {"title": "x" * 200, "description": "x" * 4000}

    assert Companion.from_json(data).to_json() == data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "the companion must be a JSON object"),
        ({"titel": "x"}, "the companion has no field 'titel'; its fields are captions, description"),
        ({"title": 7}, "the companion's title must be a string"),
        ({"title": "x" * 201}, "the companion's title has 201 characters; the limit is 200"),
        ({"description": "x" * 4001}, "the companion's description has 4001 characters; the limit is 4000"),
        ({"layout": []}, "the companion's layout must be a JSON object"),
        ({"scenarios": {}}, "the companion's scenarios must be a JSON array"),
    ],
)
def test_a_mistake_is_named(data, message):
    with pytest.raises(CompanionError, match=message):
        Companion.from_json(data)

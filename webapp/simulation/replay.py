"""A run as a short text for links: how many firings are shown, the choices, the seed and the options.

`static/src/player/replay.js` reads and writes the same; the form is in this room's README.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, unquote

from webapp.errors import InvalidRequest
from webapp.simulation.script import Choice

MOST_CHARACTERS = 262_144
MOST_CHOICES = 20_000

_AT = re.compile(r"[0-9]{1,9}")
_SEED = re.compile(r"-?[0-9]{1,15}")
_CHOICE = re.compile(r"([^.:=]+)(?:\.([1-9][0-9]{0,8}))?([:=])(.+)", re.DOTALL)
# What separates within the list of choices is percent-encoded in ids; in labels only what ends the choice.
_SEPARATORS = re.compile(r"[ .:=+%,]")
_LIST_SEPARATORS = re.compile(r"[%,]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
# What a query may hold as it is, so that people can read it.
_PLAIN = ":,="


@dataclass(frozen=True, slots=True)
class Replay:
    """A run and a position in it.

    Attributes:
        at: how many firings are shown.
        choices: the choices, in order.
        seed: the seed by which the other branches are chosen, None for none.
        options: what the run has beyond the options of its document, as JSON.
    """

    at: int = 0
    choices: tuple[Choice, ...] = ()
    seed: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


def read_replay(text: str) -> Replay:
    """Read a replay text; unknown fields are ignored, and of one that is there twice the first counts.

    Raises:
        InvalidRequest: it is too long, or a field cannot be read; the message names the field and the choice.

    >>> read_replay("at=2&choices=n5.1:n5-n6").choices[0].edges
    ('n5-n6',)
    """
    if len(text) > MOST_CHARACTERS:
        raise InvalidRequest(
            f"the text of the run has {len(text):,} characters, and at most {MOST_CHARACTERS:,} are possible"
        )
    if _LONE_SURROGATE.search(text):
        raise InvalidRequest("the text of the run cannot be read: it has half of a surrogate pair")
    fields: dict[str, str] = {}
    for name, value in parse_qsl(text.removeprefix("?"), keep_blank_values=True):
        fields.setdefault(name, value)
    at = _whole(fields.get("at", ""), _AT, "the step (at=) must be a whole number with at most 9 figures")
    seed = _whole(fields.get("seed", ""), _SEED, "the seed (seed=) must be a whole number with at most 15 figures")
    return Replay(at or 0, _choices(fields.get("choices", "")), seed, _options(fields.get("options", "") or "{}"))


def write_replay(replay: Replay) -> str:
    """Return the text of a run; what has its usual value is left out.

    >>> write_replay(Replay(2, (Choice("n5", visit=1, edges=("n5-n6", "n5-n7")),)))
    'at=2&choices=n5.1:n5-n6+n5-n7'
    """
    fields = {
        "at": str(replay.at) if replay.at else "",
        "choices": ",".join(_choice_text(choice) for choice in replay.choices),
        "seed": "" if replay.seed is None else str(replay.seed),
        "options": json.dumps(replay.options, separators=(",", ":"), ensure_ascii=False) if replay.options else "",
    }
    return "&".join(f"{name}={_encoded(value)}" for name, value in fields.items() if value)


def _whole(value: str, form: re.Pattern[str], wrong: str) -> int | None:
    if not value:
        return None
    if not form.fullmatch(value):
        raise InvalidRequest(f"the text of the run cannot be read: {wrong}")
    return int(value)


def _choices(value: str) -> tuple[Choice, ...]:
    items = value.split(",") if value else []
    if len(items) > MOST_CHOICES:
        raise InvalidRequest(
            f"the text of the run has {len(items):,} choices, and at most {MOST_CHOICES:,} are possible"
        )
    return tuple(_choice(item, number) for number, item in enumerate(items, 1))


def _choice(item: str, number: int) -> Choice:
    wrong = InvalidRequest(
        f"the text of the run cannot be read: choice {number} must be a node with edges or with a label, "
        "such as n5:n5-n6 or n4=Repeat"
    )
    found = _CHOICE.fullmatch(item)
    if not found:
        raise wrong
    node, visit, kind, branch = found.groups()
    number_of_visit = int(visit) if visit else None
    if kind == "=":
        return Choice(unquote(node), label=unquote(branch), visit=number_of_visit)
    edges = tuple(unquote(edge) for edge in re.split("[+ ]", branch))
    if not all(edges):
        raise wrong
    return Choice(unquote(node), edges=edges, visit=number_of_visit)


def _options(value: str) -> Mapping[str, Any]:
    wrong = InvalidRequest(
        'the text of the run cannot be read: the options (options=) must be a JSON object, such as {"join":"all"}'
    )
    try:
        read = json.loads(value, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise wrong from error
    if not isinstance(read, dict) or _LONE_SURROGATE.search(json.dumps(read, ensure_ascii=False)):
        raise wrong
    return read


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _choice_text(choice: Choice) -> str:
    node = _escaped(choice.node, _SEPARATORS)
    visit = "" if choice.visit is None else f".{choice.visit}"
    if choice.edges:
        # The space is written as a plus.
        return f"{node}{visit}:{' '.join(_escaped(edge, _SEPARATORS) for edge in choice.edges)}"
    return f"{node}{visit}={_escaped(choice.label, _LIST_SEPARATORS)}"


def _escaped(text: str, characters: re.Pattern[str]) -> str:
    return characters.sub(lambda found: f"%{ord(found.group()):02X}", text)


def _encoded(value: str) -> str:
    return quote(_LONE_SURROGATE.sub("\ufffd", value), safe=_PLAIN + " ").replace(" ", "+")

"""Ids for lanes, made of the words that name them: `SalesTeam` for "Sales team"."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

ANY_LANE = "Lane"


def lane_id_from(words: str) -> str:
    """Return the id that a lane's name or label gives: letters and digits of each word, its first letter upper case.

    `Lane` stands in front where it would not begin with a letter.

    >>> lane_id_from("Sales team"), lane_id_from("R&D"), lane_id_from("2nd level")
    ('SalesTeam', 'RD', 'Lane2ndLevel')
    """
    kept = "".join(letter if letter != "_" and f"a{letter}".isidentifier() else " " for letter in words)
    name = "".join(word[:1].upper() + word[1:] for word in kept.split())
    return name if name.isidentifier() else f"{ANY_LANE}{name}"


def free_lane_id(words: str, is_taken: Callable[[str], bool]) -> str:
    """Return the id that a lane's name or label gives, with a number behind where it is taken."""
    name = lane_id_from(words)
    candidates = (f"{name}{number}" if number > 1 else name for number in count(1))
    return next(item for item in candidates if not is_taken(item))

"""Ids for lanes, made from their names: `SalesTeam` for "Sales team"."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

ANY_LANE = "Lane"


def lane_id_from(name: str) -> str:
    """Return the id for a lane's name or label: letters and digits of each word, with an upper-case first letter.

    `Lane` is put in front if it would not begin with a letter.

    >>> lane_id_from("Sales team"), lane_id_from("R&D"), lane_id_from("2nd level")
    ('SalesTeam', 'RD', 'Lane2ndLevel')
    """
    kept = "".join(letter if letter != "_" and f"a{letter}".isidentifier() else " " for letter in name)
    found = "".join(word[:1].upper() + word[1:] for word in kept.split())
    return found if found.isidentifier() else f"{ANY_LANE}{found}"


def free_lane_id(name: str, is_taken: Callable[[str], bool]) -> str:
    """Return the id for a lane's name or label, with a number at the end if it is taken."""
    wanted = lane_id_from(name)
    candidates = (f"{wanted}{number}" if number > 1 else wanted for number in count(1))
    return next(item for item in candidates if not is_taken(item))

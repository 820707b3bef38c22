"""Names of lanes for formats that know a lane only by its name."""

from __future__ import annotations

from collections import Counter

from webapp.domain import Diagram
from webapp.interchange.exchange_values import Omissions

NO_LANE = "Process"
"""The lane of nodes that a foreign file puts into none."""


def told_apart(diagram: Diagram, lost: Omissions, form: str) -> dict[str, str]:
    """Return a name for each lane by its id; lanes of one name get their ids behind it, which is told."""
    names = {lane.id: lane.label for lane in diagram.lanes}
    shared = Counter(names.values())
    for key, name in names.items():
        if name and shared[name] > 1:
            lost.add("the name of a lane as it is", key, f"{form} knows lanes by name only, so its id is added")
            names[key] = f"{name} ({key})"
    return names

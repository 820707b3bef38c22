"""Properties of runs that findings look for."""

from __future__ import annotations

from webapp.simulation.analysis.joined_edges import FIRED, NO_EDGES, Edges, happened_at
from webapp.simulation.analysis.watching import Seen
from webapp.simulation.program import Program


class FiredTwice:
    """The property that a node has fired two times."""

    first = 0

    def __init__(self, number: int) -> None:
        self._number = number

    def over(self, value: int, seen: Seen) -> tuple[int, int | None]:
        """Return how often the node has fired, and when it did for the second time."""
        for firings, number in enumerate(seen.fired, 1):
            if number == self._number:
                value += 1
                if value > 1:
                    return value, firings
        return value, None

    def at_end(self, value: int) -> bool:
        """Return that the end shows nothing."""
        del value
        return False


class Firing:
    """The property that a node fires with tokens that came over these edges."""

    def __init__(self, program: Program, number: int, edges: Edges) -> None:
        self.first: Edges = NO_EDGES
        self._number = frozenset([number])
        self._concerned = frozenset([number, *program.behind[number]])
        self._edges = edges

    def over(self, value: Edges, seen: Seen) -> tuple[Edges, int | None]:
        """Return the edges over which the tokens came that wait, and when the node fired with all of them."""
        if self._concerned.isdisjoint(seen.fired):
            return value, None
        for firings, _, edge in happened_at(seen, self._number):
            if edge != FIRED:
                value |= {edge}
            elif value == self._edges:
                return value, firings
            else:
                value = NO_EDGES
        return value, None

    def at_end(self, value: Edges) -> bool:
        """Return that the end shows nothing."""
        del value
        return False

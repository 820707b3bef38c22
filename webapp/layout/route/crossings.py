"""How two paths on the level grid relate, before any pixel is known.

Two paths that share a stretch of a channel can be drawn side by side; whether they must cross there follows from the
ends of the stretch alone: walk outward along both paths until they part, and see which leaves to the right.
"""

from __future__ import annotations

from webapp.layout.net import SOUTH, WEST
from webapp.layout.route.paths import Path


def side_at_parting(p: Path, i: int, q: Path, j: int, outward: int) -> int:
    """Walk along the segments `p[i]` and `q[j]`, which lie on one line, in direction `outward` until the paths part.

    Returns 1 if `p` leaves to the right of `q`, -1 if to the left, 0 if one of them ends at a node where they part.
    """
    step_p = 1 if p[i][3] == outward else -1
    step_q = 1 if q[j][3] == outward else -1
    return walk(p, i, step_p, q, j, step_q, outward)[0]


def walk(p: Path, i: int, step_p: int, q: Path, j: int, step_q: int, outward: int) -> tuple[int, bool]:
    """Return the side as `side_at_parting` does, and whether a shared corner was passed on the way."""
    turned = False
    len_p, len_q = len(p), len(q)
    while True:
        ahead = q[j][2] - p[i][2] if outward < 2 else p[i][1] - q[j][1]
        if ahead >= 0:
            i += step_p
            if i < 0 or i >= len_p:
                return 0, turned
            turn_p = p[i][3] if step_p > 0 else p[i][3] ^ 2
            if ahead > 0:
                return (1 if (turn_p - outward) & 3 == 1 else -1), turned
        if ahead <= 0:
            j += step_q
            if j < 0 or j >= len_q:
                return 0, turned
            turn_q = q[j][3] if step_q > 0 else q[j][3] ^ 2
            if ahead < 0:
                return (-1 if (turn_q - outward) & 3 == 1 else 1), turned
        if turn_p != turn_q:
            return (1 if (turn_p - outward) & 3 == 1 else -1), turned
        outward = turn_p
        turned = True


def keeps_right(path: Path) -> bool:
    """Return whether the first of edges side by side all the way, whose path this is, keeps on the right of its way.

    So edges stand in document order from left to right, or from top to bottom, where they leave.
    """
    return path[0][3] in (SOUTH, WEST)


def crosses_on_stretch(p: Path, i: int, q: Path, j: int) -> bool:
    """Return whether the stretch shared by `p[i]` and `q[j]` costs a crossing.

    A stretch that goes on round shared corners is counted at its first pair of segments in the order of `p` only.
    """
    forward = p[i][3]
    same = q[j][3] == forward
    behind, turned = walk(p, i, -1, q, j, -1 if same else 1, forward ^ 2)
    if turned or not behind:
        return False
    ahead, _ = walk(p, i, 1, q, j, 1 if same else -1, forward)
    return ahead == behind

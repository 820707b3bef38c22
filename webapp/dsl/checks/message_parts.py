"""Parts of the messages of findings: shortened names, and the nearest word that may have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from webapp.domain import Diagram, one_line

LONGEST_SHOWN = 40
MOST_LISTED = 6


def shown(name: str) -> str:
    """Return a name short enough for a sentence, on one line."""
    name = one_line(name)
    return name if len(name) <= LONGEST_SHOWN else f"{name[: LONGEST_SHOWN - 1]}…"


def named(diagram: Diagram, node: str) -> str:
    """Return a node's text in quotes, with its id where other nodes have the same text; its id if it has no text."""
    text = one_line(diagram.node[node].text)
    if text == node:
        return shown(node)
    return f'"{shown(text)}" ({shown(node)})' if text in diagram.shared_texts else f'"{shown(text)}"'


def listed(names: Sequence[str], total: int | None = None) -> str:
    """Return names as a list for a sentence, cut after a few; `total` includes names that are not passed."""
    more = (len(names) if total is None else total) - MOST_LISTED
    return ", ".join(names[:MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that a word comes nearest to, None when none is near."""
    if len(word) > LONGEST_SHOWN:
        return None
    found = get_close_matches(word.lower(), list(choices), n=1, cutoff=0.5)
    return found[0] if found else None
